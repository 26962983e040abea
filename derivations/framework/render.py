"""Derivations as text for a terminal and as a LaTeX document."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from derivations.framework.model import Derivation, Evidence

_MARKS = {Evidence.DEFINITION: "let", Evidence.EXACT: "proved", Evidence.NUMERICAL: "seen"}

_COMMANDS = {
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\epsilon", "η": r"\eta", "θ": r"\theta",
    "κ": r"\kappa", "λ": r"\lambda", "Λ": r"\Lambda", "μ": r"\mu", "ν": r"\nu", "π": r"\pi", "ρ": r"\rho",
    "σ": r"\sigma", "τ": r"\tau", "φ": r"\phi", "Φ": r"\Phi", "ψ": r"\psi", "Δ": r"\Delta", "Σ": r"\Sigma", "≤": r"\le",
    "≥": r"\ge", "≠": r"\ne", "→": r"\to", "∞": r"\infty", "√": r"\surd", "∂": r"\partial", "·": r"\cdot",
    "×": r"\times", "−": "-", "∫": r"\int", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "…": r"\ldots",
    "′": "'", "″": "''", "‴": "'''", "±": r"\pm", "½": r"\tfrac12", "∈": r"\in", "⊗": r"\otimes", "ᵀ": r"^{\mathsf T}",
    "⊂": r"\subset", "₀": "_0", "₁": "_1", "⟂": r"\perp", "∪": r"\cup", "∩": r"\cap", "∘": r"\circ", "∼": r"\sim",
    "⟺": r"\iff", "≈": r"\approx", "↦": r"\mapsto", "⟨": r"\langle", "⟩": r"\rangle", "ē": r"\bar e",
    "Γ": r"\Gamma",
}  # fmt: skip
_SPECIAL = {"_": r"\_", "^": r"\^{}", "&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$", "{": r"\{", "}": r"\}"}
_SPECIAL |= {"\\": r"\textbackslash{}", "~": r"\~{}", "–": "--", "é": r"\'e"}

_SUBSCRIPT = re.compile(r"(?<![^\W_])([^\W\d_]_(?:[^\W_]+|\([^()_]*\)))(?![^\W])")
"""A letter with a subscript, as K_uu, t_1 or b_(k+1)."""

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
    unknown = {sign for sign in text if not sign.isascii() and sign not in _COMMANDS and sign not in _SPECIAL}
    if unknown:
        raise ValueError(f"no LaTeX spelling is known for {', '.join(sorted(unknown))}")
    pieces = re.split(_SUBSCRIPT, text)
    return "".join(_spelled(piece) if at % 2 == 0 else _subscript(piece) for at, piece in enumerate(pieces))


def _spelled(text: str) -> str:
    spelled = _SPECIAL | {sign: rf"\ensuremath{{{command}}}" for sign, command in _COMMANDS.items()}
    return "".join(spelled.get(sign, sign) for sign in text)


def _subscript(name: str) -> str:
    base, _, index = name.partition("_")
    inside = "".join(_COMMANDS.get(sign, sign) for sign in index)
    return rf"\ensuremath{{{_COMMANDS.get(base, base)}_{{{inside}}}}}"


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
