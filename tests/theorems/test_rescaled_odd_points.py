"""Odd and separating points with rescaling: the theorems against the full n×n map and its derivative."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.configurations import Configuration, ConfigurationError, odd_family
from bnproofs.evolution import mean_field_derivative, mean_field_map, recentre
from bnproofs.theorems import Verdict
from bnproofs.theorems import rescaled_odd as theory

LAYER = theory.LAYER
BITS = 40


@cache
def theorems(n, kind, bits=BITS):
    return {x.id: x for x in theory.prove(LAYER, n, Configuration(kind), bits)}


def middle(pair):
    return float(sum(pair) / 2)


def gram_at(n, kind):
    """The Gram matrix K of the family at the certified τ, scaled to the fixed point's own size."""
    tau = middle(theorems(n, kind)["enclosure"].statement["tau"])
    k = odd_family.recentred_gram(n, tau**0.5, 1.0).embed()
    image = recentre(mean_field_map(LAYER, k))
    return k * (image[0, 0] / k[0, 0])


CASES = [(52, "odd-point"), (52, "separating"), (80, "odd-point")]


def test_the_theory_covers_one_layer():
    assert theory.covers(LAYER)
    for name in ("rc+relu", "rs+relu", "rc+rs(eps=1/10)+relu", "rc+rs+leaky_relu(1/10)"):
        assert not theory.covers(Layer.parse(name))
    assert [x.kind for x in theory.configurations(LAYER, 9)] == ["odd-point", "separating"]
    with pytest.raises(ConfigurationError, match="odd-point or separating"):
        theory.prove(LAYER, 9, Configuration("uniform"), BITS)


@pytest.mark.parametrize("n", range(3, 52))
def test_up_to_51_points_nothing_is_fixed_between_ideal_and_uniform(n):
    found = theorems(n, "odd-point")
    assert {x.verdict for x in found.values()} == {Verdict.PROVED}
    assert list(found) == ["fixed-points", "non-existence"]
    assert not any(x.faith for x in found.values())
    assert all(x.sentence for x in found.values())
    points = found["fixed-points"].statement["points"]
    assert [(p["kind"], p["tau"]) for p in points] == [("ideal", [0, 0]), ("uniform", [n * n - 2 * n] * 2)]


@pytest.mark.parametrize(("n", "kind"), CASES)
def test_the_points_are_fixed_by_the_full_map(n, kind):
    found = theorems(n, kind)
    assert {x.verdict for x in found.values()} == {Verdict.PROVED}
    assert {x.id for x in found.values() if x.faith} == {"fixed-points", "enclosure", "spectrum"}
    k = gram_at(n, kind)
    image = mean_field_map(LAYER, k)
    assert np.max(np.abs(recentre(image) - k)) < 1e-10
    says = {name: middle(pair) for name, pair in found["enclosure"].statement.items()}
    assert abs(np.arccos(k[0, 1] / k[0, 0]) - says["theta"]) < 1e-10
    assert abs(image[0, 1] / image[0, 0] - says["cos_cluster"]) < 1e-10
    assert abs(image[0, -1] / np.sqrt(image[0, 0] * image[-1, -1]) - says["cos_odd"]) < 1e-10
    assert abs(np.sqrt(image[-1, -1] / image[0, 0]) - says["norm_ratio"]) < 1e-10
    for low, high in found["enclosure"].statement.values():
        assert 0 < high - low <= Fraction(1, 2 ** (BITS - 16)) * high


@pytest.mark.parametrize(("n", "kind"), CASES[:2])
def test_the_spectrum_is_that_of_the_full_derivative(n, kind):
    statement = theorems(n, kind)["spectrum"].statement
    parts = {x["component"]: [middle(pair) for pair in x["eigenvalues"]] for x in statement["components"]}
    counts = [x["multiplicity"] * len(x["eigenvalues"]) for x in statement["components"]]
    assert sum(counts) + 1 == n * (n - 1) // 2
    k = gram_at(n, kind)

    def image(direction):
        return recentre(mean_field_derivative(LAYER, k, direction))

    pairs = np.zeros((n, n))
    pairs[0, 1] = pairs[2, 3] = 1
    pairs[0, 3] = pairs[1, 2] = -1
    pairs += pairs.T
    assert np.max(np.abs(image(pairs) - parts["(m-2,2)"][0] * pairs)) < 1e-9
    v = np.zeros(n)
    v[:2] = 1, -1
    out = np.append(np.ones(n - 1), 1 - n)
    basis = [np.outer(v, out) + np.outer(out, v), recentre(np.diag(np.append(v[:-1], 0.0)))]
    flat = np.array([b.ravel() for b in basis]).T
    block = np.linalg.lstsq(flat, np.array([image(b).ravel() for b in basis]).T, rcond=None)[0]
    assert np.allclose(sorted(np.linalg.eigvals(block).real)[::-1], parts["standard"], atol=1e-9)
    trivial = [np.outer(out, out), recentre(np.diag(np.append(np.ones(n - 1), 0.0)))]
    flat = np.array([b.ravel() for b in trivial]).T
    block = np.linalg.lstsq(flat, np.array([image(b).ravel() for b in trivial]).T, rcond=None)[0]
    assert np.allclose(sorted(np.linalg.eigvals(block).real), [0.0, parts["trivial"][0]], atol=1e-9)
    verdict = theorems(n, kind)["stability"].statement["verdict"]
    assert verdict == ("stable" if kind == "odd-point" else "unstable")


def test_more_bits_are_kept():
    coarse, fine = (theorems(52, "odd-point", bits)["spectrum"].statement for bits in (BITS, 90))
    pairs = [
        (x["eigenvalues"], y["eigenvalues"]) for x, y in zip(coarse["components"], fine["components"], strict=True)
    ]
    for first, second in pairs:
        for (low, high), (below, above) in zip(first, second, strict=True):
            assert low <= below <= above <= high
            assert above - below < Fraction(1, 2**74)


def test_what_cannot_be_proved_is_undecided(monkeypatch):
    monkeypatch.setattr(theory, "propose_rescaled", lambda n, bits: ())
    found = theory.prove(LAYER, 60, Configuration("odd-point"), BITS)
    assert {x.verdict for x in found} == {Verdict.UNDECIDED}
    assert all(x.advice for x in found)
