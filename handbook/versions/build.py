"""A version's texts become what a reader meets: editions and their clauses, not stored yet.

Publishing stores them; the preview of a draft only shows them.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from handbook.changes import MESSAGE, TITLE
from handbook.models import ClauseText, Edition, Section, Version
from handbook.translations.status import TranslationHistory
from handbook.versions.validation import CheckedVersion
from markup.section import digests
from markup.section.plain_text import reading_text
from markup.section.renderer import ClauseHtml, assemble, render_clauses
from markup.section.types import SourceClause, SourceText
from markup.section.validation import is_current


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """One language of a version, rendered. Neither row is stored."""

    edition: Edition
    clauses: tuple[ClauseText, ...]


def build_editions(version: Version, checked: CheckedVersion, history: TranslationHistory) -> list[BuiltEdition]:
    """An edition for each language that has a text; whom it serves is known once the changes are judged. `told` is what
    was published before."""
    source = checked.texts[version.section.handbook.source_language]
    address = addresses(version.section)
    return [_build_edition(version, text, source, checked, address, history) for text in checked.texts.values()]


def _build_edition(
    version: Version,
    text: SourceText,
    source: SourceText,
    checked: CheckedVersion,
    address: Callable[[str], str],
    history: TranslationHistory,
) -> BuiltEdition:
    quiz = checked.quizzes[text.language]
    rendered = {render_clause.id: render_clause for render_clause in render_clauses(text, address=address)}
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
        words=sum(len(reading_text(clause).split()) for clause in text.clauses) + len(text.message.split()),
        made_from=text.source or "",
        quiz_made_from=quiz.made_from,
        title_is_current=TITLE in current,
        message_is_current=MESSAGE in current,
        quiz_serves_everyone=quiz.serves_everyone,
        quiz_serves_leaders=quiz.serves_leaders,
        words_digest=digests.section_words_digest(text),
        section_digest=digests.section_digest(text, source),
        html_digest=digests.html_digest(html),
        quiz_digest=quiz.digest,
    )
    return BuiltEdition(edition, clause_texts(edition, text, source, rendered=rendered, current=current))


def current_clauses(text: SourceText, source: SourceText, history: TranslationHistory) -> frozenset[str]:
    """The clauses of a translation, title and key message among them, that were made from the source's words as they
    stand: as its marks say, or because the same words stood beside the same words before, or were checked."""
    mine, original = digests.words_digests(text), digests.words_digests(source)
    return frozenset(
        clause
        for clause in original
        if is_current(clause, text, source)
        or (clause in mine and (text.language, clause, mine[clause], original[clause]) in history.matches)
    )


def clause_texts(
    edition: Edition,
    text: SourceText,
    source: SourceText,
    *,
    rendered: Mapping[str, ClauseHtml],
    current: Container[str],
) -> tuple[ClauseText, ...]:
    """The clauses of one language in reading order. What a clause is, its source says."""
    judged = {clause.id: clause for clause in source.clauses if clause.id}
    return tuple(_clause_texts(edition, text, judged, rendered, current))


def _clause_texts(
    edition: Edition,
    text: SourceText,
    judged: Mapping[str, SourceClause],
    rendered: Mapping[str, ClauseHtml],
    current: Container[str],
) -> Iterable[ClauseText]:
    number = 0
    for position, clause in enumerate(text.clauses, start=1):
        assert clause.id
        of_source, words = judged.get(clause.id, clause), digests.words_digest(clause)
        is_numbered = of_source.origin not in (None, "example")
        number += is_numbered
        yield ClauseText(
            edition=edition,
            clause=clause.id,
            position=position,
            number=number if is_numbered else None,
            audience=of_source.audience,
            origin=of_source.origin or "",
            laws=list(of_source.laws),
            illustrates=list(of_source.illustrates),
            text=reading_text(clause),
            html=rendered[clause.id].html,
            list_kind=rendered[clause.id].in_list,
            words_digest=words,
            digest=digests.clause_digest(words, of_source.origin, of_source.audience),
            is_current=clause.id in current,
        )


def preview_clauses(section: Section, text: SourceText, source: SourceText) -> tuple[ClauseText, ...]:
    """The clauses of a draft as a reader would meet them, errors and all: a block without an id gets one for the show."""
    taken: set[str] = set()
    shown = []
    for number, clause in enumerate(text.clauses, start=1):
        id_ = clause.id if clause.id and clause.id not in taken else f"without-id-{number}"
        taken.add(id_)
        shown.append(replace(clause, id=id_))
    whole = replace(text, clauses=tuple(shown))
    rendered = {render_clause.id: render_clause for render_clause in render_clauses(whole, address=addresses(section))}
    return clause_texts(Edition(), whole, source, rendered=rendered, current=())


def addresses(section: Section) -> Callable[[str], str]:
    """Where each clause of the handbook is read. A clause's section is the one whose slug its id begins with."""
    slugs = list(section.handbook.sections.values_list("slug", flat=True))

    def address(clause: str) -> str:
        home = max((slug for slug in slugs if clause.startswith(f"{slug}-")), key=len, default=section.slug)
        page = "" if home == section.slug else reverse("handbook:section", args=[section.handbook.slug, home])
        return f"{page}#{clause}"

    return address


def _laws(source: SourceText) -> list[str]:
    """The law ids of a section, each once: those that clauses carry and those of the front matter, by number."""
    found = set(source.laws).union(*(clause.laws for clause in source.clauses))
    return sorted(found, key=lambda law: int(law[1:]))
