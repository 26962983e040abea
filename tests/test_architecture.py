"""The arrows between the parts of the package, read from the imports."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import bnproofs

ROOT = Path(bnproofs.__file__).parent
ORDER = [
    ["bnproofs.errors"],
    ["bnproofs.extras"],
    ["bnproofs.report.decimals"],
    ["bnproofs.display"],
    ["bnproofs.numbers"],
    ["bnproofs.files", "bnproofs.activations.registry"],
    ["bnproofs.layer"],
    ["bnproofs"],
    ["bnproofs.activations"],
    ["bnproofs.piecewise"],
    ["bnproofs.evolution"],
    ["bnproofs.symmetry"],
    ["bnproofs.configurations"],
    ["bnproofs.fixed_points"],
    ["bnproofs.spectrum"],
    ["bnproofs.theorems"],
    ["bnproofs.every_batch"],
    ["bnproofs.certificate"],
    ["bnproofs.literature"],
    ["bnproofs.rocq"],
    ["bnproofs.decomposition"],
    ["bnproofs.statements"],
    ["bnproofs.figures"],
    ["bnproofs.report"],
    ["bnproofs.commands"],
    ["bnproofs.cli"],
    ["bnproofs.__main__"],
]
"""From left to right; a part may import what stands left of it, and itself. The longest matching name counts."""

MAY_IMPORT = {
    "flint": {
        "bnproofs.numbers.balls",
        "bnproofs.numbers.complex_balls",
        "bnproofs.piecewise",
        "bnproofs.numbers.jets",
        "bnproofs.numbers.precision",
        "bnproofs.evolution.circle_balls",
        "bnproofs.evolution.rescaled_balls",
        "bnproofs.evolution.rescaled_circle_balls",
        "bnproofs.fixed_points.candidate",
        "bnproofs.fixed_points.regularised",
        "bnproofs.fixed_points.rescaled_candidate",
        "bnproofs.fixed_points.segment",
        "bnproofs.symmetry.rescaling_sum",
        "bnproofs.symmetry.tilted_blocks",
        "bnproofs.certificate.certificate",
        "bnproofs.every_batch",
        "bnproofs.rocq.goals",
    },
    "sympy": {"bnproofs.numbers.symbols"},
    "mpmath": {"bnproofs.numbers.multiprecision", "bnproofs.evolution.gram", "bnproofs.commands"},
    "rich": {"bnproofs.display", "bnproofs.report.terminal", "bnproofs.commands"},
    "click": {"bnproofs.cli", "bnproofs.commands"},
    "matplotlib": {"bnproofs.figures"},
    "jinja2": {"bnproofs.report.atlas", "bnproofs.report.html", "bnproofs.report.pages"},
    "markupsafe": {"bnproofs.report.html", "bnproofs.report.markup"},
    "derivations": {"bnproofs.commands"},
    "numerics": {"bnproofs.commands"},
    "torch": set(),
    "sklearn": set(),
    "threadpoolctl": set(),
    "tests": set(),
    "benchmarks": set(),
    "scipy": set(),
}


def modules():
    """(name, tree) of every module of the package."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, path.name == "__init__.py", ast.parse(path.read_text(encoding="utf-8"))


