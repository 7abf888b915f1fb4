/* A list that follows each choice. Optional: without this file every choice is a plain GET form with its own button.

   Hooks:
   data-portal-announce     the hidden live region in base.html; data-portal-error holds the sentence for a failed request
   data-portal-count        inside the swapped results: the element whose text is the new count ("35 van de 72 passen")
   data-portal-catalogue    what is swapped: the filters with their answers; sheet, folds and focus survive the swap
   data-portal-apply        the button that is not needed while choices are followed at once (kept on a phone, in the sheet)
   data-portal-same-query   a link to the same list in another form (the other language): it keeps the choices
   data-portal-address      the address of this page in words, for print
   data-portal-close-after  a popover in a form, to be closed when that form is sent                                                   */

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

/** The heading of the results: where someone goes on who pressed a button that is no longer there. */
function focusCount() {
  const count = document.querySelector("[data-portal-count]");
  if (!count) return;
  count.tabIndex = -1;
  count.focus();
}

// What the visitor had open stays open: the sheet on a phone, where it was scrolled to, and the unfolded facets.
let kept = null;

document.addEventListener("htmx:beforeSwap", () => {
  const sheet = document.querySelector("[data-portal-close-after]:popover-open");
  kept = {
    hadFocus: Boolean(document.activeElement?.closest("[data-portal-catalogue]")),
    folds: [...document.querySelectorAll("[data-portal-catalogue] details")].map((fold) => fold.open),
    sheet: sheet && { id: sheet.id, top: sheet.scrollTop, focus: document.activeElement?.id },
  };
  sheet?.hidePopover(); // else Escape would still be waiting for a sheet that is gone
});

document.addEventListener("htmx:afterSwap", () => {
  showApply();
  if (!kept) return;
  const { folds, hadFocus, sheet } = kept;
  kept = null;
  [...document.querySelectorAll("[data-portal-catalogue] details")].forEach((fold, index) => { fold.open ||= folds[index]; });
  const again = sheet && document.getElementById(sheet.id);
  if (!again) {
    if (hadFocus && document.activeElement === document.body) focusCount(); // a button that was swapped away
    return;
  }
  document.querySelector(`[popovertarget="${sheet.id}"]`)?.focus({ preventScroll: true }); // closing the sheet leads back here
  again.showPopover();
  again.scrollTop = sheet.top;
  document.getElementById(sheet.focus)?.focus({ preventScroll: true });
});

// Words are searched on Enter or with the button: leaving the field is not a question.
document.addEventListener("change", (event) => {
  if (event.target.matches('[data-portal-catalogue] input[type="search"]')) event.stopPropagation();
}, true);

// The address changed without a new page: what names it elsewhere on the page follows.
document.addEventListener("htmx:afterSettle", () => {
  for (const link of document.querySelectorAll("[data-portal-same-query]")) link.search = window.location.search;
  for (const text of document.querySelectorAll("[data-portal-address]")) text.textContent = window.location.href;
});

document.addEventListener("submit", (event) => {
  event.target.querySelector("[data-portal-close-after]:popover-open")?.hidePopover();
});
