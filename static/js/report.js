/* The form of a report. Optional: without this file the question for the reason is always there, and the day of the old
   status is refused for a new one.

   Hooks:
   data-portal-report    the form; data-portal-current holds the status as it is now, data-portal-kind what it is for,
                         data-portal-at-rest the statuses that have no next step, data-portal-kept what was told of now */

const form = document.querySelector("[data-portal-report]");

function ask() {
  const chosen = form.elements.status.value;
  const now = form.dataset.portalCurrent;
  const changes = Boolean(chosen) && now !== "geen-status" && chosen !== now;
  const reason = form.elements.reason_nl.closest(".field");
  if (changes || form.elements.reason_nl.value) reason.removeAttribute("data-portal-hidden");
  else reason.setAttribute("data-portal-hidden", "");
}

/* What was filled in of the report before does not hold for another status: it makes way, until that is chosen back. */
function makeWay() {
  const chosen = form.elements.status.value;
  const changes = chosen !== form.dataset.portalCurrent;
  const kept = JSON.parse(form.dataset.portalKept);
  const swap = (name, isGone, other) => {
    const field = form.elements[name];
    if (!kept[name]) return;
    if (isGone && field.value === kept[name]) field.value = other;
    else if (!isGone && field.value === other) field.value = kept[name];
  };
  swap("since", changes, form.elements.since.max);
  for (const name of ["next_step_nl", "next_step_en", "next_step_on"]) {
    swap(name, changes && form.dataset.portalAtRest.split(" ").includes(chosen), "");
  }
}

if (form) {
  form.addEventListener("change", event => {
    if (event.target.name === "status" && form.dataset.portalKind === "report") makeWay();
    ask();
  });
  ask();
}
