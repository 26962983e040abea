"""The compiler: found with its libraries or reported missing; its answers, its time-out, and nothing left running."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from threading import Event, Timer

import pytest

from bnproofs.errors import InputError
from bnproofs.rocq.compiler import LIBRARIES, PACKAGES, Answer, Compiler, RocqFailedError, RocqMissingError


def alive(number):
    """Whether a process runs; one that has ended but was not waited for does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(number, seconds=5):
    end = time.monotonic() + seconds
    while alive(number) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(number)


def test_the_installed_compiler_has_a_version_and_a_program(compiler):
    assert re.fullmatch(r"\d+(\.\d+)+", compiler.version)
    assert os.access(compiler.program, os.X_OK)


def test_without_a_compiler_the_packages_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RocqMissingError, match=f"Rocq is not installed.* {' '.join(PACKAGES)}") as caught:
        Compiler.find()
    assert isinstance(caught.value, InputError)
    assert "\n" not in str(caught.value)
    assert PACKAGES == ("coq", "libcoq-interval")


@pytest.mark.parametrize("there", [(), ("Interval",), ("Coquelicot",)])
def test_without_a_library_the_packages_are_named(there, stand_in):
    stand_in("exit 0", libraries=there)
    absent = " and ".join(name for name in LIBRARIES if name not in there)
    with pytest.raises(RocqMissingError, match=f"library {absent} is missing.* {' '.join(PACKAGES)}"):
        Compiler.find()


def test_a_program_that_does_not_run_is_as_good_as_none(stand_in):
    stand_in("exit 0").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(RocqMissingError, match=f"does not run.* {' '.join(PACKAGES)}"):
        Compiler.find()


def test_a_program_for_another_machine_is_as_good_as_none(stand_in):
    stand_in("exit 0").write_bytes(b"\x7fELF nonsense")
    with pytest.raises(RocqMissingError, match="does not run"):
        Compiler.find()


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("The Coq Proof Assistant, version 8.16.1", "8.16.1"),
        ("The Coq Proof Assistant, version 8.20+rc1", "8.20"),
        ("The Rocq Prover, version 9.0.0", "9.0.0"),
        ("compiled with OCaml 4.14.1", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_version_is_read(said, version, stand_in):
    stand_in("exit 0", version=said)
    assert Compiler.find().version == version


@pytest.mark.parametrize(
    ("does", "answer", "output"),
    [
        ("exit 0", Answer.ACCEPTED, ""),
        ("echo 'Error: no.' >&2; exit 1", Answer.REFUSED, "Error: no.\n"),
        ("exit 1", Answer.REFUSED, "the compiler ended with status 1"),
        ("kill -9 $$", Answer.REFUSED, "the compiler ended with status -9"),
        ('echo "$file"', Answer.ACCEPTED, "Claim1.v\n"),
        ("printf '\\377\\n'", Answer.ACCEPTED, "�\n"),
    ],
)  # fmt: skip
def test_an_answer_is_the_exit_status_with_what_was_printed(does, answer, output, stand_in, tmp_path):
    stand_in(does)
    done = Compiler.find().compile(tmp_path, [], "Claim1")
    assert (done.name, done.answer, done.output) == ("Claim1", answer, output)


@pytest.mark.parametrize(
    "does",
    ['rm "${file%.v}.vo"', ': > "${file%.v}.vo"', 'touch -d "1 hour ago" "${file%.v}.vo"'],
    ids=["none", "empty", "old"],
)
def test_without_a_new_file_it_is_no_success(does, stand_in, tmp_path):
    (tmp_path / "Claim1.v").write_text("")
    (tmp_path / "Claim1.vo").write_text("from before")
    stand_in(does)
    done = Compiler.find().compile(tmp_path, [], "Claim1")
    assert done.answer is Answer.REFUSED
    assert "without Claim1.vo" in done.output


def test_the_compiler_sees_nothing_of_the_environment_but_the_search_path(stand_in, tmp_path, monkeypatch):
    stand_in("env")
    for name in ("COQPATH", "COQLIB", "ROCQPATH", "OCAMLPATH", "XDG_DATA_HOME", "LC_ALL", "ANYTHING"):
        monkeypatch.setenv(name, "/somewhere")
    before = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{before}:relative:.:")
    seen = dict(line.split("=", 1) for line in Compiler.find().compile(tmp_path, [], "Claim1").output.splitlines())
    for name in ("PWD", "OLDPWD", "SHLVL", "_"):  # set by the shell
        seen.pop(name, None)
    place = str(tmp_path)
    assert seen == {"PATH": before, "LANG": "C.UTF-8", "HOME": place, "TMPDIR": place}


def test_a_relative_search_path_is_of_the_folder_where_the_search_was(stand_in, tmp_path, monkeypatch):
    program = stand_in("exit 0")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "programs:/usr/bin:/bin")
    found = Compiler.find()
    assert found.program == str(program)
    (tmp_path / "made").mkdir()
    assert found.compile(tmp_path / "made", [], "Claim1").answer is Answer.ACCEPTED


