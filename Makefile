# Everything a developer types. Building happens outside the checkout, with one profile (dev) and
# one feature set, so that run, test and check share what they have compiled.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

export CARGO_TARGET_DIR ?= $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/yichuang/target
export LANG := C.UTF-8

CHECK_PARTS := setup-check fmt ui ui-check clippy doc deny build tidy drift
TEST_PARTS := setup ui ui-test build cargo-test late

UI_SOURCES := $(shell git ls-files ui 2>/dev/null)

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

.PHONY: run test check bench pictures planted
run: setup ui ## the demo: platform, neighbours, devices and the window
	@scripts/run.sh

test: ## all tests
	@scripts/parts.sh $(TEST_PARTS)

check: ## format, lints, docs, types, import zones, licences, generated files
	@scripts/parts.sh $(CHECK_PARTS)

bench: setup ui ## figures, each beside its peer
	@scripts/bench.sh

pictures: setup ui ## docs/pictures/ under a fixed demo clock
	@scripts/run.sh pictures

planted: ## apply each patch of tests/planted/ to a scratch copy; each must be caught
	@scripts/planted.sh

# The parts, each also a target of its own.
.PHONY: setup setup-check ui ui-check ui-test fmt clippy doc deny build tidy drift cargo-test late generate simulation
setup: ## install what is missing
	@scripts/setup.sh

setup-check:
	@scripts/setup.sh check

ui: ui/dist/index.html ## build the UI (the desktop program embeds it)

ui/dist/index.html: $(UI_SOURCES)
	cd ui && npm run --silent build
	@touch $@

ui-check: ## tsc and eslint
	cd ui && npm run --silent check && npm run --silent lint

ui-test: ## component and rule tests of the UI
	cd ui && npm run --silent test

fmt:
	cargo fmt --all --check

clippy:
	cargo clippy --locked --workspace --all-targets --quiet -- -D warnings

doc:
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --locked --workspace --no-deps --document-private-items --quiet

deny:
	cargo deny --log-level error check bans licenses sources

build:
	cargo build --locked --workspace --all-targets --quiet

tidy: ## dependency direction, file and function length, leftovers
	cargo test --locked --workspace --test all --quiet tidy

drift: ## generated files are up to date (make generate brings them there)
	cargo test --locked --workspace --quiet drift

generate: ## write the generated files
	UPDATE_GENERATED=1 cargo test --locked --workspace --quiet drift

cargo-test:
	cargo test --locked --workspace

simulation: ## stations and platform under virtual time: 2,000 seeds (cargo-test runs the first 120)
	YC_SEEDS=2000 cargo test --locked --workspace --test all -- --nocapture simulation

# Windows, devices, kills and virtual time are left out for their length: they ask the same code for a date.
late: ## the tests at 23:30 in UTC and in New York: legal dates are +08:00 all the same
	for zone in UTC America/New_York; do \
	  late="cargo --config target.'cfg(all())'.runner='$(CURDIR)/scripts/late.sh' test --locked --workspace --quiet"; \
	  TZ=$$zone $$late --lib; \
	  TZ=$$zone $$late --test platform; \
	  TZ=$$zone $$late --test all -- headless sync desk faults; \
	done
