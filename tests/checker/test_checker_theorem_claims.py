"""Obligations of the theorem that no certificate can break, as the mathematics is true: tried with other functions."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bnproofs.checker import Outcome, Report, check, curves, saddle, theorem_claims, uniform_rate
from bnproofs.checker.cuts import Allowance
from bnproofs.checker.every_batch import crossing, near, plus
from bnproofs.checker.fields import Refusal
from bnproofs.checker.interval import hull
from bnproofs.checker.jet import Jet
from bnproofs.checker.theorem_claims import require_only_uniform

HOME = Path(__file__).parents[1] / "certificates"
HONEST = (HOME / "theorem" / "accept" / "every-batch.json").read_bytes()
Patch = pytest.MonkeyPatch


def refusal(claim: str, data: bytes = HONEST) -> str:
    """The reason why that claim is refused."""
    report: Report = check(data)
    assert (report.outcome, report.claim) == (Outcome.REFUSED, claim)
    return report.reason


def cover_of(name: str) -> Any:
    value = json.loads((HOME / "accept" / f"{name}.json").read_bytes())
    return value["claims"][2]["witness"]["cover"]


@pytest.mark.parametrize(("n", "name"), [(7, "separating-7"), (10, "odd-point-10"), (10, "uniform-10")])
def test_a_batch_with_an_odd_point_is_not_small(n: int, name: str) -> None:
    with pytest.raises(Refusal, match=r"not \+ - for"):
        require_only_uniform(n, cover_of(name), Allowance())


@pytest.mark.parametrize(("n", "name"), [(3, "uniform-3"), (5, "odd-point-5"), (6, "odd-point-6")])
def test_the_cover_of_a_batch_certificate_will_do(n: int, name: str) -> None:
    allowance = Allowance()
    before = allowance.left
    require_only_uniform(n, cover_of(name), allowance)
    assert allowance.left == before - len(cover_of(name)["shapes"])


def line(zero: Fraction, sign: int) -> Callable[[int, Jet, Jet], Jet]:
    """A form with one zero x, positive on its left for sign 1."""
    return lambda n, s, c: (-s).plus(hull(zero, zero, s.bits)).times(sign)


@pytest.mark.parametrize(
    ("zero", "sign", "reason"),
    [
        (Fraction(1, 4), 1, "the zero is not proved to be the uniform point for 3 points"),
        (Fraction(63, 100), -1, "the signs of the function are not + - for 3 points"),
    ],
)
def test_the_one_zero_is_the_uniform_point(monkeypatch: Patch, zero: Fraction, sign: int, reason: str) -> None:
    monkeypatch.setattr(theorem_claims, "drift", line(zero, sign))
    shape = "decreasing" if sign > 0 else "increasing"
    cover = {"points": ["0", str(zero - Fraction(1, 100)), str(zero + Fraction(1, 100)), "1"], "shapes": [shape] * 3}
    with pytest.raises(Refusal, match="^" + reason.replace("+", r"\+") + "$"):
        require_only_uniform(3, cover, Allowance())


@pytest.mark.parametrize("name", ["TWO_CLUSTERS", "AT_MOST_THREE", "STANDARD_BLOCK", "UNIFORM"])
def test_an_identity_that_fails_refuses_its_claim(monkeypatch: Patch, name: str) -> None:
    claim = {"TWO_CLUSTERS": "two-clusters", "AT_MOST_THREE": "at-most-three", "STANDARD_BLOCK": "stability"}
    monkeypatch.setattr(theorem_claims, name, ((lambda x: x, (1,)),))
    assert refusal(claim.get(name, "uniform-point")) == "an identity does not hold"


def test_curves_in_the_wrong_order_are_refused(monkeypatch: Patch) -> None:
    monkeypatch.setattr(theorem_claims, "BELOW", 1)
    data = json.loads(HONEST)
    data["claims"][3]["statement"]["below"] = "1"
    with pytest.raises(Refusal, match="not in order"):
        theorem_claims.odd_point(theorem_claims.Claim(**data["claims"][3]), Allowance())


@pytest.mark.parametrize("shift", [Fraction(1, 10), Fraction(-1, 10)])
def test_another_near_form_is_refused(monkeypatch: Patch, shift: Fraction) -> None:
    """A + shift·e has another slope at e = 0 than A, whose own is 0.12 and −2 along the two curves."""

    def other(e: Jet, v: Jet) -> Jet:
        return near(e, v) + e.scaled(hull(20 * shift, 20 * shift, e.bits))

    monkeypatch.setattr(curves, "near", other)
    assert refusal("odd-point").startswith("the sign of dA/de along a curve" if shift < 0 else "the sign of")


def test_a_form_of_the_other_sign_is_refused(monkeypatch: Patch) -> None:
    monkeypatch.setattr(curves, "near", lambda e, v: -near(e, v))
    assert refusal("odd-point").startswith("the sign of dA/de along a curve")


@pytest.mark.parametrize("turned", [0, 1])
def test_plus_is_asked_of_the_lower_curve_and_minus_of_the_upper_one(monkeypatch: Patch, turned: int) -> None:
    """A is + along the lower curve and − along the upper one; turned on one of the two alone, it is refused."""
    claim = theorem_claims.Claim(**json.loads(HONEST)["claims"][3])
    asked: list[tuple[int, int, int]] = []
    honest = theorem_claims.require_along

    def along(value: Any, slope: int, bend: int, sign: int, allowance: Allowance) -> None:
        asked.append((slope, bend, sign))
        honest(value, slope, bend, -sign if len(asked) == turned + 1 else sign, allowance)

    monkeypatch.setattr(theorem_claims, "require_along", along)
    with pytest.raises(Refusal, match="the sign of dA/de along a curve"):
        theorem_claims.odd_point(claim, Allowance())
    signs = {(-theorem_claims.BELOW, theorem_claims.BEND): 1, (0, theorem_claims.ABOVE): -1}
    assert {(slope, bend): sign for slope, bend, sign in asked}.items() <= signs.items()


def test_an_odd_point_that_is_not_acute_is_refused(monkeypatch: Patch) -> None:
    claim = theorem_claims.Claim(**json.loads(HONEST)["claims"][5])
    theorem_claims.stability(claim)
    monkeypatch.setattr(theorem_claims, "LEAST", 6)
    with pytest.raises(Refusal, match="acute"):
        theorem_claims.stability(claim)


@pytest.mark.parametrize("name", ["limit", "correction"])
def test_coefficients_that_are_not_those_at_zero_are_refused(monkeypatch: Patch, name: str) -> None:
    exact = vars(uniform_rate)[name]
    monkeypatch.setattr(
        uniform_rate, name, lambda bits: exact(bits) + hull(Fraction(1, 2**90), Fraction(1, 2**90), bits)
    )
    assert "lower end" in refusal("uniform-point")


def test_a_double_zero_that_may_be_crossed_back_is_refused(monkeypatch: Patch) -> None:
    monkeypatch.setattr(saddle, "crossing", lambda n, root: -crossing(n, root))
    assert refusal("saddle-node") == "G > 0 is not proved on a box"


@pytest.mark.parametrize(("shift", "proved"), [(15, True), (17, False)])
def test_g_is_proved_up_to_near_its_least_value(monkeypatch: Patch, shift: int, proved: bool) -> None:
    """G(3, 1) = 6π − 2 = 16.8…; on a fine grid no more than one unit or two is lost."""
    monkeypatch.setattr(saddle, "crossing", lambda n, root: plus(crossing(n, root), -shift))
    n_cuts = [3 + Fraction(4 * i, 40) for i in range(41)]
    boxes = n_cuts, [Fraction(6 * i, 60) for i in range(61)]
    if proved:
        saddle.require_one_birth(boxes)
    else:
        with pytest.raises(Refusal, match="G > 0"):
            saddle.require_one_birth(boxes)
