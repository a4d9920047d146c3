#!/usr/bin/env bash
# Draws docs/picture/demo.svg from a real run of the demo. Run by `make picture`, which builds first.
# A long table is shown with its beginning and end; the line between says how much was left out.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p docs/picture
{
    printf '$ make demo\n\n'
    # The commands for afterwards are in the README; the picture ends with the table.
    COLUMNS=116 scripts/demo.sh --color always 2>&1 | sed '/^Figures stand as/,$d' |
        awk -v top=34 -v bottom=12 '
            { line[NR] = $0 }
            END {
                for (i = 1; i <= NR; i++)
                    if (NR <= top + bottom + 1 || i <= top || i > NR - bottom) print line[i]
                    else if (i == top + 1) printf "\033[2m  ⋮ (%d lines)\033[0m\n", NR - top - bottom
            }'
} | cargo run --quiet --locked --package xtask -- picture >docs/picture/demo.svg
echo "docs/picture/demo.svg drawn"
