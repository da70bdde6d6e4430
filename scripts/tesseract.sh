#!/bin/sh
# Sees to it that the tests of scanned pages have tesseract; says aloud when they will have to do without.
set -eu

present() {
    for folder in /usr/share/tesseract-ocr/5/tessdata /usr/share/tessdata /usr/local/share/tessdata; do
        [ -e "$folder/eng.traineddata" ] && return 0
    done
    return 1
}

present && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing tesseract for the tests of scanned pages ..." >&2
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq && apt-get install -qq -y --no-install-recommends tesseract-ocr tesseract-ocr-eng >/dev/null || true
fi

present && exit 0
echo "NO TEXT RECOGNITION: tesseract 5 is not here and could not be installed; the tests of scanned pages are skipped." >&2
echo "On Debian: sudo apt-get install tesseract-ocr tesseract-ocr-eng" >&2
