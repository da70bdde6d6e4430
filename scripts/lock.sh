#!/bin/sh
# Resolves requirements/*.in into lock files: every package with its hashes, no address of where it came from.
# Pins that still fit are kept; `sh scripts/lock.sh --upgrade` (with BIN set) moves them.
set -eu

for name in runtime build dev bench; do
    "$BIN/python" -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        --output-file "requirements/$name.txt" "$@" "requirements/$name.in"
done
