"""What an import would change in a section, word by word, and whom it would concern. Nothing of it is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.impact.preview import impact_of
from handbook.import_export.import_plan import ImportPlan, SectionPlan
from handbook.models import Audience, Kind, Version
from handbook.quizzes import list_questions
from handbook.versions.clause_ids import ClauseComparison
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.validation import parse_version
from markup.clause_ids.proposals import Held, New, Proposal, Removed
from markup.section import clause_markers
from markup.section.types import MESSAGE, TITLE, SourceClause, SourceText
from markup.section.writer import write_block
from people.language import LANGUAGES

MARKS = "§"
"""What stands for a language where the same is said of a clause in all: its origin, audience, laws, and what it illustrates."""
LAWS = "laws"
Texts = Mapping[str, Mapping[str, str]]
"""What stands under each id, by language."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """What something says in one language now, and would say. Empty: it is not there."""

    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A clause, a question or a field of the frame that would not be as it is."""

    id: str
    words: tuple[TextChange, ...] = ()
    proposals: tuple[tuple[str, Proposal], ...] = ()
    """What the clause is found to be, by language; the mere text above says the rest."""


@dataclass(frozen=True, slots=True)
class OutdatedTranslation:
    """What a translation would be behind its source in, and is not now."""

    language: str
    clauses: tuple[str, ...]
    if_corrected: tuple[str, ...]
    """Those of them that stay behind even if every change is a correction."""
    quiz: bool


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """How many would be asked to confirm again, of those whose completion of the section counts."""

    completed: int
    asked: Mapping[Kind, int]
    """If every change were judged so."""
    leaders: int | None
    """If only the changes of leaders' clauses were new rules; None: there are none."""


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What an import would change in one section, beside what is published."""

    clauses: tuple[ChangedItem, ...]
    questions: tuple[ChangedItem, ...]
    reordered: tuple[str, ...]
    """The languages in which the questions stand in another order."""
    lost: tuple[str, ...]
    """What the open draft says otherwise, and would say no longer."""
    to_review: tuple[str, ...]
    """Questions whose words are as they were, about what has changed."""
    confirmed: tuple[str, ...]
    """The languages of which the files say otherwise from which words they were made."""
    outdated: tuple[OutdatedTranslation, ...]
    concerned: AskedAgain | None
    """None: no version is compared, since there is none before, or since the files have errors."""


def preview_import(decision: ImportPlan, decided: SectionPlan, *, on: date) -> SectionChanges:
    """What the import that was decided on would change in one of its sections, published that day."""
    source_language = decision.files.source_language
    before, after = _texts(decided.newest, source_language), dict(decided.files.texts)
    quizzes = {language: quiz.body for language, quiz in decided.files.quizzes.items()}
    old, new = _said(before, source_language), _said(after, source_language)
    drafted = _said(_texts(decided.draft, source_language), source_language)
    was_asked, asked = _asked(_quizzes(decided.newest)), _asked(quizzes)
    compared = {
        language: by_slug[decided.slug] for language, by_slug in decision.comparisons.items() if decided.slug in by_slug
    }
    planned = decided.publication()
    return SectionChanges(
        _found(items(old, new, source_language), compared, _order(old, new, source_language)),
        items(was_asked, asked, source_language),
        tuple(
            language
            for language in LANGUAGES
            if _ranked(was_asked, asked, language) != _ranked(asked, was_asked, language)
        ),
        tuple(item.id for item in items(drafted, new, source_language)) if decided.draft else (),
        planned.unreviewed(planned.classified_as(Kind.NEW_RULE), ()) if planned else (),
        _confirmed(decided.newest, decided.columns, before, after),
        _outdated(planned) if planned else (),
        asked_again(planned, on=on) if planned else None,
    )


def items(old: Texts, new: Texts, source_language: str) -> tuple[ChangedItem, ...]:
    """Each id under which not the same stands, in reading order; what is gone stands where it stood."""
    found = []
    for id_ in _order(old, new, source_language):
        pairs = ((each, old.get(each, {}).get(id_, ""), new.get(each, {}).get(id_, "")) for each in (MARKS, *LANGUAGES))
        if words := tuple(TextChange(*pair) for pair in pairs if pair[1] != pair[2]):
            found.append(ChangedItem(id_, words))
    return tuple(found)


def _order(old: Texts, new: Texts, source_language: str) -> list[str]:
    """Every id: as the source would have them, and each other one after the one it stands after."""
    found: list[str] = []
    for language in (*sorted(LANGUAGES, key=lambda each: each != source_language), MARKS):
        for ids in (new.get(language, {}), old.get(language, {})):
            place = 0
            for id_ in ids:
                if id_ not in found:
                    found.insert(place, id_)
                place = found.index(id_) + 1
    return found


def _texts(version: Version | None, source_language: str) -> dict[str, SourceText]:
    return parse_version(version, version.section.slug, source_language)[0] if version else {}


def _said(texts: Mapping[str, SourceText], source_language: str) -> dict[str, dict[str, str]]:
    """Each text by its clauses' ids, title and key message first; and the marks of the source, which hold for all."""
    said = {language: {TITLE: text.title, MESSAGE: text.message, **_clauses(text)} for language, text in texts.items()}
    if source := texts.get(source_language):
        said[MARKS] = {
            LAWS: ", ".join(source.laws),
            **{clause.id: _marks(clause) for clause in source.clauses if clause.id},
        }
    return said


