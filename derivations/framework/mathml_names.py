"""Names and phrases in presentation MathML: `lambda_(n-2,2)`, `E relu(u)^2`, `dtau'/dtau`, `number of solutions`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Lambda": "Λ", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ebar": "ē",
}  # fmt: skip
_SIGNS = {"-": "−", "*": "∗", "...": "…", ">=": "≥", "<=": "≤"}
_TOKEN = re.compile(r"\s+|\.\.\.|>=|<=|[A-Za-z]+|\d+|.", re.DOTALL)
_DIFFERENTIAL = re.compile(rf"([dD])({'|'.join(_LETTERS)}|log|[A-Za-z])")
_PRODUCT = re.compile(r"[a-z]?[A-Z]{1,4}|ng")
_FUNCTION = re.compile("He|Re|tr|det|log|lim|max|min|var|cos|sin|abs|exp|erf|relu|step|sign")
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}
_BROKEN = re.compile(r"[-+=<>,≥≤]")


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """The element with these children; a string is its text, which is escaped when it is written."""
    made = Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def row(items: Iterable[Element]) -> Element:
    """The items side by side; a single one stands alone."""
    children = list(items)
    return children[0] if len(children) == 1 else element("mrow", *children)


def space() -> Element:
    """A thin gap."""
    return element("mspace", width="0.2em")


def name(text: str) -> Element:
    """A name or a phrase, laid out: Greek words as letters, `_` and `^` as subscripts and powers, words upright."""
    snake = re.fullmatch(r"([A-Za-z]{4,})((?:_[A-Za-z]{4,})+)(.*)", text)
    if snake and snake[1] not in _LETTERS:
        text = text.replace("_", " ")
    return row(_Phrase(text).items(None))


def binding(text: str) -> str:
    """What a phrase is to what stands beside it, by its signs outside brackets: "Add", "Mul" (a quotient) or "Atom"."""
    flat, before = text, ""
    while flat != before:
        flat, before = re.sub(r"\([^()]*\)|\[[^][]*\]|\{[^{}]*\}|\|[^|]*\|", "", flat), flat
    if len(flat.strip()) < 2:
        return "Atom"
    return "Add" if _BROKEN.search(flat) else "Mul" if "/" in flat else "Atom"


def _word(word: str) -> list[Element]:
    """A run of letters: a Greek letter, a differential, a product of letters, or a word."""
    if word in _LETTERS or len(word) == 1:
        return [element("mi", _LETTERS.get(word, word))]
    if _FUNCTION.fullmatch(word):
        return [element("mi", word)]
    if found := _DIFFERENTIAL.fullmatch(word):
        return [element("mi", found[1], mathvariant="normal"), *_word(found[2])]
    if _PRODUCT.fullmatch(word):
        return [element("mi", letter) for letter in word]
    return [element("mtext", word)]


def _bracket(token: str) -> list[Element]:
    return [element("mo", token, stretchy="false")]


def _index(word: str) -> list[Element]:
    """A run of letters as a subscript: two of them are two indices, more are a word."""
    if doubled := re.fullmatch(rf"({'|'.join(_LETTERS)})\1", word):
        return _word(doubled[1]) * 2
    if len(word) == 2 and word not in _LETTERS:
        return [element("mi", letter) for letter in word]
    return _word(word)


class _Phrase:
    """A reader of one phrase, from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)

    def items(self, closing: str | None) -> list[Element]:
        """What stands before the closing sign, which is taken away."""
        items: list[Element] = []
        while self.tokens and (token := self.tokens.pop(0)) != closing:
            if not token.isspace():
                things = self._things(token)
                items += [*things[:-1], self._with_corners(things[-1])]
            elif items and items[-1].tag != "mo" and re.match(r"[^\W_]|[(|]", "".join(self.tokens[:1])):
                items.append(space())
        return items

    def _things(self, token: str) -> list[Element]:
        if token == "sqrt" and self.tokens[:1] == ["("]:
            self.tokens.pop(0)
            return [element("msqrt", *self.items(")"))]
        closing = _CLOSING.get(token)
        if closing in self.tokens:
            return [element("mrow", *_bracket(token), *self.items(closing), *_bracket(str(closing)))]
        if token == "sum" and self.tokens[:1] == ["_"]:
            return [element("mo", "∑")]
        if token.isalpha():
            return _word(token)
        return [element("mn" if token.isdigit() else "mo", _SIGNS.get(token, token))]

    def _with_corners(self, base: Element) -> Element:
        """The thing with its primes, its subscript and its power."""
        below: list[Element] = []
        above: list[Element] = []
        while (base.tag != "mo" or base.text == "∑") and self.tokens:
            mark = self.tokens[0]
            if mark == "'" or (mark == "*" and self.tokens[1:2] in ([], ["/"], [")"])):
                above.append(element("mo", "′" if mark == "'" else "∗"))
            elif mark in "_^" and self.tokens[1:]:
                self.tokens.pop(0)
                (below if mark == "_" else above).extend(self._corner())
                continue
            elif mark.isdigit() and base.tag == "mi":
                below.append(element("mn", mark))
            else:
                break
            self.tokens.pop(0)
        if below and above:
            return element("msubsup", base, row(below), row(above))
        if below or above:
            return element("msub" if below else "msup", base, row(below or above))
        return base

    def _corner(self) -> list[Element]:
        """What stands at a corner: one thing, or what is in brackets; brackets around a list stay."""
        token = self.tokens.pop(0)
        if token in "({" and _CLOSING[token] in self.tokens:
            inside = self.items(_CLOSING[token])
            if token == "{" or all(item.text != "," for item in inside):
                return inside
            return [element("mrow", *_bracket("("), *inside, *_bracket(")"))]
        return _index(token) if token.isalpha() else self._things(token)
