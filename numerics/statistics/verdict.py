"""The words for what a comparison found; there are no others."""

from __future__ import annotations

from enum import Enum


class Agreement(Enum):
    """Whether a theory and the simulations agree."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_COMPARED = "not compared"

    @property
    def advice(self) -> str:
        """What to make of it, in a sentence."""
        return _ADVICE[self]


class Power(Enum):
    """Whether a deliberately wrong theory was rejected by the test that the right one must pass."""

    CAUGHT = "caught"
    MISSED = "missed"

    @property
    def advice(self) -> str:
        """What to make of it, in a sentence."""
        return _ADVICE[self]


_ADVICE: dict[Agreement | Power, str] = {
    Agreement.AGREES: "No discrepancy was found; look at which wrong theories were caught to see what that is worth.",
    Agreement.DISAGREES: "Repeat with another seed: if it disagrees again, the theory or the simulation is wrong.",
    Agreement.NOT_COMPARED: "Nothing is said about the theory; supply what is missing, or a larger run.",
    Power.CAUGHT: "The test can tell this wrong theory from the right one at this size of run.",
    Power.MISSED: "Agreement means little here: simulate more replicas, layers or neurons until it is caught.",
}
