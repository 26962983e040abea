"""Theorems on rescaling + ReLU without recentring, ε = 0: an exchangeable batch that is fixed, and its spectrum."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import Configuration
from bnproofs.configurations.name import ConfigurationError
from bnproofs.evolution import NotAGramError
from bnproofs.fixed_points.correlated import enclose_correlation
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import Interval, outward
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import SpectrumUndecidedError, rescaled_eigenvalues
from bnproofs.symmetry import BlockGram
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks
from bnproofs.theorems.general_spectrum import Part, prove_spectrum
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.rescaled_odd import FAITH
from bnproofs.theorems.theorem import Theorem, pair, proved, undecided

LAYER = Layer.parse("rs+relu")
COMPONENTS = {"trivial": "trivial", "standard": "standard", "pairs": "(n-2,2)"}

_BALLS = Balls()


def covers(layer: Layer) -> bool:
    """Whether the layer is rescaling with ε = 0 + ReLU."""
    return layer == LAYER


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The exchangeable fixed point."""
    return (Configuration("uniform"),)


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the exchangeable fixed point of n ≥ 3 points, promised to `bits` bits.

    PROVED asserts: there is a fixed point with the squared norm 1/2 and a product in this interval (not that it is the
    only one); all eigenvalues of the derivative there, but the 0 of the scale, are enclosed.

    Raises:
        ConfigurationError: another configuration.
    """
    if configuration.kind != "uniform":
        raise ConfigurationError(f"not known here: {configuration}; write uniform")
    precision = Precision.for_batch(n, bits)
    try:
        low, high = enclose_correlation(layer, n, precision.roots)
        with working_precision(precision.roots):
            half, product = Fraction(1, 2), Interval(low / 2, high / 2)
            ball = _BALLS.number(product.lower).union(_BALLS.number(product.upper))
            sigma = BlockGram((n,), (_BALLS.number(half),), ((ball,),))
            found = rescaled_eigenvalues(rescaled_isotypic_blocks(layer, sigma), _BALLS.number(1), scale_mode=True)
            parts = [Part(COMPONENTS[x.component], x.multiplicity, x.values) for x in found]
            gram = {"diagonal": half, "product": pair(outward(ball, bits))}
            return (
                proved("fixed-point", {"gram": gram}, faith=FAITH),
                *prove_spectrum(parts, n * (n + 1) // 2 - 1, bits, FAITH),
            )
    except (EnclosureFailedError, SpectrumUndecidedError, NotAGramError, ValueError) as failure:
        return tuple(undecided(name, str(failure)) for name in ("fixed-point", "spectrum", "stability"))
