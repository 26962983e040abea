"""The command line as a person uses it, each time in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bnproofs import __version__
from bnproofs.checker import Outcome, check


@pytest.mark.parametrize(
    ("n", "configuration", "word"),
    [
        (9, "odd-point", "stable"),
        (9, "separating", "unstable"),
        (5, "odd-point", "no odd point"),
        (6, "two-cluster:2", "unstable"),
    ],
)
def test_certify_check_show_in_a_row(n, configuration, word, bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    made = bnproofs("certify", "--layer", "rc+relu", "--batch", n, "--configuration", configuration, "--out", path)
    assert (made.returncode, made.stderr) == (0, "")
    assert word in made.stdout
    assert "proved" in made.stdout
    assert check(path.read_bytes()).outcome is Outcome.ACCEPTED
    checked = bnproofs("check", path)
    assert (checked.returncode, checked.stderr) == (0, "")
    claims = [claim["id"] for claim in json.loads(path.read_bytes())["claims"]]
    lines = checked.stdout.splitlines()
    assert [line.split()[1].rstrip(":") for line in lines[:-1]] == claims
    assert lines[-1].startswith("ACCEPTED: ")
    shown = bnproofs("show", path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert all(claim in shown.stdout for claim in claims)


def test_a_changed_certificate_is_refused_by_check_and_show(bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    assert (
        bnproofs(
            "certify", "--layer", "rc+relu", "--batch", 4, "--configuration", "two-cluster:1", "--out", path
        ).returncode
        == 0
    )
    path.write_text(path.read_text("ascii").replace('"unstable"', '"stable"'), "ascii")
    checked = bnproofs("check", path)
    assert checked.returncode == 1
    assert "REFUSED" in checked.stdout
    shown = bnproofs("show", path)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith("bnproofs: REFUSED")


def test_the_default_configuration_is_the_odd_point_at_128_bits(bnproofs, tmp_path):
    paths = [tmp_path / "short", tmp_path / "long"]
    bnproofs("certify", "--layer", "rc + relu", "--batch", 8, "--out", paths[0])
    bnproofs("certify", "--layer=rc+relu", "--batch=8", "--configuration=odd-point", "--bits=128", f"--out={paths[1]}")
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_without_an_output_file_nothing_is_written(bnproofs, tmp_path):
    done = bnproofs("certify", "--layer", "rc+relu", "--batch", 3)
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


HELP = [
    ["--help"],
    ["-h"],
    ["certify", "--help"],
    ["check", "-h"],
    ["show", "--help"],
    ["derive", "--help"],
    ["--version"],
]


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_help_and_version_import_no_mathematics(arguments, bnproofs):
    code = (
        "import sys\n"
        "from bnproofs.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "heavy = sorted({'numpy', 'sympy', 'mpmath', 'flint', 'rich'} & {m.partition('.')[0] for m in sys.modules})\n"
        "print('imported:', heavy, 'status:', status)\n"
    )
    done = bnproofs(*arguments, code=code)
    assert done.stdout.rstrip().endswith("imported: [] status: 0"), done.stdout + done.stderr
    assert done.stderr == ""


def test_the_version_is_that_of_the_package(bnproofs):
    assert __version__ in bnproofs("--version").stdout


def test_checking_imports_no_mathematics_either(bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    bnproofs("certify", "--layer", "rc+relu", "--batch", 3, "--out", path)
    code = (
        "import sys\n"
        "from bnproofs.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "print(status, sorted({'numpy', 'sympy', 'mpmath', 'flint'} & {m.partition('.')[0] for m in sys.modules}))\n"
    )
    assert bnproofs("check", path, code=code).stdout.splitlines()[-1] == "0 []"


def test_derivations_are_listed_run_and_written(bnproofs, tmp_path):
    listed = bnproofs("derive", "--list")
    assert listed.returncode == 0
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert "recentring" in names
    assert len(names) == len(set(names)) >= 8
    path = tmp_path / "steps.tex"
    run = bnproofs("derive", "recentring", "--latex", path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip()
    assert path.read_text("utf-8").strip()


def test_a_step_that_fails_is_exit_one_and_one_line(bnproofs):
    code = (
        "import sys, derivations\n"
        "from bnproofs.cli import main\n"
        "def fail(name):\n"
        "    raise derivations.StepFailed(name, 3, 'a step', 'it does not hold')\n"
        "derivations.derive = fail\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = bnproofs("derive", "recentring", code=code)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("bnproofs: derivation recentring fails: ")
    assert "step 3 (a step): it does not hold" in line


UNDECIDED = (
    "import sys\n"
    "from bnproofs.theorems import reduced_map\n"
    "from bnproofs.fixed_points.cover import CoverFailedError\n"
    "def fail(*_, **__):\n"
    "    raise CoverFailedError('no boxes: raise the precision')\n"
    "reduced_map.isolate = fail\n"
    "from bnproofs.cli import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


@pytest.mark.parametrize("old", [None, "kept"])
def test_what_is_undecided_is_exit_three_and_no_file(old, bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    if old:
        path.write_text(old)
    done = bnproofs("certify", "--layer", "rc+relu", "--batch", 9, "--out", path, code=UNDECIDED)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert f"{path} is not written" in done.stderr
    assert "undecided" in done.stdout
    assert (path.read_text() if path.exists() else None) == old
    assert [p.name for p in tmp_path.iterdir()] == (["certificate.json"] if old else [])


def test_what_is_undecided_is_so_in_json_too(bnproofs):
    done = bnproofs("certify", "--layer", "rc+relu", "--batch", 9, "--json", code=UNDECIDED)
    assert done.returncode == 3
    value = json.loads(done.stdout)
    assert value["stability"] == "undecided"
    verdicts = {row["id"]: row["verdict"] for row in value["statements"]}
    assert verdicts["fixed-points"] == "undecided"
    assert verdicts["two-cluster-invariant"] == "proved"
    assert set(value["quantities"].values()) == {None}


def test_a_closed_output_is_no_refusal(bnproofs, tmp_path, pytestconfig):
    path = tmp_path / "odd.json"
    assert bnproofs("certify", "--layer", "rc+relu", "--batch", "5", "--out", path).returncode == 0
    command = f'"{sys.executable}" -m bnproofs check "{path}" >&-'
    done = subprocess.run(command, shell=True, cwd=pytestconfig.rootpath, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_an_output_that_cannot_show_every_sign_is_no_failure(encoding, pytestconfig):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "bnproofs", "certify", "--layer", "rc+relu", "--batch", "7"]
    done = subprocess.run(command, cwd=pytestconfig.rootpath, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"odd-point" in done.stdout
