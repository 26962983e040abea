"""The index knows every file, and everything it names exists."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import derivations
from derivations.index import ENTRIES, Entry, titles

ROOT = Path(derivations.__file__).parent
NOT_DERIVATIONS = {"__init__", "index"}


def test_every_file_is_in_the_index():
    files = {path.stem for path in ROOT.glob("*.py")} - NOT_DERIVATIONS
    assert files == set(ENTRIES)


def test_names_and_titles():
    assert derivations.names() == tuple(ENTRIES)
    assert tuple(titles()) == tuple(ENTRIES)
    assert len(set(titles().values())) == len(ENTRIES)


def _found(dotted: str) -> object:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            value = getattr(value, part)
        return value
    raise ModuleNotFoundError(dotted)


@pytest.mark.parametrize(
    ("name", "dotted"), [(name, dotted) for name, entry in ENTRIES.items() for dotted in entry.used_by]
)
def test_what_uses_a_derivation_exists(name, dotted):
    assert dotted.startswith("bnproofs.")
    assert callable(_found(dotted)), name


def test_a_name_that_does_not_exist_is_noticed():
    with pytest.raises(AttributeError):
        _found("bnproofs.activations.ReLU.no_such_thing")


def test_every_derivation_that_the_package_cites_exists():
    package = ROOT.parent / "bnproofs"
    cited = {
        name for path in package.rglob("*.py") for name in re.findall(r"derivations/(\w+)\.py", path.read_text("utf-8"))
    }
    assert cited
    assert cited <= set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_a_file_has_the_shape_of_a_derivation(name):
    tree = ast.parse((ROOT / f"{name}.py").read_text("utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {"derive", "compare"} <= functions
    assert ast.unparse(tree.body[-1]) == "if __name__ == '__main__':\n    run_as_script(derive)"


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="no derivation 'nonsense'"):
        derivations.derive("nonsense")


def test_a_statement_is_a_sentence():
    with pytest.raises(ValueError, match="no sentence"):
        Entry(title="t", statement="no full stop", statement_latex="x", source="s", used_by=())


def test_listing_the_titles_needs_no_sympy():
    code = "import sys, derivations; derivations.titles(); derivations.names(); sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, check=False).returncode == 0
