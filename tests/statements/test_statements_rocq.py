"""What rows name in Rocq, against the theory files: every name, every bound, every number and every file."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bnproofs.certificate import certify
from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.checker.reader import parse, validated
from bnproofs.configurations import Configuration
from bnproofs.every_batch.theorem import prove_every_batch
from bnproofs.layer import Layer
from bnproofs.rocq import theory
from bnproofs.rocq.every_batch import export_theorem
from bnproofs.rocq.export import export
from bnproofs.statements import LIBRARIES, Level, statements

NAMING = [row for row in statements() if row.rocq]
BY_HAND = [row for row in NAMING if not row.generated]
PROVED = {"Theorem", "Corollary", "Lemma"}
_OPENING = re.compile(r"^(Theorem|Corollary|Lemma|Definition)\s+(\w+)", re.MULTILINE)
_BOUND = re.compile(r"(\d+) <= (?:n|INR N|INR \(S m\))(?: <= (\d+))?(?!\w| [*^+/] | - )")


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
    assert bounds("forall m, 3 <= INR (S m) -> 4 <= INR N -> 5 <= nu -> 6 <= n ^ 2 -> 7 <= n - 1") == ([3, 4], [])
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


_ATOM = r"(?:n tan\(θ/2\)|[\w√/]+)"
_TERM = rf"{_ATOM}(?: [−+] {_ATOM})*"
_PAIR = re.compile(rf"(?=(?<![\w√/])({_TERM} [<≤] {_TERM}))")
IN_ROCQ = {
    r"n tan\(θ/2\)": "n * half_tangent n s",
    r"nθ": "n * theta n s",
    r"√τ": "s",
    r"τ_odd": "tau_odd",
    r"τ_sep": "tau_separating",
    r"τ_u": "n ^ 2 - 2 * n",
    r"\br\b": "remainder",
    r"(\d+)π": r"\1 * PI",
    r"/n²": " / n ^ 2",
    r"/(\w)": r" / \1",
    r"≤": "<=",
    r"−": "-",
}
"""The symbols of sentences, and what Rocq writes for them."""


def inequalities(sentence):
    """The inequalities x < y of a sentence with a multiple of 1/n in them, as Rocq spells them."""
    for found in _PAIR.findall(sentence):
        if "/n" in found:
            for symbol, spelling in IN_ROCQ.items():
                found = re.sub(symbol, spelling, found)
            yield found


def test_inequalities_are_read():
    assert list(inequalities("It has 3π/2 − 5/n < n tan(θ/2) < 3π/2 + 30/n², so 0 < q < 1.")) == [
        "3 * PI / 2 - 5 / n < n * half_tangent n s",
        "5 / n < n * half_tangent n s",
        "n * half_tangent n s < 3 * PI / 2 + 30 / n ^ 2",
    ]
    assert list(inequalities("with 36/n² < τ_odd < 81/n² < τ_sep < τ_u")) == [
        "36 / n ^ 2 < tau_odd",
        "tau_odd < 81 / n ^ 2",
        "81 / n ^ 2 < tau_separating",
    ]


@pytest.mark.parametrize("row", [x for x in BY_HAND if any(inequalities(x.sentence))], ids=lambda row: row.id)
def test_the_inequalities_of_a_sentence_stand_in_rocq(row):
    texts = " ".join(text for _, text in said(row))
    for inequality in inequalities(row.sentence):
        assert inequality in texts, inequality


def test_every_sentence_with_a_bound_in_n_has_inequalities():
    """Only they are compared, so no other number over n may stand in a sentence on Rocq."""
    for row in BY_HAND:
        numbers = set(re.findall(r"(?<![\d/^])\d+/n²?(?!\w)", row.sentence))
        read = " ".join(inequalities(row.sentence))
        assert all(re.sub(r"/n", " / n", number).replace("²", " ^ 2") in read for number in numbers), row.id


@pytest.mark.parametrize(("name", "of"), [("n_c", "batch"), ("T", "tangent")])
def test_the_digits_of_the_fold_are_rocqs(name, of):
    (row,) = (row for row in BY_HAND if row.id == "fold")
    digits = re.search(rf"\b{name} = (\d+\.\d+)…", row.sentence)[1]
    for end in ("lower", "upper"):
        assert f":= {digits}" in written("SaddleNodeSigns")[f"fold_{of}_{end}"][1]


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
    data = theorem_bytes(prove_every_batch(64))
    texts += [file.text for file in export_theorem(validated(parse(data), data)).files]
    return "\n".join(texts)


@pytest.mark.parametrize("row", [row for row in NAMING if row.generated], ids=lambda row: row.id)
def test_what_is_generated_is_made_of_what_the_row_names(row, generated):
    definitions = [name for name, (kind, _) in zip(row.rocq, said(row), strict=True) if kind == "Definition"]
    assert definitions
    for name in definitions:
        assert re.search(rf"\b{name.partition('.')[2]}\b", generated), name
