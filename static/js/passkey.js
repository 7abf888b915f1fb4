// Passkeys: says so when the browser gave none, and takes the button away where there can be none.

const failed = document.querySelector("[data-portal-passkey-failed]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  failed.hidden = false;
});

if (!window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-portal-passkey]")) part.hidden = true;
}
