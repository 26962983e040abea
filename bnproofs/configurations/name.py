"""The names of configurations, as a user writes them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from bnproofs.errors import InputError

FAMILY_KINDS = ("odd-point", "separating", "uniform")
PLAIN_KINDS = (*FAMILY_KINDS, "collapsed")
"""The kinds without a parameter."""

COUNTED_KINDS = ("two-cluster", "projector")
"""The kinds with a parameter K."""

_COUNTED = re.compile(rf"({'|'.join(COUNTED_KINDS)}):([1-9]\d{{0,17}})", re.ASCII)
_KNOWN = ", ".join([*PLAIN_KINDS, *(f"{kind}:K" for kind in COUNTED_KINDS)])


class ConfigurationError(InputError):
    """A name that denotes no configuration, or none of that batch; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration of a batch, up to the order of its points.

    * `odd-point`, `separating`, `uniform`: the fixed points among batches of n − 1 exchangeable points and one more;
    * `two-cluster` with k: n − k points at one place, k at another;
    * `collapsed`: all points in one direction;
    * `projector` with k: a Gram matrix that is a multiple of a projector of rank k.

    Raises:
        ConfigurationError: another kind, a k where none belongs, or no k ≥ 1 where one does.
    """

    kind: str
    k: int | None = None

    def __post_init__(self) -> None:
        if self.kind in PLAIN_KINDS and self.k is None:
            return
        if self.kind not in COUNTED_KINDS or not isinstance(self.k, int) or self.k < 1:
            raise ConfigurationError(
                f"no configuration has the kind {self.kind[:40]!r} and k = {self.k}: write one of {_KNOWN} with K ≥ 1"
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
        if text in PLAIN_KINDS:
            return Configuration(text)
        if match := _COUNTED.fullmatch(text):
            return Configuration(match[1], int(match[2]))
        known = [*PLAIN_KINDS, *(f"{kind}:1" for kind in COUNTED_KINDS)]
        nearest = difflib.get_close_matches(text.lower()[:40], known, n=1, cutoff=0)[0]
        raise ConfigurationError(f"{text[:40]!r} is no configuration; the nearest is {nearest!r} (known: {_KNOWN})")

    def require_batch(self, n: int) -> None:
        """No result; a check that a batch of n points can have this configuration.

        Raises:
            ConfigurationError: k is not below n, or above n for a projector.
        """
        if self.k is None:
            return
        most = n if self.kind == "projector" else n - 1
        if self.k > most:
            raise ConfigurationError(
                f"{self} needs {'at least' if most == n else 'more than'} {self.k} points: "
                f"write '{self.kind}:K' with 1 ≤ K ≤ {most}"
            )
