"""`bnproofs cross-validate`: exit statuses, certificates, and what it prints."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bnproofs.cli import main
from numerics.cross_validation import family
from numerics.cross_validation.family import EXPERIMENTS
from numerics.cross_validation.plan import Plan
from numerics.streams import Purpose, derived_seed

CERTIFICATES = Path(__file__).parent / "certificates"
FIVE = ["--layer", "rc+relu", "--batch", "5", "--budget", "5s", "--seed", "1"]
VALIDATE = ["cross-validate", *FIVE]


@pytest.fixture(autouse=True)
def least(monkeypatch):
    """The least sizes of all experiments, whatever the budget."""
    monkeypatch.setattr(Plan, "share", lambda self, part, cost, least, most: least)


@pytest.fixture
def only(monkeypatch):
    def limit(*names):
        monkeypatch.setattr(family, "EXPERIMENTS", tuple(x for x in EXPERIMENTS if x.name in names))

    return limit


def said(capsys):
    def refuse(word):
        raise AssertionError(f"{word} is no JSON")

    shown = capsys.readouterr()
    assert shown.err == ""
    return json.loads(shown.out, parse_constant=refuse)


def refusal(capsys):
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err
    return shown.err


def test_what_the_library_says_agrees_and_exit_is_zero_even_without_pytorch(without_torch, capsys):
    """A false alarm has probability 0.01, at a seed that was not chosen."""
    assert main([*VALIDATE, "--json"]) == 0
    value = said(capsys)
    header = {name: value[name] for name in ("layer", "batch", "budget_seconds", "seed", "certificate", "verdict")}
    assert header == {
        "layer": "rc+relu",
        "batch": 5,
        "budget_seconds": 5.0,
        "seed": 1,
        "certificate": None,
        "verdict": "agrees",
    }
    assert value["level"] == 0.01
    assert value["seeds"] == {x.name: derived_seed(1, Purpose.EXPERIMENT, at) for at, x in enumerate(EXPERIMENTS)}
    verdicts = {(row["quantity"].split(" ")[0], row["verdict"]) for row in value["comparisons"]}
    assert ("PyTorch", "not compared") in verdicts
    assert not any(row["verdict"] == "disagrees" for row in value["comparisons"])
    assert all("bnproofs[torch]" in row["remark"] for row in value["comparisons"] if row["verdict"] == "not compared")
    assert {trial["power"] for trial in value["wrong_theories"]} <= {"caught", "missed"}


def test_the_same_command_prints_the_same_json(only, without_torch, capsys):
    only("networks", "stationary averages")
    printed = []
    for _ in range(2):
        assert main([*VALIDATE, "--json", "--quiet"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert main([*VALIDATE[:-1], "2", "--json"]) == 0
    assert capsys.readouterr().out != printed[0]


def wrong_theory(monkeypatch):
    from bnproofs.commands import theory

    right = theory.theory_of

    def off(layer, n, certified=None):
        found = right(layer, n, certified)
        kernel = found.dual_kernel
        return replace(found, dual_kernel=lambda *moments: kernel(*moments) * (1 + 1e-9))

    monkeypatch.setattr(theory, "theory_of", off)


def test_one_comparison_that_disagrees_is_exit_one(only, monkeypatch, capsys):
    only("kernels", "mean-field orbit", "one layer")
    wrong_theory(monkeypatch)
    assert main([*VALIDATE, "--json"]) == 1
    value = said(capsys)
    assert value["verdict"] == "disagrees"
    assert [row["experiment"] for row in value["comparisons"] if row["verdict"] == "disagrees"] == ["kernels"]
    only("kernels", "mean-field orbit")
    assert main(VALIDATE) == 1
    assert "1 of 2 comparisons disagree" in capsys.readouterr().out


def test_a_layer_without_theory_is_not_compared_and_exit_is_zero(without_torch, capsys):
    assert main(["cross-validate", "--layer", "rc+rs+erf", "--batch", "5", "--budget", "5", "--json"]) == 0
    rows = said(capsys)["comparisons"]
    compared = {row["quantity"].partition(" ")[0] for row in rows if row["verdict"] != "not compared"}
    assert compared == {"NumPy"}
    assert all(row["remark"] for row in rows)


def test_the_page_has_every_experiment_and_its_verdict(only, capsys):
    only("kernels", "decay of perturbations", "one layer")
    assert main(VALIDATE) == 0
    out = capsys.readouterr().out
    assert "rc+relu, 5 points: nothing disagrees in 9 comparisons" in out
    for name in ("kernels", "decay of perturbations", "one layer", "κ off by 1 %", "λ off by 2 %", "caught"):
        assert name in out
    assert "seed 1" in out


# Certificates.


@pytest.mark.parametrize(("name", "n"), [("odd-point-10", 10), ("uniform-10", 10), ("odd-point-1000", None)])
def test_the_numbers_of_a_certificate_are_those_that_are_judged(name, n, only, capsys):
    only("decay of perturbations", "stationary averages")
    file = CERTIFICATES / "accept" / f"{name}.json"
    status = main(["cross-validate", "--certificate", str(file), "--budget", "5", "--json"])
    if n is None:
        assert status == 2
        assert "3 to 200 points, not 1000" in refusal(capsys)
        return
    assert status == 0
    value = said(capsys)
    assert (value["layer"], value["batch"], value["certificate"]) == ("rc+relu", n, str(file))
    claims = {claim["id"]: claim["statement"] for claim in json.loads(file.read_bytes())["claims"]}
    rows = [(row["quantity"], row["value"]) for row in value["comparisons"]]
    for key in ("cos_cluster", "cos_odd", "norm_ratio", "growth"):
        low, high = (float(Fraction(end)) for end in claims["enclosure"][key])
        if key == "growth":
            low, high, key = math.log(low), math.log(high), "log_growth"
        quantity = f"{name.removesuffix('-10')}: {key.replace('_', ' ')}, at width → ∞"
        found = dict(rows)[quantity]
        assert found[0] <= low <= high <= found[1]
        assert found == pytest.approx([low, high], rel=1e-14)
    eigenvalues = [float(Fraction(low)) for part in claims["spectrum"]["components"] for low, _ in part["eigenvalues"]]
    judged = [value[0] for quantity, value in rows if quantity.startswith("eigenvalue")]
    assert sorted(judged) == pytest.approx(sorted(eigenvalues))


@pytest.mark.parametrize(
    ("file", "advice"),
    [
        ("accept/two-cluster-2-of-6.json", "certifies no configuration that attracts"),
        ("accept/two-cluster-1-of-3.json", "that of the odd point or the uniform point"),
        ("accept/separating-7.json", "certifies no configuration that attracts"),
        ("accept/odd-point-5.json", "certifies no configuration that attracts"),
        ("refuse/odd-point-moved-aside.json", "REFUSED"),
        ("refuse/saddle-called-stable.json", "REFUSED"),
        ("refuse/uniform-point-off-by-one.json", "REFUSED"),
        ("theorem/accept/every-batch.json", "is the theorem for every batch size, and a simulation has one"),
        ("theorem/accept/every-batch.json", "give a certificate of one batch, or --layer and --batch"),
        ("theorem/refuse/at-most-two.json", "REFUSED"),
        ("malformed/not-json.json", "NOT A CERTIFICATE"),
        ("malformed/empty.json", "NOT A CERTIFICATE"),
        ("malformed/truncated.json", "NOT A CERTIFICATE"),
        ("missing.json", "NOT A CERTIFICATE"),
        ("accept", "NOT A CERTIFICATE"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_one_line_and_exit_two(file, advice, capsys):
    assert main(["cross-validate", "--certificate", str(CERTIFICATES / file), "--budget", "5"]) == 2
    assert advice in refusal(capsys)


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["--layer", "relu"], "is about rc+relu, not relu: leave out --layer"),
        (["--batch", "9"], "is about 10 points, not 9: leave out --batch"),
        (["--layer", "rc+rellu"], "did you mean 'rc+relu'"),
    ],
)
def test_a_certificate_about_something_else_is_refused(options, advice, capsys):
    file = str(CERTIFICATES / "accept" / "odd-point-10.json")
    assert main(["cross-validate", "--certificate", file, "--budget", "5", *options]) == 2
    assert advice in refusal(capsys)


def test_layer_and_batch_may_repeat_what_the_certificate_says(only, capsys):
    only("kernels")
    file = str(CERTIFICATES / "accept" / "odd-point-10.json")
    arguments = ["--certificate", file, "--layer", "rc + relu", "--batch", "10", "--budget", "5", "--json"]
    assert main(["cross-validate", *arguments]) == 0
    assert said(capsys)["batch"] == 10


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ([], "name a layer and a batch"),
        (["--layer", "rc+relu"], "name a layer and a batch"),
        (["--batch", "5"], "name a layer and a batch"),
        ([*FIVE, "--budget", "soon"], "write a time from 5s to 24h"),
        ([*FIVE, "--budget", "1s"], "write a time from 5s to 24h"),
        ([*FIVE, "--budget", "2d"], "write a time from 5s to 24h"),
        ([*FIVE, "--level", "0"], "between 0 and 1"),
        ([*FIVE, "--level", "1"], "between 0 and 1"),
        ([*FIVE, "--level", "nan"], "between 0 and 1"),
        ([*FIVE, "--batch", "2"], "3 to 200 points, not 2"),
        ([*FIVE, "--batch", "301"], "3 to 200 points, not 301"),
        ([*FIVE, "--batch", "1"], "at least 2 points"),
        ([*FIVE, "--batch", "-4"], "the number of points is an integer"),
        ([*FIVE, "--seed", "-1"], "the seed is an integer from 0"),
        ([*FIVE, "--layer", "rc+rellu"], "did you mean 'rc+relu'"),
        ([*FIVE, "--layer", ""], "no part of a layer"),
        ([*FIVE, "extra"], "unexpected extra argument"),
    ],
    ids=lambda x: " ".join(x[-2:]) if isinstance(x, list) else "",
)
def test_bad_options_are_one_line_and_exit_two(options, advice, capsys):
    assert main(["cross-validate", *options]) == 2
    assert advice in refusal(capsys)


def test_without_a_terminal_there_is_no_progress_bar(bnproofs):
    code = (
        "import sys\n"
        "from numerics.cross_validation import family\n"
        "family.EXPERIMENTS = family.EXPERIMENTS[:2]\n"
        "from bnproofs.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = bnproofs(*VALIDATE, code=code)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "nothing disagrees in 2 comparisons" in done.stdout
