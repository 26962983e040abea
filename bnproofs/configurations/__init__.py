"""Configurations of a batch: two clusters, the odd-point family, the uniform point; coordinates and exact facts."""

from bnproofs.configurations import odd_family, projector, two_clusters, uniform
from bnproofs.configurations.name import FAMILY_KINDS, Configuration, ConfigurationError

__all__ = ["FAMILY_KINDS", "Configuration", "ConfigurationError", "odd_family", "projector", "two_clusters", "uniform"]
