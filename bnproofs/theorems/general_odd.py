"""Theorems on an odd point that is not collapsed, under recentring and any activation."""

from __future__ import annotations

from typing import Any

from bnproofs.activations import activation_of
from bnproofs.fixed_points.odd_pair import (
    enclose_odd_pair,
    next_pair,
    odd_gram,
    propose_odd_pairs,
    propose_repelling_pairs,
)
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import SpectrumUndecidedError
from bnproofs.spectrum.remaining import remaining_eigenvalues
from bnproofs.symmetry import BlockGram, isotypic_blocks
from bnproofs.symmetry.reduced_map import apply_kernel
from bnproofs.theorems.general_spectrum import Part, enclosed, prove_spectrum
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import Theorem, degenerate, proved, undecided

ADVICE = (
    "no odd point was found: from all starts tried, n − 1 exchangeable points and one apart came to the uniform "
    "or the collapsed batch, or to none; whether one exists that repels, or attracts only from nearby, is not decided; "
    "see the certificates of 'uniform' and 'two-cluster:1'"
)


def prove_odd_point(
    layer: Layer, n: int, precision: Precision, faith: str, *, repelling: bool = False
) -> tuple[Theorem, ...]:
    """The theorems on an odd point, n − 1 exchangeable points and one apart, that is neither uniform nor collapsed.

    PROVED asserts: there is one, with these numbers, alone in a small box; these are all eigenvalues of the derivative,
    on rays without the scale mode. Of several the first found is taken, by iteration or, `repelling`, Newton's method.
    """
    degree = activation_of(layer).degree
    guesses = propose_repelling_pairs(layer, n) if repelling else propose_odd_pairs(layer, n, degree)
    with working_precision(precision.points):
        boxes = (enclose_odd_pair(layer, n, degree, guess, precision.roots) for guess in guesses)
        box = next((found for found in boxes if found is not None), None)
        if box is None:
            return (undecided("fixed-point", ADVICE),)
        try:
            return _at(layer, n, degree, box, precision.promised, faith)
        except (SpectrumUndecidedError, ValueError, ArithmeticError) as failure:
            return (undecided("fixed-point", str(failure)),)


def _at(layer: Layer, n: int, degree: int | None, box: tuple[Any, Any], bits: int, faith: str) -> tuple[Theorem, ...]:
    d, o = box
    k = odd_gram(n, d, o)
    ray = degree is not None
    growth = next_pair(layer, n, d, o)[0] if ray else Balls().number(1)
    after = apply_kernel(layer, k)
    root = Balls().sqrt
    ratio = root(after.diagonal[1] / after.diagonal[0])
    fixed = proved(
        "fixed-point",
        {
            "degree": degree if ray else "none",
            "variance": degenerate(1) if ray else enclosed(d, bits),
            "growth": enclosed(growth, bits) if ray else degenerate(1),
            "norm_ratio": enclosed(ratio, bits),
            "cos_recentred": enclosed(o / d, bits),
            "cos_cluster": enclosed(after.products[0][0] / after.diagonal[0], bits),
            "cos_odd": enclosed(after.products[0][1] / (after.diagonal[0] * ratio), bits),
        },
        faith=faith,
    )
    dimension = n * (n - 1) // 2 - int(ray)
    return fixed, *prove_spectrum(_parts(layer, k, degree, growth), dimension, bits, faith)


_NAMES = {"trivial": "trivial", "standard": "standard", "pairs": "(m-2,2)"}


def _parts(layer: Layer, k: BlockGram, degree: int | None, growth: Any) -> tuple[Part, ...]:
    """The eigenvalues over the growth; on a ray without that of the scale, which is the degree."""
    parts = []
    for block in isotypic_blocks(layer, k):
        matrix = [[entry / growth for entry in row] for row in block.matrix]
        known = [degree] if block.component == "trivial" and degree is not None else []
        values = remaining_eigenvalues(matrix, known, block.structural_zeros)
        parts.append(Part(_NAMES[block.component], int(block.multiplicity), values))
    return tuple(parts)
