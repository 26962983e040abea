"""Activations that a user defines: φ in analytic pieces, its Gaussian integrals by quadrature with a proved error."""

from bnproofs.piecewise.activation import Piecewise

__all__ = ["Piecewise"]
