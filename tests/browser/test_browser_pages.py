"""Pages of `bnproofs report` in a real browser: without network and script, by keyboard, narrow, dark and printed."""

from __future__ import annotations

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
    found.name = request.param
    found.look().ask("close")
    yield found
    assert found.noise == []


@pytest.fixture
def unfolded(report):
    """A page with all that is folded open."""
    report.ask("open")
    return report


def test_there_is_something_to_look_at(report):
    counts = report.ask("counts")
    assert counts["math"] >= 3
    assert counts["details"] >= 3
    assert counts["links"] >= 5
    assert report.page.title()
    figures = {"ten": 4, "every-batch": 1, "on-faith": 1, "hostile": 2}.get(report.name, 0)
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
    assert unfolded.ask("words") == []
    assert unfolded.axe(*(["color-contrast"] if dark else [])) == []


def test_the_keyboard_reaches_everything_and_unfolds_it(report):
    assert report.walk() == []


def test_the_table_of_contents_leads_to_the_parts(report):
    assert report.look(height=700).contents() == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_needs_a_script(name, reports, visit):
    found = visit(reports(name), java_script_enabled=False)
    page = found.page
    assert page.locator("details").count() >= 3
    for details in (page.locator("details").first, page.locator("details").last):
        inside = details.locator("> :not(summary)").first
        assert not inside.is_visible()
        details.locator("> summary").press("Enter")
        assert inside.is_visible()
    assert found.noise == []
    page.context.close()


def test_the_printed_page_shows_every_digit_and_what_is_folded(report, tmp_path):
    text, digits = report.printed(tmp_path), report.digits()
    assert [end for end in digits if end not in text] == []
    assert len(digits) >= {"ten": 10, "on-faith": 8, "hostile": 2}.get(report.name, 0)
    assert "holds no script" in text
    (folded,) = report.page.locator("details .steps > li > p").all_text_contents()[:1]
    assert " ".join(folded.split()[:4]) in text


def test_nothing_is_cut_on_paper(unfolded):
    unfolded.look(PAPER, 950, media="print")
    assert unfolded.ask("cut") == []
    assert unfolded.ask("overflow") == []


def test_hostile_texts_are_only_shown(opened):
    from browser_reports import HOSTILE

    found = opened("hostile")
    found.ask("open")
    assert found.page.evaluate("document.body.textContent").count(HOSTILE[:40]) >= 10
    assert found.ask("passive") == []
