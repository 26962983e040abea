"""Kinds of numbers: each closed form of the package is one Python function, evaluated on any of them.

| module          | numbers                                                        |
|-----------------|----------------------------------------------------------------|
| `exact`         | integers and fractions (no π, no roots)                        |
| `floats`        | Python floats and NumPy arrays                                 |
| `double_double`, `double_double_kind` | pairs of doubles, for entries that nearly cancel |
| `multiprecision`| mpmath                                                         |
| `balls`         | Arb balls: rigorous enclosures                                 |
| `jet`, `jets`   | a ball with its first two derivatives along a line             |
| `symbols`       | SymPy expressions                                              |

`lift` finds the kind of its arguments and turns plain integers into it; `precision` holds the working precision of
balls.
"""

from bnproofs.numbers.kinds import Kind, Number, lift

__all__ = ["Kind", "Number", "lift"]
