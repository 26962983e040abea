"""Every batch size that is asked for is decided, and decided as an independent computation says."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
import sympy
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, ConfigurationError
from bnproofs.theorems import LimitError, Verdict, prove
from bnproofs.theorems.sentence import sentence

LAYER = Layer.parse("rc+relu")

SIZES = [*range(3, 41), 10**3, 10**4, 10**6]
EXISTING = [
    "two-cluster-invariant",
    "two-cluster-unstable",
    "fixed-points",
    "reduced-dynamics",
    "enclosure",
    "spectrum",
    "stability",
]
MISSING = [*EXISTING[:4], "non-existence"]
CLUSTERS = [*EXISTING[:2], *EXISTING[4:]]
VERDICTS = {"odd-point": "stable", "separating": "unstable", "uniform": "stable"}


@pytest.mark.parametrize("configuration", VERDICTS)
def test_no_batch_size_is_undecided_and_the_claims_stand_in_order(configuration, theorems):
    count = 0
    for n in SIZES:
        found = theorems(n, configuration)
        exists = configuration == "uniform" or n >= 7
        assert list(found) == (EXISTING if exists else MISSING)
        assert all(theorem.verdict is Verdict.PROVED for theorem in found.values()), n
        assert all(theorem.sentence and theorem.statement for theorem in found.values())
        if exists:
            assert found["stability"].statement == {"verdict": VERDICTS[configuration]}
        else:
            assert found["non-existence"].statement == {"configuration": configuration}
        kinds = [point["kind"] for point in found["fixed-points"].statement["points"]]
        assert kinds == (["ideal", "odd-point", "separating", "uniform"] if n >= 7 else ["ideal", "uniform"])
        count += 1
    assert count == 41


@pytest.mark.parametrize("configuration", VERDICTS)
def test_multiplicities_and_the_scale_mode_count_all_dimensions(configuration, theorems):
    count = 0
    for n in SIZES:
        found = theorems(n, configuration)
        if "spectrum" not in found:
            continue
        statement = found["spectrum"].statement
        total = sum(part["multiplicity"] * len(part["eigenvalues"]) for part in statement["components"])
        assert total + 1 == n * (n - 1) // 2
        radius = statement["spectral_radius"]
        largest = max(max(abs(a), abs(b)) for part in statement["components"] for a, b in part["eigenvalues"])
        assert radius[0] <= largest <= radius[1]
        assert (radius[1] < 1) == (found["stability"].statement["verdict"] == "stable")
        count += 1
    assert count == (41 if configuration == "uniform" else 37)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_two_clusters_are_decided_exactly(k, theorems):
    for n in (6, 11, 10**6):
        found = theorems(n, f"two-cluster:{k}")
        assert list(found) == CLUSTERS
        assert all(theorem.verdict is Verdict.PROVED for theorem in found.values())
        statement = found["two-cluster-invariant"].statement
        assert statement["norm_ratio"] == Fraction(n - k, k)
        assert statement["growth"] == Fraction((n - k) ** 2 + k**2, 2 * n * n)
        assert found["two-cluster-unstable"].statement["transverse_multiplier"] == Fraction(n * n, (n - k) ** 2 + k**2)
        parts = found["spectrum"].statement["components"]
        assert sum(part["multiplicity"] for part in parts) + 1 == n * (n - 1) // 2
        assert found["stability"].statement == {"verdict": "unstable"}


@pytest.mark.parametrize(("bits", "digits"), [(128, 30), (400, 100)])
@pytest.mark.parametrize("n", [7, 10, 25])
def test_theta_is_right_to_the_promised_digits(n, bits, digits, reference, number, theorems):
    with mp.workdps(digits + 40):
        roots = reference.roots(n, 300)
        assert len(roots) == 2
        for kind, theta in zip(("odd-point", "separating"), roots, strict=True):
            low, high = theorems(n, kind, bits)["enclosure"].statement["theta"]
            exact = number.exactly(theta)
            assert low <= exact <= high
            assert high - low < exact / 10**digits
            low, high = theorems(n, kind, bits)["enclosure"].statement["tau"]
            assert low <= number.exactly(reference.tau_of(n, theta)) <= high


@pytest.mark.parametrize("n", [10**4, 10**6])
def test_theta_of_large_batches_is_the_root_next_to_the_asymptotic_one(n, reference, number, theorems):
    with mp.workdps(80):
        theta = mp.findroot(lambda x: reference.multiplier(n, x) - 1, 3 * mp.pi / n)
        low, high = theorems(n, "odd-point", 128)["enclosure"].statement["theta"]
        assert low <= number.exactly(theta) <= high
        assert high - low < number.exactly(theta) / 10**30


@pytest.mark.parametrize("n", [3, 7, 40])
@pytest.mark.parametrize("bits", [32, 128])
def test_the_uniform_point_is_enclosed_by_its_definition(n, bits, number, reference, theorems):
    statement = theorems(n, "uniform", bits)["enclosure"].statement
    with mp.workdps(60):
        theta = mp.acos(mpf(-1) / (n - 1))
        cosine = 2 * reference.rectified(Fraction(1), Fraction(-1, n - 1), Fraction(1))
        values = {"theta": theta, "cos_cluster": cosine, "cos_odd": cosine, "growth": (1 - cosine) * (n - 1) / (2 * n)}
        for name, value in values.items():
            low, high = statement[name]
            assert low <= number.exactly(value) <= high
            assert high - low <= number.exactly(value) / 2 ** (bits - 4)
    assert statement["tau"] == [n * n - 2 * n] * 2
    assert statement["norm_ratio"] == [1, 1]


def test_what_is_out_of_range_is_refused_with_the_range():
    layer, odd = Layer.parse("rc+relu"), Configuration.parse("odd-point")
    for n in (-1, 0, 2, 10**9 + 1):
        with pytest.raises(LimitError, match="between 3 and 1000000000 points"):
            prove(layer, n, odd)
    for bits in (0, 31, 4097):
        with pytest.raises(LimitError, match="between 32 and 4096 bits"):
            prove(layer, 5, odd, bits)
    for name in ("rs+erf", "rc+rs+gelu"):
        with pytest.raises(LimitError, match="no theorems for the layer"):
            prove(Layer.parse(name), 5, odd)
    with pytest.raises(ConfigurationError):
        prove(layer, 5, Configuration.parse("two-cluster:5"))


@pytest.mark.parametrize("configuration", [*VERDICTS, "two-cluster:2"])
def test_a_certificate_read_back_says_the_same_sentences(configuration):
    count = 0
    for n in (3, 5, 7, 10):
        certificate = certify(LAYER, n, Configuration.parse(configuration))
        claims = json.loads(certificate.to_bytes())["claims"]
        assert [sentence(claim["id"], claim["statement"]) for claim in claims] == [
            theorem.sentence for theorem in certificate.theorems
        ]
        count += len(claims)
    assert count >= 20


@pytest.mark.parametrize("kind", [np.int64, sympy.Integer])
def test_integers_of_other_libraries_are_batches_and_precisions(kind):
    layer, odd = Layer.parse("rc+relu"), Configuration.parse("odd-point")
    assert prove(layer, kind(7), odd, kind(64)) == prove(layer, 7, odd, 64)


@pytest.mark.parametrize("wrong", [10.5, 10.0, "10", None, np.eye(2)])
def test_what_is_no_integer_is_refused_in_one_line(wrong):
    layer, odd = Layer.parse("rc+relu"), Configuration.parse("odd-point")
    for arguments, name in (((wrong, odd), "batch"), ((7, odd, wrong), "precision")):
        with pytest.raises(LimitError, match=f"the {name} is an integer, not ") as refusal:
            prove(layer, *arguments)
        assert "\n" not in str(refusal.value)
    with pytest.raises(LimitError, match=r"the batch is an integer, not 10\.5$"):
        prove(layer, 10.5, odd)


def test_names_are_to_be_parsed_first():
    with pytest.raises(LimitError, match=r"write Layer\.parse\('rc\+relu'\)"):
        prove("rc+relu", 7, Configuration.parse("odd-point"))
    with pytest.raises(LimitError, match=r"write Configuration\.parse\('odd-point'\)"):
        prove(Layer.parse("rc+relu"), 7, "odd-point")


def test_a_batch_is_too_small_or_too_large_each_with_its_reason():
    layer, odd = Layer.parse("rc+relu"), Configuration.parse("odd-point")
    with pytest.raises(LimitError, match="not 2; two recentred points"):
        prove(layer, 2, odd)
    with pytest.raises(LimitError, match=r"not 1000000001; larger batches are not proved here$"):
        prove(layer, 10**9 + 1, odd)
    for arguments in ((10**5000, odd), (7, odd, 10**40)):
        with pytest.raises(LimitError, match="not one of more than 40 digits"):
            prove(layer, *arguments)
