"""The page: its structure, its links, and that no text in it is obeyed."""

from __future__ import annotations

import gzip
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest

from bnproofs.errors import InputError
from bnproofs.report.content import Derivation, Picture, Step, Table, Validation
from bnproofs.report.html import MOST_BYTES, data_link, digits, html

VOID = {"meta", "wbr", "br", "link", "img", "input"}
HOSTILE = (
    "</script></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=a()>{{7*7}}{% x %}`&amp;"
)
SVG = '<svg id="{}-figure" role="img" aria-label="x"><path d="M 0 0"/></svg>'


class Page(HTMLParser):
    """The elements of a page, in order, each with its attributes and its text, and what is not closed."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.wrong = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        for element in self.open:
            element[2] += data

    def all(self, *tags):
        return [element for element in self.elements if element[0] in tags]


def rich(report):
    """The report with all that may go with it."""
    row = {
        **dict.fromkeys(("experiment", "quantity", "remark"), "kernels"),
        **dict.fromkeys(("p_value", "deviation", "bound"), None),
        "value": [1.0, 1.0],
        "estimate": 1.0,
        "standard_error": 0.1,
        "z": -1.25,
        "adjusted_p_value": 0.5,
        "verdict": "agrees",
    }
    trial = dict.fromkeys(("experiment", "flaw", "evidence"), "x") | {"power": "caught"}
    step = Step("a step", "x = x and a lot more than fits in a line", "x", "<math><mi>x</mi></math>", "exact", "seen")
    plain = replace(step, mathml="", evidence="numerical")
    derived = tuple(
        Derivation(
            name, "title", "words.", "x", "a source", (step, plain), "x", "x", "<math><mi>x</mi></math>", {"a": "1"}
        )
        for name in dict.fromkeys(name for claim in report.claims for name in claim.derivations)
    )
    pictures = tuple(
        Picture(name, "A figure", SVG.format(name), "says", "caption", "panel,series,x,y\na,b,1,2\n") for name in "ab"
    )
    runs = (Table("run.npz", ("observable", "certified"), (("cosine", "-0.5"),), "remark"),)
    validation = Validation("cv.json", "nothing disagrees", True, (row,), (trial,), "about")
    return replace(report, pictures=pictures, runs=runs, validations=(validation,), derivations=derived)


def changed(value, change, kept=("svg", "mathml", "result_mathml", "components", "absent")):
    """The same content with every text changed, but figures, formulas, and the names of what stands in mappings."""
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value):
        here = {x.name: getattr(value, x.name) for x in fields(value)}
        return replace(value, **{name: item if name in kept else changed(item, change) for name, item in here.items()})
    if isinstance(value, Mapping):
        return {name: changed(item, change) for name, item in value.items()}
    return tuple(changed(item, change) for item in value) if isinstance(value, tuple) else value


def pages(contents):
    return [(told.report, Page(html(rich(told.report)))) for told in contents]


@pytest.fixture(scope="module")
def made(contents):
    return pages(contents)


def test_the_first_line_is_the_verdict_and_every_statement_stands_there(made):
    for report, page in made:
        (first,) = page.all("h1")
        assert first[2] == report.verdict
        (main,) = page.all("main")
        text = " ".join(main[2].split())
        for claim in report.claims:
            assert claim.sentence in text
            assert claim.basis[1:] in text
            assert all(name in text for name in claim.rocq)


def test_every_element_is_closed_and_every_identifier_is_its_own(made):
    for _, page in made:
        assert (page.open, page.wrong) == ([], [])
        ids = [element[1]["id"] for element in page.elements if "id" in element[1]]
        assert len(set(ids)) == len(ids)
        for element in page.elements:
            for name in ("aria-labelledby", "headers", "for"):
                assert set(element[1].get(name, "").split()) <= set(ids)
            target = element[1].get("href", "")
            assert not target.startswith("#") or target[1:] in ids


def test_nothing_is_loaded_and_nothing_runs(made):
    for _, page in made:
        assert not page.all("script", "link", "iframe", "img", "object", "embed", "base", "form", "audio", "video")
        for _, attributes, _ in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "src"]
            assert attributes.get("href", "#").startswith(("#", "data:text/csv;", "data:application/gzip;"))
        (style,) = page.all("style")
        assert "url(" not in style[2]
        assert "@import" not in style[2]


def test_headings_are_in_order_and_tables_have_captions_and_scopes(made):
    for _, page in made:
        order = [int(element[0][1]) for element in page.all("h1", "h2", "h3", "h4")]
        assert order[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(order))
        assert order.count(1) == 1
        tables = page.all("table")
        assert len(page.all("caption")) == len(tables) > 0
        assert all(cell[1].get("scope") in ("col", "row", "rowgroup") for cell in page.all("th"))
        assert len(page.all("main", "header", "nav", "footer")) == 4
        assert page.all("html")[0][1]["lang"] == "en-GB"
        assert all(figure[1].get("role") == "img" and figure[1]["aria-label"] for figure in page.all("svg"))


def test_contents_name_every_section(made):
    for _, page in made:
        listed = [element[1]["href"][1:] for element in page.all("a") if element[1].get("href", "").startswith("#")]
        sections = [element[1]["id"] for element in page.all("h2") if element[1]["id"] != "contents-title"]
        assert set(sections) <= set(listed)


def test_every_derivation_that_is_named_is_linked(made):
    for report, page in made:
        links = {element[1]["href"] for element in page.all("a") if "href" in element[1]}
        assert {f"#derivation-{name}" for claim in report.claims for name in claim.derivations} <= links


@pytest.mark.parametrize(
    "hostile", [HOSTILE, HOSTILE * 20, "\u202e<b>x</b>\x00\x1b\ud800", "javascript:alert(1)"], ids=len
)
def test_no_text_becomes_more_than_text(odd_point, hostile):
    plain = Page(html(rich(odd_point.report)))
    attacked = Page(html(changed(rich(odd_point.report), lambda text: f"{text} {hostile}" if text else text)))
    assert {element[0] for element in attacked.elements} <= {element[0] for element in plain.elements} | {
        "code",
        "em",
        "wbr",
    }
    assert [element[0] for element in attacked.elements if element[0] not in ("wbr", "code", "em", "a", "p")] == [
        element[0] for element in plain.elements if element[0] not in ("wbr", "code", "em", "a", "p")
    ]
    known = {name for element in plain.elements for name in element[1]}
    assert {name for element in attacked.elements for name in element[1]} <= known
    assert (attacked.open, attacked.wrong) == ([], [])
    seen = "".join(sign if sign.isprintable() else "\ufffd" for sign in hostile)
    assert attacked.all("h1")[0][2].endswith(seen)


def test_templates_in_a_text_are_not_run(odd_point):
    page = html(replace(odd_point.report, verdict="{{ 7 * 7 }} {% raw %}", title="{{ report }}"))
    assert "{{ 7 * 7 }} {% raw %}" in page
    assert "{{ report }}" in page


@pytest.mark.parametrize("name", ["svg", "alt", "title"])
def test_a_figure_that_is_none_is_refused_and_words_beside_it_are_words(odd_point, name):
    report = rich(odd_point.report)
    bad = replace(report, pictures=(replace(report.pictures[0], **{name: "<script>alert(1)</script>"}),))
    if name == "svg":
        with pytest.raises(ValueError, match="<script>"):
            html(bad)
    else:
        assert not Page(html(bad)).all("script")


@pytest.mark.parametrize("rows", [1, 10, 20_000])
def test_the_data_of_a_figure_can_be_saved(rows):
    data = "panel,series,x,y\n" + "a,<b>&\"',0.1234567890123,%\n" * rows
    (link,) = Page(str(data_link("name", data))).all("a")
    target, file = link[1]["href"], link[1]["download"]
    head, _, body = target.partition(",")
    if head.endswith("base64"):
        assert file == "name.csv.gz"
        assert gzip.decompress(b64decode(body)).decode() == data
    else:
        assert file == "name.csv"
        assert unquote(body) == data
    assert f"{rows} rows" in link[2]


def test_a_page_that_is_too_large_goes_without_data_and_then_not_at_all(odd_point):
    report = rich(odd_point.report)
    noise = "\n".join(format(pow(3, at, 2**127 - 1), "x") for at in range(MOST_BYTES // 16))
    heavy = replace(report, pictures=tuple(replace(picture, data=noise) for picture in report.pictures))
    page = html(heavy)
    assert len(page.encode()) < MOST_BYTES
    assert "data are left out" in " ".join(page.split())
    assert "data are left out" not in html(report)
    with pytest.raises(InputError, match="name fewer runs"):
        html(replace(report, title="x" * MOST_BYTES))


def test_numbers_are_shown_as_they_are_but_for_places_to_break_them(contents):
    count = 0
    for told in contents:
        for table in (*told.report.tables, *([told.report.eigenvalues] if told.report.eigenvalues else [])):
            for row in table.rows:
                for cell in row[1:]:
                    shown = Page(f"<p>{digits(cell)}</p>").all("p")[0][2]
                    assert shown.replace("−", "-").replace("- ", "− ") == cell or "−" in cell
                    assert all(len(run) <= 10 for run in re.findall(r"\d+", str(digits(cell))))
                    count += 1
    assert count > 200
