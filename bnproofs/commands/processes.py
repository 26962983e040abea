"""Tasks that run beside each other in processes, as the precision of ball arithmetic belongs to a process."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

import click

T = TypeVar("T")

_MOST = 60
"""The most processes; Windows allows no more than 61."""


def run(tasks: Sequence[Callable[[], T]], jobs: int) -> Iterator[T]:
    """What the tasks return, as it comes; with one job in this process, in order.

    If a task raises, or nobody takes what comes any more, the others stop.

    Raises:
        click.ClickException: a process was stopped from outside.
    """
    jobs = min(jobs, len(tasks), _MOST)
    if jobs <= 1:
        for task in tasks:
            yield task()
        return
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _deaf)
    try:
        for done in as_completed([pool.submit(task) for task in tasks]):
            yield done.result()
    except BrokenProcessPool as error:
        raise click.ClickException(
            "a process was stopped from outside, perhaps for want of memory: try again with --jobs 1"
        ) from error
    except BaseException:
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """No result; a process that leaves Ctrl-C to the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
