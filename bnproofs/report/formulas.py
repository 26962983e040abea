"""Formulas in LaTeX that may enter a document: mathematics, and no command that does anything else."""

from __future__ import annotations

import re

_LETTERS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi varphi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell"
)
_FUNCTIONS = "sin cos tan arcsin arccos arctan sinh cosh tanh exp log ln det min max lim sup inf arg dim ker Pr"
_SYMBOLS = (
    "le ge ne leq geq neq to infty partial cdot times pm mp approx sim simeq equiv in notin subset subseteq cup cap "
    "perp circ mapsto rightarrow leftarrow iff Rightarrow otimes oplus ldots cdots dots vdots prime surd int iint sum "
    "prod langle rangle lvert rvert lVert rVert Vert vert lfloor rfloor lceil rceil mid colon quad qquad lt gt "
    "displaystyle limits rm"
)
_ONE = "sqrt bar hat tilde overline underline operatorname mathrm mathbf mathcal mathsf mathtt mathbb mathit text"
_FENCES = "left right bigl bigr Bigl Bigr big Big bigg Bigg biggl biggr"
_TAKES = dict.fromkeys(_ONE.split(), 1) | dict.fromkeys(("frac", "tfrac", "dfrac", "binom"), 2)
_BARE = frozenset(f"{_LETTERS} {_FUNCTIONS} {_SYMBOLS}".split())
_KNOWN = _BARE | set(_TAKES) | set(_FENCES.split())
_ENVIRONMENT = re.compile(r"\\begin\{(aligned|matrix|pmatrix|smallmatrix|cases)\}([^\x00]*?)\\end\{\1\}")
_TEXT = re.compile(r"\\(?:text|operatorname)\*?\s*\{[^{}]*[_^&][^{}]*\}")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S", re.DOTALL)
_SIGN = re.compile(r"[A-Za-z0-9+\-*/=<>()\[\].,;:!?'|^_]")
_FENCE = re.compile(r"[()\[\]|./<>]|\\(?:[|{}]|[lr](?:angle|vert|Vert|floor|ceil)|[Vv]ert)")
_GROUP = "\0"
_MOST = 5_000


def is_formula(latex: str) -> bool:
    """True for mathematics that compiles: known commands with their arguments, brackets in pairs, printable ASCII.

    >>> [is_formula(x) for x in (r"\\frac{K_{uu}}{2\\pi}", r"\\input{x}", "x}", "^^5cinput", r"\\frac")]
    [True, False, False, False, False]
    """
    if not latex.strip() or len(latex) > _MOST or "\n\n" in latex or "\0" in latex or _TEXT.search(latex):
        return False
    rest = latex
    while found := _ENVIRONMENT.search(rest):
        if not all(is_formula(cell) for cell in re.split(r"&|\\\\(?![A-Za-z])", found[2]) if cell.strip()):
            return False
        rest = rest[: found.start()] + _GROUP + rest[found.end() :]
    while found := re.search(r"(?<!\\)\{((?:[^{}\\]|\\.)*)\}", rest):
        if not _level(found[1]):
            return False
        rest = rest[: found.start()] + _GROUP + rest[found.end() :]
    return _level(rest)


def _level(text: str) -> bool:
    """True if what stands between two brackets, whose inner groups were looked at, is complete."""
    tokens = _TOKEN.findall(text)
    at, left, scripts = 0, 0, ""
    while at < len(tokens):
        token = tokens[at]
        name = token[1:] if token[0] == "\\" else ""
        if not (token == _GROUP or _SIGN.fullmatch(token) or name in _KNOWN or (name and name in ",;:!| {}")):
            return False
        after = tokens[at + 1 :]
        if token in "^_":
            if token in scripts or not _atoms(after, 1):
                return False
            scripts, at = scripts + token, at + 2
            continue
        left += (name == "left") - (name == "right")
        if left < 0 or (name in _FENCES.split() and not (after and _FENCE.fullmatch(after[0]))):
            return False
        if name == "sqrt" and after[:1] == ["["] and "]" in after:
            at += after.index("]") + 1
        if not _atoms(tokens[at + 1 :], _TAKES.get(name, 0)):
            return False
        scripts = "^" if token == "'" else ""
        at += 1
    return left == 0


def _atoms(tokens: list[str], count: int) -> bool:
    """True if that many single things come first."""
    first = tokens[:count]
    return len(first) == count and all(
        token == _GROUP or token.isalnum() or token == "*" or token[1:] in _BARE for token in first
    )
