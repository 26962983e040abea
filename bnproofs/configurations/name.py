"""The names of configurations, as a user writes them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from bnproofs.errors import InputError

FAMILY_KINDS = ("odd-point", "separating", "uniform")
_TWO_CLUSTERS = re.compile(r"two-cluster:([1-9]\d{0,17})", re.ASCII)


class ConfigurationError(InputError):
    """A name that denotes no configuration, or none of that batch; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration of a batch: `odd-point`, `separating`, `uniform`, or `two-cluster` with k points apart.

    Raises:
        ConfigurationError: another kind, a k where none belongs, or no k ≥ 1 for `two-cluster`.
    """

    kind: str
    k: int | None = None

    def __post_init__(self) -> None:
        if self.kind in FAMILY_KINDS and self.k is None:
            return
        if self.kind != "two-cluster" or not isinstance(self.k, int) or self.k < 1:
            raise ConfigurationError(
                f"no configuration has the kind {self.kind[:40]!r} and k = {self.k}: "
                f"write one of {', '.join(FAMILY_KINDS)}, or two-cluster:K with K ≥ 1"
            )

    def __str__(self) -> str:
        return self.kind if self.k is None else f"{self.kind}:{self.k}"

    @staticmethod
    def parse(text: str) -> Configuration:
        """The configuration that a name denotes.

        >>> str(Configuration.parse("two-cluster:3"))
        'two-cluster:3'

        Raises:
            ConfigurationError: no such configuration; the message names the nearest.
        """
        if text in FAMILY_KINDS:
            return Configuration(text)
        if match := _TWO_CLUSTERS.fullmatch(text):
            return Configuration("two-cluster", int(match[1]))
        known = [*FAMILY_KINDS, "two-cluster:1"]
        nearest = difflib.get_close_matches(text.lower()[:40], known, n=1, cutoff=0)[0]
        raise ConfigurationError(
            f"{text[:40]!r} is no configuration; the nearest is {nearest!r} "
            f"(known: {', '.join(FAMILY_KINDS)}, two-cluster:K)"
        )

    def require_batch(self, n: int) -> None:
        """No result; a check that a batch of n points can have this configuration.

        Raises:
            ConfigurationError: k is not below n.
        """
        if self.k is not None and self.k >= n:
            raise ConfigurationError(
                f"{self} needs more than {self.k} points: write 'two-cluster:K' with 1 ≤ K ≤ {n - 1}"
            )
