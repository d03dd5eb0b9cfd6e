"""Ids for blocks that have none."""

import re
from dataclasses import replace

from handbook.text.values import SourceText


def highest_number(section: str, ids: set[str]) -> int:
    """The highest number in ids like roles-13; 0 where there is none."""
    numbers = [int(found[1]) for id_ in ids if (found := re.fullmatch(rf"{re.escape(section)}-([0-9]+)", id_))]
    return max(numbers, default=0)


def with_ids(text: SourceText, section: str, *, ever_used: set[str]) -> SourceText:
    """The same text with a fresh id, such as roles-14, for each block without one. Ids that were used are never reused."""
    number = highest_number(section, ever_used | {clause.id for clause in text.clauses if clause.id})
    clauses = []
    for clause in text.clauses:
        if clause.id is None:
            number += 1
            clauses.append(replace(clause, id=f"{section}-{number}"))
        else:
            clauses.append(clause)
    return replace(text, clauses=tuple(clauses))
