"""Rocq with the theory compiled once, the honest certificates, and stand-ins for a compiler."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bnproofs.checker.reader import parse, validated
from bnproofs.rocq import every_batch
from bnproofs.rocq.compiler import Compiler
from bnproofs.rocq.export import ENCLOSING, SMALL, THEORY
from bnproofs.rocq.kernel import compile_theory

HERE = Path(__file__).parent
ACCEPT = HERE.parent / "certificates" / "accept"
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def compiler():
    """The compiler on the search path; tests that need it fail without it."""
    return Compiler.find()


@pytest.fixture(scope="session")
def compiled(compiler, tmp_path_factory):
    """The folder of the compiled theory, the same for all files of tests in one run."""
    place = tmp_path_factory.getbasetemp() / "rocq-theory"
    if not (place / "complete").exists():
        compile_theory(compiler, (*THEORY.split(), ENCLOSING, SMALL, *every_batch.THEORY.split()), place, 600)
        (place / "complete").touch()
    return place


@pytest.fixture(scope="session")
def accepted():
    """The certificate in a file that the checker accepts, by the name of the file."""

    def read(name):
        data = (ACCEPT / f"{name}.json").read_bytes()
        return validated(parse(data), data)

    return read


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """A maker of compilers: a shell script named coqc that does this, alone on the search path, with its libraries."""

    def make(does, version="The Coq Proof Assistant, version 8.16.1", libraries=("Interval", "Coquelicot")):
        folder = tmp_path / "programs"
        folder.mkdir()
        for library in libraries:
            (folder / "user-contrib" / library).mkdir(parents=True)
        program = folder / "coqc"
        program.write_text(
            "#!/bin/sh\n"
            f'case "$1" in --version) echo "{version}"; exit;; -where) echo "{folder}"; exit;; esac\n'
            f'for file; do :; done\necho made > "${{file%.v}}.vo"\n{does}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder) + ":/usr/bin:/bin")
        return program

    return make
