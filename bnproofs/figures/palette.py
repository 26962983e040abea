"""The colours of all figures: those of Okabe and Ito, darker shades of them for text, and what each is on a dark page.

Every colour has the name of a CSS custom property, by which a page can replace it in an inline figure.
"""

from __future__ import annotations

from dataclasses import dataclass

DARK_PAPER = "#16181d"
"""The background that the dark colours are made for."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: its CSS custom property, what it is on white paper, and what on a dark page; `text` if it is read."""

    variable: str
    light: str
    dark: str
    text: bool = False


INK = Colour("--fig-ink", "#222222", "#e6e7ea", text=True)
MUTED = Colour("--fig-muted", "#666666", "#a9adb6", text=True)
FAINT = Colour("--fig-faint", "#8f8f8f", "#858a94")
GRID = Colour("--fig-grid", "#e3e3e3", "#2f333b")
PAPER = Colour("--fig-paper", "#ffffff", DARK_PAPER)
SECOND = Colour("--fig-second", "#8c6d1f", "#d9b75b", text=True)
BLUE = Colour("--fig-attract-1", "#0072b2", "#4aa8e0")
GREEN = Colour("--fig-attract-2", "#009e73", "#2fc79c")
SKY = Colour("--fig-attract-3", "#56b4e9", "#8fd0f5")
VERMILION = Colour("--fig-repel-1", "#d55e00", "#ff8a3d")
PURPLE = Colour("--fig-repel-2", "#cc79a7", "#e29cc4")
ORANGE = Colour("--fig-repel-3", "#e69f00", "#f2b632")
BLUE_TEXT = Colour("--fig-attract-1-text", "#005f95", "#6fbdec", text=True)
GREEN_TEXT = Colour("--fig-attract-2-text", "#00704f", "#45d3aa", text=True)
SKY_TEXT = Colour("--fig-attract-3-text", "#22688f", "#8fd0f6", text=True)
VERMILION_TEXT = Colour("--fig-repel-1-text", "#a84a00", "#ff9d5c", text=True)
PURPLE_TEXT = Colour("--fig-repel-2-text", "#95477a", "#e6a9cb", text=True)
ORANGE_TEXT = Colour("--fig-repel-3-text", "#845b00", "#f2b633", text=True)

COLOURS = (
    *(INK, MUTED, FAINT, GRID, PAPER, SECOND),
    *(BLUE, GREEN, SKY, VERMILION, PURPLE, ORANGE),
    *(BLUE_TEXT, GREEN_TEXT, SKY_TEXT, VERMILION_TEXT, PURPLE_TEXT, ORANGE_TEXT),
)
"""All of them; each hexadecimal value stands for one."""

_TEXTS = {
    drawn.light: read.light
    for drawn, read in zip(
        (BLUE, GREEN, SKY, VERMILION, PURPLE, ORANGE, FAINT),
        (BLUE_TEXT, GREEN_TEXT, SKY_TEXT, VERMILION_TEXT, PURPLE_TEXT, ORANGE_TEXT, MUTED),
        strict=True,
    )
}


def text_colour(colour: str) -> str:
    """The shade in which text beside a line of this colour is written, dark enough to be read on white."""
    return _TEXTS.get(colour, colour)


def declarations(*, dark: bool) -> str:
    """The declarations of all custom properties, for a rule of a style sheet: `--fig-ink: #222222; …`."""
    return "; ".join(f"{colour.variable}: {colour.dark if dark else colour.light}" for colour in COLOURS)
