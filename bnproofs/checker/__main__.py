"""The command `python -m bnproofs.checker FILE`: exit 0 accepted, 1 refused, 2 not a certificate or wrong usage.

It exits with 120 if the report cannot be written.
A copy of the folder runs under its own name, `python -m checker FILE`, and says so in its usage text.
"""

from __future__ import annotations

import os
import sys

from . import check_file
from .report import lines


def main(arguments: list[str]) -> int:
    """The exit code, after the report was printed."""
    if len(arguments) != 1:
        print(f"usage: python -m {__package__} FILE", file=sys.stderr)
        return 2
    report = check_file(arguments[0])
    try:
        print("\n".join(lines(report)), flush=True)
    except OSError as failure:
        print(f"cannot write the report: {failure.strerror}", file=sys.stderr)
        os._exit(120)  # Python's own status for it, whether or not it buffers; a second flush would fail too
    return report.outcome.value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
