"""The report in LaTeX: it compiles, shows the same digits, and obeys nothing that is written in a certificate."""

import re

import pytest

from bnproofs.layer import Layer
from bnproofs.report.components import parts
from bnproofs.report.formulas import is_formula
from bnproofs.report.latex import latex
from bnproofs.report.spelling import latex_code, latex_text, unknown
from bnproofs.statements import statements
from derivations.index import ENTRIES

PAPER = r"""\documentclass{article}
\usepackage{amsmath,amssymb,array,longtable}
\begin{document}
Before the report.
\input{part}
After the report.
\end{document}
"""
KNOWN = """
    expandafter ifx csname endcsname relax let bnproofsend else documentclass usepackage addtolength textwidth
    oddsidemargin def end begin fi begingroup sloppy setlength parindent parskip par endgroup section subsection
    subsubsection noindent textbf raggedright small texttt arraybackslash dimexpr linewidth tabcolsep nobreak
    footnotesize hline endhead textbackslash textasciitilde textasciicircum textless textgreater textbar fontencoding
    selectfont char allowbreak
"""
"""The commands of a report outside formulas."""


def shown_numbers(report):
    """All cells of the tables of numbers."""
    tables = [*report.tables, *([report.eigenvalues] if report.eigenvalues else [])]
    return [cell for table in tables for row in table.rows for cell in row if re.search(r"\d", cell)]


def plain(text):
    """A cell as pdftotext gives it back, without spaces."""
    return "".join(text.replace("…", "...").replace("²", "2").split())


def seen(text):
    return text.replace("…", "...").replace("−", "-")


def test_a_report_compiles_by_itself_and_shows_what_it_holds(reports, pdf):
    report = reports.small()
    text = seen(pdf(latex(report)))
    for part in (
        report.verdict,
        report.title,
        "Thefixedpoint",
        "1.51",
        "-0.50",
        *shown_numbers(report),
    ):
        assert plain(part) in text
    assert "0123456789abcdef" * 4 in text
    assert "bnproofscheck'myfile.json'--kernelrocq" in text


def test_a_report_is_a_part_of_a_paper(reports, pdf, tmp_path):
    (tmp_path / "part.tex").write_text(latex(reports.small()), "utf-8")
    text = pdf(PAPER, "paper")
    assert text.startswith("Beforethereport.")
    assert "Afterthereport." in text


def test_the_report_of_a_certificate_shows_every_proven_digit(certified, pdf):
    source = latex(certified)
    text = seen(pdf(source))
    numbers = shown_numbers(certified)
    assert numbers
    for cell in numbers:
        for number in re.findall(r"-?\d[\d.]*(?:e[+-]?\d+)?", cell):
            assert number in text, cell
    assert "[U+" not in text
    for derivation in certified.derivations:
        assert all(" ".join(part.split()) in source for part in re.split(r"\\q?quad", derivation.statement_latex))


def test_hostile_texts_compile_and_are_only_read(reports, pdf):
    report = reports.hostile()
    source = latex(report)
    text = pdf(source)
    assert source.isascii()
    assert r"\input{/etc/passwd}" in text
    assert "root:" not in text
    assert r"\write18{id}" in text
    assert "U+2603" in text
    assert "U+202E" in text
    assert source.count(r"\end{document}") == latex(reports.small()).count(r"\end{document}") == 1


def test_hostile_texts_leave_no_command_behind(reports):
    source = latex(reports.hostile())
    bare = re.sub(r"^%.*$|\\\\ *$|\\ensuremath\{(?:[^{}]|\{[^{}]*\})*\}", "", source, flags=re.MULTILINE)
    used = set(re.findall(r"(?<!\\)(?:\\\\)*\\([A-Za-z]+)", bare))
    assert used <= set(KNOWN.split())
    assert not {"input", "write", "catcode", "openout", "immediate", "special", "verb"} & used
    assert "^^" not in source
    body = source.split("\\begingroup", 1)[1]
    assert not re.search(r"(?<!\\)[%#~$]", body)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("a_(\\input{x})", r"a\_(\textbackslash{}input\{x\})"),
        ("--out", "-{}-out"),
        ("K_uu", r"\ensuremath{K_{uu}}"),
        ("λ_max", r"\ensuremath{\lambda_{max}}"),
        ("é ö", r"\'{e} \"{o}"),
        ("a\n\nb\r", "a  b "),
        ("12345678901234567890", r"1234567890\allowbreak{}1234567890"),
        ("\u202ex\x00", r"{[}U+202E{]}x{[}U+0000{]}"),
        ("[1ex]*", "{[}1ex{]}{*}"),
    ],
)
def test_texts_are_spelled(text, spelled):
    assert latex_text(text) == spelled


def test_quotes_in_type_stay_straight():
    assert "char13" in latex_code("'a b'")
    assert "_{" not in latex_code("K_uu")


def test_every_sign_of_the_statements_has_a_spelling():
    texts = [part for row in statements() for part in (row.sentence, row.hypothesis)]
    texts += [part for entry in ENTRIES.values() for part in (entry.title, entry.statement, entry.source)]
    assert not set().union(*map(unknown, texts))
    assert unknown("a☃") == {"☃"}


def test_the_formulas_of_reports_are_mathematics():
    assert all(is_formula(entry.statement_latex) for entry in ENTRIES.values())
    names = [
        "rc+relu",
        "rs+identity",
        "rc+rs+gelu",
        "rc+leaky_relu(1/10)",
        "rc+rs+sine(1/10)",
        "hermite(3)",
        "erf",
        "step",
    ]
    formulas = [part[2] for name in names for group in parts(Layer.parse(name)) for part in group]
    assert formulas
    assert all(map(is_formula, formulas))


@pytest.mark.parametrize(
    "hostile",
    [r"\input{/etc/passwd}", r"\write18{id}", "^^5cinput{x}", "x}", "{x", r"\frac", r"\frac{a}", r"{\frac}", r"\left(",
     r"\right)\left(", "x^a^b", "x'^2", "x_", r"\text{a_b}", "$", r"x\]y", "50%x", r"\csname input\endcsname", "a & b",
     r"a \\ b", r"\begin{verbatim}x\end{verbatim}", r"\begin{aligned}x", "é", "", "a\n\nb", "#1", "~", r"\def\x{y}",
     r"\begin{aligned}\frac&1\end{aligned}", "\0", r"\bigl", "x" * 6000],
)  # fmt: skip
def test_what_is_no_mathematics_is_no_formula(hostile):
    assert not is_formula(hostile)
