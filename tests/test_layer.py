"""Short names of layers: what is read back, and what a refusal says."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs import Layer
from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.layer import LayerSyntaxError

EXACT = st.one_of(st.integers(), st.fractions()) | st.sampled_from([10**18 - 1, 10**18, Fraction(1, 10**18)])
PARAMETERS = st.fractions(max_denominator=10**9, min_value=-(10**9), max_value=10**9)


@st.composite
def layers(draw):
    name = draw(st.sampled_from(sorted(ACTIVATIONS)))
    orders = ACTIVATIONS[name].orders
    values = PARAMETERS if orders is None else st.integers(*orders).map(Fraction)
    parameters = tuple(draw(values) for _ in ACTIVATIONS[name].parameters)
    rescale = draw(st.booleans())
    epsilon = draw(st.fractions(0, 10, max_denominator=10**9)) if rescale and draw(st.booleans()) else Fraction(0)
    return Layer(draw(st.booleans()), rescale, name, parameters, epsilon)


@given(layer=layers())
def test_a_printed_layer_is_read_back_as_itself(layer):
    assert Layer.parse(str(layer)) == layer
    assert str(Layer.parse(str(layer))) == str(layer)


@given(layer=layers(), gaps=st.lists(st.integers(0, 3), min_size=200, max_size=200))
def test_spaces_do_not_matter(layer, gaps):
    spaced = "".join(character + " " * gap for character, gap in zip(str(layer), gaps, strict=False))
    assert Layer.parse(spaced) == layer


@pytest.mark.parametrize("recentre", ["", "rc+"])
@pytest.mark.parametrize("rescale", ["", "rs+", "rs(eps=1/100000)+"])
@pytest.mark.parametrize("activation", ["identity", "relu", "leaky_relu(1/10)"])
def test_every_combination_of_parts_is_a_layer(recentre, rescale, activation):
    layer = Layer.parse(recentre + rescale + activation)
    assert (layer.recentre, layer.rescale) == (bool(recentre), bool(rescale))
    assert layer.activation == activation.partition("(")[0]
    assert layer.epsilon == (Fraction(1, 100000) if "eps" in rescale else 0)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("leaky_relu(0.10)", "leaky_relu(1/10)"),
        ("leaky_relu(2/20)", "leaky_relu(1/10)"),
        ("leaky_relu(-0.5)", "leaky_relu(-1/2)"),
        ("leaky_relu(0)", "leaky_relu(0)"),
        ("rs(eps=0.00001)+relu", "rs(eps=1/100000)+relu"),
        ("rs(eps=0)+relu", "rs+relu"),
        ("\trc +  relu\n", "rc+relu"),
    ],
)
def test_other_spellings_of_the_same_layer_have_one_short_name(text, canonical):
    assert str(Layer.parse(text)) == canonical


MISSPELT = [
    ("rc+rellu", "rc+relu"),
    ("rc+ReLU", "'rc+relu'"),
    ("RC+relu", "'rc+relu'"),
    ("RC+ReLU", "'rc+relu'"),
    ("RC+RS(EPS=1/2)+Leaky_ReLU(0.5)", "'rc+rs(eps=1/2)+leaky_relu(0.5)'"),
    ("RELU(3)+RC(1)", "'rc+relu'"),
    ("leaky_relu(1/5)+rc", "'rc+leaky_relu(1/5)'"),
    ("rellu+rc+rellu", "'rc+relu'"),
    ("rc+leaky", "rc+leaky_relu(1/10)"),
    ("rc+lekay_relu(1/10)", "rc+leaky_relu(1/10)"),
    ("rc+rs+identty", "rc+rs+identity"),
    ("rx+relu", "rs+relu"),
    ("relu+rc", "rc+relu"),
    ("rs+rc+relu", "rc+rs+relu"),
    ("rc+rc+relu", "rc+relu"),
    ("rc", "rc+identity"),
    ("rc+rs", "rc+rs+identity"),
    ("relu+relu", "relu"),
    ("rc++relu", "'rc+relu'"),
    ("relu+", "'relu'"),
    ("+relu", "'relu'"),
    ("rc+", "'rc+identity'"),
    ("", "'rc+relu'"),
    ("+", "'rc+relu'"),
    ("rc+relu(", "relu"),
    ("rc+relu)", "relu"),
    ("rc+leaky_relu((1))", "leaky_relu(1/10)"),
    ("rc(1)+relu", "rc"),
    ("rs(eps)+relu", "rs(eps=1/100000)"),
    ("rs(eps=1,eps=2)+relu", "rs(eps=1/100000)"),
    ("rs(1/2)+relu", "rs(eps=1/100000)"),
    ("rs(eps=-1/2)+relu", "rs(eps=1/100000)"),
    ("leaky_relu", "leaky_relu(1/10)"),
    ("leaky_relu(1,2)", "leaky_relu(1/10)"),
    ("relu(2)", "relu"),
    ("leaky_relu(1/0)", "1/10"),
    ("leaky_relu(1e-3)", "1/10"),
    ("leaky_relu(nan)", "0.1"),
    ("leaky_relu(inf)", "0.1"),
    ("leaky_relu(0x10)", "1/10"),
    ("leaky_relu(1_000)", "1/10"),
    ("leaky_relu(٣)", "1/10"),
    ("leaky_relu()", "1/10"),
    ("leaky_relu(+3)", "leaky_relu(1/10)"),
    ("leaky_relu(9" + "9" * 30 + ")", "1/10"),
    ("rc+" * 100 + "relu", "rc+relu"),
    ("x" * 10**6, "rc+relu"),
    ("rc+rélu", "relu"),
    ("rc;relu", "r"),
]


@pytest.mark.parametrize(("text", "nearest"), MISSPELT, ids=[text[:20] or "empty" for text, _ in MISSPELT])
def test_a_refusal_names_a_spelling_that_is_valid(text, nearest):
    with pytest.raises(LayerSyntaxError) as refusal:
        Layer.parse(text)
    message = str(refusal.value)
    assert nearest in message
    assert len(message) < 400
    assert "\n" not in message
    suggestions = [s for s in re.findall(r"'([^']*)'", message) if s != text and s not in text]
    assert suggestions or nearest in message
    for suggestion in suggestions:  # a whole layer is suggested as it can be typed
        if suggestion.startswith(("rc+", "rs+", "relu", "leaky_relu(1/10)")):
            assert Layer.parse(suggestion)


def test_digits_of_other_scripts_are_no_numbers():
    for digit in "٣३３":
        with pytest.raises(LayerSyntaxError):
            Layer.parse(f"leaky_relu({digit})")


@pytest.mark.parametrize(
    "arguments",
    [
        (True, False, "swish"),
        (True, False, "relu", (Fraction(1),)),
        (True, False, "leaky_relu"),
        (True, False, "relu", (), Fraction(1, 10)),
        (True, True, "relu", (), Fraction(-1, 10)),
    ],
)
def test_a_layer_put_together_by_hand_is_checked_too(arguments):
    with pytest.raises(LayerSyntaxError):
        Layer(*arguments)


@pytest.mark.parametrize("name", [name for name, entry in ACTIVATIONS.items() if entry.orders])
def test_orders_are_integers_in_a_range(name):
    least, most = ACTIVATIONS[name].orders
    for order in range(least, most + 1):
        assert Layer.parse(f"{name}({order}.0)") == Layer(False, False, name, (order,))
    for wrong in (least - 1, 0, -least, most + 1, 10**17, Fraction(1, 2), Fraction(10**17 + 1, 10**17)):
        text = f"{name}({wrong})"
        with pytest.raises(LayerSyntaxError, match=rf"{name} takes an integer from {least} to {most}, not ") as refusal:
            Layer.parse(text)
        assert str(wrong) in str(refusal.value)
        (suggestion,) = re.findall(rf"'({name}\([^']*\))'", str(refusal.value))
        assert Layer.parse(suggestion).activation == name
        with pytest.raises(LayerSyntaxError, match="takes an integer"):
            Layer(True, False, name, (wrong,))


def test_layers_are_values():
    first, second = Layer.parse("rc+relu"), Layer(True, False, "relu")
    assert first == second
    assert len({first, second, Layer.parse("relu")}) == 2
    with pytest.raises(AttributeError):
        first.recentre = False


@pytest.mark.parametrize("text", ["", "+", "relu+", "rc++relu"])
def test_an_empty_part_is_called_empty(text):
    with pytest.raises(LayerSyntaxError, match="an empty part") as refusal:
        Layer.parse(text)
    assert "'rs" not in str(refusal.value)


@given(slope=EXACT, epsilon=EXACT)
def test_every_layer_that_can_be_made_is_read_back(slope, epsilon):
    try:
        layer = Layer(True, True, "leaky_relu", (slope,), epsilon)
    except LayerSyntaxError:
        assert epsilon < 0 or any(
            max(abs(x.numerator), x.denominator) >= 10**18 for x in (Fraction(slope), Fraction(epsilon))
        )
    else:
        assert Layer.parse(str(layer)) == layer
        assert {type(x) for x in (*layer.parameters, layer.epsilon)} == {Fraction}


@pytest.mark.parametrize("wrong", [0.1, True, "0.1", None])
def test_parameters_are_exact_numbers(wrong):
    for arguments in [("leaky_relu", (wrong,)), ("relu", (), wrong)]:
        with pytest.raises(LayerSyntaxError, match=r"write Fraction\(1, 10\)"):
            Layer(True, True, *arguments)


@pytest.mark.parametrize("value", [10**18, -(10**18), Fraction(1, 10**20), Fraction(10**5000 + 1, 3)])
def test_both_directions_have_one_bound(value):
    with pytest.raises(LayerSyntaxError, match="at most 18 digits"):
        Layer(True, False, "leaky_relu", (value,))


def test_a_decimal_of_too_many_digits_is_refused_when_read():
    assert Layer.parse("leaky_relu(0.99999999999999999)").parameters == (Fraction(10**17 - 1, 10**17),)
    for text in ("0.000000000000000001", "999999999999999999.5"):
        with pytest.raises(LayerSyntaxError, match="at most 18 digits"):
            Layer.parse(f"leaky_relu({text})")
