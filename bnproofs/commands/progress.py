"""What goes on while a command works: progress bars, and Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def progress(total: int, done: int, unit: str, quiet: bool) -> Iterator[Callable[[int, str], None]]:
    """A progress bar on standard error, if that is a terminal: a function that takes steps, and what goes on now."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns: tuple[Any, ...] = (BarColumn(), MofNCompleteColumn(), TextColumn(f"{unit} {{task.description}}"))
    clocks = (TimeElapsedColumn(), TimeRemainingColumn())
    disabled = quiet or not console.is_terminal
    with Progress(*columns, *clocks, console=console, transient=True, disable=disabled) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda steps, now: bar.update(task, advance=steps, description=now)


@contextmanager
def working(words: str, quiet: bool = False) -> Iterator[None]:
    """A context in which the words and a turning wheel stand on standard error, if that is a terminal and not quiet."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(words)):
        yield


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl-C was pressed; a second one stops at once."""
    pressed: list[bool] = []

    def note(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    try:
        before = signal.signal(signal.SIGINT, note)
    except ValueError:  # not the main thread
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