def _clauses(text: SourceText) -> dict[str, str]:
    return {
        clause.id or f":{clause.line}": "\n".join(line for block in clause.blocks for line in write_block(block))
        for clause in text.clauses
    }


def _marks(clause: SourceClause) -> str:
    marker = clause_markers.write("", clause.origin, clause.audience, clause.laws, clause.illustrates, None)
    return marker.strip("§ ()")


def _quizzes(version: Version | None) -> dict[str, str]:
    return {language: version.text("quiz", language) for language in LANGUAGES} if version else {}


def _asked(quizzes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Each quiz by its questions' ids."""
    return {
        language: {
            list_question.id: list_question.text.rstrip("\n") for list_question in list_questions(quiz, language)
        }
        for language, quiz in quizzes.items()
        if quiz
    }


def _ranked(mine: Texts, other: Texts, language: str) -> list[str]:
    """The questions that stand in both, in the order of the one."""
    return [each for each in mine.get(language, {}) if each in other.get(language, {})]


def _confirmed(
    newest: Version | None,
    columns: Mapping[str, str],
    before: Mapping[str, SourceText],
    after: Mapping[str, SourceText],
) -> tuple[str, ...]:
    if newest is None:
        return ()
    return tuple(
        language
        for language in LANGUAGES
        if any(newest.text(each, language) != columns[f"{each}_{language}"] for each in ("made_from", "quiz_made_from"))
        or _made_from(before.get(language)) != _made_from(after.get(language))
    )


def _made_from(text: SourceText | None) -> dict[str | None, str]:
    return {clause.id: clause.made_from for clause in text.clauses if clause.made_from} if text else {}


def _found(
    changed: Iterable[ChangedItem], compared: Mapping[str, ClauseComparison], order: Sequence[str]
) -> tuple[ChangedItem, ...]:
    """The clauses that are not as they were, with what each is found to be; those that only moved, too."""
    told: dict[str, list[tuple[str, Proposal]]] = {}
    for language, clause_comparison in compared.items():
        for proposal in clause_comparison.proposals:
            if isinstance(proposal, Held | New | Removed):
                continue
            clause = clause_comparison.clause(proposal)
            told.setdefault(clause.id or f":{clause.line}", []).append((language, proposal))
    words = {item.id: item.words for item in changed}
    return tuple(
        ChangedItem(id_, words.get(id_, ()), tuple(told.get(id_, ()))) for id_ in order if id_ in words or id_ in told
    )


def _outdated(planned: PublicationPlan) -> tuple[OutdatedTranslation, ...]:
    now = planned.history
    then = planned.published_as(planned.classified_as(Kind.NEW_RULE))
    corrected = planned.published_as(planned.classified_as(Kind.CORRECTION))
    found = []
    for language in then.versions[then.newest]:
        before = set(now.outdated(language)) if language in now.versions[now.newest] else set()
        clauses = tuple(each for each in then.outdated(language) if each not in before)
        quiz = now.quiz_is_current(language) and not then.quiz_is_current(language)
        if clauses or quiz:
            found.append(
                OutdatedTranslation(
                    language, clauses, tuple(c for c in corrected.outdated(language) if c in clauses), quiz
                )
            )
    return tuple(found)


def asked_again(planned: PublicationPlan, *, on: date) -> AskedAgain:
    """Whom a version would ask if all its changes were of one kind."""
    by_kind = {kind: impact_of(planned, kind, on=on) for kind in Kind}
    audiences = {**planned.history.audiences, **{clause.clause: clause.audience for clause in planned.source.clauses}}
    kinds = {
        key: (Kind.NEW_RULE if audiences.get(key[0]) == Audience.LEADERS else Kind.CLARIFICATION).value
        for key in planned.keys
    }
    return AskedAgain(
        by_kind[Kind.NEW_RULE].completed,
        {kind: impact.asked for kind, impact in by_kind.items()},
        impact_of(planned, kinds, on=on).asked if Kind.NEW_RULE in kinds.values() else None,
    )


def metadata_items(metadata: Mapping[str, tuple[Any, Any]]) -> tuple[ChangedItem, ...]:
    """The fields of handbook.toml that would not be as they are, each by its path."""
    found = []
    for column, (old, new) in metadata.items():
        before, after = _flat(column, old), _flat(column, new)
        found += [
            ChangedItem(path, (TextChange("", before.get(path, ""), after.get(path, "")),))
            for path in sorted(before | after)
            if before.get(path) != after.get(path)
        ]
    return tuple(found)


def _flat(path: str, value: object) -> dict[str, str]:
    """The texts in a value, by their paths."""
    match value:
        case Mapping():
            parts = [(f"{path}.{key}", each) for key, each in value.items()]
        case list() | tuple():
            parts = [(f"{path}.{number}", each) for number, each in enumerate(value, start=1)]
        case bool():
            return {path: str(value).lower()}
        case _:
            return {path: str(value)}
    return {inner: text for part, each in parts for inner, text in _flat(part, each).items()}
