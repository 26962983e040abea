"""Files compiled in the order of their imports, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    names: Iterable[str],
    before: Callable[[str], Iterable[str]],
    one: Callable[[str, Event], Compiled],
    work: Callable[[str], float] = lambda _: 1,
) -> dict[str, Compiled]:
    """The answers on all files; each is compiled as soon as those that it imports are accepted, and not if one is not.

    Of the files that can be compiled, the one at the head of the longest chain of `work` comes first: its own and that
    of files that import each other, one after the other. What ends the waiting, as an interrupt, stops the compilers.

    Raises:
        graphlib.CycleError: files import each other in a circle; nothing is compiled.
    """
    imports = {name: tuple(before(name)) for name in names}
    ahead = _ahead(imports, work)
    sorter = TopologicalSorter(imports)
    sorter.prepare()
    done: dict[str, Compiled] = {}
    waiting: list[str] = []
    running: set[Future[Compiled]] = set()
    stopped = Event()

    def record(compiled: Compiled) -> None:
        done[compiled.name] = compiled
        sorter.done(compiled.name)

    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            while sorter.is_active():
                for name in sorter.get_ready():
                    failed = [other for other in imports[name] if done[other].answer is not Answer.ACCEPTED]
                    if failed:
                        reason = f"{failed[0]}.v, which it imports, {_WHY[done[failed[0]].answer]}"
                        record(Compiled(name, Answer.NOT_COMPILED, reason))
                    else:
                        waiting.append(name)
                waiting.sort(key=ahead.__getitem__)
                while waiting and len(running) < WORKERS:
                    running.add(pool.submit(one, waiting.pop(), stopped))
                if running:
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in finished:
                        record(future.result())
        except BaseException:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return done


def _ahead(imports: Mapping[str, Iterable[str]], work: Callable[[str], float]) -> dict[str, float]:
    """The work from the start of each file to the end of all that wait for it, were there no others.

    Raises:
        graphlib.CycleError: files import each other in a circle.
    """
    after: dict[str, float] = dict.fromkeys(imports, 0.0)
    ahead: dict[str, float] = {}
    for name in reversed(tuple(TopologicalSorter(imports).static_order())):
        ahead[name] = after[name] + work(name)
        for other in imports[name]:
            after[other] = max(after[other], ahead[name])
    return ahead
