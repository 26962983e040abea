"""A report in Markdown as GitHub shows it, with its formulas in `$…$`."""

from __future__ import annotations

import re

from bnproofs.report.content import Report, Table
from bnproofs.report.formulas import is_formula
from bnproofs.report.outline import Block, Formula, Heading, Line, Paragraph, outline
from bnproofs.report.plain import shown

_SPECIAL = {sign: f"\\{sign}" for sign in "\\`*_[]|~$"}
_SPECIAL |= {"&": "&amp;", "<": "&lt;", ">": "&gt;", "#": "&#35;", "@": "&#64;"}
_LINK = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_MOST = 20_000
_COMMANDS = {
    r"\,": r"\thinspace ", r"\;": r"\thickspace ", r"\:": r"\medspace ", r"\!": r"\negthinspace ", r"\ ": r"\space ",
    r"\|": r"\Vert ", r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\\": r"\cr ",
}  # fmt: skip


def markdown(report: Report) -> str:
    """The report, in the same order and with the same digits as in LaTeX."""
    blocks = (_block(block) for block in outline(report))
    return "\n\n".join(block for block in blocks if block) + "\n"


def markdown_text(text: str) -> str:
    """The text on one line, each sign that Markdown or HTML would obey made harmless; nothing in it is a link.

    >>> markdown_text("<b> a_b https://x.org @me")
    '&lt;b&gt; a\\\\_b https&#58;//x.org &#64;me'
    """
    line = shown(" ".join(text.split()), _MOST)
    marked = re.sub(_LINK, lambda found: f"\0{found[0]}", line)
    spelled = "".join(_SPECIAL.get(sign, sign) for sign in marked)
    return spelled.replace("\0:", "&#58;").replace("\0.", "&#46;")


def _block(block: Block) -> str:
    match block:
        case Heading(text, depth):
            return f"{'#' * (depth + 1)} {markdown_text(text)}"
        case Paragraph(lead, text):
            return f"**{markdown_text(lead)}.** {markdown_text(text)}" if lead else f"— {markdown_text(text)}"
        case Formula(formula):
            return _formula(formula)
        case Line(text):
            return _code(text)
        case Table():
            return _table(block)


def _formula(formula: str) -> str:
    """A displayed formula, without the signs that Markdown would take for its own; else the text as it is written."""
    if not is_formula(formula):
        return _code(formula) if formula.strip() else ""
    spelled = re.sub(r"\\[^A-Za-z]", lambda found: _COMMANDS[found[0]], " ".join(formula.split()))
    for sign, command in {"<": r"\lt ", ">": r"\gt ", "_": " _", "*": r"\ast "}.items():
        spelled = spelled.replace(sign, command)
    return f"$${spelled}$$"


def _code(text: str) -> str:
    """A block of code of one line, in a fence that nothing in it closes."""
    line = shown(" ".join(text.split()), _MOST)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{fence}\n{line}\n{fence}"


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    lines = [table.columns, ("---",) * len(table.columns)]
    shown_lines = [f"| {' | '.join(markdown_text(cell) for cell in lines[0])} |", f"|{'|'.join(lines[1])}|"]
    shown_lines += [f"| {' | '.join(markdown_text(cell) for cell in row)} |" for row in table.rows]
    title, remark = f"**{markdown_text(table.title)}**", markdown_text(table.remark)
    return "\n\n".join(part for part in (title, "\n".join(shown_lines), remark and f"— {remark}") if part)
