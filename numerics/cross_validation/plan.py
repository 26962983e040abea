"""How much is simulated: a function of the budget and the batch, never of the speed of the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bnproofs.errors import InputError

_BUDGET = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(s|m|h)?", re.ASCII)
_SECONDS = {None: 1, "s": 1, "m": 60, "h": 3600}
_LEAST, _MOST = 5.0, 86400.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of the experiments on batches of n points for a budget of so many seconds on two ordinary cores.

    The seconds are nominal: the same budget gives the same numbers everywhere, sooner or later.
    """

    batch: int
    seconds: float

    def share(self, part: float, cost: float, least: int, most: int) -> int:
        """The number of pieces, each of `cost` seconds, in this part of the budget."""
        return int(min(max(self.seconds * part / cost, least), most))


def parse_budget(text: str) -> float:
    """The seconds that a budget such as `60s`, `2m` or `90` denotes.

    Raises:
        InputError: no such budget, or one outside 5 seconds to a day.
    """
    match = _BUDGET.fullmatch(text.strip())
    seconds = float(match[1]) * _SECONDS[match[2]] if match else 0.0
    if not _LEAST <= seconds <= _MOST:
        raise InputError(f"{text[:40]!r} is no budget: write a time from 5s to 24h, such as 60s or 2m")
    return seconds
