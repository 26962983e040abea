"""What the command line leaves on disk when writing fails: the old file, or none, and never half of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bnproofs.checker import Outcome, check

CERTIFY = ["certify", "--layer", "rc+relu", "--batch", "8", "--out"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (".", "is a folder"),
        ("missing/certificate.json", "No such file or directory"),
        ("file/certificate.json", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line_and_exit_two(place, message, bnproofs, tmp_path):
    (tmp_path / "file").write_bytes(b"kept")
    done = bnproofs(*CERTIFY, tmp_path / place)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr
    assert "choose another file" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"kept"


def failing(step, error):
    return (
        "import os, sys, tempfile\n"
        "def fail(*_, **__):\n"
        f"    raise {error}\n"
        f"{step} = fail\n"
        "from bnproofs.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )


@pytest.mark.parametrize("old", [None, b"old"])
@pytest.mark.parametrize(
    ("step", "error", "status"),
    [
        ("os.replace", "OSError(28, 'No space left on device')", 2),
        ("os.fsync", "OSError(5, 'Input/output error')", 2),
        ("tempfile.mkstemp", "PermissionError(13, 'Permission denied')", 2),
        ("os.replace", "KeyboardInterrupt()", 130),
    ],
)
def test_a_failure_while_writing_leaves_the_old_file_or_none(old, step, error, status, bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    if old is not None:
        path.write_bytes(old)
    done = bnproofs(*CERTIFY, path, code=failing(step, error))
    assert done.returncode == status
    assert len(done.stderr.strip().splitlines()) == 1  # after an interrupt the terminal's ^C line is ended first
    assert "Traceback" not in done.stderr
    assert (path.read_bytes() if path.exists() else None) == old
    assert os.listdir(tmp_path) == ([path.name] if old is not None else [])


def test_an_old_file_is_replaced_by_a_whole_certificate(bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    path.write_bytes(b"x" * 10**6)
    assert bnproofs(*CERTIFY, path).returncode == 0
    assert check(path.read_bytes()).outcome is Outcome.ACCEPTED
    assert os.listdir(tmp_path) == [path.name]


def test_a_folder_without_permission_is_one_line_and_exit_two(bnproofs, tmp_path):
    closed = Path("/proc")  # where not even the superuser can make a file
    if os.geteuid() != 0:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o500)
    done = bnproofs(*CERTIFY, closed / "certificate.json")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not [name for name in os.listdir(closed) if "certificate" in name]
