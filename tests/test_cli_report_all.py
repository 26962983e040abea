"""`bnproofs report --all`: the atlas as a folder of files, what it refuses, and what an interruption leaves."""

from __future__ import annotations

import json
import os
import re
import time
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

import click
import pytest

from bnproofs import decomposition
from bnproofs.checker import Outcome, check
from bnproofs.cli import main
from bnproofs.commands import atlas_pages, processes
from bnproofs.decomposition import Activations, Basis, Row, layers
from bnproofs.report.atlas import linked
from bnproofs.report.atlas_names import EVERY_BATCH, INDEX, MARK, is_place, place
from bnproofs.theorems import configurations, theory

FIGURES = ("rc+relu", "rc+rs+relu")
"""The layers whose pages have figures, which take long."""

LINKS = ("href", "src", "xlink:href", "srcset", "action", "poster", "background", "cite")


class Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The atlas of batches of three points, made by two processes."""
    out = tmp_path_factory.mktemp("made") / "atlas"
    assert main(["report", "--all", "--batch", "3", "--jobs", "2", "--out", str(out), "--quiet"]) == 0
    return out


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A folder in which atlases of the layers without nonlinearity are made fast, in this process."""
    monkeypatch.setattr(theory, "THEORIES", ("linear",))
    monkeypatch.setattr(atlas_pages, "of_every_batch", lambda: [atlas_pages.Made(None, "Proved.", {})])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*arguments, out="atlas"):
    return main(["report", "--all", "--jobs", "1", "--out", out, *arguments])


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder):
    return {name: (folder / name).read_bytes() for name in files(folder)}


def refusal(capsys, *arguments, status=2):
    """The one line on standard error."""
    assert main(["report", *arguments]) == status
    done = capsys.readouterr()
    assert done.out == ""
    (line,) = done.err.splitlines()
    return line


def test_there_is_a_page_and_a_certificate_for_every_row_and_nothing_else(folder):
    places = [place(x, 3, shape) for x in layers(Activations.RELU) for shape in configurations(x, 3)]
    wanted = [f"{name}.{ending}" for name in [*places, EVERY_BATCH] for ending in ("html", "json")]
    assert files(folder) == sorted([*wanted, INDEX, MARK])
    assert json.loads((folder / MARK).read_bytes())["files"] == sorted(wanted)
    links = {attributes.get("href") for _, attributes in Tags((folder / INDEX).read_text("utf-8")).found}
    assert {name for name in wanted if name.endswith("html")} <= links


