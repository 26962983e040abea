"""What rows name in Rocq, against the theory files: every name, every bound, every number and every file."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bnproofs.certificate import certify
from bnproofs.checker.reader import parse, validated
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.rocq import theory
from bnproofs.rocq.export import export
from bnproofs.statements import LIBRARIES, Level, statements

NAMING = [row for row in statements() if row.rocq]
BY_HAND = [row for row in NAMING if not row.generated]
PROVED = {"Theorem", "Corollary", "Lemma"}
_OPENING = re.compile(r"^(Theorem|Corollary|Lemma|Definition)\s+(\w+)", re.MULTILINE)
_BOUND = re.compile(r"(\d+) <= (?:n|INR N|INR \(S m\))(?: <= (\d+))?(?![\w ]*\w)")


@cache
def written(file):
    """The kind and the text of everything that a theory file states, by name."""
    text = re.sub(r"\(\*.*?\*\)", " ", theory.source(file), flags=re.DOTALL)
    found = {}
    for opening in _OPENING.finditer(text):
        rest = text[opening.start() :]
        end = re.search(r"\.\s*\n", rest)
        found[opening[2]] = (opening[1], " ".join(rest[: end.start()].split()))
    return found


def said(row):
    """The texts of what a row names, each with its kind."""
    return [written(file)[name] for file, names in row.files.items() for name in names]


@pytest.mark.parametrize("row", NAMING, ids=lambda row: row.id)
def test_every_name_is_in_its_file(row):
    for file, names in row.files.items():
        assert file in theory.names()
        for name in names:
            assert name in written(file), f"{file}.v has no {name}"


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row.id)
def test_what_is_at_the_level_of_the_kernel_is_proved_there(row):
    assert row.level is Level.KERNEL
    assert {kind for kind, _ in said(row)} <= PROVED


def bounds(text):
    """The lower bounds of n in a statement, and the upper ones."""
    found = _BOUND.findall(text)
    return [int(low) for low, _ in found], [int(high) for _, high in found if high]


def stated_bounds(hypothesis):
    """The bounds of n that a hypothesis names: lower and upper, None where there is none."""
    if both := re.search(r"(\d+) ≤ n ≤ (\d+)", hypothesis):
        return int(both[1]), int(both[2])
    lower = re.search(r"n ≥ (\d+)", hypothesis)
    return int(lower[1]) if lower else None, None


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row.id)
def test_the_bounds_of_a_row_are_those_of_its_theorems(row):
    """No theorem asks for more than the row, and one asks for as much: the row claims all that it can."""
    found = [bounds(text) for _, text in said(row)]
    lows = [low for lows, _ in found for low in lows]
    highs = [high for _, highs in found for high in highs]
    assert stated_bounds(row.hypothesis) == (max(lows, default=None), min(highs, default=None))


def test_bounds_are_read():
    assert bounds("forall n : R, 7 <= n -> 3 <= n <= 6 -> 1 <= k <= n - 1") == ([7, 3], [6])
    assert bounds("forall m, 3 <= INR (S m) -> 4 <= INR N -> 5 <= nu") == ([3, 4], [])
    assert stated_bounds("every real n with 3 ≤ n ≤ 6") == (3, 6)
    assert stated_bounds("every whole n ≥ 7, at a fixed point") == (7, None)
    assert stated_bounds("every real 0 < k < n") == (None, None)


PHRASES = {
    r"every weight matrix, that is every real g": ["forall n k g : R"],
    r"every whole number m of exchangeable points": ["(m : nat)"],
    r"every θ in \(0, π\), as t = tan\(θ/2\) > 0": ["0 < t"],
    r"two fixed points 0 < a < b < n² − 2n": ["0 < a < b -> b < n ^ 2 - 2 * n", "fixed_ray n (odd_family n b) ->"],
    r"all real a, b > 0": ["0 < a -> 0 < b"],
    r"0 < θ < π": ["0 < theta < PI"],
    r"0 < k < n": ["0 < k < n ->"],
    r"1 ≤ k ≤ n − 1": ["1 <= k <= n - 1 ->"],
    r"every real n with \d+ ≤ n ≤ \d+": ["forall n"],
    r"every real n ≥ \d+": ["forall n"],
    r"every whole n ≥ \d+": ["nat", "INR"],
    r"at a fixed point": ["fixed_point_form n s = 0 ->"],
    r"θ ≤ π/2": ["theta n s <= PI / 2 ->"],
    r"F_T < 0": ["form_slope n s < 0 ->"],
    r"F_T > 0": ["0 < form_slope n s ->"],
    r"at every τ > 0": ["0 < s ->"],
    r"τ > 0": ["0 < tau"],
    r"T > 0": ["0 < s ->"],
}
"""The words of hypotheses, and what must stand in Rocq where they do."""


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row.id)
def test_every_word_of_a_hypothesis_stands_in_rocq(row):
    rest, texts = row.hypothesis, " ".join(text for _, text in said(row))
    for phrase, spellings in PHRASES.items():
        rest, count = re.subn(phrase, "", rest)
        if count:
            assert all(spelling in texts for spelling in spellings), phrase
    assert re.fullmatch(r"(and|with|where|every|real|,|\s)*", rest), rest


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row.id)
def test_the_numbers_over_n_of_a_sentence_stand_in_rocq(row):
    texts = " ".join(text for _, text in said(row))
    for number, square in re.findall(r"(?<![\d/^])(\d+)/n(²?)(?!\w)", row.sentence):
        assert re.search(rf"(?<!\d){number} / n{r' \^ 2' if square else r'(?! \^)'}", texts), number


def test_some_sentence_has_numbers_over_n():
    assert sum(bool(re.search(r"\d+/n²", row.sentence)) for row in BY_HAND) >= 3


def test_every_theory_file_is_named_or_is_a_library():
    named = {file for row in NAMING for file in row.files}
    assert named | set(LIBRARIES) == set(theory.names())
    assert not named & set(LIBRARIES)


@pytest.mark.parametrize("file", LIBRARIES)
def test_a_library_states_no_theorem_and_is_used(file):
    assert not {kind for kind, _ in written(file).values()} & {"Theorem", "Corollary"}
    users = [other for other in theory.names() if file in theory.imports(theory.source(other))]
    assert users or not written(file)


@pytest.fixture(scope="module")
def generated():
    """The text of the files that are generated from certificates of all kinds."""
    texts = []
    wanted = [
        (8, "odd-point"),
        (8, "separating"),
        (8, "uniform"),
        (3, "uniform"),
        (5, "odd-point"),
        (8, "two-cluster:2"),
    ]
    for n, name in wanted:
        data = certify(Layer.parse("rc+relu"), n, Configuration.parse(name), 64).to_bytes()
        texts += [file.text for file in export(validated(parse(data), data)).files]
    return "\n".join(texts)


@pytest.mark.parametrize("row", [row for row in NAMING if row.generated], ids=lambda row: row.id)
def test_what_is_generated_is_made_of_what_the_row_names(row, generated):
    definitions = [name for name, (kind, _) in zip(row.rocq, said(row), strict=True) if kind == "Definition"]
    assert definitions
    for name in definitions:
        assert re.search(rf"\b{name.partition('.')[2]}\b", generated), name
