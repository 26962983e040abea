"""Figures inside a page: well-formed, no clash of names, nothing that runs, the page's colours, what they say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import blank
from bnproofs.figures.inline import VARIABLES, inline_svg
from bnproofs.figures.palette import COLOURS, DARK_PAPER, declarations
from bnproofs.figures.style import house_style

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(1)</script> \" onload='x' & $x$ ]]>"


def made(text):
    with house_style():
        drawing = blank(2)
        axes = drawing.figure.subplots()
        drawing.line(axes, "a", "b", [0, 1], [0, 1], marker="o", color="#0072b2")
        axes.text(0.5, 0.5, text, parse_math=False)
        axes.set_title(text, parse_math=False)
    return drawing.described(text, text)


def names(root):
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def references(text):
    return re.findall(r"url\(#([^)]*)\)", text) + re.findall(r'href="#([^"]*)"', text)


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_figure_is_well_formed_and_says_what_it_shows(drawings):
    for name, drawing in drawings.items():
        root = ET.fromstring(inline_svg(drawing, name))
        assert root.tag == f"{SVG}svg"
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == drawing.alt == root.find(f"{SVG}title").text
        assert root.attrib["width"] == "100%"
        assert "height" not in root.attrib
        assert re.search(r"\d", drawing.alt)
        assert drawing.caption
        assert len(root.findall(f".//{SVG}text")) > 10
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            *("svg", "title", "g", "defs", "path", "use", "text", "tspan", "clipPath", "rect"),
        }


def test_names_are_unique_on_a_page_and_all_references_are_met(drawings):
    texts = [inline_svg(drawing, name) for name, drawing in drawings.items()]
    texts.append(inline_svg(drawings["cobweb"], "again"))
    found = [name for text in texts for name in names(ET.fromstring(text))]
    assert len(found) == len(set(found)) > 20
    for text in texts:
        assert set(references(text)) <= set(names(ET.fromstring(text)))
        assert references(text)


def test_the_same_drawing_gives_the_same_text(makers, drawings):
    for name, make in makers.items():
        assert inline_svg(make(), name) == inline_svg(drawings[name], name)


def test_every_colour_is_the_pages(drawings):
    for name, drawing in drawings.items():
        text = inline_svg(drawing, name)
        plain = re.sub(r"var\((--fig-[a-z0-9-]+), #[0-9a-f]{6}\)", "", text)
        assert not re.findall(r"(?:fill|stroke): *#[0-9a-f]{3,}", plain)
        used = set(re.findall(r"var\((--fig-[a-z0-9-]+),", text))
        assert {"--fig-ink", "--fig-paper"} <= used <= set(VARIABLES)


def test_hostile_text_stays_text():
    text = inline_svg(made(HOSTILE), "hostile")
    root = ET.fromstring(text)
    assert "<script" not in text
    assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)
    assert root.attrib["aria-label"] == HOSTILE
    assert sum("alert(1)" in "".join(element.itertext()) for element in root.iter(f"{SVG}text")) == 2


@pytest.mark.parametrize("name", ["", "A", "1a", 'a"b', "a b", "a\n", "é", "x" * 81])
def test_other_names_are_refused(name):
    with pytest.raises(ValueError, match="no name of an inline figure"):
        inline_svg(made("x"), name)


def test_a_figure_that_says_nothing_is_refused():
    with pytest.raises(ValueError, match="alt text"):
        inline_svg(made("x").described("", ""), "x")


@pytest.mark.filterwarnings("ignore:Glyph 1")
def test_control_characters_are_refused_in_the_figure_and_replaced_in_what_it_says():
    with pytest.raises(InputError, match="signs that XML cannot carry"):
        inline_svg(made("a\x01b"), "x")
    assert ET.fromstring(inline_svg(made("x").described("a\x01b", ""), "x")).attrib["aria-label"] == "a?b"


def test_colours_are_told_apart_from_the_background_in_light_and_dark():
    paper = {colour.variable: colour for colour in COLOURS}["--fig-paper"]
    assert paper.dark == DARK_PAPER
    for colour in COLOURS:
        assert re.fullmatch("#[0-9a-f]{6}", colour.light)
        if colour.text:
            assert contrast(colour.light, paper.light) >= 4.5, colour
            assert contrast(colour.dark, paper.dark) >= 4.5, colour
        elif colour.variable not in ("--fig-paper", "--fig-grid"):
            assert contrast(colour.dark, paper.dark) >= 3, colour
    assert len({colour.light for colour in COLOURS}) == len(COLOURS) == len(set(VARIABLES))


def test_declarations_name_every_variable():
    for dark in (False, True):
        said = dict(part.split(": ") for part in declarations(dark=dark).split("; "))
        assert list(said) == list(VARIABLES)
        assert said["--fig-ink"] == {c.variable: (c.dark if dark else c.light) for c in COLOURS}["--fig-ink"]
