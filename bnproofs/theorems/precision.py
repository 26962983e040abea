"""How many bits the steps of a proof work with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Precision:
    """The bits of a proof.

    `promised` are correct in what is stated, `roots` in the enclosure of a fixed point; ball arithmetic works with
    `boxes` over boxes and with `points` at fixed points.
    """

    promised: int
    boxes: int
    points: int
    roots: int

    @staticmethod
    def for_batch(n: int, bits: int) -> Precision:
        """The precisions that leave `bits` correct bits for n points, where terms differ in size by powers of n."""
        size = n.bit_length()
        return Precision(promised=bits, boxes=64 + 8 * size, points=bits + 96 + 8 * size, roots=bits + 40 + 2 * size)
