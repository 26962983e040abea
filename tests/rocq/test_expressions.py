"""The closed set of expressions: what may be written, and that nothing else may."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.rocq.expressions import (
    Batch,
    Call,
    Rational,
    UnknownNodeError,
    Variable,
    name,
    number,
    rocq,
    value,
    whole,
)
from bnproofs.rocq.vocabulary import Function


class LyingText(str):
    """Text that passes for a name and is printed as something else."""

    def __str__(self):
        return "x. Admitted"

    def __format__(self, spec):
        return "x. Admitted"


class LyingCount(int):
    """A whole number that is printed as something else."""

    def __str__(self):
        return "1. Admitted"


class LyingFraction(Fraction):
    """A fraction that is printed as something else."""

    numerator = "Admitted"


class Larger(Rational):
    """A kind of expression of one's own."""


class Rival(Enum):
    """A function of another vocabulary."""

    THETA = "theta"


def with_argument(node):
    return Call(Function.THETA, (Batch(), node))


NO_EXPRESSIONS = [
    1, True, 1.5, "batch", None, Fraction(1, 2), b"s", (Batch(),), LyingText("s"), LyingCount(2), LyingFraction(1, 2),
    Larger(Fraction(1)), Batch, Function.THETA, Call("theta", (Batch(),)), Call(Rival.THETA, (Batch(),)),
    Call(LyingText("theta"), (Batch(),)),
]  # fmt: skip
NO_FRACTIONS = [1, 0, True, 1.5, "1", "1. Admitted", None, float("nan"), LyingFraction(1, 2), LyingCount(2), 2 + 0j]
NO_NAMES = [
    "", "a b", " a", "a ", "a\n", "a\nAdmitted.", 'a"', "a'", "(* a", "a *)", "(*", "Admitted", "a.", "a. Admitted",
    "é", "ñandu", "аdmitted", "a1", "1", "A", "a" * 41, "_a", "a-b", "a\x00", "a\u200b", "a\u2028", "ﬁ", None, 1, b"a",
    LyingText("odd_root"), "Axiom a : False", "a:=b", "a;b", "$(a)", "a/b", "..",
]  # fmt: skip


@pytest.mark.parametrize("node", NO_EXPRESSIONS, ids=repr)
@pytest.mark.parametrize("wrap", [lambda node: node, with_argument], ids=["alone", "as an argument"])
def test_what_is_not_of_the_closed_set_is_refused(node, wrap):
    with pytest.raises(UnknownNodeError):
        rocq(wrap(node))
    with pytest.raises(UnknownNodeError):
        value(wrap(node), 10)


@pytest.mark.parametrize("x", NO_FRACTIONS, ids=repr)
def test_a_number_is_a_fraction_and_nothing_like_it(x):
    with pytest.raises(UnknownNodeError):
        number(x)
    with pytest.raises(UnknownNodeError):
        rocq(Rational(x))


@pytest.mark.parametrize("text", NO_NAMES, ids=repr)
def test_a_name_has_lower_case_letters_and_underscores_only(text):
    with pytest.raises(UnknownNodeError):
        name(text)


@pytest.mark.parametrize("x", [-1, True, 1.0, "1", None, LyingCount(2), Fraction(2)], ids=repr)
def test_a_count_is_a_whole_number(x):
    with pytest.raises(UnknownNodeError):
        whole(x)


@given(st.fractions())
def test_a_number_is_spelled_so_that_it_can_be_read_back(x):
    text = number(x)
    assert text[0] == "("
    assert text[-1] == ")"
    sign, _, size = text[1:-1].rpartition("- ")
    above, _, below = size.partition(" / ")
    assert sign == ""
    assert above.isdigit()
    assert below == "" or (below.isdigit() and int(below) > 1)
    read = Fraction(int(above), int(below or 1))
    assert (-read if "- " in text else read) == x
    assert ("- " in text) == (x < 0)


@given(st.integers(min_value=0))
def test_a_count_is_its_digits(x):
    assert whole(x).isdigit()
    assert int(whole(x)) == x


@given(st.fractions())
def test_only_these_characters_are_ever_written(x):
    text = rocq(Call(Function.THETA, (Batch(), Rational(x))))
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz_0123456789()/- ")
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize("function", Function)
def test_a_function_is_spelled_by_its_name_in_the_theory(function):
    assert rocq(Call(function, (Batch(), Variable()))) == f"({name(function.value)} batch s)"


def test_values_of_numbers_and_of_the_batch_are_exact():
    assert value(Batch(), 7) == 7
    assert value(Rational(Fraction(2, 3)), 7) == Fraction(2, 3)
    assert value(Variable(), 7, "s") == "s"


def test_the_first_argument_of_a_function_is_the_batch():
    with pytest.raises(UnknownNodeError):
        value(Call(Function.THETA, (Rational(Fraction(10)), Rational(Fraction(1)))), 10)
