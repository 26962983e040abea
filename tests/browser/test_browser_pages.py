"""Pages of `bnproofs report` in a real browser: without network and script, by keyboard, narrow, dark and printed."""

from __future__ import annotations

import re
import subprocess

import pytest

from bnproofs.report.html import MOST_BYTES

NAMES = ("ten", "not-differentiable", "on-faith", "does-not-exist", "every-batch", "hostile")
AS_IT_STANDS = ("identifiers", "links", "headings", "alternatives", "passive", "mathml", "layout", "focus")
PAPER = 673
"""The width of what is printed on A4 with the page's margins, in CSS pixels."""


@pytest.fixture(scope="module")
def opened(reports, visit):
    """Pages by name, each opened once."""
    found = {}

    def opened(name):
        if name not in found:
            found[name] = visit(reports(name))
        return found[name]

    return opened


@pytest.fixture(params=NAMES)
def report(request, opened):
    """A page as it is opened, which must have asked for nothing and said nothing when the test is over."""
    found = opened(request.param)
    found.look().ask("close")
    yield found
    assert found.noise == []


@pytest.fixture
def unfolded(report):
    """A page with all that is folded open."""
    report.ask("open")
    return report


def test_there_is_something_to_look_at(report, reports):
    counts = report.ask("counts")
    assert counts["math"] >= 3
    assert counts["details"] >= 3
    assert counts["links"] >= 5
    assert report.page.title()
    assert report.page.viewport_size["width"] == 1200
    figures = {"ten": 6, "every-batch": 1, "on-faith": 1, "hostile": 1}.get(report.page.url.split("/")[-1][:-5], 0)
    assert counts["figures"] >= figures
    assert counts["texts"] >= 10 * figures


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_small(name, reports):
    assert reports(name).stat().st_size < MOST_BYTES


@pytest.mark.parametrize("check", AS_IT_STANDS)
def test_nothing_is_wrong_with(check, unfolded):
    assert unfolded.ask(check) == []


@pytest.mark.parametrize("width", [380, 320])
def test_nothing_is_wider_than_a_phone(width, unfolded):
    assert unfolded.look(width).ask("overflow") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_can_be_read(scheme, unfolded):
    unfolded.look(scheme=scheme)
    dark = unfolded.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark == (scheme == "dark")
    assert unfolded.ask("figures") == []
    assert unfolded.ask("formulas") == []
    assert unfolded.axe(*(["color-contrast"] if dark else [])) == []


def test_the_keyboard_reaches_everything_and_unfolds_it(report):
    page, seen = report.page, []
    page.evaluate("() => { scrollTo(0, 0); document.activeElement.blur(); getSelection().removeAllRanges(); }")
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex') }")
    state = "() => [document.activeElement.localName, document.activeElement.parentElement?.open ?? null]"
    for _ in range(600):
        page.keyboard.press("Tab")
        tag, is_open = page.evaluate(state)
        if tag == "body" or page.evaluate("document.activeElement.dataset.seen === '1'"):
            break
        page.evaluate("document.activeElement.dataset.seen = '1'")
        seen.append(tag)
        if tag == "summary":
            assert not is_open
            for key, after in (("Enter", True), ("Space", False), ("Enter", True)):
                page.keyboard.press(key)
                assert page.evaluate(state) == ["summary", after], key
    left = page.evaluate("[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')].filter(e => !e.dataset.seen)")
    assert seen.count("summary") == report.ask("counts")["details"]
    assert len(left) == 0
    page.evaluate("document.querySelectorAll('[data-seen]').forEach(e => delete e.dataset.seen)")


def test_the_table_of_contents_leads_to_the_parts(report):
    page = report.look(height=700).page
    for link in page.query_selector_all("nav a"):
        page.evaluate("scrollTo(0, 0)")
        target = link.get_attribute("href")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("hash => location.hash === hash", arg=target)
        top, left = page.evaluate(
            "id => [document.getElementById(id).getBoundingClientRect().top, "
            "document.scrollingElement.scrollHeight - scrollY - innerHeight]",
            target[1:],
        )
        assert -1 <= top < (60 if left > 2 else 700), target


@pytest.mark.parametrize("name", NAMES)
def test_nothing_needs_a_script(name, reports, visit):
    found = visit(reports(name), java_script_enabled=False)
    page = found.page
    for at in range(page.locator("details").count()):
        details = page.locator("details").nth(at)
        inside = details.locator("> :not(summary)").first
        assert not inside.is_visible()
        details.locator("> summary").press("Enter")
        assert inside.is_visible()
    assert found.noise == []
    page.context.close()


def test_the_printed_page_shows_every_digit(report, tmp_path):
    page = report.page
    ends = page.evaluate(
        "[...document.querySelectorAll('td')].map(e => e.innerHTML.split('<wbr>').pop()).filter(t => /^[\\d.]{4,}…$/.test(t))"
    )
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, format="A4")
    printed = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=tmp_path, capture_output=True, text=True)
    assert printed.returncode == 0
    text = " ".join(printed.stdout.split())
    assert [end for end in ends if end not in text] == []
    assert "holds no script" in text
    folded = page.locator("article details p").first.text_content()
    assert re.sub(r"\s+", "", folded) in re.sub(r"\s+", "", text)


def test_nothing_is_cut_on_paper(unfolded):
    unfolded.look(PAPER, 950, media="print")
    assert unfolded.ask("cut") == []
    assert unfolded.ask("overflow") == []


def test_hostile_texts_are_only_shown(opened, hostile):
    page = opened("hostile").page
    opened("hostile").ask("open")
    said = page.evaluate("document.body.innerText")
    assert said.count(hostile[:40]) >= 5
    assert opened("hostile").ask("passive") == []
