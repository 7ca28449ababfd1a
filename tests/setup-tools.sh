#!/bin/sh
# Finds the programs that the tests use, or installs them: Debian's own where we may; otherwise
# Playwright's browser, and the tests of Word files are skipped where LibreOffice is missing.
set -eu
python=${1:-.venv/bin/python}

has() { command -v "$1" >/dev/null 2>&1; }

playwright_has_chromium() {
  "$python" -c 'import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())' 2>/dev/null
}

wanted=""
has chromium || has chromium-browser || playwright_has_chromium || wanted="chromium"
has soffice || has libreoffice || wanted="$wanted libreoffice-writer"
has WebKitWebDriver || wanted="$wanted webkit2gtk-driver"
has nginx || [ -x /usr/sbin/nginx ] || wanted="$wanted nginx-light libnginx-mod-http-brotli-static"
has wrk || wanted="$wanted wrk"
has shellcheck || wanted="$wanted shellcheck"
has Xvfb || wanted="$wanted xvfb xauth"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && has apt-get; then
  echo "Installing for the tests: $wanted ..."
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
  exit 0
fi
case $wanted in
  *chromium*)
    echo "Installing Playwright's Chromium for the browser tests ..."
    "$python" -m playwright install chromium || {
      echo "No browser could be installed. Install Chromium, then run make test again."
      exit 2
    }
    ;;
esac
case $wanted in
  *webkit* | *xvfb*) echo "WebKit is not installed, so the tests in a second browser are skipped." ;;
esac
case $wanted in
  *libreoffice*) echo "LibreOffice is not installed, so the tests that open Word files are skipped." ;;
esac
case $wanted in
  *nginx*) echo "nginx is not installed, so the tests of its configuration are skipped." ;;
esac
