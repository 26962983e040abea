"""What may enter a page as it is: SVG and MathML of known elements, without scripts, events or links elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markupsafe import Markup

_MATHML = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose mfenced "
    "msup msub msubsup mover munder munderover mmultiscripts mprescripts mtable mtr mtd semantics"
)
_SVG = (
    "svg title desc defs g path use symbol clippath text tspan rect circle ellipse line polyline polygon image marker "
    "lineargradient stop pattern mask"
)
_ELEMENTS = frozenset(f"{_MATHML} {_SVG}".split())
_LINK = re.compile(r"#[\w.:-]+|data:image/png;base64,[A-Za-z0-9+/=\s]*")
_LOADS = re.compile(r"url\((?!#[\w.:-]+\))|@|expression|\\", re.IGNORECASE)


class UnsafeMarkupError(ValueError):
    """Markup that does more than show a figure or a formula."""


def safe(markup: str) -> Markup:
    """The same markup, marked as fit to stand in a page.

    Raises:
        UnsafeMarkupError: it has other elements or comments, an event, a link that leaves it, or is not closed.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    if reader.open:
        raise UnsafeMarkupError(f"<{reader.open[-1]}> is not closed")
    return Markup(markup)


class _Reader(HTMLParser):
    """A reader that raises at the first thing that is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No result; a check of an element."""
        self._require(tag, attrs)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No result; a check of an empty element."""
        self._require(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """No result; a check that the innermost element ends."""
        if not self.open or self.open.pop() != tag:
            raise UnsafeMarkupError(f"</{tag[:20]}> ends nothing")

    def handle_comment(self, data: str) -> None:
        """Nothing is returned: a comment is not allowed."""
        raise UnsafeMarkupError("a comment")

    def handle_decl(self, decl: str) -> None:
        """Nothing is returned: a declaration is not allowed."""
        raise UnsafeMarkupError("a declaration")

    def unknown_decl(self, data: str) -> None:
        """Nothing is returned: a section of characters is not allowed."""
        raise UnsafeMarkupError("a section of characters")

    def handle_pi(self, data: str) -> None:
        """Nothing is returned: an instruction is not allowed."""
        raise UnsafeMarkupError("an instruction")

    def _require(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            raise UnsafeMarkupError(f"an element <{tag[:20]}>")
        for name, value in attrs:
            link = name.rpartition(":")[2] in ("href", "src", "action", "formaction")
            if name.startswith("on") or (link and not _LINK.fullmatch(value or "")):
                raise UnsafeMarkupError(f"the attribute {name[:20]} of <{tag}>")
            if not name.startswith(("aria-", "xmlns")) and not link and _LOADS.search(value or ""):
                raise UnsafeMarkupError(f"what the attribute {name[:20]} of <{tag}> loads")
