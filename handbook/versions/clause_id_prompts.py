"""Ask HR which clause each block of a draft is, and which question each of its questions; write the answers into it."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from handbook.models import Version
from handbook.versions.clause_ids import (
    NOTHING_PUBLISHED,
    ClauseComparison,
    PublishedClauses,
    compare_clauses,
    published_clauses,
)
from handbook.versions.published_questions import compare_questions
from handbook.versions.validation import check_version, has_text
from markup.clause_ids.marker_lines import MarkerLine, with_markers
from markup.clause_ids.prompts import (
    IDS_FOLLOW_TEXTS,
    LEAVE_AS_IT_IS,
    IdChoice,
    id_choices,
    preselected,
    prompt_key,
    sentence,
)
from markup.clause_ids.proposals import Copied, Merged, New, Proposal, Removed, Split, Swapped
from markup.errors import Notes, Parsed, Part, Place
from markup.normalize import one_line, unquoted
from markup.quiz.id_lines import with_ids
from markup.quiz.id_prompts import QuizIdPrompt
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import QuizText
from markup.section.blocks import shortened
from markup.section.clause_markers import parse_law_ids
from markup.section.digests import (
    SHORT_DIGEST_LENGTH,
    line_digest,
    names_of_section,
    section_words_digest,
    words_digest,
)
from markup.section.parser import parse_body
from markup.section.plain_text import reading_text
from markup.section.types import SourceClause, SourceText
from markup.section.writer import write_body
from people.language import LANGUAGES

FIELD = "block-"
"""The name of a form field begins so. The first digits of the digest of the block's words follow, so that an answer finds
its block even if the block was moved in the meantime."""
_TIDIED_AWAY = frozenset({"line-break", "list-renumbered", "list-or-sign", "table-columns"})
"""Warnings whose cause canonical form would take away, unseen."""
_ABOUT_FIELDS = {"front-title", "title-long", "front-message"}


@dataclass(frozen=True, slots=True)
class OpenIdQuestion:
    """One block, question or option whose id somebody has to decide."""

    field: str
    line: int
    excerpt: str
    sentence: str
    answers: tuple[IdChoice, ...]
    chosen: str
    """The preselected answer. Empty: none."""


def open_id_questions(
    draft: Version, language: str, source: ClauseComparison | None = None
) -> tuple[list[OpenIdQuestion], list[str]]:
    """The open questions about a stored draft; and if there are any, one sentence for each clause that ends besides.

    `source` is the comparison of the draft's source text, if it is available.
    """
    is_source = language == draft.section.handbook.source_language
    comparison = source if source and is_source else _compare(draft, {}, language)
    questions = [
        OpenIdQuestion(
            field,
            clause.line,
            shortened(reading_text(clause).split("\n")[0]),
            sentence(proposal),
            tuple(id_choices(proposal, lost=comparison.lost)),
            preselected(proposal),
        )
        for field, proposal, clause in _open_proposals(draft, comparison)
    ]
    ends = [sentence(proposal) for proposal in comparison.proposals if isinstance(proposal, Merged | Removed)]
    return questions, ends if questions else []


def open_quiz_id_questions(draft: Version, language: str) -> list[OpenIdQuestion]:
    """The open questions about the ids of a stored draft's questions, and about the letters of their options."""
    return [
        OpenIdQuestion(
            field,
            prompt.line,
            shortened(prompt.words),
            prompt.sentence,
            tuple(prompt.choices),
            preselected(prompt.proposal),
        )
        for field, prompt in _open_quiz_prompts(draft, {}, language)
    ]


def open_quiz_prompts(draft: Version, language: str) -> list[tuple[str, QuizIdPrompt]]:
    """The same questions as they are before they become sentences, each with its field."""
    return list(_open_quiz_prompts(draft, {}, language))


def language_with_open_ids(draft: Version, *, is_first: bool = False) -> str:
    """The first language whose text or quiz has open id questions. Empty: none. `is_first`: nothing of the section is
    published, so the database is not asked what the draft is compared with."""
    past = NOTHING_PUBLISHED if is_first else None
    return next(
        (
            language
            for language in draft.section.handbook.languages
            if has_text(draft, language)
            and (
                any(_open_proposals(draft, _compare(draft, {}, language, past)))
                or (not is_first and any(_open_quiz_prompts(draft, {}, language)))
            )
        ),
        "",
    )


