#!/usr/bin/env bash
# Installs the system packages that only the tests and the catalogue check need, on Debian:
#   chromium   the browser tests (with fonts-liberation, for text in the system's own face)
#   gettext    manage.py check_catalogues and update_catalogues
# Serving the portal needs none of them. What is there stays as it is, so running this again does nothing.
# Elsewhere: install any Chromium or Chrome (PORTAL_BROWSER names it) and GNU gettext by hand.
set -euo pipefail

here() { command -v "$1" >/dev/null 2>&1; }

missing=()
if [ -z "${PORTAL_BROWSER:-}" ] && ! here chromium && ! here chromium-browser && ! here google-chrome && ! here google-chrome-stable; then
  missing+=(chromium fonts-liberation)
fi
if ! here xgettext || ! here msgfmt; then
  missing+=(gettext)
fi
if [ ${#missing[@]} -eq 0 ]; then
  echo "Test packages: all there."
  exit 0
fi

if ! here apt-get; then
  echo "Cannot install ${missing[*]}: there is no apt-get here. Install them by hand." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=(env)
elif here sudo && sudo -n true 2>/dev/null; then
  as_root=(sudo -n env)
else
  echo "Cannot install ${missing[*]} without the rights of root. Run: sudo $0" >&2
  exit 1
fi

echo "Test packages: installing ${missing[*]} …"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
