"""Proofs of what normalised networks do at initialisation.

    Layer + batch size → mean-field map → symmetry → fixed points → spectrum → certificate → checker → report

`Layer` names a layer, `bnproofs.evolution` holds its mean-field map, `bnproofs.theorems.prove` what is proved of it,
and `bnproofs.certificate` writes that down for `bnproofs.checker`. docs/architecture.md walks through the folders.
"""

from bnproofs.layer import Layer

__version__ = "0.1.0"
__all__ = ["Layer", "__version__"]
