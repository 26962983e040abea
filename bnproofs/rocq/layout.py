"""The text of generated files: data, lemmas of one line each, and a theorem for each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bnproofs.rocq.expressions import UnknownNodeError, name, number, whole
from bnproofs.rocq.fold_goals import AboveAt, FormSign, SlopeSign
from bnproofs.rocq.goals import Above, Equal, Goal, Inside, Interval, Sign

LOGICAL_NAME = "Certificate"
"""The name of the library that the generated files make up."""

GOALS = (Sign, Inside, Above, Equal, SlopeSign, FormSign, AboveAt)
"""The closed set of goals."""

COUNT = "multiplicities"
"""The name of the theorem on multiplicities."""

_OPENING = "From Coq Require Import Reals ZArith Lra.\nFrom BNProofs Require Import {theory}.\n"


@dataclass(frozen=True, slots=True)
class Data:
    """The numbers of a certificate: the batch, exact values and intervals, by the names that the file gives them.

    A `batch` of 0 stands for none: the certificate speaks of every batch size.
    """

    batch: int
    values: Mapping[str, Fraction]
    intervals: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """A file of Rocq text; `claim` is the id of the claim that it proves, or "" for the data and the summary."""

    name: str
    claim: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """What is said of whole numbers: a predicate of the theory, the number of points, and the other arguments."""

    predicate: str
    points: int
    numbers: tuple[int, ...]

    def statement(self) -> str:
        """The predicate at its numbers as Rocq text; the number of points is that of `batch`."""
        others = " ".join(whole(item) for item in self.numbers)
        return f"exists points : Z, batch = IZR points /\\ {name(self.predicate)} points {others}"

    def proof(self) -> str:
        """The proof by computation."""
        return f"exists {whole(self.points)}%Z. split; [reflexivity |]. repeat split; reflexivity."


@dataclass(frozen=True, slots=True)
class ProvedClaim:
    """What a claim's file holds: its goals with their precisions, then a theorem and its proof.

    `says` is what the theorem says of the configuration's point `{s}`; empty where the summary says it in other words.
    """

    claim: str
    goals: Sequence[tuple[Goal, int]]
    theorem: str
    proof: str
    says: str = ""
    count: Count | None = None

    def with_count(self, count: Count) -> ProvedClaim:
        """The same claim, which says something of whole numbers too."""
        return replace(self, count=count)

    def at(self, point: str) -> str:
        """What the claim says of a point."""
        return (self.says or self.theorem).replace("{s}", point)


def data_file(data: Data, theory: str) -> GeneratedFile:
    """The file `Data`: definitions, and the tactic that unfolds them."""
    lines = [_OPENING.format(theory=theory) + "Open Scope R_scope.\n"]
    lines += [f"Definition batch : R := {whole(data.batch)}."] if data.batch else []
    lines += [f"Definition {name(key)} : R := {number(item)}." for key, item in data.values.items()]
    lines += [
        f"Definition {name(key)} : R * R := ({number(low)}, {number(high)})."
        for key, (low, high) in data.intervals.items()
    ]
    names = ", ".join(["inside", *(["batch"] if data.batch else []), *data.values, *data.intervals])
    lines.append(f"\nLtac data := unfold {names} in *; cbn [fst snd] in *.")
    return GeneratedFile("Data", "", "\n".join(lines) + "\n")


def claim_file(number: int, proved: ProvedClaim, theory: str, imports: Sequence[str] = ()) -> GeneratedFile:
    """The file of one claim, which imports the data and the files named."""
    parts = [opening(theory, ["Data", *imports])]
    parts += [lemma(goal, bits) for goal, bits in proved.goals]
    if proved.count is not None:
        parts.append(f"Theorem {COUNT} :\n  {proved.count.statement()}.\nProof. {proved.count.proof()} Qed.\n")
    parts.append(f"Theorem claim_{number} :\n  {proved.theorem}.\nProof.\n  {proved.proof}\nQed.\n")
    return GeneratedFile(f"Claim{number}", proved.claim, "\n".join(parts))


def opening(theory: str, imports: Sequence[str]) -> str:
    """The first lines of a file that imports the theory and other generated files."""
    return (
        _OPENING.format(theory=theory)
        + f"From {LOGICAL_NAME} Require Import {' '.join(imports)}.\nOpen Scope R_scope.\n"
    )


def lemma(goal: Goal, bits: int) -> str:
    """One goal with the tactic that decides it; `UnknownNodeError` for what is none of the known kinds of goals."""
    if type(goal) not in GOALS:
        raise UnknownNodeError(f"a {type(goal).__name__} is no goal of a generated file")
    return f"Lemma {name(goal.name)} : {goal.statement()}.\nProof. {goal.tactic(int(whole(bits)))} Qed.\n"


def conjunction_of(proofs: Sequence[str]) -> str:
    """The proof of a conjunction from those of its parts, one or more."""
    *before, last = proofs
    for proof in reversed(before):
        last = f"(conj {proof} {last})"
    return last
