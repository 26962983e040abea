"""A report in LaTeX: a part to `\\input` into a paper, which also compiles by itself."""

from __future__ import annotations

import re

from bnproofs.report.content import Report, Table
from bnproofs.report.formulas import is_formula
from bnproofs.report.outline import Block, Formula, Heading, Line, Paragraph, outline
from bnproofs.report.spelling import latex_code, latex_text

_START = r"""% In a paper: \usepackage{amsmath,amssymb,array,longtable} before \begin{document}, and \input this file in
% one column. By itself: pdflatex. All of it is in a small TeX (Debian's texlive-latex-base).
\expandafter\ifx\csname @nodocument\endcsname\relax
  \let\bnproofsend\relax
\else
  \documentclass[a4paper,10pt]{article}
  \usepackage{amsmath,amssymb,array,longtable}
  \addtolength{\textwidth}{3cm}\addtolength{\oddsidemargin}{-1.5cm}
  \def\bnproofsend{\end{document}}
  \begin{document}
\fi
\begingroup\sloppy\setlength{\parindent}{0pt}\setlength{\parskip}{4pt plus 2pt}
"""
_END = "\\par\\endgroup\n\\bnproofsend\n"
_HEADINGS = ("section", "subsection", "subsubsection")
_NARROW, _WIDE = 6, 40
"""The width of a column in letters, at least and at most: what is longer is broken."""
_GAP = 4
_LONG = 100
"""The signs of a formula from which on its parts stand below each other."""


def latex(report: Report) -> str:
    """The report: verdict, layer, statements, numbers with the digits of every other form, derivations, provenance."""
    return _START + "\n".join(_block(block) for block in outline(report)) + _END


def _block(block: Block) -> str:
    match block:
        case Heading(text, depth):
            return rf"\{_HEADINGS[depth]}*{{{latex_text(text)}}}" + "\n"
        case Paragraph(lead, text):
            start = rf"\textbf{{{latex_text(lead)}.}} " if lead else ""
            return rf"\noindent {start}{latex_text(text)}\par" + "\n"
        case Formula(formula):
            return _formula(formula)
        case Line(text):
            return rf"{{\raggedright\small {latex_code(text)}\par}}" + "\n"
        case Table():
            return _table(block)


def _formula(formula: str) -> str:
    """A displayed formula; what is no mathematics is shown as it is written."""
    if not is_formula(formula):
        return rf"{{\raggedright {latex_code(formula)}\par}}" + "\n" if formula.strip() else ""
    parts = [" ".join(part.split()) for part in re.split(r"(?<=,) *\\q?quad", formula)]
    if len(formula) < _LONG or len(parts) < 2 or not all(map(is_formula, parts)):
        return rf"\[ {' '.join(formula.split())} \]" + "\n"
    below = r" \\ ".join(parts)
    return rf"\begin{{gather*}} {below} \end{{gather*}}" + "\n"


def _table(table: Table) -> str:
    """A table that may go on over pages, as wide as a line; cells are broken where they are long."""
    if not table.rows:
        return ""
    lengths = [max(map(len, column)) for column in zip(table.columns, *table.rows, strict=True)]
    widths = [min(max(length, _NARROW), _WIDE) + _GAP for length in lengths]
    columns = "".join(
        rf">{{\raggedright\arraybackslash}}p{{\dimexpr {width / sum(widths):.4f}\linewidth-2\tabcolsep\relax}}"
        for width in widths
    )
    head = " & ".join(rf"\textbf{{{latex_text(name)}}}" for name in table.columns)
    rows = [" & ".join(latex_text(cell) for cell in row) + r" \\" for row in table.rows]
    lines = [
        rf"\noindent\textbf{{{latex_text(table.title)}}}\par\nobreak",
        r"{\footnotesize",
        rf"\begin{{longtable}}{{{columns}}}",
    ]
    lines += [r"\hline", rf"{head} \\ \hline", r"\endhead", *rows, r"\hline", r"\end{longtable}}"]
    lines += [rf"\noindent {latex_text(table.remark)}\par"] if table.remark else []
    return "\n".join(lines) + "\n"
