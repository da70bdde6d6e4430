#!/bin/sh
# Makes the virtual environment $VENV with $PYTHON. Debian keeps a part of venv in a package of its own:
# that one is fetched when we may, and named when we may not.
set -eu

python=${PYTHON:-python3}

say() {
    echo "$*" >&2
}

can_make_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

if ! command -v "$python" >/dev/null; then
    say "There is no '$python' here. Install Python 3.11 or newer, or name one: make PYTHON=/usr/bin/python3.11"
    exit 1
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Vendorproof needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Name another: make PYTHON=python3.11"
    exit 1
fi

if ! can_make_venv && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "This Python cannot make virtual environments yet: installing the package python3-venv."
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq && apt-get install -qq -y --no-install-recommends python3-venv >/dev/null || true
fi

if ! can_make_venv; then
    say "'$python' cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv"
    exit 1
fi

"$python" -m venv "$VENV"