def test_a_compiler_that_cannot_be_started_is_an_error_of_its_own(stand_in, tmp_path):
    program = stand_in("exit 0")
    found = Compiler.find()
    program.unlink()
    with pytest.raises(RocqFailedError, match=f"cannot start {program}: No such file") as caught:
        found.compile(tmp_path, [], "Claim1")
    assert isinstance(caught.value, InputError)


def test_a_compiler_cannot_read_what_is_typed(stand_in, tmp_path):
    stand_in('read line; echo "read: $line"')
    source, target = os.pipe()
    os.write(target, b"typed\n")
    kept = os.dup(0)
    os.dup2(source, 0)
    try:
        assert Compiler.find().compile(tmp_path, [], "Claim1").output == "read: \n"
    finally:
        os.dup2(kept, 0)
        for number in (kept, source, target):
            os.close(number)


def test_much_output_does_not_block(stand_in, tmp_path):
    stand_in("yes line | head -100000")
    done = Compiler.find().compile(tmp_path, [], "Claim1", 60)
    assert done.answer is Answer.ACCEPTED
    assert done.output == "line\n" * 100000


@pytest.mark.parametrize("trap", ["", "trap '' TERM INT HUP"], ids=["plain", "deaf"])
def test_a_compiler_that_hangs_times_out_and_its_group_is_gone(trap, stand_in, tmp_path):
    stand_in(f"{trap}\nsleep 40 & echo $$ $! > {tmp_path}/running\nwait")
    started = time.monotonic()
    done = Compiler.find().compile(tmp_path, [], "Claim1", 0.5)
    assert (done.answer, done.output) == (Answer.TIMED_OUT, "no answer in 0.5 s")
    assert 0.4 < time.monotonic() - started < 5
    numbers = (tmp_path / "running").read_text().split()
    assert len(numbers) == 2
    assert all(map(gone, numbers))


def test_a_child_that_outlives_its_compiler_is_gone_too(stand_in, tmp_path):
    stand_in(f"sleep 40 & echo $! > {tmp_path}/running; exit 0")  # it holds the output open
    assert Compiler.find().compile(tmp_path, [], "Claim1", 0.5).answer is Answer.TIMED_OUT
    assert gone((tmp_path / "running").read_text().strip())


def test_a_child_that_nobody_hears_of_is_gone_after_a_normal_end(stand_in, tmp_path):
    stand_in(f"sleep 40 > /dev/null 2>&1 & echo $! > {tmp_path}/running; exit 0")
    assert Compiler.find().compile(tmp_path, [], "Claim1").answer is Answer.ACCEPTED
    assert gone((tmp_path / "running").read_text().strip())


def test_the_waiting_ends_when_it_is_told_to(stand_in, tmp_path):
    stand_in(f"echo $$ > {tmp_path}/running; sleep 40")
    stopped = Event()
    Timer(0.3, stopped.set).start()
    started = time.monotonic()
    assert Compiler.find().compile(tmp_path, [], "Claim1", 300, stopped).answer is Answer.TIMED_OUT
    assert time.monotonic() - started < 5
    assert gone((tmp_path / "running").read_text().strip())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Lemma one : 1 = 1.\nProof. reflexivity. Qed.\n", Answer.ACCEPTED),
        ("Lemma one : 1 = 2.\nProof. reflexivity. Qed.\n", Answer.REFUSED),
        ("Lemma one : 1 = 1.\nProof. reflexivity.", Answer.REFUSED),
        ("Lemma one", Answer.REFUSED),
    ],
)
def test_the_installed_compiler_answers(text, answer, compiler, tmp_path):
    (tmp_path / "One.v").write_text(text)
    assert compiler.compile(tmp_path, [(".", "Test")], "One").answer is answer


def test_a_missing_file_is_not_accepted(compiler, tmp_path):
    assert compiler.compile(tmp_path, [(".", "Test")], "Missing").answer is Answer.REFUSED
