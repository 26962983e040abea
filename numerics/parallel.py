"""Independent pieces of work on several threads, their results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """The number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_blas_thread() -> AbstractContextManager[Any]:
    """A context in which a matrix product uses one core: our threads use the others.

    It also makes products independent of the number of cores.
    """
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix="numerics")


def in_order(
    function: Callable[[Item], Result], items: Iterable[Item], *, ahead: int, inline: bool = False
) -> Iterator[Result]:
    """The results of a function at the items, in their order, at most `ahead` of them under way or waiting.

    NumPy lets go of the interpreter's lock while it draws numbers and multiplies matrices, so threads do.
    `inline` leaves the threads out, for pieces too small to pay for them.
    """
    if inline or ahead < 2 or cores() < 2:
        yield from map(function, items)
        return
    pool, remaining = _pool(cores()), iter(items)
    waiting: deque[Future[Result]] = deque(pool.submit(function, item) for item in islice(remaining, ahead))
    try:
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in islice(remaining, 1))
    finally:
        for future in waiting:
            future.cancel()
