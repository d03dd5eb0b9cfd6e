"""Compare two versions clause by clause, and find the kinds of their changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from handbook.models import Change

TITLE, MESSAGE = "title", "message"
"""Reserved clause ids: a section's title and key message are compared like clauses."""


def changed_clauses(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], source_language: str
) -> list[tuple[str, Change.What, str]]:
    """Compare the digests of two versions by language: each changed clause, its change, and the language (empty: the source, so all)."""
    before, after = old.get(source_language, {}), new.get(source_language, {})
    changes = [
        (clause, Change.What.NEW if clause not in before else Change.What.CHANGED, "")
        for clause in after
        if before.get(clause) != after[clause]
    ]
    changes += [(clause, Change.What.REMOVED, "") for clause in before if clause not in after]
    changed_in_source = {clause for clause, _what, _language in changes}
    for language in new:
        if language == source_language or language not in old:
            continue
        changes += [
            (clause, Change.What.CHANGED, language)
            for clause, fingerprint in new[language].items()
            if clause not in changed_in_source and clause in old[language] and old[language][clause] != fingerprint
        ]
    return changes


def kinds_in_force(rows: Iterable[tuple[int, str, str, str]]) -> dict[tuple[int, str], dict[str, str]]:
    """Return the present kinds of each change, by language.

    The rows are version, clause, language (empty: all) and kind, in the order they were added. A row for all languages
    replaces the earlier ones of every language; a row for one language only those of that language.
    """
    kinds: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for number, clause, language, kind in rows:
        if not language:
            kinds[(number, clause)].clear()
        kinds[(number, clause)][language] = kind
    return dict(kinds)
