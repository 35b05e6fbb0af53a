#!/usr/bin/env bash
# The web app in dashboard/.
#
#   scripts/dashboard.sh build     makes dashboard/dist, unless it is newer than all it is made of
#   scripts/dashboard.sh check     types, style and unit tests
#   scripts/dashboard.sh browser   the scenarios in Chromium; arguments go to Playwright
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

node=$(scripts/node.sh)
export PATH="$node:$PATH"
cd dashboard

# What package-lock.json names; again when it changed. (Not npm ci: npm leaves packages of other systems out of
# the lock it writes, and then refuses it.)
packages() {
    if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
        npm install --no-save --no-audit --no-fund --loglevel=error >&2
        touch node_modules/.package-lock.json
    fi
}

is_fresh() {
    [ -f dist/index.html ] && [ -z "$(find src public index.html package-lock.json vite.config.ts tsconfig.json \
        ../openapi.yaml -newer dist/index.html ! -name schema.d.ts -print -quit)" ]
}

case "${1:-}" in
    build)
        is_fresh && exit
        packages
        npm run --silent build >&2
        ;;
    check)
        packages
        npm run --silent check
        npm run --silent test
        ;;
    browser)
        packages
        FLEXORDER_CHROMIUM=$(../scripts/chromium.sh)
        export FLEXORDER_CHROMIUM
        shift
        npm run --silent generate >&2
        exec npx playwright test "$@"
        ;;
    *)
        sed -n '2,6p' "../scripts/dashboard.sh" >&2
        exit 2
        ;;
esac
