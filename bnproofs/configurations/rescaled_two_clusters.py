"""The two-cluster configuration of recentring + rescaling + φ: p = n − k points at one place, k at another.

φ(x) = b max(x, 0) + a min(x, 0), slopes (`right`, `left`) = (b, a). The configuration is a fixed point of the
mean-field map, which is not differentiable there: in the first cluster squared distances D become at most C √D and at
least C √D − (correction) D. With k and n − k exchanged the same holds for the other cluster.
Source: derivations/rescaled_two_clusters.py, derivations/square_root_constant.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift


def squared_norms(n: Number, k: Number, right: Number, left: Number) -> tuple[Number, Number]:
    """The squared norms ((a²+b²)/2 · k/p, (a²+b²)/2 · p/k) of a point in the cluster of p = n − k and in that of k."""
    _, n, k, b, a = lift(n, k, right, left)
    mean = (a * a + b * b) / 2
    return mean * k / (n - k), mean * (n - k) / k


def product(right: Number, left: Number) -> Number:
    """The product −ab of two points in different clusters: 0 for the ReLU, and the same at every finite width."""
    _, b, a = lift(right, left)
    return -a * b


def cosine(right: Number, left: Number) -> Number:
    """The cosine −2ab/(a² + b²) between the clusters."""
    _, b, a = lift(right, left)
    return -2 * a * b / (a * a + b * b)


def square_distance(n: Number, k: Number, right: Number, left: Number) -> Number:
    """The squared distance σ² = (a²+b²)(p² + k²)/(2pk) + 2ab of the clusters; zero for φ = abs with n = 2k."""
    _, n, k, b, a = lift(n, k, right, left)
    first, second = squared_norms(n, k, b, a)
    return first + second + 2 * a * b


def correction(n: Number, k: Number, right: Number, left: Number) -> Number:
    """The coefficient (a²+b²) n²/(2pkσ²) of D; n²/((n−1)² + 1) for the ReLU and k = 1."""
    _, n, k, b, a = lift(n, k, right, left)
    return (a * a + b * b) * n * n / (2 * k * (n - k) * square_distance(n, k, b, a))


def square_of_factor(n: Number, k: Number, right: Number, left: Number) -> Number:
    """The square n³/(2pkσ²) of the factor between C and ∫₀^(π/2) cos^(p−1) η ((b−a)²(1 − q) + 2ab) dη."""
    _, n, k, b, a = lift(n, k, right, left)
    return n * n * n / (2 * k * (n - k) * square_distance(n, k, b, a))


def defect(n: Number, k: Number, w: Number) -> Number:
    """The defect q = ((T − atan T)/T² + atan T)/π of the kernel at w = tan² η > 0.

    1/T² = 2k(1 + w)/(npw) + (p − 2)/p. It increases in w, from 0 to a limit below 1/2.
    """
    kind, n, k, w = lift(n, k, w)
    p, one = n - k, kind.number(1)
    t = 1 / kind.sqrt(2 * k * (1 + w) / (n * p * w) + (p - 2) / p)
    return (kind.reduced_excess(t, one) + kind.angle(t, one)) / kind.pi()


def density(n: int, k: int, right: Number, left: Number, w: Number) -> Number:
    """The integrand √w (1 + w)^(−(p+1)/2) ((b−a)²(1 − q) + 2ab)/2 of the integral over ln w, n and k integers."""
    kind, size, k_, b, a, w = lift(n, k, right, left, w)
    bracket = (b - a) * (b - a) * (1 - defect(size, k_, w)) + 2 * a * b
    return kind.sqrt(w / (1 + w) ** (n - k + 1)) * bracket / 2


def radius(n: Number, k: Number, right: Number, left: Number, constant: Number) -> Number:
    """The number (pkCσ/((a²+b²)n²))²: any smaller D/σ² > 0 grows, σ² the squared distance of the clusters."""
    _, n, k, b, a, c = lift(n, k, right, left, constant)
    share = k * (n - k) * c / ((a * a + b * b) * n * n)
    return share * share * square_distance(n, k, b, a)
