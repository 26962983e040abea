"""Comparisons about batch norm as used: published fixed point, eigenvalues and gradients against ours, B = n points.

The published formulas are evaluated in balls as their authors write them, Γ functions and all; ours are those of the
uniform point, and the mean-field map itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from bnproofs.activations import activation_of
from bnproofs.configurations import rescaled_uniform
from bnproofs.configurations.rescaled_gradients import gradient_growth
from bnproofs.layer import Layer
from bnproofs.literature.entry import Entry
from bnproofs.literature.verdict import Comparison, Verdict, enclosed, verdict_on
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_less
from bnproofs.symmetry import BlockGram, reduced_map

RELU, LINEAR = Layer.parse("rc+rs+relu"), Layer.parse("rc+rs+identity")
_MAP_BITS = 96
"""The bits of the integral in the mean-field map."""


def published_kernel(c: Any) -> Any:
    """The ball of 𝒥(c) = (√(1 − c²) + (π − arccos c) c)/π, as printed in theorem 5."""
    return ((1 - c * c).sqrt() + (Balls().pi() - c.acos()) * c) / Balls().pi()


def published_slope(c: Any) -> Any:
    """The ball of 𝒥'(c) = (π − arccos c)/π."""
    return (Balls().pi() - c.acos()) / Balls().pi()


def published_fixed_point(n: int, coefficient: Any) -> tuple[Any, Any]:
    """The balls of q* = `coefficient` (B − 1) Γ(3/2) Γ((B−1)/2)/(√π Γ((B+1)/2)) and c* = 𝒥(−1/(B−1)).

    The coefficient 1/2 is printed.
    """
    kind = Balls()
    gammas = _gamma(3) * _gamma(n - 1) / _gamma(n + 1)
    return coefficient * (n - 1) * gammas / kind.sqrt(kind.pi()), published_kernel(_cosine(n))


def published_eigenvalues(n: int, coefficient: Any, denominator: Any) -> dict[str, Any]:
    """The balls of λ_M and λ_L of theorem 6, `denominator` in the place of v*; the coefficient 1/2 is printed."""
    kind, c = Balls(), _cosine(n)
    front = coefficient / (kind.sqrt(kind.pi()) * denominator) * _gamma(3) * _gamma(n + 1) / _gamma(n + 3)
    within = (n - 2) * (1 - published_kernel(c)) + published_slope(c) * n / (n - 1)
    return {"λ_M": n * front * published_slope(c), "λ_L": front * within}


def published_relu_gradients(n: int, degree: Any) -> Any:
    """The ball of the rate of theorem 8 for the degree α of φ, which is 1 for the ReLU."""
    c = _cosine(n)
    odd = 2 * degree - 1
    above = (n - 3 + 2 * degree) * (
        odd * published_slope(c) + degree**2 * (n - 1) * published_kernel(Balls().number(1))
    )
    below = odd * (n - 3) * (n - 1) * (published_kernel(Balls().number(1)) - published_kernel(c))
    return above / below - degree**2 / (n - 3)


def published_linear_gradients(n: int) -> Any:
    """The ball of the rate (B − 2)/(B − 3) of linear networks."""
    return Balls().number(n - 2) / (n - 3)


def published_gradient_rate(layer: Layer, n: int) -> Any:
    """The ball of the published rate for RC+RS+ReLU or RC+RS+identity, at the working precision."""
    return published_linear_gradients(n) if layer == LINEAR else published_relu_gradients(n, Balls().number(1))


def batch_norm_fixed_point(entry: Entry) -> Comparison:
    """The published squared norm and product over their images under the mean-field map, which is enclosed."""
    values = {}
    for n in entry.at["batches"]:
        with working_precision(_MAP_BITS):
            norm, cosine = published_fixed_point(n, entry.published["coefficient"].ball())
            image = reduced_map(RELU, BlockGram((n,), (norm,), ((norm * cosine,),)))
            values[f"published / image, squared norm, n = {n}"] = norm / image.diagonal[0]
            values[f"published / image, product, n = {n}"] = norm * cosine / image.products[0][0]
    return _of_quotients(entry, values)


def batch_norm_eigenvalues(entry: Entry) -> Comparison:
    """The published eigenvalues with u* = q*(1 − c*) in the place of v*, over ours."""
    return _eigenvalues(entry, lambda q, c: q * (1 - c))


def batch_norm_eigenvalues_as_printed(entry: Entry) -> Comparison:
    """The published eigenvalues with v* = q*c*, as Σ* = u*I + v*11ᵀ says, over ours."""
    return _eigenvalues(entry, lambda q, c: q * c)


