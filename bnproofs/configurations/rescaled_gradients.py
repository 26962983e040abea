"""Back-propagation at the uniform point of recentring + rescaling + φ, φ(x) = b max(x, 0) + a min(x, 0), n ≥ 4 points.

Slopes are given as (`right`, `left`) = (b, a), as in `rescaled_uniform`.
"""

from __future__ import annotations

from bnproofs.configurations.rescaled_uniform import diagonal, pair_eigenvalue, product, square_distance
from bnproofs.numbers import Number, lift


def gradient_growth(n: Number, right: Number, left: Number) -> Number:
    """The growth of the squared gradient in the pre-activations, a layer, towards the input of a deep wide network.

    ((n−2) V + P + W)/((n−3)(V − W)), V and W the squared norm and the product of the uniform point, P = E φ'(u)φ'(v)
    the slope of the kernel. It assumes, as all such theory does, that gradients see weights of their own. Infinite at
    n = 3.
    Source: derivations/rescaled_gradients.py; for the ReLU and the identity theorem 8 of Yang et al. (2019).
    """
    _, n, b, a = lift(n, right, left)
    gap = square_distance(n, b, a)
    slope = pair_eigenvalue(n, b, a) * (n + 1) * gap / n
    return ((n - 2) * diagonal(b, a) + slope + product(n, b, a)) / ((n - 3) * gap)
