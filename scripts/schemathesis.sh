#!/usr/bin/env bash
# Runs schemathesis, all checks, against the demo server of this tree. Its report goes to
# target/schemathesis/. Arguments are passed on.
set -euo pipefail
cd "$(dirname "$0")/.."
tree=$PWD

version=4.32.0
venv=target/schemathesis/venv
if ! "$venv/bin/schemathesis" --version 2>/dev/null | grep -q "$version"; then
    command -v python3 >/dev/null || { echo "schemathesis.sh: python3 is missing" >&2; exit 1; }
    python3 -m venv "$venv" && "$venv/bin/pip" install -q "schemathesis==$version"
fi

FLEXORDER_PG_BIN_DIR=$(scripts/postgres.sh)
export FLEXORDER_PG_BIN_DIR
unset DATABASE_URL
cargo build --quiet
dir=$(mktemp -d /tmp/flexorder-schemathesis-XXXXXX)
chmod 755 "$dir"
target/debug/flexorder serve --demo --listen 127.0.0.1:0 --data-dir "$dir/data" >"$dir/out" 2>"$dir/log" &
server=$!
run=
stop() {
    trap - EXIT TERM INT
    for process in $run $server; do
        kill -TERM "$process" 2>/dev/null || true
        wait "$process" || true
    done
    cp "$dir/log" "$tree/target/schemathesis/server.log"
    rm -rf "$dir"
}
trap stop EXIT
trap 'stop; exit 143' TERM
trap 'stop; exit 130' INT
until url=$(grep -o 'http://[^ ]*' "$dir/out"); do
    kill -0 "$server" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
    sleep 0.1
done
url=${url%%$'\n'*}

# From there, for it keeps a folder where it works; in the background, for a trap waits for what is
# in front.
cd target/schemathesis
SCHEMATHESIS_HOOKS="$tree/scripts/schemathesis_hooks.py" \
    venv/bin/schemathesis --config-file "$tree/scripts/schemathesis.toml" run "$url/openapi.json" \
    --header "Authorization: Bearer fo_test_demo" --header "Tenant-ID: demo" "$@" &
run=$!
status=0
wait "$run" || status=$?
run=
exit $status