def type_checking_only(tree):
    """The nodes under `if TYPE_CHECKING:`, which never run."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for child in node.body
        for inner in ast.walk(child)
    }


def imports_of(name, is_package, tree):
    """The full names of all modules that a module imports, anywhere in it, when it runs."""
    known = {other for other, _, _ in MODULES}
    skipped = type_checking_only(tree)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                home = name.split(".") if is_package else name.split(".")[:-1]
                home = home[: len(home) - node.level + 1]
                base = ".".join([*home, *([base] if base else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in known else base


MODULES = list(modules())
IMPORTS = {name: sorted(set(imports_of(name, package, tree))) for name, package, tree in MODULES}


def rank(name):
    """The place of a module in the order, by the longest part of its name that is listed."""
    listed = {part: at for at, level in enumerate(ORDER) for part in level}
    while name:
        if name in listed:
            return listed[name]
        name = name.rpartition(".")[0]
    raise AssertionError("no such part")


def is_checker(name):
    return name == "bnproofs.checker" or name.startswith("bnproofs.checker.")


def test_every_module_has_a_place_of_its_own():
    placed = {part for level in ORDER for part in level}
    parts = {name if name.count(".") < 2 else name.rsplit(".", name.count(".") - 1)[0] for name in IMPORTS}
    assert {part for part in parts if not is_checker(part)} <= placed
    assert len(IMPORTS) > 60


def test_imports_point_to_the_left_only():
    wrong, arrows = [], 0
    for name, found in IMPORTS.items():
        if is_checker(name):
            continue
        for other in found:
            if other.partition(".")[0] == "bnproofs" and not is_checker(other):
                arrows += 1
                if rank(other) > rank(name):
                    wrong.append(f"{name} → {other}")
    assert not wrong
    assert arrows > 100


def test_only_the_command_line_and_what_it_hands_accepted_certificates_look_at_the_checker():
    users = {name for name, found in IMPORTS.items() if not is_checker(name) and any(map(is_checker, found))}
    commands = {
        f"bnproofs.commands.{name}" for name in ("accepted", "atlas_pages", "check", "show", "cross_validate", "kernel")
    }
    exporter = {name for name in users if name.startswith("bnproofs.rocq.")}
    assert users <= commands | exporter | {"bnproofs.decomposition.row"}
    provers = {name for level in ORDER[: ORDER.index(["bnproofs.rocq"])] for name in level}
    assert not any(name.startswith(tuple(provers - {"bnproofs"})) for name in users)


def test_the_checker_imports_the_standard_library_and_itself_only():
    count = 0
    for name, found in IMPORTS.items():
        if is_checker(name):
            count += 1
            for other in found:
                assert is_checker(other) or other.partition(".")[0] in sys.stdlib_module_names, f"{name} → {other}"
    assert count >= 10
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "checker").glob("*.py"))
    assert "import bnproofs" not in source
    assert "from bnproofs" not in source  # its folder runs alone when copied out


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_only_named_modules_import_a_library(library):
    users = {name for name, found in IMPORTS.items() if any(other.partition(".")[0] == library for other in found)}
    for folder in ("bnproofs.commands", "bnproofs.every_batch", "bnproofs.figures", "bnproofs.piecewise"):
        users = {folder if name.startswith(f"{folder}.") else name for name in users}
    assert users <= MAY_IMPORT[library]


def test_only_the_module_of_precision_touches_the_context_of_flint():
    wrong = []
    for name, _, tree in MODULES:
        if name == "bnproofs.numbers.precision":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "flint" and "ctx" in [x.name for x in node.names]:
                wrong.append(name)
            if isinstance(node, ast.Attribute) and node.attr == "ctx" and getattr(node.value, "id", "") == "flint":
                wrong.append(name)
            if isinstance(node, ast.Attribute) and node.attr in ("prec", "dps") and isinstance(node.ctx, ast.Store):
                wrong.append(name)
    assert not wrong


def test_guesses_are_made_in_one_module_and_proofs_do_not_rest_on_it():
    """Only the theorem that steers the cover may ask for candidates; shapes, covers, flows and spectra may not."""
    users = {name for name, found in IMPORTS.items() if "bnproofs.fixed_points.candidate" in found}
    assert users <= {
        "bnproofs.fixed_points.enclosure",
        "bnproofs.fixed_points.rescaled",
        "bnproofs.fixed_points.rescaled_candidate",
        "bnproofs.theorems.reduced_map",
    }


def test_nothing_runs_text_or_prints():
    wrong = []
    for name, _, tree in MODULES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                forbidden = {"eval", "exec", "compile", "__import__"} | (set() if "__main__" in name else {"print"})
                if node.func.id in forbidden:
                    wrong.append((name, node.func.id))
            if isinstance(node, ast.Attribute) and node.attr in ("sympify", "parse_expr", "lambdify"):
                wrong.append((name, node.attr))
    assert not wrong


def test_derivations_use_the_library_only_to_compare_with_it():
    """A derivation may look at a closed form at its end, never import one while it derives: not at module level."""
    count = 0
    for path in sorted((ROOT.parent / "derivations").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        count += 1
        for node in tree.body:
            names = [x.name for x in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.partition(".")[0] in ("bnproofs", "numerics") for name in names), path.name
    assert count > 10


def test_simulations_start_from_the_definition_of_a_layer_alone():
    """They import no closed form and no theorem; what a theory says comes in as an argument."""
    look = {f"bnproofs.figures.{name}" for name in ("canvas", "film", "labels", "style")}
    may = {
        "bnproofs",
        "bnproofs.layer",
        "bnproofs.errors",
        "bnproofs.files",
        "bnproofs.extras",
        "bnproofs.display",
    } | look
    count = 0
    for path in sorted((ROOT.parent / "numerics").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [x.name for x in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            ours = {name for name in names if name.partition(".")[0] in ("bnproofs", "derivations", "tests")}
            assert ours <= may, path.name
            count += len(ours)
            if isinstance(node, ast.ImportFrom) and node.module == "bnproofs":
                assert [x.name for x in node.names] == ["__version__"], path.name
    assert count > 20


def test_no_bare_decimal_stands_in_a_closed_form():
    """Integers and rationals only, so that every kind of number keeps its precision."""
    wrong = []
    for name, _, tree in MODULES:
        if name.startswith(("bnproofs.configurations", "bnproofs.activations", "bnproofs.symmetry")):
            wrong += [
                name for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)
            ]
    assert not wrong
