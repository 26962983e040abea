"""Rocq's compiler as a subprocess: found or reported missing, one file at a time, each under a time-out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Event
from time import monotonic

from bnproofs.errors import InputError

PACKAGES = ("coq", "libcoq-interval")
"""The packages of Debian and Ubuntu that hold Rocq and its libraries Interval and Coquelicot."""

LIBRARIES = ("Interval", "Coquelicot")

FLAGS = ("-q", "-w", "-ambiguous-paths")

SECONDS = 120
"""The time-out of one file."""

_LOOK = 0.2
"""The seconds between two looks at whether to stop."""


class RocqMissingError(InputError):
    """No compiler, or one without the libraries; the message names the packages."""


class RocqFailedError(InputError):
    """A compiler that cannot be started, or files for it that cannot be written; the message says why."""


class Answer(Enum):
    """What the compiler said about a file; it was not asked about one that imports what is not accepted."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    NOT_COMPILED = "not compiled"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The compiler's answer on one file, with what it printed."""

    name: str
    answer: Answer
    output: str


@dataclass(frozen=True, slots=True)
class Compiler:
    """A compiler with the libraries that the theory imports."""

    program: str
    version: str

    @staticmethod
    def find() -> Compiler:
        """The compiler on the search path, `coqc`.

        Raises:
            RocqMissingError: there is none, it does not run, or a library is missing.
        """
        found = shutil.which("coqc")
        if found is None:
            raise _missing("Rocq is not installed")
        program = os.path.abspath(found)  # it is started in another folder
        try:
            said = _ask(program, "--version")
            where = Path(_ask(program, "-where").strip())
        except (OSError, subprocess.SubprocessError):
            raise _missing(f"{program} does not run") from None
        absent = [name for name in LIBRARIES if not (where / "user-contrib" / name).is_dir()]
        if absent:
            raise _missing(f"Rocq's library {' and '.join(absent)} is missing")
        match = re.search(r"version\s+(\d+(?:\.\d+)*)", said)
        return Compiler(program, match[1] if match else "unknown")

    def compile(
        self,
        folder: Path,
        roots: Sequence[tuple[str, str]],
        name: str,
        seconds: float = SECONDS,
        stopped: Event | None = None,
    ) -> Compiled:
        """The answer on `name`.v in the folder; `roots` are folders and the library names of what is compiled there.

        Accepted is what ends without an error and leaves a new `name`.vo. Once another thread sets `stopped` the answer
        is not waited for.

        Raises:
            RocqFailedError: the compiler cannot be started.
        """
        (folder / f"{name}.vo").unlink(missing_ok=True)
        places = [part for place, library in roots for part in ("-R", place, library)]
        command = [self.program, *FLAGS, *places, f"{name}.v"]
        with _group(command, folder) as process:
            output = _said(process, seconds, stopped or Event())
        if output is None:
            return Compiled(name, Answer.TIMED_OUT, f"no answer in {seconds:g} s")
        if process.returncode == 0 and not _written(folder, name):
            return Compiled(name, Answer.REFUSED, f"the compiler ended without an error and without {name}.vo")
        if process.returncode == 0:
            return Compiled(name, Answer.ACCEPTED, output)
        return Compiled(name, Answer.REFUSED, output or f"the compiler ended with status {process.returncode}")


def environment(folder: Path) -> dict[str, str]:
    """All that the compiler sees of the environment: absolute search paths, a language, and a folder of its own.

    Variables as COQPATH, COQLIB or OCAMLPATH would let it load other libraries in the place of the installed ones.
    """
    places = [place for place in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(place)]
    return {"PATH": os.pathsep.join(places), "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}


def _written(folder: Path, name: str) -> bool:
    """Whether `name`.vo is there, holds something, and is not older than `name`.v."""
    made, source = folder / f"{name}.vo", folder / f"{name}.v"
    if not made.is_file() or made.stat().st_size == 0:
        return False
    return not source.exists() or made.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _said(process: subprocess.Popen[str], seconds: float, stopped: Event) -> str | None:
    """What a process printed until its end, or None if it was stopped or takes longer than these seconds."""
    end = monotonic() + seconds
    while not stopped.is_set() and (left := end - monotonic()) > 0:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=min(left, _LOOK))[0]
    return None


@contextmanager
def _group(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that leads a group of its own; whatever is left of the group is killed at the end."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder.absolute()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise RocqFailedError(f"cannot start {command[0]}: {error.strerror or error}") from error
    try:
        yield process
    finally:
        if process.returncode is None:  # not waited for yet, so that its number is still its own
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        else:  # the number is that of the group as long as one of it is left
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def _ask(program: str, option: str) -> str:
    clean = environment(Path(tempfile.gettempdir()))
    done = subprocess.run([program, option], capture_output=True, text=True, timeout=60, check=True, env=clean)
    return done.stdout


def _missing(what: str) -> RocqMissingError:
    return RocqMissingError(f"{what}: on Debian or Ubuntu run 'apt-get install {' '.join(PACKAGES)}'")
