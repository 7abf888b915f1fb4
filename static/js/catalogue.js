/* A list that follows each choice. Optional: without this file every choice is a plain GET form with its own button.

   Hooks:
   data-portal-announce     the hidden live region in base.html; data-portal-error holds the sentence for a failed request
   data-portal-count        inside the swapped results: the element whose text is the new count ("35 van de 72 passen")
   data-portal-catalogue    what is swapped: the filters with their answers; sheet, folds and focus survive the swap
   data-portal-apply        the button that is not needed while choices are followed at once (kept on a phone, in the sheet)
   data-portal-close-after  a popover that a submit inside it should close                                                   */

const region = document.querySelector("[data-portal-announce]");

/** Say a sentence to screen readers, also when it is the same as the last one. */
function announce(sentence) {
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = sentence.trim().replace(/\s+/g, " "); }, 60);
}

let spoken = document.querySelector("[data-portal-count]")?.textContent;

document.addEventListener("htmx:afterSettle", () => {
  const count = document.querySelector("[data-portal-count]");
  if (count && count.textContent !== spoken) {
    spoken = count.textContent;
    announce(spoken);
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => announce(region?.dataset.portalError ?? ""));
}

const isWide = window.matchMedia("(min-width: 60em)");

/** Beside the results every choice is followed at once; in the sheet the button leads back to them. */
function showApply() {
  for (const button of document.querySelectorAll("[data-portal-apply]")) button.hidden = isWide.matches;
}

showApply();
isWide.addEventListener("change", showApply);

// What the visitor had open stays open: the sheet on a phone, where it was scrolled to, and the unfolded facets.
let kept = null;

document.addEventListener("htmx:beforeSwap", () => {
  const sheet = document.querySelector("[data-portal-close-after]:popover-open");
  kept = {
    folds: [...document.querySelectorAll("[data-portal-catalogue] details")].map((fold) => fold.open),
    sheet: sheet && { id: sheet.id, top: sheet.scrollTop, focus: document.activeElement?.id },
  };
});

document.addEventListener("htmx:afterSwap", () => {
  showApply();
  if (!kept) return;
  const { folds, sheet } = kept;
  kept = null;
  [...document.querySelectorAll("[data-portal-catalogue] details")].forEach((fold, index) => { fold.open ||= folds[index]; });
  const again = sheet && document.getElementById(sheet.id);
  if (!again) return;
  document.querySelector(`[popovertarget="${sheet.id}"]`)?.focus({ preventScroll: true }); // closing the sheet leads back here
  again.showPopover();
  again.scrollTop = sheet.top;
  document.getElementById(sheet.focus)?.focus({ preventScroll: true });
});

document.addEventListener("submit", (event) => {
  const sheet = event.target.closest("[data-portal-close-after]");
  if (sheet?.matches(":popover-open")) sheet.hidePopover();
});
