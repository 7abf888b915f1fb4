/* The form of a report. Optional: without this file the question for the reason is always there.

   Hooks:
   data-portal-report    the form; data-portal-current holds the status as it is now */

const form = document.querySelector("[data-portal-report]");

function ask() {
  const chosen = form.elements.status.value;
  const now = form.dataset.portalCurrent;
  const changes = Boolean(chosen) && now !== "geen-status" && chosen !== now;
  const reason = form.elements.reason_nl.closest(".field");
  if (changes || form.elements.reason_nl.value) reason.removeAttribute("data-portal-hidden");
  else reason.setAttribute("data-portal-hidden", "");
}

if (form) {
  form.addEventListener("change", ask);
  ask();
}
