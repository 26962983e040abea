"""The README states nothing that the program does not print."""

import re
from fractions import Fraction

import pytest

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer

LAYER = Layer.parse("rc+relu")


@pytest.fixture(scope="module")
def readme(pytestconfig):
    return (pytestconfig.rootpath / "README.md").read_text(encoding="utf-8")


def statement(id, n=10, configuration="odd-point"):
    return certify(LAYER, n, Configuration.parse(configuration)).statement(id)


def test_numbers_of_the_table(readme):
    multiplier = statement("two-cluster-unstable")["transverse_multiplier"]
    assert f"perturbations grow by {multiplier} a layer" in readme
    spectrum = statement("spectrum")
    count = sum(part["multiplicity"] * len(part["eigenvalues"]) for part in spectrum["components"])
    bound = re.search(r"all (\d+) eigenvalues below (0\.\d+)", readme)
    assert int(bound[1]) == count
    assert spectrum["spectral_radius"][1] < Fraction(bound[2])
    points = {point["kind"]: point["tau"] for point in statement("fixed-points")["points"]}
    for kind, pattern in (("odd-point", r"τ = (0\.\d+)…"), ("separating", r"separating point at τ = (\d+\.\d+)…")):
        written = re.search(pattern, readme)[1]
        unit = Fraction(1, 10 ** len(written.partition(".")[2]))
        assert Fraction(written) <= points[kind][0] <= points[kind][1] < Fraction(written) + unit


def test_small_batches_have_no_odd_point(readme):
    first, last = map(int, re.search(r"from (\d) to (\d) points \| there is no odd point", readme).groups())
    for n in range(first, last + 1):
        assert statement("non-existence", n) == {"configuration": "odd-point"}
    assert statement("non-existence", last + 1) is None


def test_commands_of_the_readme_exist(readme, pytestconfig):
    scripts = re.findall(r"^sh (scripts/\w+\.sh)", readme, flags=re.MULTILINE)
    assert len(scripts) == 2
    for script in scripts:
        assert (pytestconfig.rootpath / script).is_file()
