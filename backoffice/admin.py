"""Registers every model that HR sees in Django's admin, which imports this file."""

from backoffice import completions, events, requirements
from backoffice.handbooks import handbooks, question_withdrawal, remarks, versions
from backoffice.laws import laws
from backoffice.texts import site_pages

__all__ = [
    "completions",
    "events",
    "handbooks",
    "laws",
    "question_withdrawal",
    "remarks",
    "requirements",
    "site_pages",
    "versions",
]
