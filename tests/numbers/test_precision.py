"""The working precision of balls: where it holds, and that it always comes back."""

from __future__ import annotations

import flint
import pytest
from flint import arb

from bnproofs.numbers.precision import current_bits, working_precision


def test_the_block_works_with_the_bits_asked_for_and_the_former_ones_come_back(number):
    before = current_bits()
    with working_precision(300) as bits:
        assert bits == current_bits() == flint.ctx.prec == 300
        low, high = number.ends(arb(1) / 3)
        assert 0 < high - low < 2**-290
    assert current_bits() == before


def test_extra_bits_are_on_top_and_blocks_nest():
    with working_precision(100):
        with working_precision(extra=28) as bits:
            assert bits == current_bits() == 128
            with working_precision(40, extra=2):
                assert current_bits() == 42
            assert current_bits() == 128
        assert current_bits() == 100


def test_the_precision_comes_back_after_an_error():
    before = current_bits()
    with pytest.raises(ZeroDivisionError), working_precision(200):
        raise ZeroDivisionError
    assert current_bits() == before


def test_the_precision_comes_back_after_a_generator_is_abandoned():
    def values():
        with working_precision(200):
            yield current_bits()
            yield 0

    abandoned = values()
    assert next(abandoned) == 200
    abandoned.close()
    assert current_bits() == 53


@pytest.mark.parametrize("bits", [-5, 0, 1])
def test_a_ball_without_bits_is_refused_and_nothing_changes(bits):
    with pytest.raises(ValueError, match=f"at least 2 bits, not {bits}"), working_precision(bits):
        pytest.fail("the block ran")
    assert current_bits() == 53
