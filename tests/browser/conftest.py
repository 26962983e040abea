"""A real browser, and pages of `bnproofs report` opened in it from files.

The browser is one for each file of tests: while it is there, its event loop runs, and other tests may need their own.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


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
        from browser_page import BrowserPage

        context = browser.new_context(offline=True, reduced_motion="reduce", **settings)
        opened = BrowserPage(context.new_page())
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


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The files of reports by name, each made when it is first asked for."""
    from browser_reports import Reports

    return Reports(tmp_path_factory.mktemp("reports"))
