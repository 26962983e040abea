#!/bin/sh
# The tests: unit and property tests, doctests of modules, derivations, the checker's museum of bad certificates, and
# certificates before Rocq's kernel.
set -eu
. "$(dirname -- "$0")/environment.sh"
rocq
latex
browser
prepare "dev"
python -m pytest --numprocesses 2 --dist loadfile "$@"
