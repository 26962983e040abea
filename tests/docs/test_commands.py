"""Every command that the README and the documentation show is run, in a folder of its own, in the order of its page.

What takes long runs with smaller numbers (`SMALLER`), or is only parsed (`PARSED`): both are lists with reasons.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import click
import pytest
from sources import ROOT, lines_of, pages

from bnproofs.cli import cli

SMALLER = (
    (r"--replicas \d+", "--replicas 2", "each network takes as long as the next"),
    (r"--depth (400|600)\b", "--depth 20", "layers take as long as each other"),
    (r"--width ([1-9]\d{2,})0\b", r"--width \1", "wide networks need more neurons, and nothing else"),
    (r"cross-validate (?!.*--budget)", "cross-validate --budget 5s ", "the least budget that there is"),
    (r"--batch 50\b", "--batch 12", "the layer is O(n²), and has an odd point at twelve points too"),
)
"""(pattern, replacement, reason): what is made smaller before a command is run."""

PARSED = (
    (r"^bnproofs report --all", "the pages of every layer take minutes; their own tests make some of them"),
    (r"--kernel rocq", "Rocq compiles for a minute or more; tests/rocq has it prove certificates"),
    (
        r"^bnproofs cross-validate (?!.*--json)",
        "15 s at the least budget; one page runs it, and tests/test_cli_cross_validate",
    ),
    (r"^bnproofs decompose .*--activations all", "some seconds; tests/test_cli_decompose.py has the table"),
)
"""(pattern, reason): what is parsed, with every option looked at, and not run."""

ELSEWHERE = (
    (r"^pip install -e", "needs the network; .ci/run installs the package from scratch"),
    (r"^python3 -m venv ", "needs the network; .ci/run installs the package from scratch"),
    (r"^apt-get install ", "needs the network; .ci/run installs Debian's packages"),
    (r"^sh scripts/(prove|test)\.sh", ".ci/run runs it"),
    (r"^python scripts/\w+\.py", "simulates for minutes"),
    (r"^python -m pytest benchmarks", "measures for minutes"),
)
"""(pattern, reason): what is not run here; files that it names must exist."""

SECONDS = 120


def reason(table, text):
    """The reason for which a table has a command, or None."""
    return next((row[-1] for row in table if re.search(row[0], text)), None)


def smaller(text):
    """The command with smaller numbers."""
    for pattern, replacement, _ in SMALLER:
        text = re.sub(pattern, replacement, text)
    return text


def parse(text, folder):
    """No result; click reads the command with all its options and arguments, and runs nothing."""
    words = shlex.split(text)
    assert words[0] == "bnproofs"
    before = os.getcwd()
    os.chdir(folder)
    try:
        command = cli.commands[words[1]]
        with command.make_context(words[1], words[2:], parent=click.Context(cli, info_name="bnproofs")):
            pass
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A folder in which `bnproofs` and `python` are those of the tests."""
    folder = tmp_path_factory.mktemp("programs")
    for name, arguments in (("bnproofs", "-m bnproofs"), ("python", "")):
        path = folder / name
        path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n')
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize("page", [page for page in pages() if lines_of(page)])
def test_the_commands_of_a_page_do_what_it_says(page, tmp_path, programs):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    for line in lines_of(page):
        if reason(ELSEWHERE, line.text):
            for named in re.findall(r"(?:scripts|benchmarks)/[\w.]+|\bbenchmarks\b", line.text):
                assert (ROOT / named).exists(), f"{page}:{line.number}: {named} is not there"
            continue
        if reason(PARSED, line.text):
            parse(line.text, tmp_path)
            continue
        done = subprocess.run(
            ["sh", "-c", smaller(line.text)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, f"{page}:{line.number}: {line.text}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}"


def test_every_list_is_needed():
    """No row of the lists stands there for a command that no page has any more; but for reports of every layer."""
    texts = [line.text for page in pages() for line in lines_of(page)]
    assert len(texts) > 50
    for table in (SMALLER, PARSED, ELSEWHERE):
        for row in table:
            assert any(re.search(row[0], text) for text in texts), row[0]


def test_what_is_parsed_and_not_run_would_be_refused_with_a_wrong_option(tmp_path):
    with pytest.raises(click.UsageError):
        parse("bnproofs check cert.json --kernel lean", tmp_path)
    with pytest.raises(click.UsageError):
        parse("bnproofs check cert.json --no-such-option", tmp_path)
    with pytest.raises(KeyError):
        parse("bnproofs no-such-command", tmp_path)


def test_commands_stand_in_blocks_that_are_looked_at():
    """A command in a block that is not of the shell would not be run; texts and synopses are of other kinds."""
    wrong = []
    for page in pages():
        text = (ROOT / page).read_text(encoding="utf-8")
        for kind, block in re.findall(r"^```(\S*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
            if kind != "sh" and re.search(r"^\$? ?bnproofs [a-z]", block, flags=re.MULTILINE):
                wrong.append(page)
        wrong += [page for _ in re.findall(r"^    (?:bnproofs|python -m) [a-z]", text, flags=re.MULTILINE)]
    assert not wrong
