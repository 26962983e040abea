"""The templates of pages, in which every text is only text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def templates(**filters: Callable[..., Any]) -> Environment:
    """The templates of this package with these filters: texts are escaped, and names that are missing raise."""
    environment = Environment(
        loader=PackageLoader("bnproofs.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    return environment
