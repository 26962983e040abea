"""The memory of the Gram chain does not grow with the width."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = (
    "import resource\n"
    "import numpy as np\n"
    "from bnproofs.layer import Layer\n"
    "from numerics.gram_chain import GramChain\n"
    "gram = GramChain(Layer.parse('rc+relu'), {width}, 1).advance(np.eye(50)[None], (0,), 1)[0]\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, np.trace(gram) / 49)\n"
)


def test_a_layer_of_ten_million_neurons_needs_no_more_than_a_laptop_has():
    """The limit is 1.5 GB; the ten million rows alone would be 4 GB. E‖relu(Ch)‖² = 49/2 has the error 0.002."""
    code = MEASURE.format(width=10**7)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    kilobytes, half = map(float, done.stdout.split())
    kilobytes /= 1024 if sys.platform == "darwin" else 1
    assert kilobytes < 1.5e6
    assert half == pytest.approx(0.5, abs=0.001)
