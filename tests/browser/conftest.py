"""A real browser, and pages of `bnproofs report` opened in it from files.

The browser is one for each file of tests: while it is there, its event loop runs, and other tests may need their own.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from bnproofs.cli import main

HERE = Path(__file__).parent
MUSEUM = HERE.parent / "certificates"
CHECKS = (HERE / "checks.js").read_text("utf-8")
AXE = Axe()

HOSTILE = (
    "<img owned src=x onerror=\"owned=1\"> <script owned>owned=1<script> ' onfocus='owned=1' autofocus &lt;b owned&gt;"
)
"""A text, which a file can also be named, that makes elements, attributes and scripts wherever it is not escaped."""


@dataclass
class Opened:
    """A page that is open in the browser without network; `noise` is all that it asked, said or threw."""

    page: object
    noise: list[str] = field(default_factory=list)

    def ask(self, check):
        """What a function of `checks.js` says of the page as it stands."""
        return self.page.evaluate(f"() => {{ const checks =\n{CHECKS.strip()}\nreturn checks.{check}() }}")

    def look(self, width=1200, height=1300, scheme="light", media="screen"):
        """The page at this size and colour scheme."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, media=media)
        return self

    def axe(self, *rules):
        """The violations of some rules, or of all, that axe-core finds around formulas and figures.

        What is inside of those takes it minutes and is judged by `colours`, `mathml` and `alternatives`.
        """
        options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(rules)} if rules else {})}
        self.ask("thin")
        found = AXE.run(self.page, options=options).response["violations"]
        self.ask("restore")
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("the tests of pages need Chromium: install Debian's package chromium, or run sh scripts/test.sh")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def visit(browser):
    """The page of a file, opened once without network, and everything that it asks, says or throws."""

    def visit(path, **settings):
        context = browser.new_context(offline=True, reduced_motion="reduce", **settings)
        opened = Opened(context.new_page())
        here = path.as_uri()

        def route(route):
            if route.request.url == here:
                route.continue_()
            else:
                route.abort()

        context.route("**/*", route)
        opened.page.on("request", lambda asked: asked.url == here or opened.noise.append(f"asks for {asked.url[:200]}"))
        opened.page.on("console", lambda said: opened.noise.append(f"{said.type}: {said.text}"))
        opened.page.on("pageerror", lambda error: opened.noise.append(f"throws {error}"))
        opened.page.on("dialog", lambda dialog: opened.noise.append(f"dialog {dialog.message}") or dialog.dismiss())
        opened.page.goto(here)
        return opened

    return visit


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

    NAMES = ("ten", "not-differentiable", "on-faith", "does-not-exist", "every-batch", "hostile")

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


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Pages of reports by name."""
    return Reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def hostile():
    """The text that the hostile page was made with."""
    return HOSTILE
