"""Odd-point certificates of many batches before Rocq's kernel, with the theory compiled once: a table of the answers.

    python scripts/kernel_sweep.py                3 to 30, 50, 100 and 1000 points
    python scripts/kernel_sweep.py 7 12 500       these batches

Exit status: 0 the kernel accepts every certificate, 1 otherwise.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.checker.reader import Certificate, parse, validated
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer
from bnproofs.rocq.compiler import Compiler
from bnproofs.rocq.export import ENCLOSING, SMALL, THEORY, export
from bnproofs.rocq.kernel import compile_theory, judge

DEFAULT = (*range(3, 31), 50, 100, 1000)
SECONDS = 600


def certificate(batch: int) -> Certificate:
    """The certificate of the odd point, or of its non-existence, once the checker has accepted it."""
    data = certify(Layer.parse("rc+relu"), batch, Configuration.parse("odd-point"), 128).to_bytes()
    assert check(data).outcome is Outcome.ACCEPTED
    found = validated(parse(data), data)
    assert isinstance(found, Certificate)
    return found


def main(batches: list[int]) -> int:
    """The exit status, once the table is printed."""
    compiler = Compiler.find()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="sweep-theory-") as made:
        started = time.monotonic()
        compile_theory(compiler, (*THEORY.split(), ENCLOSING, SMALL), Path(made), SECONDS)
        print(f"the theory, by Rocq {compiler.version}: {time.monotonic() - started:.1f} s", flush=True)
        for batch in batches:
            found, started = certificate(batch), time.monotonic()
            judgement = judge(
                compiler, export(found), [claim.id for claim in found.claims], SECONDS, compiled=Path(made)
            )
            failed += not judgement.accepted
            verdict = "accepted" if judgement.accepted else f"NOT ACCEPTED: {judgement.reason}"
            what = found.claims[-1].statement.get("verdict", "no odd point")
            print(f"{batch:10} {what:12} {verdict:9} {time.monotonic() - started:7.1f} s", flush=True)
    print(f"{len(batches)} certificates, {failed} not accepted")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]] or list(DEFAULT)))
