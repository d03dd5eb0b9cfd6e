"""The changes of an import in a section, word by word, and the employees it would ask. Nothing is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.impact.preview import impact_of
from handbook.import_export.import_plan import ImportPlan, SectionPlan
from handbook.models import Audience, Kind, Version
from handbook.quizzes import list_questions
from handbook.translations.status import outdated_in, quiz_is_current
from handbook.versions.clause_ids import ClauseComparison
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.validation import parse_version
from markup.clause_ids.proposals import Held, New, Proposal, Removed
from markup.section import clause_markers
from markup.section.types import MESSAGE, TITLE, SourceClause, SourceText
from markup.section.writer import write_block
from people.language import LANGUAGES

MARKS = "§"
"""The key used instead of a language for facts that hold in all: origin, audience, laws, and the illustrated clause."""
LAWS = "laws"
Texts = Mapping[str, Mapping[str, str]]
"""Texts by language and id."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text in one language before and after the import; empty if it is missing."""

    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A clause, a question or a field of handbook.toml that would change."""

    id: str
    words: tuple[TextChange, ...] = ()
    proposals: tuple[tuple[str, Proposal], ...] = ()
    """Results of the comparison for the clause, such as moved or split, by language."""


@dataclass(frozen=True, slots=True)
class OutdatedTranslation:
    """The parts of a translation that would become outdated."""

    language: str
    clauses: tuple[str, ...]
    if_corrected: tuple[str, ...]
    """The clauses among them that would be outdated even if every change were a correction."""
    quiz: bool


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The number of employees asked to confirm again, of those whose completion of the section counts."""

    completed: int
    asked: Mapping[Kind, int]
    """The number asked, by kind, if every change were of that kind."""
    leaders: int | None
    """The number asked if only changes of leaders' clauses were new rules; None if there are no such changes."""


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """The changes of an import in one section, compared with the published version."""

    clauses: tuple[ChangedItem, ...]
    questions: tuple[ChangedItem, ...]
    reordered: tuple[str, ...]
    """The languages in which the order of the questions changes."""
    lost: tuple[str, ...]
    """Ids whose text in the open draft differs and would be lost."""
    to_review: tuple[str, ...]
    """Unchanged questions about clauses that have changed."""
    confirmed: tuple[str, ...]
    """The languages for which the files record another source text than before."""
    outdated: tuple[OutdatedTranslation, ...]
    asked_again: AskedAgain | None
    """None if no version can be compared: there is none before, or the files have errors."""


def preview_import(plan: ImportPlan, section_plan: SectionPlan, *, on: date) -> SectionChanges:
    """The changes of a planned import in one of its sections, if it were published on that day."""
    source_language = plan.files.source_language
    before, after = _version_texts(section_plan.newest, source_language), dict(section_plan.files.texts)
    quizzes = {language: quiz.body for language, quiz in section_plan.files.quizzes.items()}
    old, new = _texts_by_id(before, source_language), _texts_by_id(after, source_language)
    drafted = _texts_by_id(_version_texts(section_plan.draft, source_language), source_language)
    old_questions, new_questions = _questions_by_id(_version_quizzes(section_plan.newest)), _questions_by_id(quizzes)
    comparisons = {
        language: by_slug[section_plan.slug]
        for language, by_slug in plan.comparisons.items()
        if section_plan.slug in by_slug
    }
    publication_plan = section_plan.publication
    return SectionChanges(
        _changed_clauses(
            changed_items(old, new, source_language), comparisons, _merged_order(old, new, source_language)
        ),
        changed_items(old_questions, new_questions, source_language),
        tuple(
            language
            for language in LANGUAGES
            if _shared_order(old_questions, new_questions, language)
            != _shared_order(new_questions, old_questions, language)
        ),
        tuple(item.id for item in changed_items(drafted, new, source_language)) if section_plan.draft else (),
        publication_plan.unreviewed(publication_plan.classified_as(Kind.NEW_RULE), ()) if publication_plan else (),
        _newly_confirmed(section_plan.newest, section_plan.columns, before, after),
        _newly_outdated(publication_plan) if publication_plan else (),
        asked_again(publication_plan, on=on) if publication_plan else None,
    )


def changed_items(old: Texts, new: Texts, source_language: str) -> tuple[ChangedItem, ...]:
    """Each id whose text changes, in reading order; a removed id keeps its former place."""
    changed = []
    for id_ in _merged_order(old, new, source_language):
        changes = (
            TextChange(key, old.get(key, {}).get(id_, ""), new.get(key, {}).get(id_, "")) for key in (MARKS, *LANGUAGES)
        )
        if words := tuple(change for change in changes if change.old != change.new):
            changed.append(ChangedItem(id_, words))
    return tuple(changed)


def _merged_order(old: Texts, new: Texts, source_language: str) -> list[str]:
    """Every id, in the order of the new source; each other id after the one that it follows in its own text."""
    order: list[str] = []
    for language in (*sorted(LANGUAGES, key=lambda code: code != source_language), MARKS):
        for ids in (new.get(language, {}), old.get(language, {})):
            place = 0
            for id_ in ids:
                if id_ not in order:
                    order.insert(place, id_)
                place = order.index(id_) + 1
    return order


def _version_texts(version: Version | None, source_language: str) -> dict[str, SourceText]:
    if version is None:
        return {}
    return parse_version(version, version.section.slug, source_language, version.section.handbook.languages)[0]


