"""What a user promises of an activation is tried, and what does not match is refused with words."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from bnproofs.errors import InputError
from bnproofs.numbers import lift
from bnproofs.numbers.precision import working_precision
from bnproofs.piecewise import Piecewise
from bnproofs.piecewise.expectations import QuadratureError

ZERO, ONE = Fraction(0), Fraction(1)


def line(x):
    return x


def nothing(x):
    return 0 * x


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"pieces": (line,), "breakpoints": (ZERO,), "growth": (ONE, ONE)}, "one more piece"),
        ({"pieces": (nothing, line, line), "breakpoints": (ONE, ZERO), "growth": (ONE, ONE)}, "these increase"),
        ({"pieces": (line,), "growth": (ONE, ZERO)}, "exceeds the growth 1 exp"),
        ({"pieces": (nothing,), "derivatives": (line, line)}, "as many derivatives"),
        ({"pieces": (nothing,), "growth": (-ONE, ZERO)}, "no negative growth"),
        ({"pieces": (line,), "growth": (ONE, ONE), "degree": 2}, "not homogeneous of degree 2"),
        (
            {"pieces": (nothing, lambda x: 0 * x + 1), "breakpoints": (ZERO,), "derivatives": (nothing, nothing)},
            "jumps at 0",
        ),
    ],
)
def test_refusals(arguments, words):
    with pytest.raises(InputError, match=words):
        Piecewise(**arguments)


def test_a_piece_that_is_not_holomorphic_is_refused_where_balls_are_wanted():
    """The absolute value of a complex number is real: without a breakpoint at 0 its integral would be a wrong ball."""
    bent = Piecewise((abs,), (), (ONE, ONE))
    with working_precision(64), pytest.raises(QuadratureError, match="give breakpoints"):
        bent.second_moment(arb(1))


def test_phi_is_the_piece_of_its_place_for_every_kind_of_number():
    phi = Piecewise((nothing, line), (ONE,), (ONE, ONE)).phi
    assert phi(np.array([0.5, 1.0, 2.0])).tolist() == [0.0, 1.0, 2.0]
    assert phi(0.5) == 0.0
    assert phi(Fraction(3, 2)) == Fraction(3, 2)
    with working_precision(64):
        assert phi(arb(1) / 2).is_zero()
        astride = phi(arb(1).union(arb(1) / 2))
        assert astride.contains(0)
        assert astride.contains(arb(1))
        assert lift(phi(arb(2)))[0].name == "ball"


def test_other_kinds_of_numbers_have_no_integrals():
    from mpmath import mp

    with pytest.raises(TypeError, match="doubles or balls"):
        Piecewise((nothing,)).second_moment(mp.mpf(1))
