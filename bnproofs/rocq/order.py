"""Files compiled in the order of their imports, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from threading import Event

from bnproofs.rocq.compiler import Answer, Compiled

WORKERS = 2
"""Files that are compiled at the same time; each takes up to 0.9 GB, measured for certificates of 128 bits."""

_WHY = {
    Answer.REFUSED: "was refused",
    Answer.TIMED_OUT: "took too long",
    Answer.NOT_COMPILED: "was not compiled",
}


def in_order(
    names: Iterable[str], before: Callable[[str], Iterable[str]], one: Callable[[str, Event], Compiled]
) -> dict[str, Compiled]:
    """The answers on all files; each is compiled as soon as those that it imports are accepted, and not if one is not.

    What ends the waiting, as an interrupt, stops the compilers.

    Raises:
        graphlib.CycleError: files import each other in a circle; nothing is compiled.
    """
    imports = {name: tuple(before(name)) for name in names}
    sorter = TopologicalSorter(imports)
    sorter.prepare()
    done: dict[str, Compiled] = {}
    running: set[Future[Compiled]] = set()
    stopped = Event()
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            while sorter.is_active():
                for name in sorter.get_ready():
                    failed = [other for other in imports[name] if done[other].answer is not Answer.ACCEPTED]
                    if failed:
                        reason = f"{failed[0]}.v, which it imports, {_WHY[done[failed[0]].answer]}"
                        done[name] = Compiled(name, Answer.NOT_COMPILED, reason)
                        sorter.done(name)
                    else:
                        running.add(pool.submit(one, name, stopped))
                if running:
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    for compiled in (future.result() for future in finished):
                        done[compiled.name] = compiled
                        sorter.done(compiled.name)
        except BaseException:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return done
