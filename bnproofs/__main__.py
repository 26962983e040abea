"""`python -m bnproofs`: the command line."""

import sys

try:
    from bnproofs.cli import run

    run()
except KeyboardInterrupt:
    sys.exit(130)
