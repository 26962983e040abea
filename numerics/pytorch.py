"""A dense network made of PyTorch's own modules; PyTorch itself is imported only when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.extras import optional
from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.streams import Purpose, stream

if TYPE_CHECKING:
    import torch

_TINY = float(np.finfo(np.float64).tiny)
"""The ε that stands for 0: added to a variance it is rounded away."""


@dataclass(frozen=True, slots=True)
class TorchNetwork:
    """A network of `width` neurons a layer with weights N(0, 1/d), d the number of its inputs, in PyTorch."""

    layer: Layer
    width: int
    seed: int

    def advance(self, points: Floats, replica: int, depth: int) -> Floats:
        """The representation (width × n) after layer number `depth`, given the one (d × n) before it.

        PyTorch computes it on one core, so that its bits do not depend on how many there are.

        Raises:
            InputError: PyTorch is missing.
        """
        network = build(self.layer, (len(points), self.width), seed=self.seed, replica=replica, depth=depth)
        import torch

        with torch.no_grad(), _one_thread():
            result: Floats = network(torch.tensor(points).T).numpy()
        return result.T


def build(
    layer: Layer, widths: Sequence[int], *, seed: int = 0, replica: int = 0, depth: int = 1
) -> torch.nn.Sequential:
    """The network from widths[0] inputs through layers of widths[1], widths[2], … neurons, in training mode.

    It maps (n × widths[0]), one point a row, to (n × widths[-1]), in doubles. A layer is a `Linear` without bias, then
    what it has of RC, RS and φ: both RC and RS are a `BatchNorm1d`, which divides by √(‖h‖²/n + ε), with n and not
    n − 1; one of the two alone is a module of ours; φ is a `ReLU`, a `LeakyReLU`, nothing, or a function of PyTorch's
    in a module of ours. PyTorch refuses a `BatchNorm1d` with ε = 0 in training mode; the smallest positive double
    stands for it there, which rounding drops. A neuron that is zero on the whole batch stays zero.

    The layers are numbered from `depth`; the weights of each are N(0, 1/d), d the number of its inputs, drawn by NumPy
    from the seed, the replica and that number (PyTorch's own generator would use 32 bits of a seed).

    Raises:
        InputError: PyTorch is missing, or fewer than two widths, or one that is not positive.
    """
    if len(widths) < 2 or min(widths) < 1:
        raise InputError(f"a network has at least two widths, all positive, not {list(widths)}")
    optional("torch", "torch")
    from torch.nn import Module, Sequential

    parts: list[Module] = []
    for at, (inputs, neurons) in enumerate(pairwise(widths), start=depth):
        weights = stream(seed, Purpose.TORCH, replica, at).standard_normal((neurons, inputs))
        weights /= np.sqrt(inputs)
        parts.append(_linear(weights))
        parts.extend(_normalisation(layer, neurons))
        parts.extend(_nonlinearity(layer))
    return Sequential(*parts)


def torch_version() -> str:
    """The version of PyTorch.

    Raises:
        InputError: PyTorch is missing.
    """
    return str(optional("torch", "torch").__version__)


@contextmanager
def _one_thread() -> Iterator[None]:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _linear(weights: Floats) -> torch.nn.Linear:
    import torch

    neurons, inputs = weights.shape
    linear = torch.nn.Linear(inputs, neurons, bias=False, dtype=torch.float64, device="meta")
    linear.weight = torch.nn.Parameter(torch.from_numpy(weights))
    return linear


def _normalisation(layer: Layer, neurons: int) -> list[torch.nn.Module]:
    import torch

    recentre, rescale = _modules()
    epsilon = float(layer.epsilon)
    if layer.recentre and layer.rescale:
        return [torch.nn.BatchNorm1d(neurons, eps=epsilon or _TINY, dtype=torch.float64)]
    return [recentre()] * layer.recentre + [rescale(epsilon)] * layer.rescale


def _nonlinearity(layer: Layer) -> list[torch.nn.Module]:
    from torch import nn

    stock: dict[str, list[type[nn.Module]]] = {"identity": [], "relu": [nn.ReLU], "leaky_relu": [nn.LeakyReLU]}
    if layer.activation not in stock:
        return [_entrywise()(_functions()[layer.activation], *map(_plain, layer.parameters))]
    return [module(*map(float, layer.parameters)) for module in stock[layer.activation]]


def _plain(parameter: Fraction) -> int | float:
    """A parameter as an integer if it is one, else as the nearest double."""
    return int(parameter) if parameter.denominator == 1 else float(parameter)


def _functions() -> dict[str, Callable[..., torch.Tensor]]:
    """The nonlinearities for which PyTorch has a function and no module, of a tensor and of its parameters."""
    import torch

    return {
        "abs": torch.abs,
        "step": lambda h: torch.heaviside(h, torch.zeros((), dtype=h.dtype)),
        "sign": torch.sign,
        "relu_power": lambda h, order: torch.relu(h) ** order,
        "monomial": torch.pow,
        "hermite": torch.special.hermite_polynomial_he,
        "erf": torch.erf,
        "gelu": torch.nn.functional.gelu,
        "sine": lambda h, frequency: torch.sin(frequency * h),
        "cosine": lambda h, frequency: torch.cos(frequency * h),
        "exponential": lambda h, rate: torch.exp(rate * h),
    }


@cache
def _entrywise() -> Any:
    """The module that applies a function to each entry."""
    import torch

    class Entrywise(torch.nn.Module):
        """NL: h ← φ(h)."""

        def __init__(self, function: Callable[..., torch.Tensor], *parameters: float) -> None:
            super().__init__()
            self.function, self.parameters_of_function = function, parameters

        def forward(self, h: torch.Tensor) -> torch.Tensor:
            """The neurons after the nonlinearity."""
            return self.function(h, *self.parameters_of_function)

    return Entrywise


@cache
def _modules() -> tuple[Any, Any]:
    """The modules that recentre and rescale each neuron over the batch (n × neurons)."""
    import torch

    class Recentre(torch.nn.Module):
        """RC: h ← C h, C = I − 11ᵀ/n."""

        def forward(self, h: torch.Tensor) -> torch.Tensor:
            """The recentred neurons."""
            return h - h.mean(dim=0, keepdim=True)

    class Rescale(torch.nn.Module):
        """RS: h ← √n h/√(‖h‖² + nε), and 0 ← 0."""

        def __init__(self, epsilon: float) -> None:
            super().__init__()
            self.epsilon = epsilon

        def forward(self, h: torch.Tensor) -> torch.Tensor:
            """The rescaled neurons."""
            square = h.square().mean(dim=0, keepdim=True) + self.epsilon
            return h / torch.where(square > 0, square, 1).sqrt()

    return Recentre, Rescale
