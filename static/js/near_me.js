/* "Near me": fills in where the visitor is. Optional: without this file one types a town, a station or a point.

   Hooks:
   data-portal-near-me   the button, hidden until this file runs; data-portal-refused holds the sentence for a refusal */

const region = document.querySelector("[data-portal-announce]");

/** The button may be swapped with the list: it is looked up when needed. */
function show() {
  if (!navigator.geolocation || !window.isSecureContext) return;
  for (const button of document.querySelectorAll("[data-portal-near-me]")) button.hidden = false;
}

function refuse(button) {
  button.disabled = false;
  let said = button.parentElement.querySelector("[role=alert]");
  if (!said) {
    said = document.createElement("span");
    said.setAttribute("role", "alert");
    said.className = "small";
    button.after(said);
  }
  said.textContent = button.dataset.portalRefused;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-portal-near-me]");
  if (!button) return;
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    button.disabled = false;
    const field = button.closest("form").elements.dichtbij;
    field.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`; // a hundred metres: the address may be shared
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, () => refuse(button), { timeout: 10000, maximumAge: 60000 });
});

show();
if (region) new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
