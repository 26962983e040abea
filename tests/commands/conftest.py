"""What a page says on a terminal 120 columns wide, without colours."""

from __future__ import annotations

import io

import pytest
from rich.console import Console


@pytest.fixture
def printed():
    def show(page, width=120):
        console = Console(file=io.StringIO(), width=width, force_terminal=False)
        console.print(page)
        return console.file.getvalue()

    return show
