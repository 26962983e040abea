"""The statements: every theorem of the project with its hypothesis, its level and where it is proved."""

from bnproofs.statements.level import Level
from bnproofs.statements.limits import LIBRARIES, NOT_FORMALISED
from bnproofs.statements.statement import THEOREM, Claim, Statement
from bnproofs.statements.table import GROUPS, groups_at, statements

__all__ = [
    "GROUPS",
    "LIBRARIES",
    "NOT_FORMALISED",
    "THEOREM",
    "Claim",
    "Level",
    "Statement",
    "groups_at",
    "statements",
]
