"""What Rocq's kernel said of a certificate, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from bnproofs.rocq.compiler import Answer
from bnproofs.rocq.kernel import Judgement

_WORDS = {
    Answer.ACCEPTED: "kernel accepts",
    Answer.REFUSED: "kernel refuses",
    Answer.TIMED_OUT: "timed out",
    Answer.NOT_COMPILED: "not compiled",
}


def lines(judgement: Judgement, subject: str, version: str, says: Mapping[str, str]) -> list[str]:
    """A line for each claim, what the last theorem assumes, then the verdict; `says` is a sentence for each claim."""
    shown = []
    for judged in judgement.claims:
        shown.append(
            f"{_WORDS[judged.answer]}  {judged.claim}: {judged.message or says.get(judged.claim, '')}".rstrip(": ")
        )
    if judgement.accepted:
        modules = dict.fromkeys(name.rpartition(".")[0] or name for name in judgement.assumed)
        axioms = f"{len(judgement.assumed)} axioms of {', '.join(modules)}"
        shown.append(f"assumed: {', '.join(judgement.about)} ({axioms})")
        shown.append(f"ACCEPTED by the kernel of Rocq {version}: {subject}")
    elif judgement.timed_out:
        shown.append(f"NOT DECIDED by the kernel of Rocq {version}: {judgement.reason}; give it more --timeout")
    else:
        shown.append(f"REFUSED by the kernel of Rocq {version}: {judgement.reason}")
    return shown
