"""Batch norm as used, RC+RS+ReLU, started with one point much longer than the others: 100 points keep it, 48 forget it.

    python scripts/odd_start.py                                       width 16000, 400 layers, 8 networks: minutes
    python scripts/odd_start.py --width 2000 --batch 64 --layers 100  another one
    python scripts/odd_start.py --figure odd-start.svg                and a figure, with its data beside it

Orthogonal points, the squared norm of the last n/2 times that of the others. The mean-field orbit and the standard
deviation of one network about it are computed beforehand, to first order in 1/√width, and all networks at all layers
are compared with them at once. One object is printed for each batch. Exit status: 0 all agree at the level 0.01, 1
otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from bnproofs.commands.references import references_of
from bnproofs.layer import Layer
from bnproofs.symmetry import BlockGram, reduced_map
from numerics.arrays import Floats
from numerics.odd_start import OddStart, odd_start, orthogonal_start

LEVEL = 0.01


def experiment(layer: Layer, n: int, *, width: int, layers: int, replicas: int, seed: int) -> OddStart:
    """The networks of one batch beside the library's reduced map of n − 1 exchangeable points and one more."""

    def step(gram: Floats) -> Floats:
        return np.asarray(reduced_map(layer, BlockGram.project(gram, (n - 1, 1))).embed(), dtype=np.float64)

    return odd_start(layer, step, orthogonal_start(n, n / 2), width=width, layers=layers, replicas=replicas, seed=seed)


def certified(layer: Layer, n: int) -> dict[str, float]:
    """The squared norm ratios of the odd point and the cluster in the attractors that are certified, by name."""
    return {x.name: x.norm_ratio**2 for x in references_of(layer, n) if x.attracts}


def main(arguments: list[str]) -> int:
    """The exit status, once the objects are printed and the figure is drawn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--layer", default="rc+rs+relu")
    parser.add_argument("--batch", type=int, nargs="+", default=[100, 48])
    for name, default in (("width", 16000), ("layers", 400), ("replicas", 8), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--figure", type=Path)
    given = parser.parse_args(arguments)
    runs = []
    for n in given.batch:
        runs.append(
            experiment(
                Layer.parse(given.layer),
                n,
                width=given.width,
                layers=given.layers,
                replicas=given.replicas,
                seed=given.seed,
            )
        )
        print(json.dumps({**runs[-1].as_data(), "certified": certified(runs[-1].layer, n)}, indent=1), flush=True)
    if given.figure is not None:
        from bnproofs.figures.canvas import save
        from numerics.figures.odd_start import draw

        save(draw(runs), given.figure)
    level = LEVEL / len(runs)
    return 0 if all(run.p_value > level for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
