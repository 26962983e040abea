"""The report in Markdown: the same digits, and nothing in it is obeyed."""

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from bnproofs.report.markdown import markdown, markdown_text
from bnproofs.report.validation import cells as cells_of

RENDER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


class Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data):
        self.text += data


def rendered(source):
    """The elements of the Markdown, without its displayed formulas, and its text without spaces."""
    page = Elements(RENDER.render(re.sub(r"^\$\$.*\$\$$", "", source, flags=re.MULTILINE)))
    return page.tags, "".join(page.text.split())


def test_the_report_of_a_certificate_shows_every_cell(certified):
    tags, text = rendered(markdown(certified))
    for table in [*certified.tables, *([certified.eigenvalues] if certified.eigenvalues else [])]:
        for row in table.rows:
            assert all("".join(cell.split()) in text for cell in row)
    assert ("table", []) in tags
    assert ("h1", []) in tags


def test_the_small_report_says_all(reports):
    report = reports.small()
    source = markdown(report)
    _, text = rendered(source)
    for part in (
        report.verdict,
        reports.digits,
        "bnproofs check 'my file.json' --kernel rocq",
        "Not in it: rescaling",
        *cells_of(report.validations[0].comparisons[0]),
    ):
        assert "".join(part.split()) in text
    assert r"$$h \mapsto h - \tfrac{1}{n} h$$" in source


def test_hostile_texts_make_nothing_but_text(reports):
    source = markdown(reports.hostile())
    tags, text = rendered(source)
    plain, _ = rendered(markdown(reports.small()))
    assert {tag for tag, _ in tags} <= {tag for tag, _ in plain}
    assert not any(names for _, names in tags)
    assert r"\input{/etc/passwd}" in text
    assert "<script>alert(1)</script>" in text
    assert not set(source) & set("\u202e\u202c\u200b\u2028\x00\x1b\r")
    blocks = [line for line in source.splitlines() if line.startswith("$$")]
    assert not blocks  # a formula that is none is shown as code
    for outside in re.sub(r"^(`{3,})\n.*\n\1$", "", source, flags=re.MULTILINE).splitlines():
        assert "https://" not in outside
        assert "www.e" not in outside
        assert "@" not in outside
        assert not re.search(r"(?<!^)(?<!&)#", outside.lstrip("#"))


def cells(source):
    """How many cells each row has, of all tables."""
    rows = re.findall(r"<tr>(.*?)</tr>", RENDER.render(source), flags=re.DOTALL)
    return [len(re.findall(r"<t[hd]", row)) for row in rows]


def test_a_table_keeps_its_cells_under_attack(reports):
    assert cells(markdown(reports.hostile())) == cells(markdown(reports.small())) != []


@pytest.mark.parametrize("sign", list("\\`*_[]|~$#@<>&"))
def test_every_special_sign_is_read_as_itself(sign):
    text = f"x{sign}y{sign}{sign} z{sign}"
    _, read = rendered(f"**lead.** {markdown_text(text)}")
    assert read == "lead." + text.replace(" ", "")