def resolve_ids(
    draft: Version, texts: Mapping[str, str], language: str, chosen: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Write the chosen ids into the columns. Returns the columns, and the keys of the questions that are resolved.

    `chosen` has a value for each field. Fields that this text does not ask for, and values that cannot be chosen, are
    ignored.
    """
    columns, resolved, changes = dict(texts), list[str](), list[MarkerLine]()
    comparison = _compare(draft, texts, language)
    for field, proposal, clause in _open_proposals(draft, comparison):
        value = chosen.get(field, "")
        if value not in [answer.value for answer in id_choices(proposal, lost=comparison.lost)]:
            continue
        if isinstance(proposal, Swapped) and value == IDS_FOLLOW_TEXTS:
            other = comparison.text.clauses[proposal.other_position]
            changes += [comparison.marker(clause, proposal.other), comparison.marker(other, proposal.id)]
        elif value != LEAVE_AS_IT_IS and value != clause.id:
            changes.append(comparison.marker(clause, value))
        resolved.append(prompt_key(proposal, clause.id if value == LEAVE_AS_IT_IS else value))
    if changes:
        columns[f"source_{language}"], _lines = with_markers(columns[f"source_{language}"], changes)
    ids = dict[int, str]()
    for field, prompt in _open_quiz_prompts(draft, texts, language):
        value = chosen.get(field, "")
        if value in [answer.value for answer in prompt.choices]:
            ids |= prompt.lines(value)
            resolved.append(prompt.key(value))
    if ids:
        columns[f"quiz_{language}"], _lines = with_ids(columns[f"quiz_{language}"], ids)
    return columns, resolved


def tidied(draft: Version, texts: Mapping[str, str]) -> dict[str, str]:
    """The columns in canonical form, each as typed if it has errors, or warnings that would vanish without being read.

    A block of the source without an id gets a new one, unless an id of the version before is missing: somebody may have
    removed the `§` line by mistake, so a person has to decide. Until then no origin is written above it either.
    """
    source_language = draft.section.handbook.source_language
    columns = {
        column: unquoted(one_line(text)) if column.startswith(("title_", "message_")) else text
        for column, text in texts.items()
    }
    columns |= _tidy_laws(texts)
    for language in LANGUAGES:
        column = f"source_{language}"
        if column not in texts:
            continue
        if language == source_language:
            columns[column] = _numbered(draft, columns)
        parsed = _parse(draft, columns, language)
        codes = {error.code for error in parsed.errors if error.is_error or error.code in _TIDIED_AWAY} - _ABOUT_FIELDS
        if not codes and not (language == source_language and _has_joined_heading(draft, columns, parsed.value)):
            columns[column] = write_body(parsed.value)
            if language == source_language:
                columns |= _renamed_source(draft, texts, parsed.value)
    return columns | _tidy_quizzes(draft, columns)


def _has_joined_heading(draft: Version, texts: Mapping[str, str], source: SourceText) -> bool:
    """Whether a block stands below a heading that was a clause of its own, and a person has to say which clause it is."""
    return len(_compare(draft, texts, source.language).text.clauses) > len(source.clauses)


def _renamed_source(draft: Version, texts: Mapping[str, str], source: SourceText) -> dict[str, str]:
    """The columns of translations that name this source as an earlier parser read it, with its name of today: in canonical
    form nobody can see how it was read."""
    if source.first_reading is None:
        return {}
    names, name = names_of_section(source), section_words_digest(source)[:SHORT_DIGEST_LENGTH]
    columns = (f"made_from_{language}" for language in LANGUAGES)
    return {column: name for column in columns if texts.get(column, getattr(draft, column)) in names}


def _tidy_laws(texts: Mapping[str, str]) -> dict[str, str]:
    notes = Notes()
    laws = parse_law_ids(texts.get("laws", ""), 1, notes)
    return {"laws": ", ".join(laws)} if "laws" in texts and not notes.errors else {}


def _tidy_quizzes(draft: Version, texts: Mapping[str, str]) -> dict[str, str]:
    """The quizzes among `texts`, which are columns of the draft, in canonical form."""
    as_typed = copy(draft)
    for column, text in texts.items():
        setattr(as_typed, column, text)
    checked = check_version(as_typed)
    broken = {error.place for error in checked.errors if error.is_error or error.code in _TIDIED_AWAY}
    return {
        column: quiz.body
        for language, quiz in checked.quizzes.items()
        if (column := f"quiz_{language}") in texts and Place(draft.section.slug, language, Part.QUIZ) not in broken
    }


def _numbered(draft: Version, texts: Mapping[str, str]) -> str:
    """The source with new ids for blocks without one, if no clause of the version before is missing."""
    language = draft.section.handbook.source_language
    comparison = _compare(draft, texts, language)
    if comparison.past.before.keys() - {clause.id for clause in comparison.text.clauses}:
        return texts[f"source_{language}"]
    changes = [
        comparison.marker(comparison.clause(proposal), proposal.id if isinstance(proposal, New) else proposal.new_id)
        for proposal in comparison.proposals
        if isinstance(proposal, New | Split | Copied) and comparison.clause(proposal).id is None
    ]
    return with_markers(texts[f"source_{language}"], changes)[0] if changes else texts[f"source_{language}"]


def _compare(
    draft: Version, texts: Mapping[str, str], language: str, past: PublishedClauses | None = None
) -> ClauseComparison:
    """Compare a draft, with these columns in place of its own, with the version that it was begun from. `past` are the
    clauses of that version, if they are known."""
    section = draft.section
    source_language = section.handbook.source_language
    source = _parse(draft, texts, source_language).value
    text = source if language == source_language else _parse(draft, texts, language).value
    past = published_clauses(section, language, draft.base) if past is None else past
    return compare_clauses({section.slug: text}, {section.slug: source}, {section.slug: past})[section.slug]


def _parse(draft: Version, texts: Mapping[str, str], language: str) -> Parsed[SourceText]:
    def typed(field: str) -> str:
        return texts.get(f"{field}_{language}", draft.text(field, language))

    return parse_body(
        typed("source"),
        title=typed("title"),
        message=typed("message"),
        language=language,
        source_language=draft.section.handbook.source_language,
    )


def _open_proposals(draft: Version, comparison: ClauseComparison) -> Iterator[tuple[str, Proposal, SourceClause]]:
    """The open proposals that nobody has resolved, each with its field and its block."""
    fields: set[str] = set()
    for proposal in comparison.open_proposals:
        clause = comparison.clause(proposal)
        field = f"{FIELD}{words_digest(clause)[:SHORT_DIGEST_LENGTH]}"
        while field in fields:
            field += "-again"
        fields.add(field)
        if prompt_key(proposal, clause.id) not in draft.resolved_ids:
            yield field, proposal, clause


def _open_quiz_prompts(draft: Version, texts: Mapping[str, str], language: str) -> Iterator[tuple[str, QuizIdPrompt]]:
    """The open prompts about the draft's questions that nobody has resolved, each with its field. `texts` are columns in
    place of the draft's own."""
    quiz, source = (_parse_quiz(draft, texts, code) for code in (language, draft.section.handbook.source_language))
    fields: set[str] = set()
    for prompt in compare_questions(draft.section, quiz, source, draft.base):
        words = f"{prompt.about} {prompt.words}"
        field = f"{FIELD}quiz-{line_digest(words)[:SHORT_DIGEST_LENGTH]}"
        while field in fields:
            field += "-again"
        fields.add(field)
        if prompt.key() not in draft.resolved_ids:
            yield field, prompt


def _parse_quiz(draft: Version, texts: Mapping[str, str], language: str) -> QuizText:
    text = texts.get(f"quiz_{language}", draft.text("quiz", language))
    source_language = draft.section.handbook.source_language
    return parse_quiz_body(text, language=language, source_language=source_language).value
