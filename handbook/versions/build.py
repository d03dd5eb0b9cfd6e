"""Build the editions and clauses that readers are shown from a version's texts.

Publishing stores them. The preview of a draft only shows them.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from handbook.changes import MESSAGE, TITLE
from handbook.history import SectionHistory
from handbook.models import Audience, ClauseText, Edition, Handbook, Section, Version
from handbook.translations.questions import outdated_in_quiz, question_matches
from handbook.versions.validation import CheckedVersion
from markup.section import digests
from markup.section.plain_text import reading_text
from markup.section.renderer import ClauseHtml, assemble, render_clauses
from markup.section.types import SourceClause, SourceText
from markup.section.validation import current_by_marks
from markup.slugs import stem_of_ids
from markup.time_needed import count_words


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """One language of a version, rendered. The rows are not stored."""

    edition: Edition
    clauses: tuple[ClauseText, ...]


def build_editions(version: Version, checked: CheckedVersion, history: SectionHistory) -> list[BuiltEdition]:
    """Build an edition for each language that has a text.

    `history` is that of the section before this version. Which audiences an edition is available to is known once its
    changes are classified.
    """
    source = checked.texts[version.section.handbook.source_language]
    address = addresses(version.section)
    outdated = _outdated_questions(version.section, checked)
    return [
        _build_edition(version, text, source, checked, address, history, outdated[text.language])
        for text in checked.texts.values()
    ]


def _outdated_questions(section: Section, checked: CheckedVersion) -> dict[str, tuple[str, ...]]:
    """The questions that are missing or outdated, by language. Earlier versions are read only where the marks alone do
    not say that everything is current."""
    source = checked.quizzes[section.handbook.source_language].quiz
    by_marks = {language: outdated_in_quiz(quiz.quiz, source, ()) for language, quiz in checked.quizzes.items()}
    matches = question_matches(section) if any(by_marks.values()) else frozenset()
    return {
        language: outdated_in_quiz(checked.quizzes[language].quiz, source, matches) if questions else ()
        for language, questions in by_marks.items()
    }


def _build_edition(
    version: Version,
    text: SourceText,
    source: SourceText,
    checked: CheckedVersion,
    address: Callable[[str], str],
    history: SectionHistory,
    outdated: tuple[str, ...],
) -> BuiltEdition:
    quiz = checked.quizzes[text.language]
    questions = checked.quizzes[source.language].quiz.questions
    not_served = {question.audience for question in questions if question.id in outdated}
    rendered = {clause.id: clause for clause in render_clauses(text, address=address)}
    html = assemble([rendered[clause.id] for clause in text.clauses if clause.id])
    current = current_clauses(text, source, history)
    edition = Edition(
        version=version,
        language=text.language,
        title=text.title,
        message=text.message,
        news=version.text("news", text.language),
        source=version.text("source", text.language),
        html=html,
        quiz=quiz.body,
        laws=_laws(source),
        words=count_words(text.message) + sum(count_words(reading_text(clause)) for clause in text.clauses),
        made_from=text.source or "",
        quiz_made_from=quiz.made_from,
        title_is_current=TITLE in current,
        message_is_current=MESSAGE in current,
        quiz_serves_everyone=Audience.EVERYONE.value not in not_served,
        quiz_serves_leaders=Audience.LEADERS.value not in not_served,
        outdated_questions=list(outdated),
        words_digest=digests.section_words_digest(text),
        section_digest=digests.section_digest(text, source),
        html_digest=digests.html_digest(html),
        quiz_digest=quiz.digest,
    )
    return BuiltEdition(edition, clause_texts(edition, text, source, rendered=rendered, current=current))


def current_clauses(text: SourceText, source: SourceText, history: SectionHistory) -> frozenset[str]:
    """The clauses of a translation that match the source as it is now, title and key message among them.

    A clause matches if its marks say so, or if the same words were published beside the same source words before, or if
    somebody has confirmed them.
    """
    words, original = digests.words_digests(text), digests.words_digests(source)
    marked = current_by_marks(text, source)
    return frozenset(
        clause
        for clause in original
        if clause in marked
        or (clause in words and (text.language, clause, words[clause], original[clause]) in history.matches)
    )


def clause_texts(
    edition: Edition,
    text: SourceText,
    source: SourceText,
    *,
    rendered: Mapping[str, ClauseHtml],
    current: Container[str],
) -> tuple[ClauseText, ...]:
    """The clauses of one language in reading order. Origin, audience and laws are those of the source."""
    of_source = {clause.id: clause for clause in source.clauses if clause.id}
    return tuple(_clause_texts(edition, text, of_source, rendered, current))


def _clause_texts(
    edition: Edition,
    text: SourceText,
    of_source: Mapping[str, SourceClause],
    rendered: Mapping[str, ClauseHtml],
    current: Container[str],
) -> Iterable[ClauseText]:
    number = 0
    for position, clause in enumerate(text.clauses, start=1):
        assert clause.id
        source, words = of_source.get(clause.id, clause), digests.published_words(clause)
        is_numbered = source.origin not in (None, "example")
        if is_numbered:
            number += 1
        yield ClauseText(
            edition=edition,
            clause=clause.id,
            position=position,
            number=number if is_numbered else None,
            audience=source.audience,
            origin=source.origin or "",
            laws=list(source.laws),
            illustrates=list(source.illustrates),
            text=reading_text(clause),
            html=rendered[clause.id].html,
            list_kind=rendered[clause.id].in_list,
            words_digest=words,
            digest=digests.clause_digest(words, source.origin, source.audience),
            is_current=clause.id in current,
        )


def preview_clauses(
    section: Section, text: SourceText, source: SourceText, slugs: Mapping[str, str] | None = None
) -> tuple[ClauseText, ...]:
    """The clauses of a draft as a reader would see them, errors included. A block without an id gets a temporary one.

    `slugs` are those of `section_slugs`, if they are read already.
    """
    taken: set[str] = set()
    shown = []
    for number, clause in enumerate(text.clauses, start=1):
        id_ = clause.id if clause.id and clause.id not in taken else f"without-id-{number}"
        taken.add(id_)
        shown.append(replace(clause, id=id_))
    whole = replace(text, clauses=tuple(shown))
    rendered = {clause.id: clause for clause in render_clauses(whole, address=addresses(section, slugs))}
    return clause_texts(Edition(), whole, source, rendered=rendered, current=())


def section_slugs(handbook: Handbook) -> dict[str, str]:
    """The slug of each section of a handbook, by itself and by its former ones."""
    known = list(handbook.sections.values_list("slug", "former_addresses__slug"))
    return {former: slug for slug, former in known if former} | {slug: slug for slug, _former in known}


def addresses(section: Section, slugs: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """A function that gives the address of a clause of the handbook. A clause belongs to the section whose slug, or a former
    one, begins its id. `slugs` are those of `section_slugs`, if they are read already."""
    slugs = section_slugs(section.handbook) if slugs is None else slugs

    def address(clause: str) -> str:
        home = slugs.get(
            max((slug for slug in slugs if clause.startswith(f"{stem_of_ids(slug)}-")), key=len, default=""),
            section.slug,
        )
        is_other_page = home != section.slug and section.has_address
        page = reverse("handbook:section", args=[section.handbook.slug, home]) if is_other_page else ""
        return f"{page}#{clause}"

    return address


def _laws(source: SourceText) -> list[str]:
    """The law ids of a section's clauses and front matter, each once, by number."""
    laws = set(source.laws).union(*(clause.laws for clause in source.clauses))
    return sorted(laws, key=lambda law: int(law[1:]))
