"""`bnproofs report`: what it writes, what it refuses, and in what time."""

from __future__ import annotations

import json
import shutil
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bnproofs.certificate import certify
from bnproofs.cli import main
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.report.html import MOST_BYTES
from numerics.cross_validation.comparison import Comparison, adjust
from numerics.cross_validation.family import CrossValidation

MUSEUM = Path(__file__).parent / "certificates"
TEN = MUSEUM / "accept" / "odd-point-10.json"
RUN = ["simulate", "--layer", "rc+relu", "--batch", "10", "--depth", "6", "--quiet"]


class Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder with the certificate of the odd point of ten points."""
    shutil.copy(TEN, tmp_path / "cert.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validation(batch=10):
    """The file of a cross-validation of one comparison."""
    rows = adjust((Comparison("kernels", "a kernel", deviation=1e-40, bound=1e-25),))
    header = {"layer": "rc+relu", "batch": batch, "budget_seconds": 5.0, "seed": 0, "certificate": None}
    return json.dumps({**header, **CrossValidation(0.01, {"kernels": 1}, rows, ()).as_data()})


def refusal(capsys, *arguments, status=2):
    """The one line on standard error."""
    assert main(["report", *arguments]) == status
    done = capsys.readouterr()
    assert done.out == ""
    (line,) = done.err.splitlines()
    return line


def test_the_page_and_its_other_forms_are_written(here, capsys):
    for width in ("5", "9"):
        assert main([*RUN, "--width", width, "--replicas", "4", "--grams", "0,6", "--out", f"w{width}.npz"]) == 0
    (here / "cv.json").write_text(validation(), "utf-8")
    capsys.readouterr()
    others = ["w5.npz", "w9.npz", "cv.json"]
    options = ["--out", "r.html", "--latex", "r.tex", "--markdown", "r.md"]
    assert main(["report", "cert.json", *others, *options]) == 0
    done = capsys.readouterr()
    assert done.out.splitlines() == ["wrote r.html", "wrote r.tex", "wrote r.md"]
    assert done.err == ""
    page = (here / "r.html").read_text("utf-8")
    assert len(page.encode()) < MOST_BYTES
    names = {attributes.get("id") for _, attributes in Tags(page).found}
    assert {"figure-cobweb", "figure-run-1", "figure-grams-2", "runs", "validation", "derivations"} <= names
    for text in ("w5.npz: width 5, layer 6, 4 of 4 replicas", "nothing disagrees in 1 comparisons".capitalize()):
        assert text in page
    assert "\\section" in (here / "r.tex").read_text("utf-8")
    assert (here / "r.md").read_text("utf-8").startswith("#")


def test_the_same_certificate_gives_the_same_bytes_and_nothing_is_said(here, capsys):
    pages = []
    for name in ("a.html", "b.html"):
        assert main(["report", "cert.json", "--out", name, "--quiet"]) == 0
        pages.append((here / name).read_bytes())
    assert pages[0] == pages[1]
    done = capsys.readouterr()
    assert (done.out, done.err) == ("", "")


def test_the_report_of_ten_points_takes_less_than_five_seconds(here):
    start = time.process_time()
    assert main(["report", "cert.json", "--out", "r.html", "--quiet"]) == 0
    assert time.process_time() - start < 5
    assert (here / "r.html").stat().st_size < MOST_BYTES


def test_the_theorem_for_every_batch_size_has_a_report(here):
    path = MUSEUM / "theorem" / "accept" / "every-batch.json"
    assert main(["report", str(path), "--out", "r.html", "--quiet"]) == 0
    page = (here / "r.html").read_text("utf-8")
    assert "every size" in page
    assert 'id="figure-fixed-points"' in page
    assert all(f'id="claim-{claim["id"]}"' in page for claim in json.loads(path.read_bytes())["claims"])


@pytest.mark.parametrize(
    ("layer", "configuration", "shown"),
    [
        ("rs+identity", "projector:1", "no derivative"),
        ("rc+rs+relu", "odd-point", "There is no odd point"),
        ("relu", "collapsed", "marginal"),
        ("rc+step", "uniform", "ball arithmetic of this library"),
    ],
)
def test_other_layers_have_reports(layer, configuration, shown, here):
    made = certify(Layer.parse(layer), 10, Configuration.parse(configuration), 64)
    (here / "other.json").write_bytes(made.to_bytes())
    assert main(["report", "other.json", "--out", "r.html", "--quiet"]) == 0
    assert shown in (here / "r.html").read_text("utf-8").partition("</h1>")[0]


@pytest.mark.parametrize("path", ["refuse/odd-point-moved-aside.json", "theorem/refuse/at-most-two.json"])
def test_what_the_checker_refuses_has_no_report(path, here, capsys):
    line = refusal(capsys, str(MUSEUM / path), "--out", "r.html", status=1)
    assert line.startswith("bnproofs: REFUSED at ")
    assert not (here / "r.html").exists()


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>\"'.json", "$(touch x);{{7}}.json", "a\u202eb\n.json", "-x.json"]
)
def test_the_name_of_a_file_is_only_shown(name, here, capsys):
    made = certify(Layer.parse("rs+identity"), 10, Configuration.parse("uniform"), 64)
    (here / name).write_bytes(made.to_bytes())
    assert main(["report", "--out", "r.html", "--quiet", "--", name]) == 0
    page = (here / "r.html").read_text("utf-8")
    assert "\u202e" not in page
    assert not [tag for tag, _ in Tags(page).found if tag in ("img", "script")]
    assert not (here / "x").exists()


def test_hostile_words_in_a_run_are_only_shown(here, capsys):
    hostile = "<script>alert(1)</script>.csv"
    (here / hostile.replace("/", "")).write_text("\n".join(f"{at},{at * at},1" for at in range(10)), "utf-8")
    place = [hostile.replace("/", ""), "--out", "run <b>.npz"]
    assert main([*RUN, "--width", "5", "--input", *place]) == 0
    assert main(["report", "cert.json", "run <b>.npz", "--out", "r.html", "--quiet"]) == 0
    page = (here / "r.html").read_text("utf-8")
    assert "run &lt;b&gt;.npz" in page
    assert "<script" not in page


def test_runs_and_cross_validations_of_something_else_are_refused(here, capsys):
    assert (
        main(["simulate", "--layer", "rc+relu", "--batch", "9", "--width", "5", "--depth", "2", "--out", "nine.npz"])
        == 0
    )
    (here / "nine.json").unlink()
    (here / "cv9.json").write_text(validation(9), "utf-8")
    (here / "cv.json").write_text(validation(), "utf-8")
    shutil.copy(here / "nine.npz", here / "broken.npz")
    (here / "broken.npz").write_bytes((here / "nine.npz").read_bytes()[:100])
    capsys.readouterr()
    out = ("--out", "r.html")
    assert "a run of rc+relu with 9 points, not of rc+relu with 10" in refusal(capsys, "cert.json", "nine.npz", *out)
    assert "about rc+relu with 9 points, not rc+relu with 10" in refusal(capsys, "cert.json", "cv9.json", *out)
    assert "broken.npz is no run" in refusal(capsys, "cert.json", "broken.npz", *out)
    assert "cannot read missing.json" in refusal(capsys, "cert.json", "missing.json", *out)
    assert "is no cross-validation" in refusal(capsys, "cert.json", "cert.json", *out)
    assert "name files that end in .npz or .json" in refusal(capsys, "cert.json", "run.txt", *out)
    theorem = str(MUSEUM / "theorem" / "accept" / "every-batch.json")
    assert "every batch size has no numbers of one batch" in refusal(capsys, theorem, "cv.json", *out)
    assert not (here / "r.html").exists()


def test_files_are_not_replaced_by_mistake(here, capsys):
    before = (here / "cert.json").read_bytes()
    assert "would replace a file that it is made from" in refusal(capsys, "cert.json", "--out", "./cert.json")
    same = refusal(capsys, "cert.json", "--out", "r.html", "--latex", "../" + here.name + "/r.html")
    assert "would be the same file" in same
    (here / "folder").mkdir()
    assert "cannot write folder" in refusal(capsys, "cert.json", "--out", "folder")
    assert "NOT A CERTIFICATE" in refusal(capsys, "missing.json", "--out", "r.html")
    assert (here / "cert.json").read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["cert.json", "folder"]
