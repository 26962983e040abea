"""The checks of pages find what is wrong: each says nothing of a good page, and something of one that is spoilt."""

from __future__ import annotations

import pytest

WORDS = "A curve that starts at 0.25, rises, and ends at its largest value, 0.75"
FIGURE = (
    f'<svg role="img" aria-label="{WORDS}" viewBox="0 0 200 100" width="200" style="color: inherit">'
    '<path d="M0 0H200V100H0z" style="fill: var(--paper)"/>'
    '<text x="20" y="50" style="fill: var(--ink)">value</text></svg>'
)
GOOD = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A good page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; --paper: #fff; --ink: #222; --box: visible; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #111; --ink: #eee; }} }}
body {{ background: var(--paper); color: var(--ink); }}
a {{ color: var(--ink); }}
:focus-visible {{ outline: 3px solid var(--ink); }}
</style></head>
<body><main>
<h1 id="top">A good page</h1><h2 id="part">A part</h2><h3 id="detail">A detail</h3>
<p>Text, and <a href="#part">a link</a>.</p>
<math><mfrac><mn>1</mn><mi>n</mi></mfrac><msup><mi>x</mi><mn>2</mn></msup><msub><mi>y</mi><mn>3</mn></msub></math>
<details open><summary>More</summary><p>All of it.</p><ol>{"<li>An item.</li>" * 5}</ol></details>
{FIGURE}
</main></body></html>"""

WIDE = '<div style="width: 900px">wide</div></main>'
SPOILT = [
    ("identifiers", 'id="detail"', 'id="part"'),
    ("links", 'href="#part"', 'href="#lost"'),
    ("links", "<p>Text", '<p aria-labelledby="lost">Text'),
    ("headings", "<h2", "<h4"),
    ("headings", "<h2", "<h1>Twice</h1><h2"),
    ("mathml", "<mi>n</mi>", "<mn2>n</mn2>"),
    ("mathml", "<mi>n</mi>", "<mi style='display: none'>n</mi>"),
    ("mathml", "<math>", "<math style='display: none'>"),
    ("layout", "<mfrac>", "<mfrac style='display: flex'>"),
    ("layout", "<msup>", "<msup style='display: block'>"),
    ("layout", "<msub>", "<msub style='display: flex; align-items: center'>"),
    ("alternatives", f'aria-label="{WORDS}"', ""),
    ("alternatives", WORDS, "A curve that starts low, rises and ends at its largest value"),
    ("alternatives", 'role="img"', ""),
    ("alternatives", "<p>Text", "<img alt=''><p>Text"),
    ("overflow", "</main>", WIDE),
    ("cut", "</main>", f"<div style='overflow: hidden'>{WIDE}"),
    ("cut", "</main>", f"<div style='overflow: auto'>{WIDE}"),
    ("focus", "outline: 3px solid", "outline: 0 solid"),
    ("focus", "outline: 3px solid var(--ink)", "outline: 3px solid color-mix(in srgb, var(--ink) 10%, var(--paper))"),
    ("focus", "outline: 3px solid var(--ink)", "outline: 3px solid rgb(128 128 128 / 0.2)"),
    ("focus", "<p>Text", "<a href='#part' style='position: absolute; left: -999px'>away</a><p>Text"),
    ("words", "<math>", "<math style='color: #808080; background: #777777'>"),
    ("words", "<math>", "<math style='opacity: 0.4'>"),
    ("words", "<p>Text", "<p style='color: #777777'>Text"),
    ("figures", 'fill: var(--ink)"', 'fill: #777777"'),
    ("figures", 'fill: var(--ink)"', 'fill: var(--ink); fill-opacity: 0.4"'),
    ("figures", 'fill: var(--paper)"', 'fill: var(--ink)"'),
    ("figures", 'fill: var(--ink)"', 'fill: var(--ink); font-size: 0"'),
    ("passive", "<p>Text", "<p onclick='1'>Text"),
    ("passive", "<p>Text", "<img src='https://example.org/picture.png'><p>Text"),
    ("passive", 'href="#part"', 'href="javascript:1"'),
    ("passive", 'href="#part"', 'href="data:text/html,1"'),
    ("passive", "<p>Text", "<script>var some = 1</script><p>Text"),
    ("passive", "<p>Text", "<p owned>Text"),
    ("passive", "<head>", "<head><meta http-equiv='Refresh' content='99'>"),
]
KINDS = sorted({kind for kind, _, _ in SPOILT})
NARROW, SCHEMES = 380, ("light", "dark")


@pytest.fixture(scope="module")
def blank(tmp_path_factory, visit):
    """A page in the browser to put others in its place."""
    path = tmp_path_factory.mktemp("blank") / "blank.html"
    path.write_text("<!DOCTYPE html><title>Blank</title>", "utf-8")
    return visit(path)


def written(blank, text):
    blank.page.evaluate("delete window.owned")
    blank.page.set_content(text)
    blank.page.keyboard.press("Shift")
    return blank


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_page_is_good(kind, blank):
    for scheme in SCHEMES:
        assert written(blank.look(NARROW, scheme=scheme), GOOD).ask(kind) == []


@pytest.mark.parametrize(("kind", "part", "instead"), SPOILT)
def test_what_is_spoilt_is_found(kind, part, instead, blank):
    assert part in GOOD
    for scheme in SCHEMES:
        assert written(blank.look(NARROW, scheme=scheme), GOOD.replace(part, instead, 1)).ask(kind) != []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_faint_text_and_passes_the_rest(scheme, blank):
    blank.look(scheme=scheme)
    assert written(blank, GOOD).axe() == []
    faint = written(blank, GOOD.replace("<p>Text", "<p style='color: #777777'>Text")).axe("color-contrast")
    assert [line.partition(":")[0] for line in faint] == ["color-contrast"]
    assert any(line.startswith("image-alt") for line in written(blank, GOOD.replace("<p>", "<img src=''><p>")).axe())


def test_what_is_taken_out_for_axe_is_put_back(blank):
    before = written(blank, GOOD).page.content()
    blank.ask("thin")
    assert "<mfrac>" not in blank.page.content()
    assert 1 < blank.page.content().count("<li>") < 5
    blank.ask("restore")
    assert blank.page.content() == before


@pytest.mark.parametrize(
    ("spoilt", "noise"),
    [
        ("<img src='https://example.org/picture.png'>", "asks for https://example.org/picture.png"),
        ("<link rel=stylesheet href='style.css'>", "asks for file:///"),
        ("<script>throw Error('broken')</script>", "throws"),
        ("<script>console.error('broken')</script>", "error: broken"),
        ("<script>alert('broken')</script>", "dialog broken"),
    ],
)
def test_what_a_page_asks_and_says_is_heard(spoilt, noise, tmp_path, visit):
    path = tmp_path / "page.html"
    path.write_text(GOOD, "utf-8")
    quiet = visit(path)
    assert quiet.noise == []
    quiet.page.context.close()
    path.write_text(GOOD.replace("<p>Text", f"{spoilt}<p>Text"), "utf-8")
    loud = visit(path)
    assert any(line.startswith(noise) for line in loud.noise)
    loud.page.context.close()


def test_what_needs_a_script_is_seen_to_fail_without(tmp_path, visit):
    path = tmp_path / "page.html"
    path.write_text(GOOD.replace("</main>", "<p id=made></p><script>made.textContent = 'x'</script></main>"), "utf-8")
    found = visit(path, java_script_enabled=False)
    assert found.page.locator("#made").text_content() == ""
    found.page.context.close()


FOLDED = GOOD.replace("<details open>", "<details>")
LONG = FOLDED.replace("<main>", "<nav><a href='#part'>A part</a></nav><main>").replace(
    "<p>Text", "<p style='height: 3000px'>Text"
)


@pytest.mark.parametrize(
    "spoiler",
    [
        "document.querySelector('summary').addEventListener('click', (event) => event.preventDefault())",
        "document.querySelector('summary').addEventListener('keydown', (e) => e.key === ' ' && e.preventDefault())",
        "document.querySelector('summary').tabIndex = -1",
        "addEventListener('keydown', (event) => event.key === 'Tab' && event.preventDefault())",
    ],
)
def test_what_the_keyboard_cannot_do_is_found(spoiler, blank):
    assert written(blank.look(), FOLDED).walk() == []
    written(blank, FOLDED).page.evaluate(spoiler)
    assert blank.walk() != []


def test_a_table_of_contents_that_leads_astray_is_found(blank):
    assert written(blank.look(height=700), LONG).contents() == []
    assert written(blank, LONG.replace("<a href='#part'>", "<a href='#lost'>")).contents() != []
    astray = LONG.replace("<h1", "<div style='height: 900px'></div><h1")
    written(blank, astray).page.evaluate("document.querySelector('nav a').onclick = () => false")
    assert blank.contents() != []


def test_digits_that_are_not_printed_are_missed(blank, tmp_path):
    cell = "<table><tr><td>0.1234567890<wbr>98765…</td></tr></table></main>"
    text = written(blank.look(), GOOD.replace("</main>", cell)).printed(tmp_path)
    assert blank.digits() == ["98765…"]
    assert "98765…" in text
    hidden = f"<style>@media print {{ td {{ display: none }} }}</style>{cell}"
    assert "98765…" not in written(blank, GOOD.replace("</main>", hidden)).printed(tmp_path)
