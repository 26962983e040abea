"""The table of activations and the folder agree: forgetting to register one fails here."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from inspect import isclass, signature
from pathlib import Path

import pytest

import bnproofs.activations as package
from bnproofs import Layer
from bnproofs.activations import ACTIVATIONS, activation_of
from bnproofs.activations.base import Activation
from bnproofs.activations.registry import Entry

NEEDED = [name for name in vars(Activation) if not name.startswith("_")] + ["degree", "source"]


def defined_activations():
    """(module, class) of every class in the folder that has a dual kernel, besides the protocol."""
    found = []
    for file in sorted(Path(package.__path__[0]).glob("*.py")):
        if file.stem in ("__init__", "base", "registry"):
            continue
        module = import_module(f"bnproofs.activations.{file.stem}")
        for name, value in vars(module).items():
            if isclass(value) and value.__module__ == module.__name__ and hasattr(value, "dual_kernel"):
                found.append((module.__name__, name))
    return found


def test_every_activation_that_a_file_defines_is_registered_once():
    registered = [(entry.module, entry.definition) for entry in ACTIVATIONS.values()]
    assert sorted(registered) == sorted(defined_activations())
    assert len(set(registered)) == len(registered) == len(ACTIVATIONS)


def test_every_other_file_of_the_folder_defines_an_activation():
    files = {path.stem for path in Path(package.__path__[0]).glob("*.py")} - {"__init__", "base", "registry"}
    assert files == {module.rpartition(".")[2] for module, _ in defined_activations()}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_registered_activation_has_all_the_theory_needs(name):
    entry = ACTIVATIONS[name]
    values = ",".join(["1/3"] * len(entry.parameters))
    activation = activation_of(Layer.parse(f"{name}({values})" if values else name))
    missing = [part for part in NEEDED if not hasattr(activation, part)]
    assert not missing
    assert activation.source
    assert activation.degree is None or isinstance(activation.degree, int)
    fields = signature(type(activation)).parameters
    assert tuple(fields) == entry.parameters
    assert all(getattr(activation, field) == Fraction(1, 3) for field in fields)


def test_every_registered_activation_is_in_the_package_and_has_a_short_name():
    for name, entry in ACTIVATIONS.items():
        assert entry.definition in package.__all__
        assert name == name.lower()
        assert name not in ("rc", "rs")


def test_spellings_say_which_parameters_there_are():
    assert Entry("m", "C").spelling("name") == "name"
    assert Entry("m", "C", ("a", "b")).spelling("name") == "name(a, b)"


def test_naming_a_layer_imports_no_mathematics():
    code = (
        "import sys; from bnproofs.layer import Layer; Layer.parse('rc+leaky_relu(1/10)')\n"
        "heavy = {'numpy', 'sympy', 'mpmath', 'flint'} & {m.partition('.')[0] for m in sys.modules}\n"
        "print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
