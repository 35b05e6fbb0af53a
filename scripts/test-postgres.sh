#!/usr/bin/env bash
# The PostgreSQL of the tests: one a checkout, in a folder of its own, fast and not durable.
#
#   scripts/test-postgres.sh start   starts it unless it runs; prints its URL
#   scripts/test-postgres.sh stop    stops it and removes its data
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# Short, for a socket's path has room for 107 bytes; outside the checkout, for PostgreSQL refuses
# to run as root and another account may not be able to enter the checkout.
place="${FLEXORDER_TEST_DIR:-/tmp/flexorder-test-$(id -u)-$(printf %s "$here" | cksum | cut -d' ' -f1)}"
data=$place/data

bin=${FLEXORDER_PG_BIN_DIR:-$("$here/scripts/postgres.sh")}

# As root: hand over to an account that PostgreSQL accepts.
as_owner() {
    if [ "$(id -u)" = 0 ]; then
        account=postgres
        id postgres >/dev/null 2>&1 || account=nobody
        setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups env -i HOME="$place" PATH="$PATH" LC_ALL=C.UTF-8 "$@"
    else
        env -i HOME="$place" PATH="$PATH" LC_ALL=C.UTF-8 "$@"
    fi
}

start() {
    mkdir -p "$place"
    if [ "$(id -u)" = 0 ]; then
        account=postgres
        id postgres >/dev/null 2>&1 || account=nobody
        chown "$account" "$place"
    fi
    chmod 0700 "$place"
    exec 9>"$place/lock"
    flock 9
    cd /
    if ! as_owner "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
        [ -f "$data/PG_VERSION" ] ||
            as_owner "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$place/initdb.log"
        # The lock must not outlive this script in the postmaster.
        as_owner "$bin/pg_ctl" -D "$data" -l "$place/log" -w -t 60 start -o "-c listen_addresses='' \
            -c unix_socket_directories=$place -c port=5432 -c max_connections=400 -c shared_buffers=256MB \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum_naptime=10s" \
            >"$place/start.log" 2>&1 9>&-
    fi
    echo "postgres://postgres@localhost/postgres?host=$place"
}

stop() {
    [ -d "$data" ] || return 0
    cd /
    as_owner "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$place"
}

case "${1:-}" in
    start | stop) "$1" ;;
    *)
        sed -n '2,5p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
