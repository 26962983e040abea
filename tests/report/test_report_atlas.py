"""The first page of an atlas, the names of its files, and the way back to it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.configurations import Configuration
from bnproofs.configurations.name import COUNTED_KINDS, PLAIN_KINDS
from bnproofs.decomposition import Activations, Basis, Row, layers, row
from bnproofs.figures.decomposition import SIGNS
from bnproofs.layer import Layer
from bnproofs.report import atlas
from bnproofs.report.atlas_names import EVERY_BATCH, is_place, place
from bnproofs.report.atlas_table import Atlas, Entry, entry
from bnproofs.report.html import html
from bnproofs.spectrum import Stability

SHAPES = (
    *map(Configuration, PLAIN_KINDS),
    *(Configuration(kind, k) for kind in COUNTED_KINDS for k in (1, 2, 12)),
)
HOSTILE = '<script>alert(1)</script> " onload="x" {{ 7 * 7 }} é\u202e'


class Tags(HTMLParser):
    """The elements of a page, their attributes, and its words."""

    def __init__(self, text):
        super().__init__()
        self.found, self.words = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def all(self, name):
        return [attributes for tag, attributes in self.found if tag == name]


def made(layer, n, shape):
    """The entry of a configuration, from its certificate."""
    return entry(row(Layer.parse(layer), n, Configuration.parse(shape), 64))


def page(*entries, theorem="It is proved.", batches=(10,), names=("identity", "rs+identity"), command="bnproofs"):
    return atlas.index(Atlas(batches, tuple(map(Layer.parse, names)), entries, theorem, command))


def every_layer():
    """All layers of the tables, and others whose names are hard to tell apart."""
    listed = [*layers(Activations.ALL), *(Layer.parse(f"rs+{known.example(x)}") for x, known in ACTIVATIONS.items())]
    hard = ("rs(eps=1/10)+relu", "rs(eps=110)+relu", "rs(eps=10)+relu", "rc+leaky_relu(-1/10)", "rc+leaky_relu(110)")
    return list(dict.fromkeys([*listed, *map(Layer.parse, hard)]))


def test_different_pages_have_different_names_that_are_safe():
    places = [place(layer, n, shape) for layer in every_layer() for n in (3, 31, 10**9) for shape in SHAPES]
    assert len({found.lower() for found in [*places, EVERY_BATCH]}) == len(places) + 1 > 500
    assert all(is_place(f"{found}.{ending}") for found in [*places, EVERY_BATCH] for ending in ("html", "json"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "index.html",
        "/n3/rc-relu-uniform.html",
        "../n3/rc-relu-uniform.html",
        "n3/../rc-relu-uniform.html",
        "n3/.rc-relu.html",
        "n3\\rc-relu-uniform.html",
        "n3/rc-relu-uniform.html\n",
        "n3/rc-relu-uniform.html.sh",
        "n03/rc-relu-uniform.html",
        "n٣/rc-relu-uniform.html",
        "n3/a/rc-relu-uniform.html",
        "n3/rc-relu-ünïform.html",
    ],
)
def test_nothing_else_is_a_place(text):
    assert not is_place(text)


def test_an_activation_whose_name_fits_in_no_file_name_has_no_page(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "../x", ACTIVATIONS["relu"])
    with pytest.raises(ValueError, match="no file of an atlas"):
        place(Layer(False, False, "../x"), 3, Configuration("uniform"))


def test_every_configuration_has_a_column_in_order():
    entries = tuple(Entry("relu", 10, shape, Stability.STABLE, "", "", False, "n10/relu-uniform") for shape in SHAPES)
    found = Atlas((10,), (), entries, "", "").columns(10)
    assert set(found) == set(SHAPES)
    assert [str(x) for x in found[:3]] == ["uniform", "odd-point", "separating"]
    assert [x.k for x in found if x.kind == "projector"] == [1, 2, 12]


def test_every_verdict_has_its_sign_its_words_and_its_colour():
    entries = [
        Entry("identity", 10, shape, standing, "0.5", "", False, "n10/x-y")
        for shape, standing in zip(SHAPES, Stability, strict=False)
    ]
    tags = Tags(page(*entries))
    drawn = {use["href"] for use in tags.all("use")}
    assert drawn == {f"#sign-{standing.value}" for standing in Stability}
    assert drawn <= {f"#{symbol['id']}" for symbol in tags.all("symbol")}
    text = page(*entries)
    for standing, sign in SIGNS.items():
        assert sign.words in tags.words
        assert f".sign.{standing.value} {{ color: var(--fig-" in text


def test_the_entry_says_what_the_row_says():
    found = made("rs+identity", 10, "uniform")
    assert (found.standing, found.place) == (Stability.STABLE, "n10/rs-identity-uniform")
    assert found.factor.startswith("0.8333")
    assert made("identity", 10, "uniform").factor == ""  # marginal says it
    assert made("rs+identity", 10, "projector:1").law.startswith("repels: ")
    text = Tags(page(found))
    (link,) = [x for x in text.all("a") if x["href"].startswith("n10")]
    assert link["href"] == "n10/rs-identity-uniform.html"
    assert found.factor in text.words


def test_repelling_is_said_only_where_it_is_proved():
    silent, said = made("rc+step", 10, "two-cluster:1"), made("rs+identity", 10, "projector:1")
    assert silent.standing is said.standing is Stability.NOT_DIFFERENTIABLE
    assert silent.law == ""
    for found, count in ((silent, 0), (said, 1)):
        (cell,) = re.findall(r"<td.*?</td>", page(found, names=(found.layer,)), re.DOTALL)
        assert "not differentiable" in cell
        assert cell.count("repels") == count


def test_what_is_undecided_is_listed_without_a_page():
    certificate = row(Layer.parse("rs+identity"), 10, Configuration.parse("uniform"), 64).certificate
    found = entry(Row(certificate, Basis.UNDECIDED, ()))
    assert (found.place, found.standing, found.factor) == ("", Stability.UNDECIDED, "")
    tags = Tags(page(found, made("identity", 10, "uniform"), theorem=""))
    assert not [x for x in tags.all("a") if "rs-identity" in x["href"] or "every-n" in x["href"]]
    assert "1 question is undecided" in " ".join(tags.words.split())
    assert "rs+identity, 10 points: uniform" in tags.words
    assert "undecided, and has no page" in tags.words
    assert "Nothing is undecided" not in tags.words
    assert "Nothing is undecided" in Tags(page(made("identity", 10, "uniform"))).words


def test_a_star_is_said_in_words_too():
    believed = Entry("identity", 10, Configuration("uniform"), Stability.STABLE, "", "", True, "n10/identity-uniform")
    words = " ".join(Tags(page(believed)).words.split())
    assert "attracts*, in part on faith" in words
    assert "It proves 0 anew as a whole; 1 rests in part" in words


def test_a_layer_without_theorems_says_so():
    assert Tags(page(made("identity", 10, "uniform"))).words.count("nothing is proved here") == 1


def test_headings_and_landmarks():
    tags = Tags(page(made("identity", 10, "uniform"), made("identity", 3, "uniform"), batches=(3, 10)))
    for name in ("h1", "main", "header", "nav", "footer"):
        assert len(tags.all(name)) == 1, name
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [attributes["aria-labelledby"] for _, attributes in tags.found if "aria-labelledby" in attributes]
    links = [x["href"][1:] for x in tags.all("a") + tags.all("use") if x["href"].startswith("#")]
    assert {*named, *links} <= set(ids)
    assert {"n3", "n10", "reading", "check", "every-batch"} <= set(links)


def test_texts_are_only_shown():
    tags = Tags(page(made("identity", 10, "uniform"), theorem=HOSTILE, command=HOSTILE))
    assert not tags.all("script")
    assert tags.words.count(HOSTILE) == 2
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]


def test_a_page_gets_a_way_back_and_nothing_else(reports):
    before = html(replace(reports.small(), verdict=f'<header class="top">\n{HOSTILE}'))
    after = atlas.linked(before, "n10/rc-relu-odd-point")
    head, tail = before.split('<header class="top">\n')
    added = after.removeprefix(f'{head}<header class="top">\n').removesuffix(tail)
    assert f'{head}<header class="top">\n{added}{tail}' == after
    assert [x["href"] for x in Tags(added).all("a")] == ["../index.html", "rc-relu-odd-point.json"]
    with pytest.raises(ValueError, match="one header"):
        atlas.linked("<p>no report</p>", "n10/rc-relu-odd-point")
    with pytest.raises(ValueError, match="one header"):
        atlas.linked(before * 2, "n10/rc-relu-odd-point")
