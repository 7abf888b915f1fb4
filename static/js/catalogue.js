/* A list that follows each choice. Optional: without this file every choice is a plain GET form with its own button.

   Hooks:
   data-portal-announce     the hidden live region in base.html; data-portal-error holds the sentence for a failed request
   data-portal-count        inside the swapped results: the element whose text is the new count ("35 van de 72 passen")
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

if (window.matchMedia("(min-width: 60em)").matches) {
  for (const button of document.querySelectorAll("[data-portal-apply]")) button.hidden = true;
}

document.addEventListener("submit", (event) => {
  const sheet = event.target.closest("[data-portal-close-after]");
  if (sheet?.matches(":popover-open")) sheet.hidePopover();
});
