"""The commands that check a certificate again."""

from __future__ import annotations

import shlex

import pytest

from bnproofs.cli import main
from bnproofs.report.again import quoted


@pytest.mark.parametrize("name", ["a b.json", "$(x).json", "`x`.json", "a'b.json", "a;b|c&d.json", "*.json", "é.json"])
def test_a_shell_reads_the_name_as_it_is(name):
    assert shlex.split(f"check {quoted(name)}") == ["check", name]


def test_a_name_is_never_an_option():
    assert shlex.split(quoted("--kernel.json")) == ["./--kernel.json"]


@pytest.mark.parametrize("sign", ["\n", "\x1b", "\u202e", "\u200b", "\ud800"])
def test_what_cannot_be_seen_is_not_printed(sign):
    assert sign not in quoted(f"a{sign}b.json")
    assert quoted(f"a{sign}b.json").encode()


def test_the_command_makes_the_same_certificate(odd_point, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = next(command.line for command in odd_point.report.commands if " certify " in command.line)
    program, *arguments = shlex.split(line)
    assert program == "bnproofs"
    assert main(arguments) == 0
    assert (tmp_path / "some.json").read_bytes() == odd_point.data
