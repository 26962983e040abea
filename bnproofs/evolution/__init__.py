"""Evolution: the mean-field map of a layer on full n×n Gram matrices, and its derivative."""

from bnproofs.evolution.gram import NotAGramError, as_gram, require_positive_semidefinite
from bnproofs.evolution.jacobian import dense_jacobian
from bnproofs.evolution.mean_field import UnsupportedLayerError, mean_field_derivative, mean_field_map
from bnproofs.evolution.recentring import recentre

__all__ = [
    "NotAGramError",
    "UnsupportedLayerError",
    "as_gram",
    "dense_jacobian",
    "mean_field_derivative",
    "mean_field_map",
    "recentre",
    "require_positive_semidefinite",
]
