"""Derivations as text for a terminal and as a LaTeX document."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from derivations.framework.model import Derivation, Evidence

_MARKS = {Evidence.DEFINITION: "let", Evidence.EXACT: "proved", Evidence.NUMERICAL: "seen"}

_PREAMBLE = r"""\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb,graphicx}
\usepackage[margin=2cm]{geometry}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\sloppy
\newcommand{\fitted}[1]{\sbox0{$\displaystyle #1$}%
  \ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi}
\title{Derivations}
\date{}
\begin{document}
\maketitle
"""


def render_text(derivation: Derivation) -> str:
    """The derivation as lines of at most 120 characters for a terminal, formulas excepted."""
    lines = [derivation.title, "=" * len(derivation.title), ""]
    lines += [*_wrapped("Statement: ", derivation.statement), *_wrapped("Source: ", derivation.source), ""]
    for number, step in enumerate(derivation.steps, 1):
        lines += _wrapped(f"{number:3}. [{_MARKS[step.evidence]}] ", step.text)
        lines += [f"       {step.formula}", f"       ({step.checked})"]
    lines += ["", f"Result: {derivation.result}", *_wrapped("Used by: ", ", ".join(derivation.used_by))]
    return "\n".join(lines) + "\n"


def render_latex(derivations: Derivation | Iterable[Derivation]) -> str:
    """A complete LaTeX document with one section for each derivation; it needs four common packages."""
    if isinstance(derivations, Derivation):
        derivations = [derivations]
    return _PREAMBLE + "\n".join(_section(derivation) for derivation in derivations) + "\\end{document}\n"


def escape(text: str) -> str:
    """The text with every character that LaTeX treats specially, and every sign outside ASCII, spelled for it.

    Raises:
        ValueError: a sign has no known spelling.
    """
    from bnproofs.report.spelling import latex_text, unknown

    if strangers := unknown(text):
        raise ValueError(f"no LaTeX spelling is known for {', '.join(sorted(strangers))}")
    return latex_text(text)


def _section(derivation: Derivation) -> str:
    lines = [rf"\section{{{escape(derivation.title)}}}", escape(derivation.statement)]
    lines += [rf"\[ {derivation.statement_latex} \]", rf"\emph{{Source:}} {escape(derivation.source)}."]
    lines += [r"\begin{enumerate}"]
    for step in derivation.steps:
        note = "" if step.evidence is Evidence.EXACT else rf" \emph{{({escape(step.checked)})}}"
        lines += [rf"\item {escape(step.text)}.{note}", rf"\[ \fitted{{{step.latex}}} \]"]
    lines += [r"\end{enumerate}", rf"\emph{{Result.}} \[ \fitted{{{derivation.result_latex}}} \]"]
    names = ", ".join(rf"\texttt{{{escape(name)}}}" for name in derivation.used_by)
    lines += [rf"\emph{{Used by:}} {names}."] if names else []
    return "\n".join(lines) + "\n"


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(label + text, 118, subsequent_indent=" " * 7)