def _texts_by_id(texts: Mapping[str, SourceText], source_language: str) -> dict[str, dict[str, str]]:
    """The clauses of each text by id, title and key message first. The marks of the source hold for all languages."""
    by_language = {
        language: {TITLE: text.title, MESSAGE: text.message, **_clause_sources(text)}
        for language, text in texts.items()
    }
    if source := texts.get(source_language):
        by_language[MARKS] = {
            LAWS: ", ".join(source.laws),
            **{clause.id: _marker_of(clause) for clause in source.clauses if clause.id},
        }
    return by_language


def _clause_sources(text: SourceText) -> dict[str, str]:
    return {
        clause.id or f":{clause.line}": "\n".join(line for block in clause.blocks for line in write_block(block))
        for clause in text.clauses
    }


def _marker_of(clause: SourceClause) -> str:
    marker = clause_markers.write_marker("", clause.origin, clause.audience, clause.laws, clause.illustrates, None)
    return marker.strip("§ ()")


def _version_quizzes(version: Version | None) -> dict[str, str]:
    return (
        {language: version.text("quiz", language) for language in version.section.handbook.languages} if version else {}
    )


def _questions_by_id(quizzes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The questions of each quiz by their ids."""
    return {
        language: {question.id: question.text.rstrip("\n") for question in list_questions(quiz, language)}
        for language, quiz in quizzes.items()
        if quiz
    }


def _shared_order(texts: Texts, others: Texts, language: str) -> list[str]:
    """The questions that are in both, in the order of `texts`."""
    return [question for question in texts.get(language, {}) if question in others.get(language, {})]


def _newly_confirmed(
    newest: Version | None,
    columns: Mapping[str, str],
    before: Mapping[str, SourceText],
    after: Mapping[str, SourceText],
) -> tuple[str, ...]:
    if newest is None:
        return ()
    return tuple(
        language
        for language in newest.section.handbook.languages
        if any(
            newest.text(field, language) != columns[f"{field}_{language}"] for field in ("made_from", "quiz_made_from")
        )
        or _made_from(before.get(language)) != _made_from(after.get(language))
    )


def _made_from(text: SourceText | None) -> dict[str | None, str]:
    return {clause.id: clause.made_from for clause in text.clauses if clause.made_from} if text else {}


def _changed_clauses(
    changed: Iterable[ChangedItem], comparisons: Mapping[str, ClauseComparison], order: Sequence[str]
) -> tuple[ChangedItem, ...]:
    """The clauses that change, each with what the comparison says about it, including clauses that only moved."""
    proposals: dict[str, list[tuple[str, Proposal]]] = {}
    for language, comparison in comparisons.items():
        for proposal in comparison.proposals:
            if isinstance(proposal, Held | New | Removed):
                continue
            clause = comparison.clause(proposal)
            proposals.setdefault(clause.id or f":{clause.line}", []).append((language, proposal))
    words = {item.id: item.words for item in changed}
    return tuple(
        ChangedItem(id_, words.get(id_, ()), tuple(proposals.get(id_, ())))
        for id_ in order
        if id_ in words or id_ in proposals
    )


def _newly_outdated(plan: PublicationPlan) -> tuple[OutdatedTranslation, ...]:
    now = plan.history
    then = plan.published_as(plan.classified_as(Kind.NEW_RULE))
    corrected = plan.published_as(plan.classified_as(Kind.CORRECTION))
    translations = []
    for language in plan.new.texts:
        before = outdated_in(now, language) if now.text(now.newest, language) else ()
        clauses = tuple(clause for clause in outdated_in(then, language) if clause not in before)
        quiz = quiz_is_current(now, language) and not quiz_is_current(then, language)
        if clauses or quiz:
            if_corrected = tuple(clause for clause in outdated_in(corrected, language) if clause in clauses)
            translations.append(OutdatedTranslation(language, clauses, if_corrected, quiz))
    return tuple(translations)


def asked_again(plan: PublicationPlan, *, on: date) -> AskedAgain:
    """The numbers of employees a version would ask if all its changes were of one kind."""
    by_kind = {kind: impact_of(plan, kind, on=on) for kind in Kind}
    audiences = {**plan.history.audiences, **{clause.clause: clause.audience for clause in plan.source.clauses}}
    kinds = {
        key: (Kind.NEW_RULE if audiences.get(key[0]) == Audience.LEADERS else Kind.CLARIFICATION).value
        for key in plan.keys
    }
    return AskedAgain(
        by_kind[Kind.NEW_RULE].completed,
        {kind: impact.asked for kind, impact in by_kind.items()},
        impact_of(plan, kinds, on=on).asked if Kind.NEW_RULE in kinds.values() else None,
    )


def metadata_items(metadata: Mapping[str, tuple[Any, Any]]) -> tuple[ChangedItem, ...]:
    """The fields of handbook.toml that would change, each by its path."""
    changed = []
    for column, (old, new) in metadata.items():
        before, after = _flattened(column, old), _flattened(column, new)
        changed += [
            ChangedItem(path, (TextChange("", before.get(path, ""), after.get(path, "")),))
            for path in sorted(before | after)
            if before.get(path) != after.get(path)
        ]
    return tuple(changed)


def _flattened(path: str, value: object) -> dict[str, str]:
    """The texts in a value, by their paths."""
    match value:
        case Mapping():
            parts = [(f"{path}.{key}", part) for key, part in value.items()]
        case list() | tuple():
            parts = [(f"{path}.{number}", part) for number, part in enumerate(value, start=1)]
        case bool():
            return {path: str(value).lower()}
        case _:
            return {path: str(value)}
    return {inner: text for part_path, part in parts for inner, text in _flattened(part_path, part).items()}
