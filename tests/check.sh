#!/bin/sh
# make check: format, lint, types, import rules, then every test on SQLite and PostgreSQL, with Chromium.
# A backend that is missing fails the check by its name; nothing is skipped in silence.
set -eu
bin=$1
export OPORA_CHECK=1

"$bin/ruff" format --check .
"$bin/ruff" check .
"$bin/pyright" --pythonpath "$bin/python"
"$bin/lint-imports" --no-cache

command -v "${CHROMIUM:-chromium}" >/dev/null || { echo "Chromium is missing: apt install chromium"; exit 1; }

if [ -z "${TEST_POSTGRES_URL:-}" ]; then
    folder=$(mktemp -d)
    trap '"$bin/python" -m tests.postgres stop "$folder"; rm -rf "$folder"' EXIT
    TEST_POSTGRES_URL=$("$bin/python" -m tests.postgres start "$folder")
    export TEST_POSTGRES_URL
fi

"$bin/python" -m pytest -n "${TEST_WORKERS:-2}" -q
