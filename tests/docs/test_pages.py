"""Pages that a program writes are its output, and the site has every page, module and command."""

from __future__ import annotations

import re
import sys

import click
import pytest
from sources import ROOT

from bnproofs.cli import cli

DOCS = ROOT / "docs"


def modules(package):
    """The names of all modules of a package but those that are scripts."""
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[-1] != "__main__":
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def documented():
    """Module and page of every automodule."""
    for page in [DOCS / "api.md", *sorted((DOCS / "api").glob("*.md"))]:
        for name in re.findall(r"^\.\. automodule:: (\S+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
            yield name, page.name


@pytest.mark.parametrize("package", ["bnproofs", "numerics", "derivations/framework"])
def test_every_module_is_documented_once(package):
    listed = [name for name, _ in documented()]
    assert len(listed) == len(set(listed))
    missing = sorted(set(modules(package)) - set(listed))
    assert not missing, f"write '.. automodule:: NAME' for each of {missing} into a page of docs/api"


def test_no_page_documents_a_module_that_is_not_there():
    there = {name for package in ("bnproofs", "numerics", "derivations") for name in modules(package)}
    assert not {name for name, _ in documented()} - there


def test_every_page_is_in_a_table_of_contents():
    listed = {
        str((page.parent / entry).relative_to(DOCS))
        for page in (DOCS / "index.md", DOCS / "api.md")
        for block in re.findall(r"^```\{toctree\}\n(.*?)^```$", page.read_text(), flags=re.MULTILINE | re.DOTALL)
        for entry in block.splitlines()
        if entry and not entry.startswith(":")
    }
    pages = {str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md") if "_build" not in path.parts}
    assert pages - listed == {"index"}
    assert listed - pages == set()


def test_pages_link_to_pages_and_files_that_are_there():
    wrong = []
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not re.match(r"https?:|\[", target) and not (page.parent / target).exists():
                wrong.append((page.name, target))
    assert not wrong


@pytest.mark.parametrize("name", ["statements", "literature"])
def test_a_table_is_the_output_of_its_command(name, bnproofs):
    done = bnproofs(name, "--markdown")
    assert done.returncode == 0
    assert done.stdout == (DOCS / f"{name}.md").read_text(encoding="utf-8")


def test_a_table_has_one_form_at_a_time(bnproofs):
    for rest in (["--json"], ["--paper", "cho2009"]):
        done = bnproofs("literature", "--markdown", *rest)
        assert done.returncode == 2
        assert "--markdown" in done.stderr


def test_the_page_of_the_command_line_has_every_command_and_option(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "extensions"))
    import command_pages

    page = command_pages.page(cli, "bnproofs")
    del sys.modules["command_pages"]
    for name, command in cli.commands.items():
        section = re.search(rf"^## bnproofs {name}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)[1]
        context = click.Context(command)
        for parameter in command.params:
            is_option = isinstance(parameter, click.Option)
            spelled = parameter.opts[0] if is_option else parameter.make_metavar(context)
            assert spelled in section, (name, spelled)
        assert "Exit status" in section, name


def test_texts_of_the_program_are_no_markup(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "extensions"))
    import command_pages

    @click.group()
    def group():
        pass

    @group.command()
    @click.option("--odd", help="A <b>bold</b> | `na_me` [link](x) *here*.")
    def one(odd):
        """Do_this_ & <script>that</script>."""

    page = command_pages.page(group, "program")
    del sys.modules["command_pages"]
    assert r"A \<b\>bold\</b\> \| `na_me` \[link\](x) \*here\*." in page
    assert r"Do\_this\_ & \<script\>that\</script\>." in page


def test_docstrings_keep_their_tables_and_bars(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "extensions"))
    import docstrings

    lines = ["A sum over |x|.", "", "| kind | what |", "|---|---|", "| ball | enclosure |", "The end."]
    docstrings.prepared(None, "module", "name", None, None, lines)
    del sys.modules["docstrings"]
    assert lines == [
        r"A sum over \|x\|.",
        "",
        "",
        *(".. list-table::", "   :header-rows: 1", "", "   * - kind", "     - what", "   * - ball", "     - enclosure"),
        "",
        "The end.",
    ]
