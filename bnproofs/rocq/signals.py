"""Signals that end a process, as an exception: what was started is ended, and what was written is removed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

STOPPING = (signal.SIGTERM, signal.SIGHUP)
"""The signals; an interrupt, SIGINT, is an exception in Python already."""


class TerminatedError(BaseException):
    """The end that a signal asks for; `number` is that of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.number = number


@contextmanager
def raised() -> Iterator[None]:
    """A block in which the first of these signals is a `TerminatedError` and further ones are ignored.

    The handlers of before come back at its end. A signal that is ignored stays ignored, and in another than the main
    thread, where Python has no handlers, nothing changes.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        for other in before:
            signal.signal(other, signal.SIG_IGN)
        raise TerminatedError(number)

    before = {}
    if current_thread() is main_thread():
        before = {number: signal.getsignal(number) for number in STOPPING}
        before = {number: kept for number, kept in before.items() if kept not in (None, signal.SIG_IGN)}
    try:
        for number in before:
            signal.signal(number, stop)
        yield
    finally:
        for number, kept in before.items():
            signal.signal(number, kept)
