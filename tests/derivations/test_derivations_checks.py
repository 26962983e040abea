"""Each kind of step refuses what is wrong."""

import mpmath
import pytest
import sympy
from sympy import Rational, atan2, cos, exp, oo, pi, sin, sqrt

from derivations import Evidence, StepFailed
from derivations.framework.exact import is_nonnegative, is_positive, is_zero, with_angles, with_roots
from derivations.framework.proof import Proof

x, y = sympy.symbols("x y", positive=True)
NAME = "relu_kernel"


@pytest.fixture
def proof():
    return Proof(NAME, domain={x: (0, 1), y: (0, 2)})


def test_true_steps_are_written_down(proof):
    proof.equal("binomial", (x + y) ** 2, x**2 + 2 * x * y + y**2)
    proof.derivative("sine", sin(x), x, cos(x))
    proof.positive("square", x**2 - 2 * x * y + y**2 + 1, (x - y) ** 2 + 1)
    proof.nonnegative("square", x**2 - 2 * x * y + y**2, (x - y) ** 2)
    proof.positive_from("grows", exp(x) - 1, x, 0, exp(x))
    proof.integral("decay", exp(-x), -exp(-x), (x, 0, oo), 1)
    proof.jacobian("polar", [x * cos(y), x * sin(y)], [x, y], x)
    proof.limit("quotient", sin(x) / x, x, 0, 1)
    proof.exactly("sum", Rational(1, 3) + Rational(1, 6), Rational(1, 2))
    proof.numerical("close", mpmath.mpf(1), mpmath.mpf(1), within=mpmath.mpf(0), shown=(x, x))
    proof.agrees("square", lambda a: a * a, [x + y], x**2 + 2 * x * y + y**2)
    proof.definition("name", x, y)
    evidence = [step.evidence for step in proof.steps]
    assert evidence.count(Evidence.EXACT) == 10
    assert evidence[-3:] == [Evidence.NUMERICAL, Evidence.EXACT, Evidence.DEFINITION]


BAD_STEPS = {
    "an identity that is false": lambda p: p.equal("t", (x + y) ** 2, x**2 + y**2),
    "one that is false in the 60th digit only": lambda p: p.equal("t", x, x + Rational(1, 10**60)),
    "one with a decimal": lambda p: p.equal("t", x / 2, 0.5 * x),
    "one matrix entry": lambda p: p.equal("t", sympy.Matrix([x, y]), sympy.Matrix([x, x])),
    "a derivative": lambda p: p.derivative("t", sin(x), x, sin(x)),
    "a sign that is wrong": lambda p: p.positive("t", x - 3),
    "a sign that is not proved": lambda p: p.positive("t", 1 + y - y**2 / 9),
    "a sign with another expression": lambda p: p.positive("t", x - y, x + y),
    "a negative expression": lambda p: p.nonnegative("t", -x),
    "a start that is not zero": lambda p: p.positive_from("t", exp(x), x, 0, exp(x)),
    "a slope that is wrong": lambda p: p.positive_from("t", exp(x) - 1, x, 0, exp(x) + 1),
    "a slope without a sign": lambda p: p.positive_from("t", x - x**2, x, 0, 1 - 2 * x),
    "an antiderivative": lambda p: p.integral("t", exp(-x), exp(-x), (x, 0, oo), -1),
    "the value of an integral": lambda p: p.integral("t", exp(-x), -exp(-x), (x, 0, oo), 2),
    "an antiderivative with a jump": lambda p: p.integral(
        "t", 1 / (1 + (x - 1) ** 2), -sympy.atan(1 / (x - 1)), (x, 0, 2), -pi / 2
    ),
    "a closed form with a decimal": lambda p: p.agrees("t", lambda a: a * 0.5, [x], x / 2),
    "a Jacobian": lambda p: p.jacobian("t", [x * cos(y), x * sin(y)], [x, y], x**2),
    "a limit": lambda p: p.limit("t", sin(x) / x, x, 0, 2),
    "exact numbers": lambda p: p.exactly("t", Rational(1, 3), Rational(1, 2)),
    "decimals that are equal": lambda p: p.exactly("t", sympy.Float(1), sympy.Float(1)),
    "numbers that are not close": lambda p: p.numerical(
        "t", mpmath.mpf(1), mpmath.mpf(2), within=mpmath.mpf(1) / 2, shown=(x, y)
    ),
    "a closed form": lambda p: p.agrees("t", lambda a: a + a, [x], x**2),
    "a closed form that is right on numbers only": lambda p: p.agrees(
        "t", lambda a: a if isinstance(a, mpmath.mpf) else a + 1, [x], x
    ),
    "a closed form that is right on symbols only": lambda p: p.agrees(
        "t", lambda a: a + 1 if isinstance(a, mpmath.mpf) else a, [x], x
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_STEPS)
def test_a_wrong_step_fails(proof, case):
    with pytest.raises(StepFailed) as failure:
        BAD_STEPS[case](proof)
    assert failure.value.derivation == NAME
    assert failure.value.number == 1
    assert failure.value.text == "t"
    assert failure.value.detail
    assert not proof.steps


def test_assumptions_are_checked_at_points():
    with pytest.raises(StepFailed, match="not positive at a sampled point"):
        Proof(NAME, domain={x: (0, 1)}, facts=[x - 2])


def test_a_symbol_without_a_range_is_refused(proof):
    with pytest.raises(ValueError, match="no range was given for z"):
        proof.equal("t", sympy.Symbol("z"), sympy.Symbol("z"))


@pytest.mark.parametrize(
    "expression",
    [
        sin(x) ** 2 + cos(x) ** 2 - 1,
        sin(2 * x) - 2 * sin(x) * cos(x),
        1 / sqrt(x + y) - sqrt(x + y) / (x + y),
        sqrt(1 - cos(x) ** 2) ** 2 - sin(x) ** 2,
        sympy.Matrix([[x - x]]),
    ],
)
def test_zeros_are_found(expression):
    assert is_zero(expression)


@pytest.mark.parametrize(
    "expression",
    [sin(x), sqrt(x**2 + 1) - x, sqrt(1 - cos(x) ** 2) - sin(x), x + Rational(1, 10**80) - x, x * 0.5 - y * 0.5],
)
def test_no_zero_is_made_up(expression):
    assert not is_zero(expression)


def test_signs_need_a_proof():
    assert is_positive(x + y)
    assert not is_positive(x - y)
    assert is_positive(x * (x - y), [x - y])
    assert is_nonnegative((x - y) ** 2)
    assert not is_positive((x - y) ** 2)


def test_roots_and_angles_are_replaced_only_when_proved():
    root = sqrt(x**2 - 2 * x * y + y**2)
    assert with_roots(root, [x - y]) == root
    assert with_roots(root, [x - y], [x - y]) == x - y
    angle = atan2(y * sin(x), y * cos(x))
    assert with_angles(angle, {x: y}) == x
    assert with_angles(angle, {x: -y}) == angle
    assert with_angles(angle, {2 * x: y}) == angle
