"""Formulas in MathML: what they say, and that they are of the part that browsers lay out."""

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest
import sympy
from click.testing import CliRunner
from sympy import Derivative, Function, Integral, Limit, Rational, Sum, cos, exp, oo, pi, sqrt

import derivations
from bnproofs.commands.derive import derive
from derivations import pages
from derivations.framework.display import package_function
from derivations.framework.mathml import mathml_formula
from derivations.framework.mathml_names import binding

x, y, theta = sympy.symbols("x y theta")
CHILDREN = {
    "math": 1, "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "munderover": 3,
    "mi": 0, "mn": 0, "mo": 0, "mtext": 0, "mspace": 0,
}  # fmt: skip
"""How many children an element of MathML Core has here; the others have any number, but one at least."""
INSIDE = {"math": None, "mtr": "mtable", "mtd": "mtr"}
ATTRIBUTES = {
    "display", "displaystyle", "mathvariant", "stretchy", "width", "lspace", "rspace", "linethickness", "style",
    "class", "columnalign",
}  # fmt: skip


def check_mathml(text):
    """No result; the formula is well-formed MathML Core that shows no sign of a programming language."""
    root = ElementTree.fromstring(text)
    assert root.tag == "math"
    parents = {child: parent for parent in root.iter() for child in parent}
    for item in root.iter():
        assert item.tag in CHILDREN or item.tag in ("mrow", "msqrt", "mtable", "mtr", "mtd")
        assert len(item) == CHILDREN[item.tag] if item.tag in CHILDREN else len(item) >= 1
        if item.tag in INSIDE and item is not root:
            assert parents[item].tag == INSIDE[item.tag]
        if item.tag == "mtable":
            assert {row.tag for row in item} == {"mtr"}
        assert set(item.attrib) <= ATTRIBUTES
        if item.tag in ("mi", "mn", "mo", "mtext"):
            assert item.text
            brace = item.tag == "mo" and item.text in "{}"  # those of a set
            assert brace or item.get("class") == "code" or not set(item.text) & set("_^\\{}$&*")
        else:
            assert not item.text
        assert not item.tail


def shown(left, relation="=", right=0):
    """The text of the left side of a formula, as it reads from left to right."""
    text = mathml_formula(left, relation, right)
    check_mathml(text)
    return "".join(ElementTree.fromstring(text).itertext()).replace("\u2061", "").replace("\u2062", "")[:-2]


@pytest.mark.parametrize("name", derivations.names())
def test_every_formula_of_a_page_is_one_that_browsers_lay_out(name):
    read = pages.page(name)
    for formula in (read["result_mathml"], *(step["mathml"] for step in read["steps"])):
        check_mathml(formula)


