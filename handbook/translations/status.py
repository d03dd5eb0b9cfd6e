"""Which audiences each language of a section is available to: from its history, and kept on the section.

Two clauses match when the translation was made from the source's words as they stand beside it, or somebody has checked
them. A clause of a translation is current when its words match the source's newest words; or matched earlier ones, and
every change of the source since then is, as classified today, a correction. Title and key message are two of the clauses.
"""

from collections.abc import Collection, Iterable
from uuid import uuid4

from handbook.history import Match, SectionHistory, fresh_histories
from handbook.models import Audience, Kind, Section


def matched_at(history: SectionHistory, language: str, clause: str) -> int | None:
    """The last version whose source words the clause, as the newest version has it, was made from or checked against;
    None: there is no such version, or the clause is missing."""
    words = history.words(history.newest, language, clause)
    if words is None:
        return None
    for number in sorted(history.versions, reverse=True):
        source_words = history.words(number, history.source_language, clause)
        if source_words is not None and Match(language, clause, words, source_words) in history.matches:
            return number
    return None


def is_current(history: SectionHistory, language: str, clause: str) -> bool:
    """Whether a clause of the newest version says in that language what the source says now."""
    if language == history.source_language:
        return True
    matched = matched_at(history, language, clause)
    return matched is not None and all(
        history.kind(number, clause, language) == Kind.CORRECTION
        for number in _source_changes(history, clause, matched)
    )


def _source_changes(history: SectionHistory, clause: str, after: int) -> list[int]:
    """The later versions at which the source's words changed; another origin or audience changes no words."""
    numbers = [number for number in sorted(history.versions) if number >= after]
    digests = [history.words(number, history.source_language, clause) for number in numbers]
    return [number for number, old, new in zip(numbers[1:], digests[:-1], digests[1:], strict=True) if old != new]


def outdated_in(history: SectionHistory, language: str) -> tuple[str, ...]:
    """The clauses of the newest version that are missing or outdated in that language, in reading order."""
    return tuple(clause for clause in history.audiences if not is_current(history, language, clause))


def quiz_is_current(history: SectionHistory, language: str) -> bool:
    """Whether every question of the newest version is there and current."""
    text = history.text(history.newest, language)
    return text is not None and text.current_quiz.issuperset(Audience.values)


def audiences_of(history: SectionHistory, language: str) -> tuple[str, ...]:
    """The audiences that are shown the newest version in that language; leaders read what is for everyone too.

    Questions do not count: one that is missing or outdated is asked in the source language.
    """
    if history.text(history.newest, language) is None:
        return ()
    outdated = {history.audiences[clause] for clause in outdated_in(history, language)}
    audiences = tuple(audience for audience in Audience.values if audience not in outdated)
    return audiences if Audience.EVERYONE in audiences else ()


def translation_status(history: SectionHistory, offered: Collection[str]) -> dict[str, object]:
    """The number of the newest version and the audiences of each of its languages that the handbook is offered in, as they
    are kept on the section."""
    texts = history.versions[history.newest].texts if history.newest else {}
    languages = sorted(set(texts).intersection(offered))
    return {
        "number": history.newest,
        "languages": {language: list(audiences_of(history, language)) for language in languages},
    }


def count_untranslated(sections: Iterable[Section], language: str) -> int:
    """How many of these published sections are not available to all their readers in that language, by the status kept
    on them."""
    return sum(
        set(section.translation_status["languages"].get(language, ())) != set(Audience.values)
        for section in sections
        if section.translation_status
    )


def renew_status(section: Section, *, history: SectionHistory | None = None) -> None:
    """Keep the translation status on the section, under a new stamp. The section is locked; `history` is the one after
    the change, where it is known.

    Nothing else does either: publishing, reclassifying, confirming, withdrawing a question and offering other languages all
    end here.
    """
    # Not the history under the present stamp, which was read before the change.
    known = history or fresh_histories([section])[section.pk]
    section.translation_status = translation_status(known, section.handbook.languages)
    section.change_stamp = uuid4()
    section.save(update_fields=["translation_status", "change_stamp"])
