"""What the tests of the checker share: the good certificates, and how to seal a changed one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[1] / "certificates" / "accept"


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"


@pytest.fixture(scope="session")
def sample() -> Callable[[str], dict[str, Any]]:
    """A fresh copy of the good certificate of that name."""
    return lambda name: json.loads((SAMPLES / f"{name}.json").read_text("ascii"))


@pytest.fixture(scope="session")
def sealed() -> Callable[[dict[str, Any]], bytes]:
    """The canonical bytes of a certificate, its digest computed anew."""

    def seal(value: dict[str, Any]) -> bytes:
        rest = {key: item for key, item in value.items() if key != "digest"}
        digest = "sha256:" + hashlib.sha256(canonical(rest).encode("ascii")).hexdigest()
        return canonical({**rest, "digest": digest}).encode("ascii")

    return seal
