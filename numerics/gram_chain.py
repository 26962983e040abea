"""The Gram chain: the exact law of the Gram matrix of a Gaussian network of any width, without its weights.

Given the Gram matrix G = XᵀX/d of a layer's inputs, the pre-activations of its neurons are independent rows
h ~ N(0, G), at any width. So the next Gram matrix is the mean of d independent copies of φφᵀ, φ = φ(RS(RC(h))):
O(d n²) work and O(n² + chunk) memory a layer, instead of the O(d² n) of multiplying by weights.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.arrays import Floats, Rows
from numerics.neurons import fire
from numerics.parallel import cores, in_order, one_blas_thread
from numerics.streams import Purpose, fast_stream

_BLOCK = 2**16
"""About how many normals a block of rows needs: it stays in the cache of a core."""

_INLINE = 2**15
"""The least number of normals in a block that is worth a thread."""


def factor(gram: Floats, *, recentre: bool = False) -> Floats:
    """The matrix F with F Fᵀ = G, or F Fᵀ = C G C, from the eigen-decomposition; also of a stack of matrices.

    It is the matrix of cosines that is decomposed, so that short points are as accurate as long ones. A singular G is
    factored as it is, and nothing is added to its diagonal: eigenvalues that rounding alone can make, up to n · 2⁻⁵² of
    the largest, count as zero. So points that are equal stay equal, to rounding; and points nearer to each other than
    about 10⁻⁸ √n of their length become equal, so that recentring finds nothing between them.
    """
    lengths = np.sqrt(np.maximum(np.einsum("...ii->...i", gram), 0))
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    values, vectors = np.linalg.eigh(gram * inverse[..., :, None] * inverse[..., None, :])
    noise = gram.shape[-1] * np.finfo(np.float64).eps * values[..., -1:]
    root: Floats = vectors * np.sqrt(np.where(values > noise, values, 0))[..., None, :]
    root *= lengths[..., :, None]
    return root - root.mean(axis=-2, keepdims=True) if recentre else root


def block_rows(n: int) -> int:
    """The number of rows in a block: a power of two that depends on n alone, so that sums have one order."""
    return int(min(max(2 ** int(np.log2(_BLOCK / n)), 256), 4096))


class _Workspace(threading.local):
    """Two arrays of a thread that are used again and again: new memory costs more than what is put into it."""

    def __init__(self) -> None:
        self._pair: tuple[Rows, Rows] = (np.empty((0, 0)), np.empty((0, 0)))

    def of(self, shape: tuple[int, int], dtype: Any) -> tuple[Rows, Rows]:
        """The two arrays, of this shape and type, with whatever stands in them."""
        if self._pair[0].shape != shape or self._pair[0].dtype != dtype:
            self._pair = np.empty(shape, dtype), np.empty(shape, dtype)
        return self._pair


_WORKSPACE = _Workspace()


@dataclass(frozen=True, slots=True)
class GramChain:
    """The Markov chain of Gram matrices of a network of `width` neurons a layer.

    `chunk` is the number of rows that may be in memory at once, 0 for two blocks a core; it does not change the
    numbers. With `precision="single"` the rows are drawn and multiplied in single precision; blocks are added, and
    matrices factored, in doubles all the same.
    """

    layer: Layer
    width: int
    seed: int
    precision: str = "double"
    chunk: int = 0

    def advance(self, grams: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        """The Gram matrices (R, n, n) after layer number `depth` of the replicas, given those before it."""
        n, rows = grams.shape[-1], block_rows(grams.shape[-1])
        dtype = np.float32 if self.precision == "single" else np.float64
        starts = range(0, self.width, rows)
        tasks = [(at, block) for at in range(len(replicas)) for block in range(len(starts))]
        ahead = max(1, self.chunk // rows) if self.chunk else 2 * cores()
        result = np.zeros_like(grams)

        traces = np.trace(grams, axis1=1, axis2=2)
        if self.precision == "single" and not ((traces == 0) | (abs(np.log2(traces + (traces == 0))) < 60)).all():
            raise InputError("the points are too long or short for single precision: scale the data, or take double")
        with one_blas_thread():
            factors = factor(grams, recentre=self.layer.recentre).astype(dtype, copy=False)

            def total(task: tuple[int, int]) -> Any:
                at, block = task
                count = min(rows, self.width - starts[block])
                normals, h = (scratch[:count] for scratch in _WORKSPACE.of((rows, n), dtype))
                fast_stream(self.seed, Purpose.CHAIN, replicas[at], depth, block).standard_normal(
                    out=normals, dtype=dtype
                )
                np.matmul(normals, factors[at].T, out=h)
                with np.errstate(over="ignore", invalid="ignore"):  # what leaves the doubles is seen in the sum
                    fire(self.layer, h, recentred=True)
                    return h.T @ h

            small = len(tasks) == 1 or min(rows, self.width) * n < _INLINE
            for (at, _), part in zip(tasks, in_order(total, tasks, ahead=ahead, inline=small), strict=True):
                result[at] += part
        result /= self.width
        return result


def single_precision_error(chain: GramChain, gram: Floats, rows: int = 4096) -> float:
    """The relative error (Frobenius) of one layer's Gram matrix in single precision, measured on the same normals."""
    z = fast_stream(chain.seed, Purpose.CHAIN, 0, 0, 0).standard_normal((rows, len(gram)), dtype=np.float32)
    root = factor(gram, recentre=chain.layer.recentre)
    double, single = z.astype(np.float64) @ root.T, z @ root.T.astype(np.float32)
    fire(chain.layer, double, recentred=True)
    fire(chain.layer, single, recentred=True)
    exact = double.T @ double
    return float(np.linalg.norm(single.T @ single - exact) / np.linalg.norm(exact))
