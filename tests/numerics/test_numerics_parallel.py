"""Pieces of work on threads: in order, few at a time, with their errors."""

from __future__ import annotations

import itertools
import threading
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from numerics import parallel
from numerics.parallel import cores, in_order, one_blas_thread


@pytest.fixture(params=[1, 2, 4])
def any_cores(request, monkeypatch):
    monkeypatch.setattr(parallel, "cores", lambda: request.param)
    return request.param


def sluggish(x):
    time.sleep(0.002 * (x % 3))
    return x * x


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("ahead", [1, 2, 3, 100])
def test_results_come_in_the_order_of_the_items(any_cores, ahead, inline):
    assert list(in_order(sluggish, range(20), ahead=ahead, inline=inline)) == [x * x for x in range(20)]


def test_nothing_to_do_gives_nothing(any_cores):
    assert list(in_order(sluggish, [], ahead=3)) == []


@pytest.mark.parametrize("ahead", [1, 2, 5])
def test_at_most_the_promised_number_is_under_way_also_of_endless_items(any_cores, ahead):
    taken = itertools.count()
    latest = [0]

    def items():
        for item in taken:
            latest[0] = item + 1
            yield item

    results = in_order(lambda x: x, items(), ahead=ahead)
    for done in range(30):
        assert next(results) == done
        assert latest[0] - done <= ahead
    results.close()


def test_threads_work_at_once(monkeypatch):
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    meeting = threading.Barrier(2, timeout=20)
    assert sorted(in_order(lambda x: (meeting.wait(), x)[1], [0, 1], ahead=2)) == [0, 1]


@pytest.mark.parametrize("inline", [True, False])
def test_inline_work_stays_on_the_thread_of_the_caller(monkeypatch, inline):
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    names = set(in_order(lambda _: threading.current_thread().name, range(4), ahead=4, inline=inline))
    assert (names == {threading.current_thread().name}) == inline


@pytest.mark.parametrize("inline", [True, False])
def test_an_error_comes_out_at_its_place_and_later_work_is_dropped(any_cores, inline):
    started = []

    def work(x):
        started.append(x)
        if x == 3:
            raise ZeroDivisionError("three")
        return x

    results = in_order(work, range(1000), ahead=4, inline=inline)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ZeroDivisionError, match="three"):
        next(results)
    time.sleep(0.01)
    assert max(started) <= 3 + 4
    assert list(in_order(sluggish, range(3), ahead=4)) == [0, 1, 4]


def test_linear_algebra_is_limited_to_one_thread_and_released_again():
    def threads():
        return [info["num_threads"] for info in threadpool_info() if info["user_api"] == "blas"]

    before = threads()
    assert before
    with one_blas_thread():
        assert set(threads()) == {1}
        np.eye(3) @ np.eye(3)
    assert threads() == before


def test_there_is_at_least_one_core():
    assert cores() >= 1
