"""Every derivation runs, is complete, and renders."""

import re
from functools import cache

import pytest

import derivations
from derivations import Derivation, Evidence, render_latex, render_text
from derivations.framework.render import escape
from derivations.pages import PRINTED, as_page, page

SEEN_ONLY_SOMEWHERE = {"relu_kernel_ends", "odd_point_asymptotics", "trivial_component"}
"""The derivations with steps that are only seen to hold at numbers; each has proved steps beside them."""


@cache
def derived(name: str) -> Derivation:
    return derivations.derive(name)


@pytest.mark.parametrize("name", derivations.names())
def test_a_derivation_is_complete(name):
    derivation = derived(name)
    assert derivation.name == name
    for text in (derivation.title, derivation.statement, derivation.source, derivation.result):
        assert text.strip()
    assert derivation.statement_latex
    assert derivation.result_latex
    assert derivation.used_by
    evidence = [step.evidence for step in derivation.steps]
    assert evidence.count(Evidence.EXACT) >= 8
    assert (Evidence.NUMERICAL in evidence) == (name in SEEN_ONLY_SOMEWHERE)
    for step in derivation.steps:
        assert step.text
        assert step.formula
        assert step.latex
        assert step.checked
    assert any("package" in step.text for step in derivation.steps), "it is not compared with the package"


@pytest.mark.parametrize("name", derivations.names())
def test_the_text_lists_every_step(name):
    text = render_text(derived(name))
    assert text.startswith(derived(name).title)
    for number, step in enumerate(derived(name).steps, 1):
        assert f"{number}. [" in text
        assert step.formula in text


def _check_structure(document: str) -> None:
    assert document.isascii()
    bare = re.sub(r"\\[{}\\%$#&_]", "", document)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    stack = []
    for action, environment in re.findall(r"\\(begin|end)\{(\w+\*?)\}", document):
        if action == "begin":
            stack.append(environment)
        else:
            assert stack.pop() == environment
    assert not stack
    assert len(re.findall(r"\\left(?![a-z])", document)) == len(re.findall(r"\\right(?![a-z])", document))
    body = document.split(r"\begin{document}")[1]
    assert re.findall(r"(?<!\\)\\[\[\]]", body) == [r"\[", r"\]"] * body.count(r"\[ ")
    outside = re.sub(r"\\\[.*?\\\]", "", body, flags=re.DOTALL)
    outside = re.sub(r"\\ensuremath\{(?:[^{}]|\{[^{}]*\})*\}", "", outside)
    assert not re.search(r"(?<!\\)[_^&#%$]", outside), "a special sign outside mathematics"


@pytest.mark.parametrize("name", derivations.names())
def test_the_latex_of_one_derivation_is_well_formed(name):
    document = render_latex(derived(name))
    _check_structure(document)
    assert document.startswith(r"\documentclass")
    assert document.endswith("\\end{document}\n")
    assert document.count(r"\item") == len(derived(name).steps)


def test_the_latex_of_several_derivations_is_one_document():
    document = render_latex([derived("relu_kernel"), derived("one_angle")])
    _check_structure(document)
    assert document.count(r"\documentclass") == 1
    assert document.count(r"\section") == 2


@pytest.mark.parametrize(
    "damage",
    ["{", r"\begin{matrix}", r"\left(", "θ", r"\[ x", "a_b"],
    ids=["brace", "begin", "left", "sign", "open", "index"],
)
def test_the_structure_check_can_fail(damage):
    document = render_latex(derived("one_angle")).replace(r"\begin{enumerate}", damage + r"\begin{enumerate}", 1)
    with pytest.raises((AssertionError, IndexError)):
        _check_structure(document)


def test_text_is_escaped_for_latex():
    assert escape("K_uu & θ² {x} t_(k+1)") == (
        r"\ensuremath{K_{uu}} \& \ensuremath{\theta}\ensuremath{^2} \{x\} \ensuremath{t_{(k+1)}}"
    )
    with pytest.raises(ValueError, match="☃"):
        escape("☃")


@pytest.mark.parametrize("name", derivations.names())
def test_no_step_says_that_something_equals_itself(name):
    for step in derived(name).steps:
        left, _, right = step.formula.partition(" = ")
        assert left != right, step.text


def _unprinted(value: object) -> object:
    """A page without what SymPy prints: what must not depend on its version."""
    if isinstance(value, dict):
        return {key: _unprinted(inner) for key, inner in value.items() if key not in (*PRINTED, "checked", "versions")}
    return [_unprinted(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", derivations.names())
def test_the_page_says_what_the_derivation_gives_now(name):
    """All of it where SymPy is the one that the page was made with; else all but printed formulas."""
    written, now = page(name), as_page(derived(name))
    same = written.pop("versions")["sympy"] == now.pop("versions")["sympy"]
    advice = "make it anew: bnproofs derive --all --pages derivations/pages"
    assert _unprinted(written) == _unprinted(now), advice
    assert written == now or not same, advice
    assert written["steps"]
