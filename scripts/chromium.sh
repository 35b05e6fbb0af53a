#!/usr/bin/env bash
# Finds Chromium (or Chrome) and prints its path; installs the distribution's package if it is missing.
set -euo pipefail

find_chromium() {
    local name
    if [ -n "${FLEXORDER_CHROMIUM:-}" ]; then
        echo "$FLEXORDER_CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome; do
        command -v $name && return
    done
    return 1
}

find_chromium && exit
echo "chromium.sh: installing Chromium" >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >&2
    find_chromium && exit
fi
echo "chromium.sh: Chromium is needed and could not be installed. Install it (Debian: sudo apt-get" >&2
echo "install chromium), or set FLEXORDER_CHROMIUM to the path of Chromium or Chrome." >&2
exit 1
