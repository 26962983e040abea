"""What is shown while a command works: on a terminal only, without colour if that is asked, and not when quiet."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

COMMANDS = (
    ("certify", "--layer", "rc+relu", "--batch", "10"),
    ("prove", "odd-point"),
    ("literature",),
)
COLOUR = b"\x1b[32m"


def on_a_terminal(arguments, environment, folder):
    """The status and what stood on standard error, a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bnproofs", *arguments]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # Linux's end of a terminal that nobody holds any more
        pass
    os.close(ours)
    return process.wait(timeout=60), seen


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_work_is_seen_on_a_terminal_and_nowhere_else(arguments, pytestconfig):
    status, seen = on_a_terminal(arguments, {}, pytestconfig.rootpath)
    assert status == 0
    assert COLOUR in seen or b"\x1b[38" in seen
    status, plain = on_a_terminal(arguments, {"NO_COLOR": "1"}, pytestconfig.rootpath)
    assert status == 0
    assert plain
    assert COLOUR not in plain
    assert b"\x1b[38" not in plain
    assert on_a_terminal([*arguments, "--quiet"], {}, pytestconfig.rootpath) == (0, b"")
    command = [sys.executable, "-m", "bnproofs", *arguments]
    piped = subprocess.run(command, capture_output=True, cwd=pytestconfig.rootpath, timeout=60, check=False)
    assert (piped.returncode, piped.stderr) == (0, b"")
