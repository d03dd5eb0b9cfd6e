"""What differs between two versions, clause by clause."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from handbook.models import Change, ClauseText, Edition, Version

TITLE, MESSAGE = "title", "message"
"""Reserved clause ids: a section's title and key message are compared like clauses."""


def fingerprints(editions: Mapping[str, Edition], clauses: Mapping[str, list[ClauseText]]) -> dict[str, dict[str, str]]:
    """For each language: what identifies each clause's words, audience and origin; in reading order."""
    return {
        language: {TITLE: edition.title, MESSAGE: edition.message}
        | {clause.clause: clause.digest for clause in clauses[language]}
        for language, edition in editions.items()
    }


def changed_clauses(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], source_language: str
) -> list[tuple[str, Change.What, str]]:
    """Clause, what happened, and in which language (empty: the source, and so all). Old and new are `fingerprints`."""
    before, after = old.get(source_language, {}), new.get(source_language, {})
    found = [
        (clause, Change.What.NEW if clause not in before else Change.What.CHANGED, "")
        for clause in after
        if before.get(clause) != after[clause]
    ]
    found += [(clause, Change.What.REMOVED, "") for clause in before if clause not in after]
    of_all = {clause for clause, _what, _language in found}
    for language in new:
        if language == source_language or language not in old:
            continue
        found += [
            (clause, Change.What.CHANGED, language)
            for clause, print_ in new[language].items()
            if clause not in of_all and clause in old[language] and old[language][clause] != print_
        ]
    return found


def published_fingerprints(version: Version) -> dict[str, dict[str, str]]:
    """The fingerprints of a published version."""
    editions = {edition.language: edition for edition in version.editions.prefetch_related("clauses")}
    return fingerprints(editions, {language: list(edition.clauses.all()) for language, edition in editions.items()})


def kinds_in_force(judged: Iterable[tuple[int, str, str, str]]) -> dict[tuple[int, str], dict[str, str]]:
    """How each change is judged today, from rows of version, clause, language (empty: all) and kind in the order they
    were made. A row for all languages settles every one of them; a row for one language settles that one alone."""
    kinds: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for number, clause, language, kind in judged:
        if not language:
            kinds[(number, clause)].clear()
        kinds[(number, clause)][language] = kind
    return dict(kinds)
