#!/bin/sh
# Works out requirements/*.txt again from the *.in files, for every system, with hashes.
set -eu
cd "$(dirname "$0")"
for set in site test; do
  ../.venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
    --upgrade "$set.in" --output-file "$set.txt"
done