@pytest.mark.parametrize(
    "damage",
    ["<math><mfenced><mi>x</mi></mfenced></math>", "<math><mi>a_b</mi></math>", "<math><msup><mi>a</mi></msup></math>",
     "<math><mi>a</mi><mi>b</mi></math>", "<math><mrow><mi/></mrow></math>", "<math><mi onclick='x'>x</mi></math>",
     "<math><mrow>x</mrow></math>"],
)  # fmt: skip
def test_the_check_can_fail(damage):
    with pytest.raises(AssertionError):
        check_mathml(damage)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (x - y, "x−y"),
        (-x * (x + y), "−x(x+y)"),
        (-(x + y) / 2, "−x2−y2"),
        (2 * 3**x, "2·3x"),
        ((x + y) ** 2 * cos(theta) ** 2, "(x+y)2cos2(θ)"),
        (Rational(-3, 4), "−34"),
        (x ** Rational(-3, 2), "1x3/2"),
        (sqrt(x) / pi, "xπ"),
        (exp(-x), "e−x"),
        ((-x) ** y, "(−x)y"),
        (sympy.Symbol("1 - cos_cluster") * x, "(1−coscluster)x"),
        (sympy.Symbol("lambda_(n-2,2)") ** 2, "λ(n−2,2)2"),
        (sympy.Symbol("dtau'/dtau"), "dτ′/dτ"),
        (sympy.Symbol("dtau'/dtau") * x, "(dτ′/dτ)x"),
        (sympy.Symbol("b_(k+1)"), "bk+1"),
        (sympy.Symbol("K'_oo"), "Koo′"),
        (sympy.Symbol("E phi(u)^2"), "Eφ(u)2"),
        (sympy.Symbol("(E 1)_i"), "(E1)i"),
        (sympy.Symbol("<script>"), "<script>"),
        (Derivative(x * y, x), "∂∂xxy"),
        (Derivative(Function("f")(x), x, x), "d2dx2f(x)"),
        (Integral(x, (x, 0, 1)), "∫01xdx"),
        (Sum(x, (x, 1, y)), "∑x=1yx"),
        (Limit(x, x, 0), "limx→0+x"),
        (Limit(x, x, oo, "-"), "limx→∞x"),
        (sympy.Matrix([[x, 1], [y, -2]]), "(x1y−2)"),
        (sympy.Determinant(sympy.Matrix([[x]])), "det(x)"),
        ((1, [x]), "(1,[x])"),
        (sympy.Float(-1.5), "−1.50000000000000"),
        (package_function("dual_kernel")(x, y), "dual_kernel(x,y)"),
        (sympy.binomial(x, 2) * sympy.factorial(x), "(x2)x!"),
    ],
    ids=str,
)  # fmt: skip
def test_an_expression_reads_as_it_should(expression, text):
    assert shown(expression) == text


def test_a_function_of_the_package_is_told_apart():
    text = mathml_formula(package_function("next_tau")(x), ">=", x)
    assert '<mtext class="code">next_tau</mtext>' in text
    assert "≥" in text


def test_a_long_sum_takes_several_lines():
    letters = sympy.symbols("a:z")
    total = sum(letter**2 for letter in letters)
    text = mathml_formula(x, "=", total)
    check_mathml(text)
    assert text.count("<mtr>") >= 3
    assert all(f"<mi>{letter}</mi>" in text for letter in letters)
    assert "<mtable" in mathml_formula(x, "=", total / y)  # in a fraction too
    assert "<mtable" not in mathml_formula(x, "=", x + y)


def test_what_has_no_layout_is_refused():
    with pytest.raises(TypeError, match="no MathML is known for Piecewise"):
        mathml_formula(sympy.Piecewise((x, x > 0), (y, True)), "=", x)


def test_phrases_that_need_brackets():
    assert binding("1 - cos_cluster") == "Add"
    assert binding("dtau'/dtau") == "Mul"
    assert {binding(phrase) for phrase in ("lambda_(n-2,2)", "|G - I|^2", "-")} == {"Atom"}


def test_reading_a_page_needs_no_sympy():
    code = "import sys; from derivations.pages import page; page('relu_kernel'); sys.exit('sympy' in sys.modules)"
    root = pages.__path__[0]
    assert subprocess.run([sys.executable, "-c", code], cwd=f"{root}/../..", check=False).returncode == 0


def test_a_page_of_an_unknown_derivation_is_refused():
    with pytest.raises(ValueError, match="no derivation"):
        pages.page("../index")


def test_there_is_a_page_for_each_derivation_and_no_other():
    from pathlib import Path

    files = {path.stem: json.loads(path.read_text("utf-8")) for path in Path(pages.__path__[0]).glob("*.json")}
    assert set(files) == set(derivations.names())
    assert all(files[name]["name"] == name for name in files)


def test_pages_are_written_by_the_command(tmp_path):
    done = CliRunner().invoke(derive, ["one_angle", "--pages", str(tmp_path)])
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text("utf-8")) | {"versions": {}} == pages.page("one_angle") | {"versions": {}}


@pytest.mark.parametrize("arguments", [["one_angle", "--pages", "no/such/folder"], ["--list", "--pages", "."]])
def test_pages_that_cannot_be_written_are_refused_at_once(arguments):
    done = CliRunner().invoke(derive, arguments)
    assert done.exit_code == 2
    assert "1." not in done.output
