"""What notebooks and rich terminals show of results: the digits of the result, balanced and harmless HTML."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser

import numpy as np
import pytest
from rich.console import Console

import derivations
from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.display import Displayed, Sheet, Table, number, numbers
from bnproofs.every_batch.theorem import prove_every_batch
from bnproofs.layer import Layer
from bnproofs.spectrum import Eigenvalues
from bnproofs.symmetry import BlockGram
from numerics.batch import Batch
from numerics.cross_validation.comparison import Comparison, adjust
from numerics.cross_validation.family import CrossValidation, Trial
from numerics.cross_validation.wrong import Flaw
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import Specification
from numerics.statistics.verdict import Power

HOSTILE = "<script>alert(1)</script> & [bold red]x[/] $\\input{y}$ \"'"


class Page(HTMLParser):
    """The words and the tags of a piece of HTML; fails where tags are not balanced."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.words = [], set(), []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def on_terminal(shown):
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    console.print(shown)
    return console.file.getvalue()


def certificate(layer="rc+relu", configuration="odd-point", bits=64):
    return certify(Layer.parse(layer), 10, Configuration.parse(configuration), bits)


def run():
    batch = Batch("orthonormal", np.eye(4))
    what = Specification("rc+relu", 4, 20, 3, 2, 1, "chain", "double", batch.name, batch.digest, (), (0,), {})
    return simulate(Run.empty(what), batch)


def cross_validation():
    rows = (
        Comparison("one layer", HOSTILE, 1.0, 1.0, 1.25, 0.1, 2.5, 0.0124),
        Comparison("decay", "", remark="no map"),
    )
    exact = Comparison("kernels", "corner", deviation=1e-20, bound=1e-12)
    trial = Trial("kernels", next(iter(Flaw)), Power.CAUGHT, "excess 1e+10")
    return CrossValidation(0.01, {"one layer": 1}, adjust((*rows, exact)), (trial,))


RESULTS = {
    "certificate": (certificate, ["stable", "0.474397", "(m-2,2)", "0.926769"]),
    "theorem": (lambda: certificate().theorems[0], ["proved", "two-cluster-invariant", "norm ratio 9"]),
    "theorem on faith": (lambda: certificate("rs+relu", "uniform").theorems[0], ["on faith", "ball-"]),
    "every batch": (lambda: prove_every_batch(32), ["proved", "saddle-node"]),
    "block Gram matrix": (
        lambda: BlockGram((9, 1), (1.0, 2.0), ((0.5, -0.25), (-0.25, 0.0))),
        ["10 points in 2 groups", "-0.25"],
    ),
    "eigenvalues": (lambda: Eigenvalues("standard", 8, (0.75, Fraction(1, 4))), ["standard", "0.75", "1/4"]),
    "run": (run, ["2 networks of width 20", "2, 2 of them complete", "effective_rank"]),
    "cross-validation": (cross_validation, ["+2.50", "1.25 ± 0.1", "not compared", "caught", "off by 1e-20"]),
    "derivation": (lambda: derivations.derive("relu_kernel"), ["Polar coordinates", "the difference reduces to zero"]),
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_show_themselves(name):
    make, words = RESULTS[name]
    result = make()
    page, text = Page(result._repr_html_()), on_terminal(result)
    said = " ".join(page.words)
    for word in words:
        assert word in said
        assert word in text
    assert "script" not in page.tags
    assert len(result._repr_html_()) < 200_000


def test_hostile_text_stays_text():
    sheet = Sheet(HOSTILE, (Table((HOSTILE,), ((HOSTILE,),)), Table(("none",), ())), HOSTILE)
    page = Page(sheet.html())
    assert page.tags == {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.words == [HOSTILE] * 4
    assert on_terminal(sheet.rich()).count(HOSTILE) == 4
    assert "none" not in sheet.html()


def test_the_input_that_a_run_names_stays_text():
    named = run()
    named.specification = replace(named.specification, input=HOSTILE)
    page = Page(named._repr_html_())
    assert "script" not in page.tags
    assert HOSTILE in page.words
    assert HOSTILE in on_terminal(named)


def test_numbers_are_short_and_intervals_show_what_they_prove():
    assert number(1) == "1"
    assert number(0.1) == "0.1"
    assert number("x" * 100) == "x" * 60 + "…"
    assert number([Fraction(22, 7), Fraction(22, 7)]).startswith("3.14285714285714")
    assert number(["1/2", "1/2"]) == "0.5"
    assert numbers([1, Fraction(1, 3)]) == "1, 1/3"


def test_an_undecided_certificate_and_a_run_not_begun_show_what_is_there():
    nothing = certificate("rc+relu", "odd-point")
    bare = type(nothing)(nothing.layer, 10, nothing.configuration, 64, (), {})
    assert "undecided" in Page(bare._repr_html_()).words[0]
    begun = Run.empty(run().specification)
    assert "2, 0 of them complete" in Page(begun._repr_html_()).words


def test_what_is_displayed_must_say_what():
    with pytest.raises(NotImplementedError):
        Displayed().sheet()


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("identity", r"$h \mapsto W h$"),
        ("rc+relu", r"$h \mapsto \mathrm{relu}(\mathrm{RC}(W h))$"),
        (
            "rc+rs(eps=1/100)+leaky_relu(1/10)",
            r"$h \mapsto \mathrm{leaky\_relu}_{1/10}(\mathrm{RS}_{\varepsilon = 1/100}(\mathrm{RC}(W h)))$",
        ),
    ],
)
def test_a_layer_is_a_formula(name, latex):
    assert Layer.parse(name)._repr_latex_() == latex


def test_the_result_of_a_derivation_is_a_formula():
    derivation = derivations.derive("recentring")
    assert derivation._repr_latex_() == rf"$\displaystyle {derivation.result_latex}$"
