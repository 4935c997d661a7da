#!/bin/sh
# make lock: compiles both lock files anew, with hashes and without any host.
set -eu
bin=$1
options="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet"
# shellcheck disable=SC2086
"$bin/uv" pip compile pyproject.toml $options --python "$bin/python" -o requirements.lock
# shellcheck disable=SC2086
"$bin/uv" pip compile pyproject.toml --group dev -c requirements.lock $options --python "$bin/python" -o requirements-dev.lock
