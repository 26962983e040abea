"""The axioms that a theorem may rest on, and those that it does rest on."""

from __future__ import annotations

import re

ALLOWED = {
    r"ClassicalDedekindReals\.(sig_forall_dec|sig_not_dec)": "the real numbers",
    r"Classical_Prop\.classic": "classical logic",
    r"FunctionalExtensionality\.functional_extensionality_dep": "functional extensionality",
    r"(PrimInt63|Uint63|Uint63Axioms)\.[A-Za-z_0-9]+": "machine integers of 63 bits",
}
"""Patterns of the names of allowed axioms, and what they are about. Floating-point numbers are not among them."""

_NAME = re.compile(r"^([A-Za-z_][A-Za-z0-9_'.]*)(?= *:| *$)", re.MULTILINE)


class ForbiddenAxiomError(ArithmeticError):
    """A theorem that rests on something else than the allowed axioms; the message names it."""


def axioms(printed: str) -> tuple[str, ...]:
    """The names in what `Print Assumptions` printed, sorted; none for a theorem that is closed under the context.

    Raises:
        ForbiddenAxiomError: nothing that looks like its answer was printed, or it lists something else than axioms.
    """
    if "Closed under the global context" in printed:
        return ()
    _, found, listed = printed.partition("Axioms:\n")
    if not found:
        raise ForbiddenAxiomError("the compiler did not list the assumptions")
    entries = [line for line in listed.splitlines() if line.strip() and not line[0].isspace()]
    for entry in entries:
        if not _NAME.match(entry):
            raise ForbiddenAxiomError(f"the compiler lists an assumption that is no axiom: {entry[:80]}")
    return tuple(sorted(set(_NAME.findall(listed))))


def accounted(names: tuple[str, ...]) -> tuple[str, ...]:
    """What the axioms are about, each thing once.

    Raises:
        ForbiddenAxiomError: one of them is not allowed.
    """
    about = []
    for name in names:
        meaning = next((text for pattern, text in ALLOWED.items() if re.fullmatch(pattern, name)), None)
        if meaning is None:
            raise ForbiddenAxiomError(f"the proof assumes {name}, which is not an allowed axiom")
        about.append(meaning)
    return tuple(dict.fromkeys(about))
