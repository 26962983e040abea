"""Packages that not everybody has: imported when they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from bnproofs.errors import InputError


def optional(module: str, extra: str) -> ModuleType:
    """The module of an optional package, which installing `bnproofs[extra]` brings.

    Raises:
        InputError: it cannot be imported.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise InputError(f"{package} cannot be imported: write pip install 'bnproofs[{extra}]'") from error
