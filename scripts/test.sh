#!/bin/sh
# The tests: unit and property tests, doctests of modules, derivations, and the checker's museum of bad certificates.
set -eu
. "$(dirname -- "$0")/environment.sh"
prepare "dev"
python -m pytest "$@"
