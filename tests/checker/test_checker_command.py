"""The command line, and the folder copied out on its own: standard library only, with and without -O."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import bnproofs.checker
from bnproofs.checker import Outcome
from bnproofs.checker.__main__ import main

FOLDER = Path(bnproofs.checker.__file__).parent
SAMPLES = Path(__file__).parents[1] / "certificates" / "accept"
NAMES = sorted(path.name for path in SAMPLES.iterdir())


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("alone")
    shutil.copytree(FOLDER, place / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def run(alone: Path, *arguments: str | Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", "-E", "-s", *options, "-m", "checker", *map(str, arguments)]
    return subprocess.run(command, cwd=alone, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("options", [(), ("-O",), ("-OO",), ("-W", "error")], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_the_copied_folder_accepts_the_samples_alone(alone: Path, name: str, options: tuple[str, ...]) -> None:
    result = run(alone, SAMPLES / name, options=options)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("ACCEPTED: rc+relu, batch ")
    assert result.stdout.isascii()


@pytest.mark.parametrize("options", [(), ("-O",)], ids=str)
def test_the_copied_folder_refuses_alone(alone: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "damaged.json"
    path.write_text((SAMPLES / "odd-point-10.json").read_text().replace('"stable"', '"unstable"'))
    result = run(alone, path, options=options)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == "REFUSED at the header: the digest does not belong to the file\n"


@pytest.mark.parametrize("argument", ["missing.json", ".", "/dev/zero", ""])
def test_no_certificate_exits_with_2(alone: Path, argument: str) -> None:
    result = run(alone, argument)
    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout.startswith("NOT A CERTIFICATE: ")


@pytest.mark.parametrize("arguments", [(), ("a.json", "b.json")], ids=str)
def test_wrong_usage_exits_with_2(alone: Path, arguments: tuple[str, ...]) -> None:
    result = run(alone, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "usage: python -m checker FILE\n"


def test_usage_names_the_package_it_runs_under(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == "usage: python -m bnproofs.checker FILE\n"


def test_hostile_text_is_printed_short(tmp_path: Path, capsys: Any, sample: Any, sealed: Any) -> None:
    certificate = sample("two-cluster-2-of-6")
    certificate["claims"][0]["id"] = "<script> " + "a" * 10**5
    path = tmp_path / "hostile.json"
    path.write_bytes(sealed(certificate))
    assert main([str(path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 1
    assert printed[0].isprintable()
    assert len(printed[0]) < 200


def test_output_names_each_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLES / "odd-point-10.json")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in printed[:-1]] == [
        "two-cluster-invariant:", "two-cluster-unstable:", "fixed-points:", "reduced-dynamics:",
        "enclosure:", "spectrum:", "stability:",
    ]  # fmt: skip


def test_exit_codes_are_those_of_the_outcomes() -> None:
    assert [outcome.value for outcome in Outcome] == [0, 1, 2]


def sources() -> list[tuple[str, ast.Module]]:
    paths = sorted(FOLDER.rglob("*.py"))
    assert len(paths) > len(list(FOLDER.glob("*.py")))
    return [(str(path.relative_to(FOLDER)), ast.parse(path.read_text("utf-8"))) for path in paths]


def test_only_the_standard_library_is_imported() -> None:
    forbidden = {"importlib", "pickle", "marshal", "shelve", "subprocess", "ctypes", "code", "runpy", "socket"}
    seen = set()
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                seen |= {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom) and node.level:
                folder = (FOLDER / name).parents[node.level - 1]
                assert folder.is_relative_to(FOLDER), name
                home = folder / node.module if node.module else folder
                assert home.with_suffix(".py").exists() or (home / "__init__.py").exists(), name
            elif isinstance(node, ast.ImportFrom):
                assert node.module is not None
                seen.add(node.module.split(".")[0])
    assert seen <= set(sys.stdlib_module_names) - forbidden
    assert "fractions" in seen


def test_the_source_runs_no_text_and_relies_on_no_assertion() -> None:
    files_that_open = set()
    for name, tree in sources():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Assert), name
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), name
            assert not isinstance(node, ast.Global | ast.Nonlocal), name
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__", "getattr", "float", "input"}, name
                if node.func.id == "open":
                    files_that_open.add(name)
    assert files_that_open == {"__init__.py"}


@pytest.mark.parametrize("options", [(), ("-u",)], ids=("buffered", "unbuffered"))
def test_unreadable_standard_output_does_not_accept(alone: Path, options: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-S", "-E", "-s", *options, "-m", "checker", str(SAMPLES / "odd-point-5.json")]
    with os.fdopen(writer, "wb") as broken:
        result = subprocess.run(command, cwd=alone, stdout=broken, stderr=subprocess.PIPE, timeout=60, check=False)
    assert result.returncode not in (0, 1, 2)
    assert b"Traceback" not in result.stderr
