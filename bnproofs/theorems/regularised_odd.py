"""Theorems on recentring + rescaling with ε > 0 + ReLU: uniform, odd and separating point, scale and all."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.configurations import Configuration, odd_family, regularised_uniform, uniform
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.configurations.name import FAMILY_KINDS, ConfigurationError
from bnproofs.evolution import NotAGramError
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.fixed_points.regularised import Box, enclose_box, enclose_exponent
from bnproofs.fixed_points.regularised_candidate import propose_boxes
from bnproofs.fixed_points.rescaled import KINDS
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import Interval, outward
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_less
from bnproofs.spectrum import Eigenvalues, SpectrumUndecidedError, rescaled_eigenvalues
from bnproofs.symmetry.reduced_map import apply_rescaled_kernel
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks
from bnproofs.theorems.general_spectrum import Part, prove_spectrum
from bnproofs.theorems.limits import LimitError
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.rescaled_odd import COMPONENTS, FAITH, cosines
from bnproofs.theorems.theorem import Theorem, pair, proved, undecided

MOST_BATCH = 10**5
"""The largest batch in which odd and separating points are sought: above, the guesses in doubles are not trusted."""

_BALLS = Balls()
_OTHERS = ("enclosure", "spectrum", "stability")


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + rescaling with ε > 0 + ReLU."""
    return layer.recentre and layer.rescale and layer.epsilon > 0 and layer.activation == "relu"


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The odd, the separating and the uniform point, whether they exist or not."""
    return tuple(map(Configuration, FAMILY_KINDS))


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on one of the three configurations of n ≥ 3 points, promised to `bits` bits.

    Raises:
        ConfigurationError: another configuration.
        LimitError: an odd or separating point of more than `MOST_BATCH` points.
    """
    if configuration.kind == "uniform":
        return prove_uniform(layer, n, bits)
    if configuration.kind not in KINDS:
        raise ConfigurationError(f"not known here: {configuration}; write one of {', '.join(FAMILY_KINDS)}")
    if n > MOST_BATCH:
        raise LimitError(f"with ε > 0 a {configuration} is sought for at most {MOST_BATCH} points, not {n}")
    return prove_point(layer, n, configuration.kind, Precision.for_batch(n, bits))


def prove_uniform(layer: Layer, n: int, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the uniform point of n ≥ 3 points: its scale and spectrum, or that the scale tends to zero.

    PROVED asserts: the exponent z = nε/(2λ) is the only one that the layer keeps, λ the eigenvalue of K; the Gram
    matrix has this diagonal and these products; the eigenvalues are all on recentred matrices. Or: ε exceeds the growth
    without rescaling, and then there is no fixed scale. Source: derivations/regularised_uniform_point.py.
    """
    precision = Precision.for_batch(n, bits)
    with working_precision(precision.points):
        epsilon, growth = _BALLS.number(layer.epsilon), uniform.growth(_BALLS.number(n))
        target = epsilon / growth
        if surely_less(1, target):
            return (proved("non-existence", {"configuration": "uniform"}),)
        reason = "the enclosure of ε over the growth contains 1: raise the precision"
        if surely_less(target, 1):
            try:
                return _uniform(n, layer.epsilon, target, precision)
            except (EnclosureFailedError, ValueError) as failure:
                reason = str(failure)
        return tuple(undecided(name, reason) for name in ("fixed-point", "spectrum", "stability"))


def _uniform(n: int, epsilon: Fraction, target: Any, precision: Precision) -> tuple[Theorem, ...]:
    bits = precision.promised
    found = outward(enclose_exponent(n, target, precision.roots), precision.roots - 8)
    z = _over(found)
    squared_norm = regularised_uniform.diagonal(_BALLS.number(n), z, epsilon)
    gram = {
        "diagonal": pair(outward(squared_norm, bits)),
        "product": pair(outward(squared_norm * uniform.cosine(_BALLS.number(n)), bits)),
    }
    fixed = proved("fixed-point", {"exponent": pair(found), "gram": gram}, faith="ball-arithmetic")
    functions = (
        ("scale", 1, regularised_uniform.scale_eigenvalue),
        ("standard", n - 1, regularised_uniform.standard_eigenvalue),
        ("(n-2,2)", n * (n - 3) // 2, regularised_uniform.pair_eigenvalue),
    )
    parts = [Part(name, count, (function(_BALLS.number(n), z, epsilon),)) for name, count, function in functions]
    return (fixed, *prove_spectrum(parts, n * (n - 1) // 2, bits, ""))


def _over(interval: Interval) -> Any:
    return _BALLS.number(interval.lower).union(_BALLS.number(interval.upper))


def prove_point(layer: Layer, n: int, kind: str, precision: Precision) -> tuple[Theorem, ...]:
    """The theorems on an odd or a separating point, if one was guessed; otherwise they are undecided.

    PROVED asserts: a batch of the family is fixed, whose K has the eigenvalue `cluster` on vectors of the cluster with
    sum zero and `odd` on the one that is constant there, and in a box around it no other is; the geometry and all
    eigenvalues on recentred matrices are enclosed. On the family it attracts if it is an odd point; if it is a
    separating point, one eigenvalue there exceeds 1.
    """
    guess = dict(propose_boxes(layer, n)).get(kind)
    if guess is None:
        advice = f"no {kind} was found; nothing is proved of whether there is one"
        return tuple(undecided(name, advice) for name in ("fixed-point", *_OTHERS))
    try:
        box = enclose_box(layer, n, guess, precision.roots)
        with working_precision(precision.roots):
            return _point(layer, n, kind, box, precision.promised)
    except (EnclosureFailedError, SpectrumUndecidedError, NotAGramError, ValueError) as failure:
        return tuple(undecided(name, str(failure)) for name in ("fixed-point", *_OTHERS))


def _point(layer: Layer, n: int, kind: str, box: Box, bits: int) -> tuple[Theorem, ...]:
    direction = box.direction(n)
    sigma = family.operator(n, *direction).gram()
    values = {
        "theta": odd_family.theta(n, *direction),
        "tau": odd_family.tau(n, *direction),
        **cosines(apply_rescaled_kernel(layer, sigma)),
    }
    blocks = rescaled_isotypic_blocks(layer, sigma)
    found = rescaled_eigenvalues(blocks, _BALLS.number(1), scale_mode=False)
    _require_kind(kind, found)
    moments = {"cluster": pair(outward(box.first, bits)), "odd": pair(outward(box.second, bits))}
    geometry = {name: pair(outward(x, bits)) for name, x in values.items()}
    parts = [Part(COMPONENTS[x.component], x.multiplicity, x.values) for x in found]
    return (
        proved("fixed-point", {"recentred": moments}, faith=FAITH),
        proved("enclosure", geometry, faith=FAITH),
        *prove_spectrum(parts, n * (n - 1) // 2, bits, FAITH),
    )


def _require_kind(kind: str, spectrum: tuple[Eigenvalues, ...]) -> None:
    """No result; a check that the eigenvalues on the family are those of an odd or a separating point.

    Raises:
        ValueError: they are not proved to be.
    """
    larger, smaller = next(part.values for part in spectrum if part.component == "trivial")
    small = surely_less(abs(smaller), 1)
    if not small or not (surely_less(larger, 1) if kind == "odd-point" else surely_less(1, larger)):
        raise ValueError(f"the fixed point is not proved to be a {kind}: raise the precision")
