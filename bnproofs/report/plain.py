"""Texts that anybody may have written, made fit to be read."""

from __future__ import annotations

_MOST = 200


def shown(text: str, most: int = _MOST) -> str:
    """The start of a text, with ? for signs that cannot be seen, and an ellipsis where it goes on.

    >>> shown("a\\u202eb\\n")
    'a?b?'
    """
    seen = "".join(sign if sign.isprintable() else "?" for sign in text[:most])
    return seen + ("…" if len(text) > most else "")
