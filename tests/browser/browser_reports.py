"""The reports that are looked at in a browser: one of each standing, that of the theorem, and one of hostile texts."""

from __future__ import annotations

import json
import shutil
from functools import cached_property
from pathlib import Path

from bnproofs.cli import main

HERE = Path(__file__).parent
MUSEUM = HERE.parent / "certificates"
HOSTILE = (
    "<img owned src=x onerror=\"owned=1\"> <script owned>owned=1<script> ' onfocus='owned=1' autofocus &lt;b owned&gt;"
)
"""A text, which a file can also be named, that makes elements, attributes and scripts wherever it is not escaped."""


def _hostile(value):
    """The object with every free text of a cross-validation followed by the hostile one."""
    fixed = ("verdict", "layer", "power")
    if isinstance(value, dict):
        return {key: item if key in fixed else _hostile(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_hostile(item) for item in value[:6]]
    return f"{value} {HOSTILE}" if isinstance(value, str) else value


class Reports:
    """Pages of reports by name, each made when it is first asked for."""

    def __init__(self, folder):
        self.folder = folder
        self._made = {}

    def __call__(self, name):
        if name not in self._made:
            self._made[name] = getattr(self, "_" + name.replace("-", "_"))()
        return self._made[name]

    def _run(self, *arguments):
        assert main([*map(str, arguments), "--quiet"]) == 0, arguments

    def _report(self, name, certificate, *others):
        out = self.folder / f"{name}.html"
        self._run("report", certificate, *others, "--out", out)
        return out

    def _certified(self, name, layer, batch, configuration):
        path = self.folder / f"{name}.json"
        about = ["--layer", layer, "--batch", batch, "--configuration", configuration]
        self._run("certify", *about, "--bits", 64, "--out", path)
        return self._report(name, path)

    @cached_property
    def _validation(self):
        return json.loads((HERE / "cross-validation-10.json").read_text("utf-8"))

    def _ten(self):
        run, size = self.folder / "run.npz", ["--width", 200, "--depth", 20, "--replicas", 4]
        self._run("simulate", "--layer", "rc+relu", "--batch", 10, *size, "--out", run)
        certificate = MUSEUM / "accept" / "odd-point-10.json"
        return self._report("ten", certificate, run, HERE / "cross-validation-10.json")

    def _not_differentiable(self):
        return self._certified("not-differentiable", "rc+rs+relu", 10, "two-cluster:1")

    def _on_faith(self):
        return self._certified("on-faith", "rc+rs+relu", 52, "odd-point")

    def _does_not_exist(self):
        return self._certified("does-not-exist", "rc+gelu", 7, "uniform")

    def _every_batch(self):
        return self._report("every-batch", MUSEUM / "theorem" / "accept" / "every-batch.json")

    def _hostile(self):
        certificate, points = self.folder / f"{HOSTILE}.json", self.folder / f"{HOSTILE}.csv"
        run, judged = self.folder / f"run {HOSTILE}.npz", self.folder / f"judged {HOSTILE}.json"
        shutil.copy(MUSEUM / "accept" / "uniform-3.json", certificate)
        points.write_text("1,2,3,1\n0,1,5,1\n3,1,1,4\n", "utf-8")
        size = ["--width", 20, "--depth", 3, "--replicas", 2]
        self._run("simulate", "--layer", "rc+relu", "--batch", 3, *size, "--input", points, "--out", run)
        value = _hostile({**self._validation, "batch": 3})
        value["seeds"] = {HOSTILE: 7}
        judged.write_text(json.dumps(value), "utf-8")
        return self._report("hostile", certificate, run, judged)
