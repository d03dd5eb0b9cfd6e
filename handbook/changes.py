"""What differs between two versions, clause by clause."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from handbook.models import Change

TITLE, MESSAGE = "title", "message"
"""Reserved clause ids: a section's title and key message are compared like clauses."""


def changed_clauses(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], source_language: str
) -> list[tuple[str, Change.What, str]]:
    """Clause, what happened, and in which language (empty: the source, and so all). Old and new are `fingerprints`."""
    before, after = old.get(source_language, {}), new.get(source_language, {})
    changes = [
        (clause, Change.What.NEW if clause not in before else Change.What.CHANGED, "")
        for clause in after
        if before.get(clause) != after[clause]
    ]
    changes += [(clause, Change.What.REMOVED, "") for clause in before if clause not in after]
    of_all = {clause for clause, _what, _language in changes}
    for language in new:
        if language == source_language or language not in old:
            continue
        changes += [
            (clause, Change.What.CHANGED, language)
            for clause, print_ in new[language].items()
            if clause not in of_all and clause in old[language] and old[language][clause] != print_
        ]
    return changes


def kinds_in_force(judged: Iterable[tuple[int, str, str, str]]) -> dict[tuple[int, str], dict[str, str]]:
    """How each change is judged today, from rows of version, clause, language (empty: all) and kind in the order they
    were made. A row for all languages settles every one of them; a row for one language settles that one alone."""
    kinds: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for number, clause, language, kind in judged:
        if not language:
            kinds[(number, clause)].clear()
        kinds[(number, clause)][language] = kind
    return dict(kinds)
