"""The literature: published formulas and numbers, each with its source, compared with what is enclosed here."""

from bnproofs.literature.comparisons import COMPARISONS, compare
from bnproofs.literature.entry import Constant, Entry, LiteratureError, Paper
from bnproofs.literature.reader import entries_of, papers, papers_to_come
from bnproofs.literature.verdict import Comparison, Verdict

__all__ = [
    "COMPARISONS",
    "Comparison",
    "Constant",
    "Entry",
    "LiteratureError",
    "Paper",
    "Verdict",
    "compare",
    "entries_of",
    "papers",
    "papers_to_come",
]
