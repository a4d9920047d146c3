# The commands a person types; CI types the same. `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help build demo test bench bench-record picture fmt

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the program: target/release/litopys
	cargo build --release --locked

demo: build ## read the sample reports into a fresh ledger and show its incidents
	@scripts/demo.sh

test: ## run every check there is; a summary at the end says what ran
	@scripts/test.sh

bench: ## measure extraction beside a plain scan of the same text
	cargo run --release --locked --quiet -p litopys-bench

bench-record: ## the same, and keep the figures in bench/record/
	cargo run --release --locked --quiet -p litopys-bench -- --record

picture: build ## draw docs/picture/demo.svg anew from a real run
	@scripts/picture.sh

fmt: ## format all code
	cargo fmt --all
