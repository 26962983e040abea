"""A page that is open in a browser, and what can be found out about it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8").strip()
AXE = Axe()
MOST_STOPS = 600
"""The number of presses of Tab after which a page counts as a trap."""

_FOCUSED = """() => {
    const at = document.activeElement, fresh = at !== document.body && !at.dataset.seen;
    if (fresh) at.dataset.seen = "1";
    return [fresh, at.localName, at.parentElement ? at.parentElement.open : null];
}"""
_START = """() => {
    scrollTo(0, 0);
    document.querySelectorAll("[data-seen]").forEach((element) => delete element.dataset.seen);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
}"""
_MISSED = """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
    .filter((element) => !element.dataset.seen).map((element) => `not reached: ${element.outerHTML.slice(0, 120)}`)"""
_PLACE = """id => [
    document.getElementById(id)?.getBoundingClientRect().top ?? null,
    Math.round(document.scrollingElement.scrollHeight - scrollY - innerHeight),
]"""
_DIGITS = """() => [...document.querySelectorAll("td")].map((cell) => cell.innerHTML.split("<wbr>").pop())
    .filter((text) => /^[\\d.]{4,}…$/.test(text))"""


@dataclass
class BrowserPage:
    """A page that is open in the browser without network; `noise` is all that it asked, said or threw."""

    page: object
    noise: list[str] = field(default_factory=list)

    def ask(self, check):
        """What a function of `checks.js` says of the page as it stands."""
        return self.page.evaluate(f"() => {{ const checks =\n{CHECKS}\nreturn checks.{check}() }}")

    def look(self, width=1200, height=1300, scheme="light", media="screen"):
        """The page at this size and colour scheme."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, media=media)
        return self

    def axe(self, *rules):
        """The violations of some rules, or of all, that axe-core finds around formulas and figures.

        What is inside of those, and what repeats, takes it minutes; `words`, `figures` and the other checks judge it.
        """
        options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(rules)} if rules else {})}
        self.ask("thin")
        found = AXE.run(self.page, options=options).response["violations"]
        self.ask("restore")
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    def walk(self):
        """What is wrong with a walk through the folded page by Tab that unfolds and folds with Enter and Space."""
        press, found = self.page.keyboard.press, []
        self.page.evaluate(_START)
        for _ in range(MOST_STOPS):
            press("Tab")
            fresh, tag, is_open = self.page.evaluate(_FOCUSED)
            if not fresh:
                break
            for key in ("Enter", "Space", "Enter") if tag == "summary" else ():
                press(key)
                before, is_open = is_open, self.page.evaluate(_FOCUSED)[2]
                if is_open == before:
                    found.append(f"{key} does nothing at a summary")
        return found + self.page.evaluate(_MISSED)

    def contents(self):
        """What is wrong with the links of the table of contents, each followed with Enter: the part must be on top."""
        found = []
        for link in self.page.query_selector_all("nav a"):
            target = link.get_attribute("href")
            self.page.evaluate("() => { scrollTo(0, 0); history.replaceState(null, '', '#') }")
            link.focus()
            self.page.keyboard.press("Enter")
            top, left = self.page.evaluate(_PLACE, target[1:])
            lowest = 60 if left > 2 else self.page.viewport_size["height"]
            if top is None or not -1 <= top < lowest:
                found.append(f"{target} is at {top}")
        return found

    def printed(self, folder):
        """The text of the page on paper, in words."""
        self.page.emulate_media(media="print")
        self.page.pdf(path=folder / "page.pdf", prefer_css_page_size=True, format="A4")
        done = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return " ".join(done.stdout.split())

    def digits(self):
        """The last digits of every number in tables that is known to more digits than are shown."""
        return self.page.evaluate(_DIGITS)
