"""Texts and formulas that anybody may have written, spelled for LaTeX so that they are read and never obeyed.

It imports nothing, so that whoever writes LaTeX spells alike.
"""

from __future__ import annotations

import re
import unicodedata

_COMMANDS = {
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\epsilon", "η": r"\eta", "θ": r"\theta",
    "κ": r"\kappa", "λ": r"\lambda", "Λ": r"\Lambda", "μ": r"\mu", "ν": r"\nu", "π": r"\pi", "ρ": r"\rho",
    "σ": r"\sigma", "τ": r"\tau", "φ": r"\phi", "Φ": r"\Phi", "ψ": r"\psi", "Δ": r"\Delta", "Σ": r"\Sigma", "≤": r"\le",
    "≥": r"\ge", "≠": r"\ne", "→": r"\to", "∞": r"\infty", "√": r"\surd", "∂": r"\partial", "·": r"\cdot",
    "×": r"\times", "−": "-", "∫": r"\int", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "…": r"\ldots",
    "′": "'", "″": "''", "‴": "'''", "±": r"\pm", "½": r"\tfrac12", "∈": r"\in", "⊗": r"\otimes", "ᵀ": r"^{\mathsf T}",
    "⊂": r"\subset", "₀": "_0", "₁": "_1", "⟂": r"\perp", "∪": r"\cup", "∩": r"\cap", "∘": r"\circ", "∼": r"\sim",
    "⟺": r"\iff", "≈": r"\approx", "↦": r"\mapsto", "⟨": r"\langle", "⟩": r"\rangle", "ē": r"\bar e",
    "Γ": r"\Gamma", "Π": r"\Pi", "Ψ": r"\Psi", "Ω": r"\Omega", "ω": r"\omega", "χ": r"\chi", "ζ": r"\zeta", "ξ": r"\xi",
    "‖": r"\Vert", "¹": "^1", "⁷": "^7", "⁸": "^8", "⁹": "^9", "⁰": "^0", "⁺": "^+", "⁻": "^-", "₂": "_2", "₃": "_3",
    "∑": r"\sum", "∏": r"\prod", "ℓ": r"\ell", "⋯": r"\cdots", "⇒": r"\Rightarrow", "←": r"\leftarrow",
}  # fmt: skip
_SIGNS = {
    "_": r"\_", "&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$", "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "`": r"\texttt{\fontencoding{OT1}\selectfont\char18}",
    '"': r"\char34{}", "[": "{[}", "]": "{]}", "*": "{*}",
    "–": "--", "—": "---", "“": "``", "”": "''", "’": "'", "‘": "`", "\N{NO-BREAK SPACE}": "~", "§": r"\S{}",
    "ß": r"\ss{}", "ø": r"\o{}", "Ø": r"\O{}", "ł": r"\l{}", "Ł": r"\L{}", "æ": r"\ae{}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0308": '"',
    "\u030c": "v", "\u0327": "c",
}  # fmt: skip
_QUOTE = r"{\fontencoding{OT1}\selectfont\char13}"
"""A straight quote, in type."""
_GAPS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " "))

_LETTER = "".join(sign for sign in _COMMANDS if sign.isalpha() and unicodedata.category(sign)[0] == "L")
_SUBSCRIPT = re.compile(
    rf"(?<![^\W_])([A-Za-z{_LETTER}]_(?:[A-Za-z0-9{_LETTER}]+|\([A-Za-z0-9{_LETTER}+−,/ -]*\)))(?![^\W])"
)
"""A letter with a subscript, as K_uu, t_1 or b_(k+1)."""
_LONG = re.compile(r"([A-Za-z0-9]{10}(?=[A-Za-z0-9]{6}))")
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=')(?=')|(?<=[?!])(?=`)")


def latex_text(text: str) -> str:
    """The text for LaTeX's text mode: special signs spelled, K_uu with its subscript, lines joined.

    A sign that has no spelling is shown by its number; long words and numbers may be broken without a hyphen.

    >>> latex_text("50% of K_uu ☃")
    '50\\\\% of \\\\ensuremath{K_{uu}} {[}U+2603{]}'
    """
    pieces = re.split(_SUBSCRIPT, text.translate(_GAPS))
    return "".join(_subscript(piece) if at % 2 else _spelled(piece) for at, piece in enumerate(pieces))


def latex_code(text: str) -> str:
    """The text in type, sign by sign: quotes stay straight, and nothing becomes a subscript."""
    spelled = "".join(_QUOTE if sign == "'" else _spelled(sign) for sign in re.split("(')", text.translate(_GAPS)))
    return rf"\texttt{{{spelled}}}"


def unknown(text: str) -> set[str]:
    """The signs of a text that are shown by their numbers."""
    return {sign for sign in text.translate(_GAPS) if _sign(sign).startswith("{[}U+")}


def _spelled(text: str) -> str:
    """The signs one by one; double ones do not join, and long words may be broken."""
    return "{}".join(_broken(part) for part in re.split(_LIGATURES, text))


def _broken(text: str) -> str:
    pieces = enumerate(re.split(_LONG, text))
    return "".join("".join(map(_sign, piece)) + (r"\allowbreak{}" if at % 2 else "") for at, piece in pieces)


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in _COMMANDS:
        return rf"\ensuremath{{{_COMMANDS[sign]}}}"
    if " " <= sign <= "}":
        return sign
    letter, accent = unicodedata.normalize("NFD", sign)[:1], unicodedata.normalize("NFD", sign)[1:]
    if accent in _ACCENTS and letter.isascii() and letter.isalpha():
        return rf"\{_ACCENTS[accent]}{{{letter}}}"
    return f"{{[}}U+{ord(sign):04X}{{]}}"


def _subscript(name: str) -> str:
    base, _, index = name.partition("_")
    inside = "".join(_COMMANDS.get(sign, sign) + (" " if sign in _LETTER else "") for sign in index)
    return rf"\ensuremath{{{_COMMANDS.get(base, base)}_{{{inside.rstrip()}}}}}"
