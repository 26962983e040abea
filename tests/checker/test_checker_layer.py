"""The short names of layers as the checker reads them: those of the library, in one spelling."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bnproofs.checker.fields import Refusal
from bnproofs.checker.layer import RC_RELU, LayerName, layer_name
from bnproofs.decomposition import Activations, layers
from bnproofs.layer import Layer


@pytest.mark.parametrize("layer", [*layers(Activations.ALL), Layer.parse("rc+rs(eps=1/100000)+relu")], ids=str)
def test_the_checker_reads_what_the_library_writes(layer):
    name = layer_name(str(layer))
    assert str(name) == str(layer)
    assert (name.recentre, name.rescale, name.activation) == (layer.recentre, layer.rescale, layer.activation)
    assert (name.parameters, name.epsilon) == (layer.parameters, layer.epsilon)


def test_the_layer_of_version_one():
    assert layer_name("rc+relu") == RC_RELU == LayerName(True, False, "relu")
    assert layer_name("rs(eps=1/3)+leaky_relu(-1/2)").parameters == (Fraction(-1, 2),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rc",
        "rs",
        "rc+rs",
        "rs+rc+relu",
        "RC+relu",
        "rc+relu ",
        "rc+relu\n",
        "rc+leaky_relu(2/4)",
        "rc+leaky_relu(1/1)",
        "rc+leaky_relu()",
        "rc+leaky_relu(1,)",
        "rs(eps=0)+relu",
        "rs(eps=2/2)+relu",
        "rs(eps=)+relu",
        "rc+relu+relu",
        "rc+" + "a" * 33,
        "rc+leaky_relu(" + "1" * 81 + ")",
        7,
        None,
        ["rc+relu"],
    ],
)
def test_what_is_no_layer_is_refused(text):
    with pytest.raises(Refusal):
        layer_name(text)
