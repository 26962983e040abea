"""Sabotaged certificates before Rocq's kernel: a table of what it refuses, and whether it refuses everything.

    python scripts/kernel_sabotage.py                          all default certificates
    python scripts/kernel_sabotage.py 10 two-cluster:3@10      odd-point for 10 points, two clusters of 7 and 3
    python scripts/kernel_sabotage.py every-batch              the theorem for every batch size

Exit status: 0 every lie is refused because a proof fails, and the unchanged files are accepted; 1 otherwise.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "rocq"))

from fold_sabotage import fold_sabotaged
from refusal import Kernel
from sabotage import Sabotage, sabotaged

from bnproofs.certificate import certify
from bnproofs.checker.reader import Certificate, Theorem, parse, validated
from bnproofs.commands.kernel import exported
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer
from bnproofs.rocq.compiler import Answer, Compiler
from bnproofs.rocq.kernel import compile_theory

ROOT = Path(__file__).parents[1]

EVERY = "every-batch"
"""The name of the museum's certificate of the theorem for every batch size."""

DEFAULT = ("5", "10", "50", "two-cluster:3@10", "uniform@10", "separating@10", EVERY)
BITS = 128


def certificate(name: str, bits: int = BITS, more: int = 0) -> Certificate:
    """The certificate that a name as "uniform@10" stands for, or that of a larger batch."""
    configuration, _, batch = name.rpartition("@")
    shape = Configuration.parse(configuration or "odd-point")
    data = certify(Layer.parse("rc+relu"), int(batch) + more, shape, bits).to_bytes()
    found = validated(parse(data), data)
    assert isinstance(found, Certificate)
    return found


def theorem() -> Theorem:
    """The certificate of the theorem for every batch size."""
    data = (ROOT / "tests" / "certificates" / "theorem" / "accept" / f"{EVERY}.json").read_bytes()
    found = validated(parse(data), data)
    assert isinstance(found, Theorem)
    return found


def variants(name: str) -> Iterator[Sabotage]:
    """All sabotaged variants, those with the exact values of the next batches among them where they would be lies."""
    if name == EVERY:
        yield from fold_sabotaged(theorem())
        return
    honest = certificate(name)
    small = any(claim.id == "non-existence" for claim in honest.claims)
    others = [certificate(name, more=more) for more in ((7 - honest.batch,) if small else (-1, 1))]
    if "two-cluster" in name:  # with other exact values throughout it would be the truth about another batch
        others = []
    yield from sabotaged(honest, certificate(name, 2 * BITS), tuple(others))


def main(names: list[str]) -> int:
    """The exit status, once the table is printed."""
    compiler = Compiler.find()
    wrong = count = 0
    with tempfile.TemporaryDirectory(prefix="sabotage-theory-") as made:
        exports = {name: exported(theorem() if name == EVERY else certificate(name)) for name in names}
        roots = dict.fromkeys(part for one in exports.values() for part in one.theory)
        compile_theory(compiler, tuple(roots), Path(made))
        kernel = Kernel(compiler, Path(made))
        for name, one in exports.items():
            started = time.monotonic()
            answer = kernel.asked(Sabotage("nothing", "", one, ())).answer
            wrong += answer is not Answer.ACCEPTED
            print(f"{name:18} unchanged: {answer.value}, {time.monotonic() - started:.1f} s", flush=True)
            for lie in variants(name):
                refusal = kernel.asked(lie)
                count, wrong = count + 1, wrong + (not refusal.honest)
                said = " ".join(refusal.message.split())[-60:]
                verdict = "refused" if refusal.honest else f"{refusal.answer.value.upper()}(!)"
                print(f"{name:18} {verdict:9} {refusal.file:8} {lie.kind:22} {lie.place:64} {said}", flush=True)
    print(f"{count} lies, {wrong} not refused as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(DEFAULT)))
