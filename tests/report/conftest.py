"""Reports to spell: a small one, the same with hostile texts, that of a certificate; and what LaTeX makes of a text."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import SimpleNamespace

import pytest

from bnproofs.certificate import certify
from bnproofs.checker import check
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.report import gather
from bnproofs.report.content import Claim, Command, Derivation, Report, Row, Step, Table, Validation
from derivations.pages import page

DIGITS = "0.73105857863000487925115924182183627436514464"
HOSTILE = (
    r"\input{/etc/passwd} \write18{id} \csname end\endcsname ^^5cinput \end{document} \verb|x| $$ 50% of #1 & a_b "
    r"a_(\input{x}) ~ { } }}} \\ [1ex] * `code` ``` | cell | <script>alert(1)</script> <img src=x onerror=a> &amp; "
    "![x](http://evil.example/x) [y](javascript:z) https://evil.example www.evil.example @somebody #17 --kernel '' ?` "
    "é ö ☃ 漢 😀 \u202eright-to-left\u202c \u200b \u2028 \x00 \x1b[31m \r\n\n# heading\n- item\n``` fence\n\n end"
)


def _derivation(name):
    found = page(name)
    return Derivation(**{**found, "steps": tuple(Step(**step) for step in found["steps"])})


@cache
def _small():
    row = Row("reduced-map", "The reduced map has one fixed point.", "every whole n ≥ 3", "kernel", "", (), ())
    comparison = {
        "experiment": "norms",
        "quantity": "norm ratio",
        "value": [1.5, 1.5],
        "estimate": 1.51,
        "standard_error": 0.02,
        "z": -0.5,
        "p_value": 0.6,
        "adjusted_p_value": 0.9,
        "deviation": None,
        "bound": None,
        "verdict": "agrees",
        "remark": "",
    }
    trial = {"experiment": "norms", "flaw": "no recentring", "power": "caught", "evidence": "z = 40"}
    basis, meaning = "the checker proves it anew", "A theorem in Rocq."
    claim = Claim("fixed-point", "proved", "The fixed point θ is unique.", basis, "kernel", meaning, ("one_angle",), ())
    return Report(
        title="rc+relu, 10 points: odd-point",
        layer="rc+relu",
        batch=10,
        configuration="odd-point",
        bits=128,
        verdict="The odd point attracts: it is a stable fixed point.",
        standing="stable",
        components=(("recentring", "subtracts the mean", r"h \mapsto h - \tfrac{1}{n} h", ""),),
        claims=(replace(claim, rows=(row,)),),
        tables=(Table("Proven digits", ("quantity", "value"), (("angle θ", f"{DIGITS}…"),), "Every digit is proved."),),
        eigenvalues=Table(
            "Eigenvalues", ("component", "eigenvalue"), (("trivial", "-0.25"), ("standard", f"{DIGITS}…"))
        ),
        pictures=(),
        runs=(Table("run.npz", ("layer", "cosine"), (("1", "0.5"), ("2", "0.75"))),),
        validations=(Validation("cv.json", "nothing disagrees", True, (comparison,), (trial,), "Seed 1."),),
        derivations=(_derivation("one_angle"),),
        provenance=(("digest", "0123456789abcdef" * 4),),
        commands=(Command("bnproofs check 'my file.json' --kernel rocq", "checks it again"),),
        absent=(("rescaling", "divides by the norm", r"h \mapsto h", ""),),
    )


def _each(value, change):
    """The same value with every text in it changed, but the names of what stands in mappings."""
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value):
        return replace(value, **{field.name: _each(getattr(value, field.name), change) for field in fields(value)})
    if isinstance(value, Mapping):
        return {name: _each(item, change) for name, item in value.items()}
    return type(value)(_each(item, change) for item in value) if isinstance(value, tuple | list) else value


@pytest.fixture(scope="session")
def reports():
    """The small report, the same with hostile texts, and the digits in it."""
    return SimpleNamespace(
        small=_small, hostile=lambda: _each(_small(), lambda text: f"{HOSTILE} {text}"), digits=DIGITS
    )


@pytest.fixture(scope="session")
def certified():
    """The report of the certificate of the odd point of ten points, with its derivations."""
    data = certify(Layer.parse("rc+relu"), 10, Configuration.parse("odd-point"), 128).to_bytes()
    value = json.loads(data)
    claims = gather.claims(value, check(data).believed)
    derived = tuple(map(_derivation, gather.derivations_of(claims)))
    return gather.report(value, claims, "odd-point-10.json", gather.Material(derivations=derived))


@pytest.fixture
def pdf(tmp_path):
    """A function from a text in LaTeX to the text of its PDF, without spaces."""

    def made(source, name="report"):
        (tmp_path / f"{name}.tex").write_text(source, "utf-8")
        command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        for _ in range(2):  # longtable settles its columns in the second round
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=120)
            assert done.returncode == 0, done.stdout[-3000:]
        read = subprocess.run(
            ["pdftotext", f"{name}.pdf", "-"], cwd=tmp_path, capture_output=True, timeout=60, check=True
        )
        return "".join(read.stdout.decode().split())

    return made
