"""The decomposition of batch normalisation: what each component does, alone and together, each answer proved."""

from bnproofs.decomposition.layers import Activations, layers
from bnproofs.decomposition.row import Basis, Row, row

__all__ = ["Activations", "Basis", "Row", "layers", "row"]
