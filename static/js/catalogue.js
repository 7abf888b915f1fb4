/* A list that follows each choice. Optional: without this file every choice is a plain GET form with its own button.

   Each choice fetches the page that the form would lead to, and puts its catalogue in the place of this one: there is one
   kind of page, and what is swapped in is what a fresh visit shows. The address follows, and Back works. A link inside the
   catalogue to this same page with another question (a filter to drop, an order, an option to pick) is followed likewise.

   Hooks:
   data-portal-announce     the hidden live region in base.html; data-portal-error holds the sentence for a failed request
   data-portal-count        inside the swapped results: the element whose text is the new count ("35 van de 72 passen")
   data-portal-catalogue    what is swapped: the filters with their answers; sheet, folds and focus survive the swap
   data-portal-apply        the button that is not needed while choices are followed at once (kept on a phone, in the sheet)
   data-portal-same-query   a link to the same list in another form (the other language): it keeps the choices
   data-portal-address      the address of this page in words, for print
   data-portal-close-after  a popover in a form, to be closed when that form is sent                                                   */

const region = document.querySelector("[data-portal-announce]");
const catalogue = () => document.querySelector("[data-portal-catalogue]");

/** Say a sentence to screen readers, also when it is the same as the last one. */
function announce(sentence) {
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = sentence.trim().replace(/\s+/g, " "); }, 60);
}

/** The address that a form leads to; questions without an answer are left out. */
function addressOf(form, button) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (value !== "") asked.append(name, value);
  const query = asked.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

let waiting = null;

/** Show the answer to another question. The latest one wins: an answer that is still under way is dropped. */
async function show(address, { isNew }) {
  waiting?.abort();
  const mine = waiting = new AbortController();
  catalogue().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
    const type = answer.headers.get("Content-Type") ?? "";
    if (!answer.ok || !type.startsWith("text/html")) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-portal-catalogue]");
    if (!next) throw new Error("no catalogue");
    if (isNew && address !== window.location.href) window.history.pushState(null, "", address);
    document.title = page.title;
    swap(document.adoptNode(next));
  } catch (error) {
    if (error.name === "AbortError") return;
    catalogue().removeAttribute("aria-busy");
    announce(region?.dataset.portalError ?? "");
  }
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

/** Put the new catalogue in place. What the visitor had open stays open: the sheet, where it was scrolled to, the folds. */
function swap(next) {
  const old = catalogue();
  const sheet = old.querySelector("[data-portal-close-after]:popover-open");
  const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
  const hadFocus = old.contains(document.activeElement);
  const place = hadFocus ? document.activeElement.getBoundingClientRect().top : 0;
  const folds = [...old.querySelectorAll("details")].map((fold) => fold.open);
  const top = sheet?.scrollTop;
  const spoken = old.querySelector("[data-portal-count]")?.textContent;
  sheet?.hidePopover(); // else Escape would still be waiting for a sheet that is gone

  old.replaceWith(next);
  showApply();
  [...next.querySelectorAll("details")].forEach((fold, index) => { fold.open ||= folds[index]; });
  const again = sheet && document.getElementById(sheet.id);
  if (again) {
    document.querySelector(`[popovertarget="${sheet.id}"]`)?.focus({ preventScroll: true }); // closing the sheet leads back here
    again.showPopover();
    again.scrollTop = top;
  }
  const same = focused && document.getElementById(focused);
  if (same) {
    same.focus({ preventScroll: true });
    window.scrollBy(0, same.getBoundingClientRect().top - place); // what came or went above it does not move it
  } else if (hadFocus && !again) focusCount();

  const count = next.querySelector("[data-portal-count]");
  if (count && count.textContent !== spoken) announce(count.textContent);
  // The address changed without a new page: what names it elsewhere on the page follows.
  for (const link of document.querySelectorAll("[data-portal-same-query]")) link.search = window.location.search;
  for (const text of document.querySelectorAll("[data-portal-address]")) text.textContent = window.location.href;
}

/** True for a form or a part of one that stands in the catalogue. */
const isHere = (element) => Boolean(element?.closest("[data-portal-catalogue]"));

/* Who walks on with Tab leaves the sheet, which then makes way for what she walks on to. */
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const sheet = target.closest("[data-portal-close-after]:popover-open");
  if (sheet && relatedTarget && !sheet.contains(relatedTarget)) sheet.hidePopover();
});

document.addEventListener("change", ({ target }) => {
  // Words are searched on Enter or with the button: leaving the field is not a question.
  if (isHere(target.form) && target.type !== "search") show(addressOf(target.form), { isNew: true });
});

document.addEventListener("submit", (event) => {
  if (!isHere(event.target)) return;
  event.preventDefault();
  event.target.querySelector("[data-portal-close-after]:popover-open")?.hidePopover();
  show(addressOf(event.target, event.submitter), { isNew: true });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!isHere(link) || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const { origin, pathname, search } = window.location;
  if (link.origin !== origin || link.pathname !== pathname || link.search === search) return; // an SVG link has none of these
  event.preventDefault();
  show(link.href.split("#")[0], { isNew: true }); // the part after # is where a page without script goes on
});

window.addEventListener("popstate", () => { if (catalogue()) show(window.location.href, { isNew: false }); });
