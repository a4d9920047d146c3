#!/usr/bin/env bash
# Reads the sample reports into a fresh ledger and shows what came of them. Run by `make demo`, which builds first.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
litopys=$target/release/litopys
ledger=$target/demo/litopys.db

rm -rf "$target/demo"
mkdir -p "$target/demo"

# The folders, not samples/ itself: the two Markdown files that describe the samples are not reports.
echo "\$ litopys add samples/*/"
"$litopys" --ledger "$ledger" add samples/*/
echo
echo "\$ litopys incidents"
"$litopys" --ledger "$ledger" incidents --format text "$@"

id=$("$litopys" --ledger "$ledger" incidents --format jsonl | sed -n '1s/^{"id":"\([^"]*\)".*/\1/p')
cat <<END

Figures stand as low–best–high; one number where nobody disagrees. The ledger is $ledger.
What next:

  $litopys --ledger $ledger show ${id:-ID}
      who said what, when, in which words, and why it counted or not

  $litopys explain "Ukraine's air force said it shot down 17 of 18 drones overnight."
      the words and rules behind each claim

  $litopys --ledger $ledger verify
      every entry in its place, every quote in its text

  $litopys --help
END
