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
from bnproofs.errors import InputError

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
    value = Fraction(1, 3) if entry.orders is None else Fraction(entry.orders[1])
    values = ",".join([str(value)] * len(entry.parameters))
    activation = activation_of(Layer.parse(f"{name}({values})" if values else name))
    missing = [part for part in NEEDED if not hasattr(activation, part)]
    assert not missing
    assert activation.source
    assert activation.degree is None or isinstance(activation.degree, int)
    fields = signature(type(activation)).parameters
    assert tuple(fields) == entry.parameters
    assert all(getattr(activation, field) == value for field in fields)


def test_every_registered_activation_is_in_the_package_and_has_a_short_name():
    for name, entry in ACTIVATIONS.items():
        assert entry.definition in package.__all__
        assert name == name.lower()
        assert name not in ("rc", "rs")


@pytest.mark.parametrize("name", [name for name, entry in ACTIVATIONS.items() if entry.orders])
@pytest.mark.parametrize("wrong", [0, 1, -3, 13, 10**30, Fraction(1, 2), 2.0, "3", True, None])
def test_an_order_that_is_no_integer_of_the_range_is_refused_with_words(name, wrong):
    definition = getattr(package, ACTIVATIONS[name].definition)
    with pytest.raises(InputError, match=rf"{name} takes an integer from 2 to 12, not .*: write '{name}\(3\)'"):
        definition(wrong)
    assert definition(Fraction(3)) == definition(3)
    assert isinstance(definition(Fraction(3)).order, int)


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
