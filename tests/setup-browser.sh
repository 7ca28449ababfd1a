#!/bin/sh
# Finds a browser for the tests, or installs one: Debian's own where we may, else Playwright's.
set -eu
python=${1:-.venv/bin/python}

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
  exit 0
fi
if "$python" -c 'import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())' 2>/dev/null; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's chromium for the browser tests ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "Installing Playwright's Chromium for the browser tests ..."
"$python" -m playwright install chromium || {
  echo "No browser could be installed. Install Chromium, then run make test again."
  exit 2
}
