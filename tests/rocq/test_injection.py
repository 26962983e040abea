"""Certificates with text where none belongs: refused before a file is written and before Rocq is asked."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from bnproofs.cli import main

ACCEPT = Path(__file__).parents[1] / "certificates" / "accept"
TEXTS = (
    "odd-point. Admitted.",
    "(* comment",
    'Print "quoted".',
    "Axiom a : False.",
    "line\nAdmitted.",
    "1. Axiom a : False",
    "../../out",
    "٣/٧",
)


def spelled(value):
    """The canonical bytes with the digest made right."""

    def written(value):
        return json.dumps(value, sort_keys=True, indent=1, separators=(",", ": ")).encode() + b"\n"

    rest = {key: item for key, item in value.items() if key != "digest"}
    return written({**rest, "digest": "sha256:" + hashlib.sha256(written(rest)).hexdigest()})


def positions(value, path=()):
    """The paths of all strings and of all names of fields."""
    if isinstance(value, str):
        yield path, "value"
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(value, dict):
            yield (*path, key), "name"
        yield from positions(item, (*path, key))


def injected(value, path, what, text):
    value = copy.deepcopy(value)
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    if what == "name":
        inner[text] = inner.pop(path[-1])
    else:
        inner[path[-1]] = text
    return spelled(value)


@pytest.mark.parametrize("text", TEXTS, ids=repr)
@pytest.mark.parametrize("name", ["two-cluster-2-of-6", "odd-point-5"])
def test_text_in_any_position_is_refused_before_anything_is_written_or_compiled(name, text, stand_in, tmp_path, capsys):
    """With the digest made right. A note of the provenance may hold plain words; they are not exported."""
    stand_in(f"touch {tmp_path}/asked")
    value = json.loads((ACCEPT / f"{name}.json").read_bytes())
    path, place = tmp_path / "injected.json", tmp_path / "out"
    count = notes = 0
    for position, what in positions(value):
        if position == ("digest",) and what == "value":
            continue  # made right again
        path.write_bytes(injected(value, position, what, text))
        status = main(["export-rocq", str(path), "--out", str(place)])
        capsys.readouterr()
        if status == 0:
            assert position[0] == "provenance"
            assert what == "value"
            notes += 1
            assert not any(text in file.read_text() for file in place.rglob("certificate/*"))
            shutil.rmtree(place)
            continue
        assert status in (1, 2), position
        assert not place.exists()
        assert main(["check", str(path), "--kernel", "rocq"]) in (1, 2), position
        capsys.readouterr()
        count += 1
    assert count > 60
    assert notes == (len(value["provenance"]) if re.fullmatch(r"[A-Za-z0-9 .+_-]+", text) else 0)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["injected.json", "programs"]  # nothing was compiled
