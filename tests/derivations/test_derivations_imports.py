"""A derivation cannot see the closed form: the package is imported in `compare` only."""

import ast
import sys
from pathlib import Path

import pytest

import derivations

ROOT = Path(derivations.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
ALLOWED = {"sympy", "mpmath", "derivations"}


def _roots(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {"." if node.level else (node.module or "").partition(".")[0]}
    return set()


def _imports(tree: ast.AST, *, inside_compare: bool = False) -> set[tuple[str, bool]]:
    """The pairs (package, whether imported inside a top-level function `compare`)."""
    found = set()
    for node in ast.iter_child_nodes(tree):
        found |= {(root, inside_compare) for root in _roots(node)}
        here = isinstance(node, ast.FunctionDef) and node.name == "compare" and isinstance(tree, ast.Module)
        found |= _imports(node, inside_compare=inside_compare or here)
    return found


def _strangers(source: str) -> set[str]:
    return {
        root
        for root, in_compare in _imports(ast.parse(source))
        if root not in ALLOWED and root not in sys.stdlib_module_names and not (root == "bnproofs" and in_compare)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_arrows_hold(path):
    assert not _strangers(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "import bnproofs",
        "from bnproofs.activations import ReLU",
        "def derive():\n    import bnproofs.layer",
        "def derive():\n    def compare():\n        import bnproofs",
        "from . import framework",
        "import numpy",
        "def compare():\n    import numpy",
    ],
)
def test_a_broken_arrow_is_noticed(source):
    assert _strangers(source)


def test_compare_may_import_the_package():
    assert not _strangers("def compare(proof):\n    from bnproofs.activations import ReLU")


def test_the_package_does_not_import_the_derivations():
    package = ROOT.parent / "bnproofs"
    importers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for root, _ in _imports(ast.parse(path.read_text("utf-8")))
        if root == "derivations"
    }
    assert importers <= {"commands/derive.py"}
