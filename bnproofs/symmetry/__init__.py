"""Symmetry: the mean-field map and its derivative on batches of exchangeable groups of points."""

from bnproofs.symmetry.block_gram import BlockGram
from bnproofs.symmetry.isotypic import IsotypicBlock, isotypic_blocks
from bnproofs.symmetry.reduced_map import apply_kernel, recentre_blocks, reduced_map

__all__ = ["BlockGram", "IsotypicBlock", "apply_kernel", "isotypic_blocks", "recentre_blocks", "reduced_map"]
