"""Spectrum: enclosures of the eigenvalues of the projective Jacobian and the verdict on stability."""

from bnproofs.spectrum.eigenvalues import (
    Eigenvalues,
    SpectrumUndecidedError,
    projective_eigenvalues,
    rescaled_eigenvalues,
    spectral_radius,
)
from bnproofs.spectrum.stability import Stability, stability

__all__ = [
    "Eigenvalues",
    "SpectrumUndecidedError",
    "Stability",
    "projective_eigenvalues",
    "rescaled_eigenvalues",
    "spectral_radius",
    "stability",
]