def test_every_link_resolves_and_nothing_is_asked_of_the_network(folder):
    texts = {path.resolve(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    tags = {path: Tags(text).found for path, text in texts.items()}
    names = {path: {attributes.get("id") for _, attributes in found} for path, found in tags.items()}
    there = {path.resolve() for path in folder.rglob("*") if path.is_file()}
    count = 0
    for path, found in tags.items():
        assert not re.search(r"@import|url\((?!#|data:)", texts[path])
        assert not {tag for tag, _ in found} & {"script", "link", "iframe", "object", "embed", "base", "form"}
        for link in {attributes[name] for _, attributes in found for name in LINKS if attributes.get(name)}:
            if link.startswith("data:"):
                continue
            target = urlsplit(link)
            assert not target.scheme
            assert not target.netloc
            assert not target.path.startswith("/")
            where = (path.parent / target.path).resolve() if target.path else path
            assert where in there
            assert not target.fragment or target.fragment in names[where]
            count += 1
    assert count > 200


def test_every_certificate_is_accepted_and_about_what_its_page_says(folder):
    found = list(folder.glob("*/*.json"))
    assert len(found) > 15
    for path in found:
        assert check(path.read_bytes()).outcome is Outcome.ACCEPTED
        page = path.with_suffix(".html").read_text("utf-8")
        assert json.loads(path.read_bytes())["digest"] in page
        assert f"bnproofs check {path.name}" in page
        assert '<a href="../index.html">' in page


def test_pages_are_those_of_the_report_of_a_certificate_but_for_the_way_back(folder, tmp_path):
    shown = set()
    for path in sorted(folder.glob("*/*.json")):
        layer = json.loads(path.read_bytes())["layer"]
        if layer in FIGURES and (layer in shown or "uniform" not in path.name):
            continue  # one page of a layer with figures, not the first of that layer, shows that they are shared well
        shown.add(layer)
        assert main(["report", str(path), "--out", str(tmp_path / "r.html"), "--quiet"]) == 0
        page = linked((tmp_path / "r.html").read_text("utf-8"), path.with_suffix("").relative_to(folder).as_posix())
        assert path.with_suffix(".html").read_text("utf-8") == page
    assert shown == {str(layer) for layer in layers(Activations.RELU)}


def test_one_process_writes_the_same_bytes_as_two(folder, small):
    assert write("--batch", "3", "--quiet") == 0
    made = contents(small / "atlas")
    assert len(made) > 15
    for name, data in made.items():
        assert name in (INDEX, MARK) or data == (folder / name).read_bytes()


def test_an_atlas_is_made_anew_and_what_is_no_part_of_it_stays(small, capsys):
    assert write("--batch", "4", "--batch", "3") == 0
    done = capsys.readouterr()
    assert done.out.startswith("wrote atlas/index.html and ")
    assert done.err == ""
    first = contents(small / "atlas")
    (small / "atlas" / "n4" / "mine.txt").write_text("mine", "utf-8")
    assert write("--batch", "3", "--quiet") == 0
    assert capsys.readouterr().out == ""
    names = files(small / "atlas")
    assert [name for name in names if name.startswith("n4/")] == ["n4/mine.txt"]
    assert write("--batch", "3", "--batch", "4", "--batch", "3", "--quiet") == 0
    (small / "atlas" / "n4" / "mine.txt").unlink()
    assert contents(small / "atlas") == first


def test_an_interruption_leaves_no_first_page_and_the_atlas_can_be_made_again(small, monkeypatch, capsys):
    assert write("--batch", "3", "--quiet") == 0
    whole = contents(small / "atlas")
    real, calls = atlas_pages.of_layer, []

    def stopped(layer, n):
        calls.append(layer)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(layer, n)

    with monkeypatch.context() as patch:
        patch.setattr(atlas_pages, "of_layer", stopped)
        assert write("--batch", "3") == 130
    left = files(small / "atlas")
    assert INDEX not in left
    assert [name for name in left if name.endswith(".html")]
    assert all(name == MARK or is_place(name) for name in left)
    assert write("--batch", "3", "--quiet") == 0
    assert contents(small / "atlas") == whole


def test_what_is_undecided_is_listed_and_is_status_3(small, monkeypatch, capsys):
    real = decomposition.row

    def undecided(layer, n, shape, bits):
        found = real(layer, n, shape, bits)
        return Row(found.certificate, Basis.UNDECIDED, ()) if str(layer) == "rs+identity" else found

    monkeypatch.setattr(decomposition, "row", undecided)
    assert write("--batch", "3") == 3
    done = capsys.readouterr()
    count = len(configurations(layers(Activations.RELU)[1], 3))
    assert done.err == f"bnproofs: {count} undecided, as the first page says\n"
    assert not [name for name in files(small / "atlas") if name.startswith("n3/rs-identity")]
    text = (small / "atlas" / INDEX).read_text("utf-8")
    assert text.count("<li><code>rs+identity</code>, 3 points: ") == count


def test_other_folders_are_left_alone(small, capsys):
    (small / "other").mkdir()
    (small / "other" / "notes.txt").write_text("mine", "utf-8")
    (small / "file").write_text("mine", "utf-8")
    before = contents(small)
    every = ("--all", "--batch", "3", "--out")
    assert "holds files and is no atlas: choose a new or empty folder" in refusal(capsys, *every, "other")
    assert "file is no folder" in refusal(capsys, *every, "file")
    assert "does not exist" in refusal(capsys, *every, "missing/atlas")
    for mark in (
        "",
        "[]",
        "{" * 100_000,
        '{"format": "bnproofs-atlas", "version": 2, "files": []}',
        '{"format": "bnproofs-atlas", "version": 1, "files": ["../file"]}',
        '{"format": "bnproofs-atlas", "version": 1, "files": ["notes.txt"]}',
        '{"format": "bnproofs-atlas", "version": 1, "files": [["n3/x-y.html"]]}',
    ):
        (small / "other" / MARK).write_text(mark, "utf-8")
        assert "is no atlas" in refusal(capsys, *every, "other")
        (small / "other" / MARK).unlink()
    assert contents(small) == before


def test_links_that_lead_elsewhere_are_not_followed(small, capsys):
    assert write("--batch", "4", "--quiet") == 0
    outside = small / "outside"
    (small / "atlas" / "n4").rename(outside)
    (small / "atlas" / "n4").symlink_to(outside, target_is_directory=True)
    before = contents(outside)
    assert "leads elsewhere; remove that link" in refusal(
        capsys, "--all", "--batch", "4", "--jobs", "1", "--out", "atlas"
    )
    assert contents(outside) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--all"], "Missing option '--out'"),
        (["--all", "cert.json", "--out", "x"], "--all makes its own certificates"),
        (["--all", "--latex", "x.tex", "--out", "x"], "--all makes its own certificates"),
        (["--all", "--batch", "2", "--out", "x"], "between 3 and"),
        (["--all", "--batch", "many", "--out", "x"], "Invalid value for '--batch'"),
        (["--all", "--jobs", "0", "--out", "x"], "Invalid value for '--jobs'"),
        (["--all", "--activations", "tanh", "--out", "x"], "Invalid value for '--activations'"),
        (["cert.json", "--batch", "3", "--out", "x"], "belong to the atlas: write --all too"),
        (["--jobs", "1", "--out", "x"], "belong to the atlas: write --all too"),
        (["--out", "x"], "name a certificate, or write --all"),
    ],
)
def test_bad_input_is_one_line(arguments, says, small, capsys):
    assert says in refusal(capsys, *arguments)
    assert not list(small.iterdir())


def test_if_one_of_two_processes_fails_the_other_stops():
    start = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        list(processes.run([partial(divmod, 1, 0), partial(time.sleep, 300)], 2))
    assert time.monotonic() - start < 100


def test_a_process_that_is_gone_is_one_clear_line():
    with pytest.raises(click.ClickException, match="try again with --jobs 1"):
        list(processes.run([partial(os._exit, 1), partial(os._exit, 1)], 2))


def test_one_process_runs_in_order():
    assert list(processes.run([lambda: 1, lambda: 2], 1)) == [1, 2]
    assert list(processes.run([], 4)) == []
