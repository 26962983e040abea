"""What fails inside a proof ends as UNDECIDED with advice: never as an exception, never as a theorem."""

from __future__ import annotations

import pytest
from flint import arb

from bnproofs import Layer
from bnproofs.certificate import UndecidedError, certify
from bnproofs.configurations import Configuration
from bnproofs.fixed_points.cover import CoverFailedError
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.spectrum import SpectrumUndecidedError, Stability
from bnproofs.theorems import Verdict, odd_point, reduced_map, two_clusters
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import proved, undecided


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


def certificate(n=9, configuration="odd-point"):
    return certify(Layer.parse("rc+relu"), n, Configuration.parse(configuration), 64)


def open_claims(found):
    assert not found.decided
    for theorem in found.theorems:
        if theorem.verdict is not Verdict.PROVED:
            assert not theorem.statement
            assert not theorem.witness
            assert theorem.sentence
            assert found.statement(theorem.id) is None
    with pytest.raises(UndecidedError, match="not proved: "):
        found.to_bytes()
    return [theorem.id for theorem in found.theorems if theorem.verdict is Verdict.UNDECIDED]


AFTER = ["reduced-dynamics", "enclosure", "spectrum", "stability"]
SABOTAGE = [
    (reduced_map, "isolate", CoverFailedError("no boxes: raise the precision"), ["fixed-points", *AFTER]),
    (reduced_map, "enclose", EnclosureFailedError("no sign: raise the precision"), ["fixed-points", *AFTER]),
    (reduced_map, "prove_flow", CoverFailedError("no flow: raise the precision"), ["reduced-dynamics"]),
    (odd_point, "projective_eigenvalues", SpectrumUndecidedError("no roots"), ["spectrum", "stability"]),
    (odd_point, "isotypic_blocks", ValueError("a ball without ends"), ["spectrum", "stability"]),
]


@pytest.mark.parametrize(
    ("module", "name", "error", "expected"), SABOTAGE, ids=lambda x: x if isinstance(x, str) else ""
)
def test_a_failing_step_leaves_its_claims_open(module, name, error, expected, monkeypatch):
    monkeypatch.setattr(module, name, failing(error))
    found = certificate()
    assert open_claims(found) == expected
    assert found.stability is (Stability.STABLE if "stability" not in expected else Stability.UNDECIDED)


def test_guesses_that_miss_zeros_never_change_what_is_proved(monkeypatch):
    """The cover counts three zeros whatever is guessed: with no guess the list is open, not short."""
    monkeypatch.setattr(reduced_map, "propose", lambda n, bits: ())
    found = certificate()
    assert "fixed-points" in open_claims(found)
    assert "3 zeros were proved and 1 guessed" in found.theorems[2].sentence


def test_guesses_of_what_does_not_exist_prove_nothing(monkeypatch):
    from bnproofs.fixed_points.candidate import Candidate

    made_up = (Candidate("odd-point", arb(1)), Candidate("separating", arb(3)))
    monkeypatch.setattr(reduced_map, "propose", lambda n, bits: made_up)
    assert "fixed-points" in open_claims(certificate(5))
    found = certificate(9)
    assert "fixed-points" in open_claims(found)


def test_a_radius_around_one_is_undecided(monkeypatch):
    monkeypatch.setattr(odd_point, "spectral_radius", lambda spectrum: arb("1", "0.0001"))
    assert open_claims(certificate()) == ["stability"]


def test_a_spectrum_that_misses_dimensions_is_undecided(monkeypatch):
    whole = odd_point.projective_eigenvalues
    monkeypatch.setattr(odd_point, "projective_eigenvalues", lambda *args: whole(*args)[:-1])
    found = certificate()
    assert "spectrum" in open_claims(found)
    assert found.theorems[5].sentence.endswith("are not n(n−1)/2 = 36")


def test_a_false_closed_form_is_refuted_not_proved(monkeypatch):
    wrong = two_clusters.two_clusters.growth
    monkeypatch.setattr(two_clusters.two_clusters, "growth", lambda n, k: wrong(n, k) + 1)
    theorem = two_clusters.prove_invariance(7, 2)
    assert theorem.verdict is Verdict.REFUTED
    found = certificate(7, "two-cluster:2")
    assert not found.decided
    with pytest.raises(UndecidedError, match="two-cluster-invariant"):
        found.to_bytes()


def test_precision_is_restored_after_a_failure(monkeypatch):
    from bnproofs.numbers.precision import current_bits

    before = current_bits()
    for module, name, error, _ in SABOTAGE:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, failing(error))
            certificate()
        assert current_bits() == before


def test_theorems_are_undecided_unless_said_otherwise():
    assert undecided("x", "advice").verdict is Verdict.UNDECIDED
    assert proved("x", {"a": 1}).witness == {}
    assert {verdict.value for verdict in Verdict} == {"proved", "refuted", "undecided"}


def test_non_existence_is_read_off_the_proved_list():
    for n, verdict in ((5, Verdict.PROVED), (10, Verdict.REFUTED)):
        points = reduced_map.prove_fixed_points(n, Precision.for_batch(n, 64))
        for kind in ("odd-point", "separating"):
            assert reduced_map.prove_non_existence(kind, points).verdict is verdict
    assert reduced_map.prove_non_existence("uniform", points).verdict is Verdict.REFUTED
    nothing = reduced_map.FixedPoints(undecided("fixed-points", "advice"), ())
    assert reduced_map.prove_non_existence("odd-point", nothing).verdict is Verdict.UNDECIDED
