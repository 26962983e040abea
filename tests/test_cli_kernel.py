"""`bnproofs check --kernel rocq` and `bnproofs export-rocq`: what they print, their exit status, what they leave."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bnproofs.cli import main
from bnproofs.rocq import every_batch, kernel, order
from bnproofs.rocq.assumptions import BEGIN, END, QUESTION
from bnproofs.rocq.compiler import PACKAGES, Compiler
from bnproofs.rocq.export import ENCLOSING, SMALL, THEORY
from bnproofs.rocq.folder import PROJECT
from bnproofs.rocq.says import SAYS

HERE = Path(__file__).parent
ACCEPT = HERE / "certificates" / "accept"
REFUSED = HERE / "certificates" / "refuse" / "odd-point-moved-aside.json"
TWO = ACCEPT / "two-cluster-2-of-6.json"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """The folder of the compiled theory, the same for all files of tests in one run."""
    place = tmp_path_factory.getbasetemp() / "rocq-theory"
    if not (place / "complete").exists():
        roots = (*THEORY.split(), ENCLOSING, SMALL, *every_batch.THEORY.split())
        kernel.compile_theory(Compiler.find(), roots, place, 600)
        (place / "complete").touch()
    return place


@pytest.fixture
def coqc(tmp_path, monkeypatch):
    """A maker of a shell script named coqc, first on the search path; it notes the files that it compiles."""

    def make(does="exit 0", libraries=("Interval", "Coquelicot")):
        folder = tmp_path / "programs"
        for library in libraries:
            (folder / "user-contrib" / library).mkdir(parents=True)
        folder.mkdir(exist_ok=True)
        program = folder / "coqc"
        program.write_text(
            "#!/bin/sh\n"
            f'case "$1" in --version) echo "version 8.16.1"; exit;; -where) echo "{folder}"; exit;; esac\n'
            f'for file; do :; done\necho "$file" >> {tmp_path}/asked\necho made > "${{file%.v}}.vo"\n{does}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return lambda: (tmp_path / "asked").read_text().split() if (tmp_path / "asked").exists() else []

    return make


def claims(path):
    return [claim["id"] for claim in json.loads(path.read_bytes())["claims"]]


@pytest.mark.parametrize("name", ["odd-point-10", "odd-point-5", "uniform-10"])
def test_the_kernel_accepts_what_the_checker_accepts(name, compiled, monkeypatch, capsys):
    path = ACCEPT / f"{name}.json"
    monkeypatch.setattr(kernel, "judge", partial(kernel.judge, compiled=compiled))
    assert main(["check", str(path)]) == 0
    checked = capsys.readouterr().out.splitlines()
    assert main(["check", str(path), "--kernel", "rocq", "--timeout", "600"]) == 0
    done = capsys.readouterr()
    lines = done.out.splitlines()
    assert done.err == ""
    assert lines[: len(checked)] == checked
    *said, assumed, last = lines[len(checked) :]
    assert said == [f"kernel accepts  {claim}: {SAYS[claim]}" for claim in claims(path)]
    assert assumed.startswith("assumed: the real numbers, ")
    assert re.search(r"\(\d+ axioms of ClassicalDedekindReals, ", assumed)
    assert "PrimFloat" not in assumed
    assert re.fullmatch(rf"ACCEPTED by the kernel of Rocq \d[\d.]*: rc\+relu, batch {name.split('-')[-1]}, .*", last)


def test_a_file_that_the_compiler_refuses_is_exit_one(coqc, capsys):
    asked = coqc("[ $file = Claim4.v ] && { echo 'File \"./Claim4.v\", line 3:'; echo 'Error: no.'; exit 1; }\nexit 0")
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "kernel refuses  spectrum: Error: no." in lines
    assert f"kernel accepts  enclosure: {SAYS['enclosure']}" in lines
    assert lines[-1] == "REFUSED by the kernel of Rocq 8.16.1: Claim4.v was refused"
    assert "Claim5.v" in asked()
    assert "Summary.v" not in asked()


def test_a_theorem_with_another_axiom_is_exit_one(coqc, capsys):
    coqc(f"[ $file = {QUESTION}.v ] && printf '%s\\n' '{BEGIN}' Axioms: Data.lie '  : False' '{END}'\nexit 0")
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("REFUSED by the kernel of Rocq 8.16.1: the proof assumes Data.lie")


@pytest.mark.parametrize("slow", ["Claim4", "Summary", "MeanField"])
def test_a_compiler_that_takes_too_long_is_exit_three(slow, coqc, capsys):
    coqc(f"[ $file = {slow}.v ] && sleep 40\nexit 0")
    assert main(["check", str(TWO), "--kernel", "rocq", "--timeout", "1"]) == 3
    done = capsys.readouterr()
    last = done.out.splitlines()[-1]
    assert last.startswith("NOT DECIDED by the kernel of Rocq 8.16.1: ")
    assert f"{slow}.v took too long" in last
    assert last.endswith("give it more --timeout")
    assert "refuses" not in done.out


def test_a_theory_that_this_rocq_refuses_is_exit_two(coqc, capsys):
    coqc("[ $file = MeanField.v ] && { echo 'Error: old.'; exit 1; }\nexit 0")
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "refused the theory file MeanField.v: Error: old." in error


def test_what_balls_do_not_decide_is_not_decided_before_the_kernel_is_asked(coqc, capsys, monkeypatch):
    from bnproofs.rocq import export, goals

    def undecided(certificate):
        raise goals.UndecidedGoalError("growth_enclosed does not follow")

    monkeypatch.setattr(export, "export", undecided)
    asked = coqc()
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 3
    done = capsys.readouterr()
    assert done.out.splitlines()[-1] == "NOT DECIDED before the kernel was asked: growth_enclosed does not follow"
    assert main(["export-rocq", str(TWO), "--out", str(TWO.parent / "never")]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "bnproofs: NOT DECIDED before the kernel was asked: growth_enclosed does not follow\n"
    assert "REFUSED" not in done.out + done.err + said.err
    assert not (TWO.parent / "never").exists()
    assert asked() == []


def test_without_rocq_it_is_one_line_with_the_packages_and_exit_two(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert " ".join(PACKAGES) in done.err
    assert main(["check", str(TWO)]) == 0  # the checker needs nothing


def test_without_a_library_it_is_one_line_with_the_packages_and_exit_two(coqc, capsys):
    coqc(libraries=("Coquelicot",))
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "Interval" in error
    assert " ".join(PACKAGES) in error


def test_what_the_checker_refuses_never_reaches_rocq(coqc, capsys, tmp_path):
    asked = coqc()
    assert main(["check", str(REFUSED), "--kernel", "rocq"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("REFUSED")
    assert main(["export-rocq", str(REFUSED), "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert asked() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_ends_the_compilers_and_leaves_no_folder(number, coqc, tmp_path):
    coqc(f"echo $$ >> {tmp_path}/running; sleep 40")
    place = tmp_path / "temporary"
    place.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "bnproofs", "check", str(TWO), "--kernel", "rocq"],
        cwd=HERE.parent,
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while not (tmp_path / "running").exists() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(number)
    _, error = process.communicate(timeout=20)
    assert process.returncode == 128 + number, error
    assert error.strip() == "bnproofs: stopped"
    assert list(place.iterdir()) == []
    numbers = (tmp_path / "running").read_text().split()
    assert not any(Path(f"/proc/{number}").exists() for number in numbers)


def exporting(place):
    return main(["export-rocq", str(TWO), "--out", str(place)])


def test_an_export_is_a_folder_with_everything(tmp_path, capsys):
    assert exporting(tmp_path / "out") == 0
    done = capsys.readouterr()
    assert done.err == ""
    files = [line for line in (tmp_path / "out" / PROJECT).read_text().splitlines() if line.endswith(".v")]
    assert files[-2:] == ["certificate/Summary.v", "certificate/Assumptions.v"]
    assert all((tmp_path / "out" / file).is_file() for file in files)
    assert f"{tmp_path / 'out'}: {len(files)} files" in done.out
    assert "coq_makefile" in done.out


def test_the_advice_can_be_typed_whatever_the_folder_is_called(tmp_path, capsys):
    place = tmp_path / "a b; echo 'c'"
    assert exporting(place) == 0
    advice = capsys.readouterr().out.splitlines()[-1].partition("with: ")[2]
    words = shlex.split(advice)
    assert words[:3] == ["cd", str(place), "&&"]


def test_a_compiler_that_is_gone_when_it_is_started_is_one_line_and_exit_two(coqc, capsys, monkeypatch):
    monkeypatch.setattr(order, "WORKERS", 1)
    coqc("rm -f $0")
    assert main(["check", str(TWO), "--kernel", "rocq"]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "cannot start" in error


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("full", "the folder is not empty"),
        ("file", "it is no folder"),
        ("missing/out", "the folder above it is missing"),
        ("file/out", "Not a directory"),
        ("loop", "Too many levels of symbolic links"),
        ("x" * 300, "File name too long"),
    ],
)
def test_a_place_that_is_not_free_is_one_line_and_exit_two(place, message, tmp_path, capsys):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("kept")
    (tmp_path / "file").write_text("kept")
    (tmp_path / "loop").symlink_to("loop")
    before = sorted(tmp_path.rglob("*"))
    assert exporting(tmp_path / place) == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert message in done.err or place == "file/out"
    assert "choose another" in done.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "full" / "kept").read_text() == (tmp_path / "file").read_text() == "kept"


def test_a_folder_without_permission_is_one_line_and_exit_two(tmp_path, capsys):
    closed = Path("/proc")  # where not even the superuser can make a folder
    if os.geteuid() != 0:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o500)
    assert exporting(closed / "certificate-of-nothing") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (closed / "certificate-of-nothing").exists()


@pytest.mark.parametrize(
    ("failure", "status"), [(OSError(28, "No space left on device"), 2), (KeyboardInterrupt(), 130)], ids=repr
)
@pytest.mark.parametrize("step", ["bnproofs.rocq.folder.os.replace", "bnproofs.rocq.folder._fill"])
def test_a_failure_while_writing_leaves_nothing(step, failure, status, tmp_path, monkeypatch, capsys):
    def fail(*_):
        raise failure

    monkeypatch.setattr(step, fail)
    assert exporting(tmp_path / "out") == status
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
