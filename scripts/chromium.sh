#!/bin/sh
# Sees to it that the browser tests have a Chromium; says aloud when they will have to do without.
set -eu

command -v chromium >/dev/null && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..." >&2
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null || true
fi

command -v chromium >/dev/null && exit 0
echo "NO BROWSER: there is no 'chromium' here and it could not be installed; the browser tests cannot run." >&2
echo "On Debian: sudo apt-get install chromium" >&2
