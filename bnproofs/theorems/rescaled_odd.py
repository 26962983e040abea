"""Theorems on the odd and the separating point of recentring + rescaling + ReLU, ε = 0: where, or that none is.

The form H of `rescaled_odd_family.bend_form` tells where the function P, which has the sign of τ' − τ below the uniform
point, is convex. P > 0 at τ = 0, and P, P' vanish at the uniform point. So without an inflection between them P > 0: no
fixed point. In general P has at most as many zeros there as H (Rolle, twice).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from bnproofs.configurations import Configuration, odd_family
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.configurations.name import ConfigurationError
from bnproofs.evolution import NotAGramError
from bnproofs.fixed_points.cover import CoverFailedError, isolate
from bnproofs.fixed_points.enclosure import Enclosure, EnclosureFailedError
from bnproofs.fixed_points.rescaled import KINDS, enclose_rescaled
from bnproofs.fixed_points.rescaled_candidate import propose_rescaled
from bnproofs.layer import Layer
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import SpectrumUndecidedError, rescaled_eigenvalues
from bnproofs.symmetry import BlockGram, recentre_blocks
from bnproofs.symmetry.reduced_map import apply_rescaled_kernel
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks
from bnproofs.theorems.general_spectrum import Part, prove_spectrum
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import FixedPoints, cover_witness, holds_uniform, prove_non_existence, tau_of
from bnproofs.theorems.theorem import Theorem, degenerate, pair, proved, undecided

FAITH = "ball-quadrature"
LAYER = Layer.parse("rc+rs+relu")
COMPONENTS = {"trivial": "trivial", "standard": "standard", "pairs": "(m-2,2)"}


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + rescaling with ε = 0 + ReLU."""
    return layer == LAYER


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The odd and the separating point, whether they exist or not."""
    return tuple(map(Configuration, KINDS))


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the odd or the separating point of n ≥ 3 points, promised to `bits` bits.

    Raises:
        ConfigurationError: another configuration.
    """
    if configuration.kind not in KINDS:
        raise ConfigurationError(f"not known here: {configuration}; write {' or '.join(KINDS)}")
    precision = Precision.for_batch(n, bits)
    points = _fixed_points(n, precision)
    if not points.theorem.statement:
        advice = "the fixed points are undecided: raise the precision"
        return (points.theorem, *(undecided(name, advice) for name in ("enclosure", "spectrum", "stability")))
    enclosure = points.of(configuration.kind)
    if enclosure is None:
        return points.theorem, prove_non_existence(configuration.kind, points)
    return (points.theorem, *prove_point(n, enclosure, precision))


@lru_cache(maxsize=8)
def _fixed_points(n: int, precision: Precision) -> FixedPoints:
    """The list of fixed points, made once for the odd and the separating point."""
    return prove_fixed_points(n, precision)


def prove_fixed_points(n: int, precision: Precision) -> FixedPoints:
    """The complete list of fixed points of the reduced map on τ ∈ [0, ∞], for a batch of n ≥ 3.

    PROVED asserts: these and no others, each enclosed, in increasing order; the uniform point is exact, τ = n² − 2n.
    The witness is a cover of [0, 1] by boxes whose shapes fix the number of zeros of H: none or two below the uniform
    point, which is a simple zero itself, and none beyond it, where H < 0. Without any below, the list needs no
    integral; otherwise the signs of τ' − τ at the ends of the enclosures are those of integrals. Source:
    derivations/rescaled_odd_family.py.
    """
    name, most = "fixed-points", n * (n - 2)
    try:
        guesses = propose_rescaled(n, precision.roots)
        near = (*(float(guess.tangent) for guess in guesses), math.sqrt(most))
        with working_precision(precision.boxes):
            cover = isolate(family.bend_form_of(n), near)
        homes = cover.zero_boxes
        if len(homes) != len(guesses) + 1 or not holds_uniform(n, homes[-1].low, homes[-1].high):
            advice = f"{len(homes)} zeros of H were proved and {len(guesses)} fixed points guessed: raise the precision"
            return FixedPoints(undecided(name, advice), ())
        with working_precision(precision.roots + 4 * n.bit_length() + 16):
            enclosures = tuple(enclose_rescaled(n, guess, precision.roots) for guess in guesses)
        if not _in_order(n, enclosures):
            return FixedPoints(undecided(name, "the guesses are not in order: raise the precision"), ())
        with working_precision(precision.points):
            listed = [{"kind": e.kind, "tau": tau_of(e, precision.promised)} for e in enclosures]
    except (CoverFailedError, EnclosureFailedError, NotAGramError, ValueError) as failure:
        return FixedPoints(undecided(name, str(failure)), ())
    points = [
        {"kind": "ideal", "tau": degenerate(0)},
        *listed,
        {"kind": "uniform", "tau": degenerate(most)},
    ]
    witness = {"cover": cover_witness(cover), "roots": [[e.low, e.high] for e in enclosures]}
    return FixedPoints(proved(name, {"points": points}, witness, faith=FAITH if enclosures else ""), enclosures)


def prove_point(n: int, enclosure: Enclosure, precision: Precision) -> tuple[Theorem, Theorem, Theorem]:
    """The geometry, the spectrum and the stability of the fixed point in an enclosure.

    PROVED asserts: θ and τ are those of K, cosines and norm ratio those of the Gram matrix after the ReLU; the
    eigenvalues are those of the derivative of the mean-field map on recentred matrices, all but the 0 of the scale.
    """
    with working_precision(precision.roots):
        direction = enclosure.direction()
        sigma = odd_family.recentred_gram(n, *direction)
        try:
            image = apply_rescaled_kernel(LAYER, sigma)
            values = {
                "theta": odd_family.theta(n, *direction),
                "tau": odd_family.tau(n, *direction),
                **cosines(image),
            }
            geometry = proved(
                "enclosure",
                {name: pair(outward(x, precision.promised)) for name, x in values.items()},
                faith=FAITH,
            )
            after = recentre_blocks(image)
            factor = (after.diagonal[0] - after.products[0][0]) / (sigma.diagonal[0] - sigma.products[0][0])
            found = rescaled_eigenvalues(rescaled_isotypic_blocks(LAYER, sigma), factor, scale_mode=True)
            parts = [Part(COMPONENTS[x.component], x.multiplicity, x.values) for x in found]
            return geometry, *prove_spectrum(parts, n * (n - 1) // 2 - 1, precision.promised, FAITH)
        except (SpectrumUndecidedError, NotAGramError, ValueError) as failure:
            reason = str(failure)
            return undecided("enclosure", reason), undecided("spectrum", reason), undecided("stability", reason)


def cosines(gram: BlockGram) -> dict[str, Any]:
    """The cosines and the norm ratio of a batch of the family, of balls."""
    cluster, odd = gram.diagonal
    return {
        "cos_cluster": gram.products[0][0] / cluster,
        "cos_odd": gram.products[0][1] / (cluster * odd).sqrt(),
        "norm_ratio": (odd / cluster).sqrt(),
    }


def _in_order(n: int, enclosures: tuple[Enclosure, ...]) -> bool:
    """Whether the enclosures follow each other without a common point, below the uniform point."""
    marks = [mark for e in enclosures for mark in (e.low, e.high)]
    return marks == sorted(set(marks)) and all(mark**2 < n * (n - 2) * (1 - mark) ** 2 for mark in marks)
