#!/usr/bin/env bash
# Records .sqlx/: what the compiler knows of each query without a database. Runs against a database
# with the migrations of this tree, on the PostgreSQL of the tests. Needs psql.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v psql >/dev/null || { echo "sqlx.sh: psql is missing (package postgresql-client)" >&2; exit 1; }
server=$(scripts/test-postgres.sh start)
database=record_$$
record=${server/\/postgres\?/\/$database\?}
psql() { command psql -X -q -v ON_ERROR_STOP=1 "$@"; }
dir=$(mktemp -d)
trap 'psql "$server" -c "drop database if exists $database with (force)"; rm -rf "$dir"' EXIT

psql "$server" -c "create database $database"
psql "$record" -c "create table _sqlx_migrations (version bigint primary key, description text not null,
    installed_on timestamptz not null default now(), success boolean not null, checksum bytea not null,
    execution_time bigint not null)"
for file in migrations/*.sql; do psql "$record" -1 -f "$file"; done

# Old records go only when the new ones are whole.
mkdir "$dir/sqlx"
touch src/lib.rs
SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$dir/sqlx" DATABASE_URL="$record" cargo check --all-targets
rm -rf .sqlx
cp -r "$dir/sqlx" .sqlx
echo "recorded $(find .sqlx -name '*.json' | wc -l) queries in .sqlx/"
