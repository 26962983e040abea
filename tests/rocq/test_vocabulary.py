"""The formulas for balls against the definitions of the theory: Rocq's own evaluation decides."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from bnproofs.certificate import certify
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.rocq.compiler import Answer
from bnproofs.rocq.export import ENCLOSING, THEORY
from bnproofs.rocq.expressions import Batch, Call, Rational, value
from bnproofs.rocq.goals import Equal, Inside
from bnproofs.rocq.layout import Data, data_file, lemma, opening
from bnproofs.rocq.theory import LOGICAL_NAME
from bnproofs.rocq.vocabulary import Function, ball

EXACT = (Function.TWO_GROWTH, Function.TRANSVERSE, Function.STANDARD, Function.TWO_RATIO)
AT_UNIFORM = (Function.UNIFORM_STANDARD, Function.UNIFORM_PAIRS)
BITS = 64
ROOM = Fraction(1, 2**40)
UNIFORM = Call(Function.UNIFORM_POINT, (Batch(),))


def odd_point(batch):
    """A rational s next to that of the odd point."""
    proved = certify(Layer.parse("rc+relu"), batch, Configuration.parse("odd-point"), 2 * BITS)
    roots = next(x.witness["roots"] for x in proved.theorems if x.id == "fixed-points")
    x = Fraction(roots[0][0])
    return x / (1 - x)


def argument(function, batch, draw):
    """Where a function is compared: some formulas hold at the uniform point only, one at fixed points only."""
    if function is Function.UNIFORM_POINT:
        return ()
    if function in AT_UNIFORM:
        return (UNIFORM,)
    if function is Function.TRIVIAL:
        return (Rational(odd_point(batch)),)
    if function in EXACT:
        return (Rational(Fraction(draw.randint(1, batch - 1))),)
    return (Rational(Fraction(draw.randint(1, 5 * batch), draw.randint(3, 7))),)


def test_rocq_computes_what_the_balls_enclose_and_nothing_else(number, compiler, compiled, tmp_path):
    batch, draw = 17, random.Random(17)
    right, wrong, intervals = [], [], {}
    for function in Function:
        name = f"of_{function.name.lower()}"
        call = Call(function, (Batch(), *argument(function, batch, draw)))
        with working_precision(4 * BITS):
            found = value(call, batch)
        if function in EXACT:
            right.append(Equal(name, call, found))
            wrong.append(Equal(name, call, found + Fraction(1, found.denominator)))
            continue
        low, high = number.ends(found)
        room = ROOM * max(abs(low), abs(high))
        intervals |= {name: (low - room, high + room), f"{name}_above": (high + room / 2, high + room)}
        right.append(Inside(name, call, name))
        wrong.append(Inside(name, call, f"{name}_above"))
    theory = f"{THEORY} {ENCLOSING}"
    text = opening(theory, ["Data"]) + "".join(lemma(goal, BITS) for goal in right)
    for goal in wrong:
        tactic = "exact_value" if isinstance(goal, Equal) else f"(split; enclose {BITS}%positive)"
        text += f'Goal {goal.statement()}.\nProof. data. tryif {tactic} then fail else idtac "refused". Abort.\n'
    roots = [(str(compiled), LOGICAL_NAME), (".", "Certificate")]
    (tmp_path / "Data.v").write_text(data_file(Data(batch, {}, intervals), theory).text)
    (tmp_path / "Compared.v").write_text(text)
    for name in ("Data", "Compared"):
        done = compiler.compile(tmp_path, roots, name, 300)
        assert done.answer is Answer.ACCEPTED, done.output
    assert done.output.split() == ["refused"] * len(Function)


@pytest.mark.parametrize("function", Function)
def test_every_function_has_a_formula_that_gives_a_number(function):
    with working_precision(BITS):
        x = Fraction(3) if function in EXACT else Balls().number(3)
        found = ball(function, 10) if function is Function.UNIFORM_POINT else ball(function, 10, x)
        assert abs(found) < 10**3
