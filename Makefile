# `make run` and open the address it prints; `make help` lists the rest.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run build dashboard test browser bench lint sqlx schemathesis postgres toolchain nextest machete

NEXTEST_VERSION := 0.9.143
MACHETE_VERSION := 0.9.2

help: ## List the targets.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

# A development build: on a fresh machine it is there minutes before a release build, and quick
# enough for one person.
run: toolchain ## Serve a demo; installs what is missing. Other port: make run ARGS='--listen 127.0.0.1:8081'
	@scripts/postgres.sh >/dev/null || exit 1; \
	scripts/dashboard.sh build || echo "make run: going on without the dashboard" >&2; \
	unset DATABASE_URL FLEXORDER_MIGRATION_DATABASE_URL; \
	cargo build --locked && exec target/debug/flexorder serve --demo $(ARGS)

build: toolchain dashboard ## Build the release binary with the dashboard in it, target/release/flexorder.
	cargo build --release --locked

dashboard: ## Build the web app, dashboard/dist.
	scripts/dashboard.sh build

test: toolchain nextest dashboard ## Run all tests but the browser's; they start a PostgreSQL of their own.
	scripts/dashboard.sh check
	@export FLEXORDER_PG_BIN_DIR="$$(scripts/postgres.sh)" || exit 1; [ -n "$$FLEXORDER_PG_BIN_DIR" ] || exit 1; \
	unset DATABASE_URL; \
	trap 'scripts/test-postgres.sh stop' EXIT; \
	if cargo nextest --version >/dev/null 2>&1; then \
	    cargo nextest run --locked --no-fail-fast $(ARGS); \
	else \
	    echo "make test: cargo-nextest could not be installed; running cargo test, which takes longer" >&2; \
	    cargo test --locked --no-fail-fast $(ARGS); \
	fi

browser: toolchain dashboard ## Play the dashboard's scenarios in Chromium; make browser ARGS='-g phone' plays some.
	@export FLEXORDER_PG_BIN_DIR="$$(scripts/postgres.sh)" || exit 1; [ -n "$$FLEXORDER_PG_BIN_DIR" ] || exit 1; \
	unset DATABASE_URL; \
	cargo build --locked && scripts/dashboard.sh browser $(ARGS)

# Variables: ORDERS TENANTS ROUNDS SECONDS CLIENTS, ONLY=get,create (groups of rows), FRESH=1 (load
# anew), BENCH_DIR (folder of the private PostgreSQL). docs/performance.md explains the table.
# BUILD=dev measures nothing of worth: development builds, which take their time, to see that the
# benchmark works.
bench: toolchain dashboard ## Measure the release server beside PostgreSQL: make bench ORDERS=1000000 TENANTS=100
	@export FLEXORDER_PG_BIN_DIR="$$(scripts/postgres.sh)" || exit 1; [ -n "$$FLEXORDER_PG_BIN_DIR" ] || exit 1; \
	unset DATABASE_URL; \
	cargo build --locked $(if $(filter dev,$(BUILD)),,--release) && \
	$(if $(filter dev,$(BUILD)),export FLEXORDER_ACQUIRE_TIMEOUT=60s FLEXORDER_HANDLER_TIMEOUT=60s FLEXORDER_STATEMENT_TIMEOUT=60s FLEXORDER_LOCK_TIMEOUT=60s &&) \
	exec cargo bench --locked $(if $(filter dev,$(BUILD)),--profile dev) --bench flexorder -- \
	    $(if $(filter dev,$(BUILD)),--server target/debug/flexorder) \
	    $(if $(ORDERS),--orders $(ORDERS)) $(if $(TENANTS),--tenants $(TENANTS)) \
	    $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS)) \
	    $(if $(CLIENTS),--clients $(CLIENTS)) $(if $(ONLY),--only $(ONLY)) \
	    $(if $(FRESH),--fresh) $(if $(BENCH_DIR),--dir $(BENCH_DIR))

lint: toolchain machete ## Check format, lints, architecture and unused dependencies.
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo test --locked --quiet --test architecture
	cargo machete

sqlx: toolchain ## Record .sqlx/ after a query or a migration changed.
	scripts/sqlx.sh

schemathesis: toolchain ## Check the running demo server against its OpenAPI document.
	scripts/schemathesis.sh $(ARGS)

postgres: ## Find PostgreSQL's programs, install them if missing, print their folder.
	@scripts/postgres.sh

toolchain:
	@command -v cargo >/dev/null || { \
	    echo "Rust is missing: install it from https://rustup.rs (1.95 or newer), then run make again." >&2; exit 1; }
	@version=$$(rustc --version | cut -d' ' -f2); \
	printf '1.95.0\n%s\n' "$${version%%-*}" | sort -CV || { \
	    echo "Rust $$version is too old, 1.95 or newer is needed: run rustup update stable." >&2; exit 1; }

nextest:
	@cargo nextest --version >/dev/null 2>&1 || \
	    cargo install --locked cargo-nextest@$(NEXTEST_VERSION) || true

machete:
	@command -v cargo-machete >/dev/null || cargo install --locked cargo-machete@$(MACHETE_VERSION)