def _eigenvalues(entry: Entry, denominator: Callable[[Any, Any], Any]) -> Comparison:
    coefficient = entry.published["coefficient"].ball()
    slopes = _slopes(RELU)
    values: dict[str, Any] = {}
    for n in entry.at["batches"]:
        published = published_eigenvalues(n, coefficient, denominator(*published_fixed_point(n, Balls().number(1) / 2)))
        ours = {
            "λ_M": rescaled_uniform.pair_eigenvalue(n, *slopes),
            "λ_L": rescaled_uniform.standard_eigenvalue(n, *slopes),
        }
        values |= {f"published / ours, {name}, n = {n}": published[name] / ours[name] for name in ours}
    return _of_quotients(entry, values)


def relu_gradient_rate(entry: Entry) -> Comparison:
    """The published rate of gradient explosion for the ReLU over ours."""
    degree = entry.published["degree"].ball()
    return _gradients(entry, RELU, lambda n: published_relu_gradients(n, degree))


def linear_gradient_rate(entry: Entry) -> Comparison:
    """The published rate of gradient explosion (B − b)/(B − d) of linear networks over ours."""

    def published(n: int) -> Any:
        return (n - entry.published["above"].ball()) / (n - entry.published["below"].ball())

    return _gradients(entry, LINEAR, published)


def _gradients(entry: Entry, layer: Layer, published: Callable[[int], Any]) -> Comparison:
    slopes = _slopes(layer)
    ours = {n: gradient_growth(Balls().number(n), *slopes) for n in entry.at["batches"]}
    values = {f"published / ours at n = {n}": published(n) / ours[n] for n in ours}
    found = _of_quotients(entry, values)
    rates = tuple((f"the rate at n = {n}", enclosed(rate)) for n, rate in ours.items())
    return Comparison(found.verdict, found.reason, (*found.values, *rates))


def gradient_rate_limit(entry: Entry) -> Comparison:
    """The published limit c/(c − 1) of the rate for the ReLU, against our rates: do they fall to it like 1/n?

    It is judged at these sizes only; the limit itself is derived in derivations/rescaled_gradients.py.
    """
    constant, sizes = entry.published["constant"].ball(), entry.at["batches"]
    limit, slopes = constant / (constant - 1), _slopes(RELU)
    rates = [gradient_growth(Balls().number(n), *slopes) for n in sizes]
    scaled = [(rate - limit) * n for rate, n in zip(rates, sizes, strict=True)]
    values = [("published limit", enclosed(limit))]
    for n, rate, distance in zip(sizes, rates, scaled, strict=True):
        values += [
            (f"the rate at n = {n}", enclosed(rate)),
            ("  its distance to the published limit, times n", enclosed(distance)),
        ]
    verdict, reason = _falls(rates, scaled, sizes)
    return Comparison(verdict, reason, tuple(values))


def _falls(rates: Sequence[Any], scaled: Sequence[Any], sizes: Sequence[int]) -> tuple[Verdict, str]:
    """The verdict on rates that shall decrease to a limit, from their distances to it times n."""
    decreasing = all(surely_less(b, a) for a, b in pairwise(rates)) and all(surely_less(0 * x, x) for x in scaled)
    if decreasing and all(surely_less(b, 2 * a) and surely_less(a, 2 * b) for a, b in pairwise(scaled)):
        return (
            Verdict.AGREES,
            f"from {sizes[0]} to {sizes[-1]} points it decreases, and like 1/n, to the published limit",
        )
    off = any(surely_less(2 * abs(a), abs(b)) or surely_less(2 * abs(b), abs(a)) for a, b in pairwise(scaled))
    if off or any(surely_less(a, b) for a, b in pairwise(rates)):
        return Verdict.DISAGREES, "the rate does not decrease to the published limit like 1/n"
    return Verdict.NOT_COMPARED, "the enclosures are too wide"


def _slopes(layer: Layer) -> tuple[Any, Any]:
    """The slopes of φ right and left of zero."""
    phi, number = activation_of(layer).phi, Balls().number
    return phi(number(1)), -phi(number(-1))


def _cosine(n: int) -> Any:
    return Balls().number(-1) / (n - 1)


def _gamma(twice: int) -> Any:
    """The ball of Γ(twice/2)."""
    return (Balls().number(twice) / 2).gamma()


def _of_quotients(entry: Entry, quotients: dict[str, Any]) -> Comparison:
    verdict, reason = verdict_on(list(quotients.values()), entry.factor)
    return Comparison(verdict, reason, tuple((label, enclosed(ball)) for label, ball in quotients.items()))
