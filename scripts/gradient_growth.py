"""How fast gradients grow with batch norm: back-propagation through wide networks against published rates.

    python scripts/gradient_growth.py                          8 and 16 points, ReLU and identity: some minutes
    python scripts/gradient_growth.py --batch 32 --replicas 30

Networks of RC+RS+φ that start at the uniform point, the same weights forward and backward. The rates are those of Yang
et al. 2019 (`bnproofs literature --paper yang2019`). A line is printed for each; exit status 1 if any published rate
lies outside the 99.8 % confidence interval.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from bnproofs.literature.batch_norm import published_gradient_rate
from numerics.gradient_growth import gradient_growth

LEVEL = 0.998


def main(arguments: list[str]) -> int:
    """The exit status, once the lines are printed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch", type=int, nargs="+", default=[8, 16])
    parser.add_argument("--width", type=int, nargs="+", default=[500, 1000, 2000])
    for name, default in (("layers", 8), ("replicas", 24), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args(arguments)
    failed = 0
    for name in ("relu", "identity"):
        for n in given.batch:
            layer = Layer.parse(f"rc+rs+{name}")
            start = mean_field_map(layer, np.eye(n))
            found = gradient_growth(
                layer, start, widths=given.width, layers=given.layers, replicas=given.replicas, seed=given.seed
            )
            published = float(published_gradient_rate(layer, n).mid())
            low, high = found.interval(LEVEL)
            inside = low <= published <= high
            failed += not inside
            print(
                f"{layer!s:15} {n:4} points: {found.rate:.4f} ± {found.standard_error:.4f}, published "
                f"{published:.6f}: {'inside' if inside else 'OUTSIDE'} [{low:.4f}, {high:.4f}]",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
