"""Obligations that no certificate can break, as the mathematics is true: tried with other functions in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from bnproofs.checker import Outcome, Report, check, claims
from bnproofs.checker.cover import working_bits
from bnproofs.checker.fields import Refusal, bounds, count, increasing, items, members, require_equal
from bnproofs.checker.interval import Interval, hull, whole
from bnproofs.checker.jet import Jet
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.checker.report import lines
from bnproofs.checker.spectrum import Component, Configuration, uniform_point
from bnproofs.checker.two_clusters import TwoClusters
from bnproofs.checker.verify import ClaimRefused, Docket

BITS = 80


def ends(lower: str, upper: str) -> list[str]:
    return [lower, upper]


def test_fields_are_strict() -> None:
    assert bounds(ends("1/3", "1/2")).upper == Fraction(1, 2)
    assert items([1, 2], 1, 2) == [1, 2]
    assert members({"a": 1, "b": 2}, "b", "a") == [2, 1]
    assert increasing(["0", "1/2", "1"], 2, 3) == [0, Fraction(1, 2), 1]
    require_equal({"k": 1}, {"k": 1}, "it")
    refused: list[Callable[[], object]] = [
        lambda: bounds(ends("1/2", "1/3")),
        lambda: bounds(["1"]),
        lambda: bounds(["0", "1", "2"]),
        lambda: bounds("01"),
        lambda: items((1, 2), 1, 2),
        lambda: items([1], 2, 3),
        lambda: members({"a": 1}, "a", "b"),
        lambda: members({"a": 1, "b": 2, "c": 3}, "a", "b"),
        lambda: members([], "a"),
        lambda: increasing(["0", "0"], 2, 3),
        lambda: increasing(["1", "0"], 2, 3),
        lambda: count(True, 0, 2),
        lambda: count(3, 0, 2),
        lambda: require_equal({"k": True}, {"k": 1}, "it"),
        lambda: require_equal({"k": "1"}, {"k": 1}, "it"),
        lambda: require_equal(["1", "1"], ["1"], "it"),
    ]
    for call in refused:
        with pytest.raises(Refusal):
            call()


def falling_line(_n: int, s: Jet, c: Jet) -> Jet:
    """A function of x = s with its one zero at 1/2, where the uniform point is not."""
    return c.over(2) - s.over(2)


def positive(_n: int, s: Jet, _c: Jet) -> Jet:
    return s.square().plus(whole(1, s.bits))


def with_cover(certificate: dict[str, Any], points: list[str], shapes: list[str]) -> dict[str, Any]:
    certificate["claims"][2]["witness"]["cover"] = {"points": points, "shapes": shapes}
    return certificate


def refused_at(report: Report, claim: str, words: str) -> bool:
    return report.outcome is Outcome.REFUSED and report.claim == claim and words in report.reason


def test_the_last_zero_must_be_the_uniform_point(monkeypatch: pytest.MonkeyPatch, sample: Any, sealed: Any) -> None:
    monkeypatch.setattr(claims, "drift", falling_line)
    for points in (["0", "1"], ["0", "1/3", "5/8", "1"], ["0", "1/3", "3/4", "1"]):
        shapes = ["decreasing"] * (len(points) - 1)
        report = check(sealed(with_cover(sample("uniform-3"), points, shapes)))
        holds_uniform = points in (["0", "1"], ["0", "1/3", "3/4", "1"])  # x_u = √3/(1 + √3) = 0.634…
        assert refused_at(report, "fixed-points", "uniform point") is not holds_uniform


def test_no_other_number_of_zeros_counts(monkeypatch: pytest.MonkeyPatch, sample: Any, sealed: Any) -> None:
    monkeypatch.setattr(claims, "drift", positive)
    report = check(sealed(with_cover(sample("uniform-3"), ["0", "1"], ["positive"])))
    assert refused_at(report, "fixed-points", "signs")
    monkeypatch.setattr(claims, "drift", lambda n, s, c: -falling_line(n, s, c))
    report = check(sealed(with_cover(sample("uniform-3"), ["0", "1"], ["increasing"])))
    assert refused_at(report, "fixed-points", "signs")


def test_the_increasing_part_must_pass_the_uniform_point(
    monkeypatch: pytest.MonkeyPatch, sample: Any, sealed: Any
) -> None:
    monkeypatch.setattr(claims, "past_uniform", positive)
    certificate = sample("uniform-3")
    certificate["claims"][3]["witness"] = {"increasing": ["0", "1/10"], "beyond": ["1/10", "1"]}
    assert refused_at(check(sealed(certificate)), "reduced-dynamics", "past the uniform point")


def test_an_exception_nobody_foresaw_refuses(monkeypatch: pytest.MonkeyPatch, sample: Any, sealed: Any) -> None:
    def broken(_n: int, _s: Jet, _c: Jet) -> Jet:
        raise RecursionError

    monkeypatch.setattr(claims, "drift", broken)
    report = check(sealed(sample("uniform-3")))
    assert (report.outcome, report.accepted_claims) == (Outcome.REFUSED, ())
    assert report.reason == "the checker stopped with RecursionError"


@dataclass(frozen=True)
class Harmless(TwoClusters):
    """Two clusters whose transverse multiplier is a number that no two clusters have."""

    multiplier: Fraction

    @property
    def transverse(self) -> Fraction:
        return self.multiplier


@pytest.mark.parametrize("multiplier", [Fraction(1, 2), Fraction(1), Fraction(1001, 1000)], ids=str)
def test_a_transverse_multiplier_up_to_1_is_refused(multiplier: Fraction) -> None:
    clusters = Harmless(6, 2, multiplier)
    claim = Claim("two-cluster-unstable", clusters.unstable_statement(), {})
    if multiplier > 1:
        claims.two_cluster_unstable(claim, clusters)
    else:
        with pytest.raises(Refusal, match="does not exceed 1"):
            claims.two_cluster_unstable(claim, clusters)


@pytest.mark.parametrize("kind", ["odd-point", "separating"])
@pytest.mark.parametrize("n", [3, 4, 6, 7])
def test_an_odd_point_of_less_than_seven_points_is_refused(sample: Any, n: int, kind: str) -> None:
    honest = sample("separating-7")
    roots = [bounds(root) for root in honest["claims"][2]["witness"]["roots"]]
    found = claims.FixedPoints(claims.KINDS[3], {"odd-point": roots[0], "separating": roots[1]})
    claim = Claim("enclosure", honest["claims"][4]["statement"], {})
    certificate = Certificate(n, kind, 1, honest["bits"], ())
    if (n, kind) == (7, "separating"):
        claims.enclosure(certificate, claim, found)
    else:
        words = "n of at least 7" if n < 7 else "the interval of tau"
        with pytest.raises(Refusal, match=words):
            claims.enclosure(certificate, claim, found)


def without(at: Configuration, dropped: int) -> Configuration:
    return Configuration(at.numbers, at.spectrum[:dropped] + at.spectrum[dropped + 1 :])


@pytest.mark.parametrize("dropped", [None, 0, 1])
def test_a_spectrum_that_does_not_fill_the_space_is_refused(sample: Any, dropped: int | None) -> None:
    """The claim leaves out the component that the derivation leaves out; only the count can tell."""
    honest = sample("uniform-10")
    at = uniform_point(10, working_bits(10, honest["bits"]))
    statement = honest["claims"][5]["statement"]
    if dropped is not None:
        at = without(at, dropped)
        del statement["components"][dropped]
        statement["spectral_radius"] = statement["components"][0]["eigenvalues"][0]
    certificate, claim = Certificate(10, "uniform", 1, honest["bits"], ()), Claim("spectrum", statement, {})
    if dropped is None:
        claims.spectrum(certificate, claim, at)
    else:
        with pytest.raises(Refusal, match="do not add up"):
            claims.spectrum(certificate, claim, at)


def spectrum_of(*values: Interval) -> Configuration:
    return Configuration({}, (Component("standard", 2, values),))


def between(lower: str, upper: str) -> Interval:
    return hull(Fraction(lower), Fraction(upper), BITS)


STABILITY = {
    "stable": [(between("1/2", "3/4"),), (between("-1/2", "99/100"), between("-99/100", "0"))],
    "unstable": [
        (between("101/100", "2"),), (between("-2", "-101/100"), between("0", "1/2")), (whole(2, BITS), whole(1, BITS)),
    ],
    None: [(between("1/2", "1"),), (between("99/100", "101/100"), between("0", "1/2")), (between("-1", "0"),)],
}  # fmt: skip


def test_stability_is_decided_only_when_proved() -> None:
    cases = 0
    for verdict, spectra in STABILITY.items():
        for values in spectra:
            for said in ("stable", "unstable", "unknown"):
                claim = Claim("stability", {"verdict": said}, {})
                cases += 1
                if said == verdict:
                    claims.stability(claim, spectrum_of(*values))
                else:
                    with pytest.raises(Refusal):
                        claims.stability(claim, spectrum_of(*values))
    assert cases == 24


def test_the_spectral_radius_is_that_of_all_components() -> None:
    radius = claims.spectral_radius(spectrum_of(between("1/4", "1/2"), between("-3/4", "-1/8")).spectrum)
    assert (radius.lo, radius.hi) == (between("1/4", "3/4").lo, between("1/4", "3/4").hi)


def test_a_docket_proves_each_claim_once_and_in_order() -> None:
    docket = Docket((Claim("first", 1, {}), Claim("second", 2, {})))
    assert docket.prove("first", lambda claim: claim.statement) == 1
    with pytest.raises(ClaimRefused) as failure:
        docket.prove("third", lambda claim: claim.statement)
    assert (failure.value.claim, failure.value.accepted) == ("third", ("first",))
    with pytest.raises(Refusal):
        docket.close()
    assert docket.prove("second", lambda claim: claim.statement) == 2
    docket.close()
    with pytest.raises(ClaimRefused):
        docket.prove("third", lambda claim: claim.statement)


def test_reports_are_frozen_and_readable(sample: Any, sealed: Any) -> None:
    report = check(sealed(sample("odd-point-5")))
    with pytest.raises(AttributeError):
        report.outcome = Outcome.REFUSED  # type: ignore[misc]
    assert lines(report)[-1] == "ACCEPTED: rc+relu, batch 5, odd-point, 128 bits: all 5 claims are proved"
    assert lines(check(b""))[-1] == "NOT A CERTIFICATE: the file is not JSON"
