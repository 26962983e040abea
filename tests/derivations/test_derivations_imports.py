"""A derivation cannot see the closed form: the package is imported in `compare` only, and to spell LaTeX."""

import ast
import sys
from pathlib import Path

import pytest

import derivations

ROOT = Path(derivations.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
ALLOWED = {"sympy", "mpmath", "derivations"}
INSIDE = {("compare", "bnproofs"), ("escape", "bnproofs"), ("__rich__", "rich")}
"""What functions of a name may import beside that; `escape` spells texts for LaTeX, which has no mathematics in it."""


def _roots(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {"." if node.level else (node.module or "").partition(".")[0]}
    return set()


def _imports(tree: ast.AST, *, inside: str = "") -> set[tuple[str, str]]:
    """The pairs (package, the top-level function, or method of a top-level class, that imports it)."""
    found = set()
    for node in ast.iter_child_nodes(tree):
        found |= {(root, inside) for root in _roots(node)}
        here = isinstance(node, ast.FunctionDef) and isinstance(tree, ast.Module | ast.ClassDef)
        found |= _imports(node, inside=inside or (node.name if here else ""))
    return found


def _strangers(source: str) -> set[str]:
    return {
        root
        for root, inside in _imports(ast.parse(source))
        if root not in ALLOWED and root not in sys.stdlib_module_names and (inside, root) not in INSIDE
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
        "def derive():\n    import rich",
        "def escape():\n    import rich",
    ],
)
def test_a_broken_arrow_is_noticed(source):
    assert _strangers(source)


def test_compare_may_import_the_package():
    assert not _strangers("def compare(proof):\n    from bnproofs.activations import ReLU")


def test_only_the_spelling_of_latex_is_imported_to_escape_a_text():
    tree = ast.parse((ROOT / "framework" / "render.py").read_text("utf-8"))
    (inner,) = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module[:8] == "bnproofs"]
    assert inner.module == "bnproofs.report.spelling"
    spelling = ast.parse((ROOT.parent / "bnproofs" / "report" / "spelling.py").read_text("utf-8"))
    assert {root for root, _ in _imports(spelling)} <= sys.stdlib_module_names
    others = {path.name for path in FILES if "def escape(" in path.read_text("utf-8")}
    assert others == {"render.py"}


def test_the_package_does_not_import_the_derivations():
    package = ROOT.parent / "bnproofs"
    importers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for root, _ in _imports(ast.parse(path.read_text("utf-8")))
        if root == "derivations"
    }
    assert {importer.partition("/")[0] for importer in importers} == {"commands"}
