"""`python -m bnproofs`: the command line."""

from bnproofs.cli import run

run()
