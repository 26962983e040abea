"""A drawing as the SVG element that stands inside an HTML page, and takes the page's font and colours.

Text stays text; identifiers begin with the figure's name, so that several figures do not clash; each colour is a CSS
custom property with the colour on white paper as its fallback, for example `var(--fig-ink, #222222)`. `VARIABLES` are
all of them; `palette.declarations(dark=True)` spells what they are on a dark page.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from bnproofs.errors import InputError
from bnproofs.extras import optional
from bnproofs.figures.canvas import Drawing
from bnproofs.figures.palette import COLOURS, INK
from bnproofs.figures.style import house_style

VARIABLES = tuple(colour.variable for colour in COLOURS)
"""The CSS custom properties that an inline figure looks at."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,79}", re.ASCII)
_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"
_SPOKEN = {colour.light: f"var({colour.variable}, {colour.light})" for colour in COLOURS}
_SPOKEN |= {"#000000": _SPOKEN[INK.light]}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.ASCII)
_REFERENCE = re.compile(r"url\(#([^)]*)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}", re.ASCII)
_UNSPEAKABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEOMETRY = ("d", "x", "y", "width", "height", "transform", "points")


def inline_svg(drawing: Drawing, name: str) -> str:
    """The SVG element of a drawing, as wide as its place; identifiers begin with `name`. The same bytes each time.

    Raises:
        ValueError: `name` is not of the form a-z, 0-9, -, or the drawing says nothing to those who do not see it.
        InputError: matplotlib is missing, or a text in the drawing has signs that XML cannot carry.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name[:40]!r} is no name of an inline figure: use small letters, digits and hyphens")
    if not drawing.alt:
        raise ValueError("an inline figure says what it shows: give the drawing its alt text")
    root = _drawn(drawing)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("metadata", "style"):
                parent.remove(child)
    used = set(_referenced(root))
    for element in root.iter():
        _adapt(element, name, used)
    _drop_empty(root)
    _share_styles(root)
    _head(root, drawing, name)
    return ET.tostring(root, encoding="unicode")


def _drawn(drawing: Drawing) -> ET.Element:
    """The figure as matplotlib writes it, with plain names instead of names in namespaces."""
    with house_style():
        optional("matplotlib", "figures").rcParams["svg.fonttype"] = "none"
        written = io.BytesIO()
        drawing.figure.savefig(written, format="svg", metadata={"Date": None})
    try:
        root = ET.fromstring(written.getvalue())
    except ET.ParseError as error:
        raise InputError(
            "a text in the figure has signs that XML cannot carry: leave out control characters"
        ) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    return root


def _referenced(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "href" and value.startswith("#"):
                yield value[1:]
            yield from _REFERENCE.findall(value)


def _adapt(element: ET.Element, name: str, used: set[str]) -> None:
    """No result; one element with the name's identifiers, short numbers, and the page's colours and font."""
    attributes = element.attrib
    if "id" in attributes:
        identifier = attributes.pop("id")
        if identifier in used:
            attributes["id"] = f"{name}-{identifier}"
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    for key, value in list(attributes.items()):
        if key == "href" and value.startswith("#"):
            attributes[key] = f"#{name}-{value[1:]}"
        elif key == "style":
            attributes[key] = _style(value, name, element.tag == "text")
        elif key in _GEOMETRY:
            attributes[key] = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", " ".join(value.split()))
        elif key != "href":
            attributes[key] = _REFERENCE.sub(lambda found: f"url(#{name}-{found[1]})", value)
    if element.tag == "text" and "fill" not in attributes.get("style", ""):
        attributes["style"] = f"{attributes.get('style', '')}; fill: {_SPOKEN[INK.light]}".removeprefix("; ")


def _style(value: str, name: str, text: bool) -> str:
    """The declarations of a style, without the font, which the page gives."""
    kept = [part.strip() for part in value.split(";") if part.strip()]
    kept = [part for part in kept if not part.startswith(("font-family:", "font:"))]
    spoken = _COLOUR.sub(lambda found: _SPOKEN.get(found[0], found[0]), "; ".join(kept))
    return _REFERENCE.sub(lambda found: f"url(#{name}-{found[1]})", spoken)


def _drop_empty(root: ET.Element) -> None:
    """No result; the tree without groups that hold nothing, and without the white space of its source."""
    for element in root.iter():
        if element.tag not in ("text", "tspan"):
            element.text = None
        for child in list(element):
            if element.tag != "text":
                child.tail = None
            if child.tag in ("g", "defs") and not any(True for inner in child.iter() if inner.tag not in ("g", "defs")):
                element.remove(child)


def _share_styles(root: ET.Element) -> None:
    """No result; groups of many marks with the one style that all of them have."""
    for group in root.iter("g"):
        styles = {child.attrib.get("style") for child in group}
        if len(group) > 1 and len(styles) == 1 and all(child.tag == "use" for child in group):
            style = styles.pop()
            if style is not None and "style" not in group.attrib:
                group.attrib["style"] = style
                for child in group:
                    del child.attrib["style"]


def _head(root: ET.Element, drawing: Drawing, name: str) -> None:
    """No result; the attributes and the title of the whole figure."""
    said = _UNSPEAKABLE.sub("?", drawing.alt)
    box = root.attrib["viewBox"]
    root.attrib = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": f"{name}-figure",
        "role": "img",
        "aria-label": said,
        "viewBox": box,
        "width": "100%",
        "style": f"font-family: {_FONTS}; stroke-linejoin: round; stroke-linecap: butt",
    }
    title = ET.Element("title")
    title.text = said
    root.insert(0, title)
