"""Which clause each block of a draft is: what HR is asked, and HR's answers, written into the text."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace

from handbook.models import Version
from handbook.versions.clause_ids import ClauseComparison, compare_clauses, published_clauses
from handbook.versions.validation import check_version, has_text
from markup.clause_ids.marker_lines import MarkerLine, with_markers
from markup.clause_ids.prompts import AS_IT_STANDS, FOLLOW, IdChoice, id_choices, preselected, prompt_key, sentence
from markup.clause_ids.proposals import Copied, Merged, New, Proposal, Removed, Split, Swapped
from markup.errors import Notes, Parsed
from markup.normalize import one_line
from markup.section.blocks import shortened
from markup.section.clause_markers import law_ids
from markup.section.digests import words_digest
from markup.section.parser import parse_body
from markup.section.plain_text import reading_text
from markup.section.types import SourceClause, SourceText
from markup.section.writer import write_body
from people.language import LANGUAGES

FIELD = "block-"
"""How the form calls the question about a block: this, and the first digits of the digest of its words, so that an
answer finds its block wherever it has gone in the meantime."""
_DIGITS = 16
_ABOUT_FIELDS = {"front-title", "title-long", "front-message"}


@dataclass(frozen=True, slots=True)
class OpenIdQuestion:
    """One block whose id somebody has to decide."""

    field: str
    line: int
    excerpt: str
    sentence: str
    answers: tuple[IdChoice, ...]
    chosen: str
    """What is preselected; empty: nothing."""


def open_id_questions(draft: Version, language: str) -> tuple[list[OpenIdQuestion], list[str]]:
    """What has to be asked of a draft as stored; and, if anything, what ends besides, in a sentence each."""
    compared = _compare(draft, {}, language)
    asked = [
        OpenIdQuestion(
            field,
            clause.line,
            shortened(reading_text(clause).split("\n")[0]),
            sentence(open_proposal),
            tuple(id_choices(open_proposal, lost=compared.lost)),
            preselected(open_proposal),
        )
        for field, open_proposal, clause in _open_proposals(draft, compared)
    ]
    ends = [sentence(proposal) for proposal in compared.proposals if isinstance(proposal, Merged | Removed)]
    return asked, ends if asked else []


def language_with_open_ids(draft: Version) -> str:
    """The first language whose text somebody is asked about; empty: none."""
    return next(
        (language for language in LANGUAGES if has_text(draft, language) and open_id_questions(draft, language)[0]), ""
    )


def resolve_ids(
    draft: Version, texts: Mapping[str, str], language: str, chosen: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The columns with the ids that were chosen, and what is not asked again. `chosen` is by the fields of what is unsettled;
    what was not asked of this text, or cannot be chosen, is passed over."""
    made, resolved, changes = dict(texts), list[str](), list[MarkerLine]()
    compared = _compare(draft, texts, language)
    for field, open_proposal, clause in _open_proposals(draft, compared):
        value = chosen.get(field, "")
        if value not in [answer.value for answer in id_choices(open_proposal, lost=compared.lost)]:
            continue
        if isinstance(open_proposal, Swapped) and value == FOLLOW:
            other = compared.text.clauses[open_proposal.other_position]
            changes += [compared.marker(clause, open_proposal.other), compared.marker(other, open_proposal.id)]
        elif value != AS_IT_STANDS and value != clause.id:
            changes.append(compared.marker(clause, value))
        resolved.append(prompt_key(open_proposal, clause if value == AS_IT_STANDS else replace(clause, id=value)))
    if changes:
        made[f"source_{language}"], _lines = with_markers(made[f"source_{language}"], changes)
    return made, resolved


def tidied(draft: Version, texts: Mapping[str, str]) -> dict[str, str]:
    """The same columns in canonical form, each if nothing is wrong with it; else as typed.

    A block of the source without an id gets a fresh one, unless an id of the version before is gone: then somebody may
    have taken away the `§` line by mistake, and a person has to say so.
    """
    source_language = draft.section.handbook.source_language
    made = {
        column: one_line(text) if column.startswith(("title_", "message_")) else text for column, text in texts.items()
    }
    made |= _tidy_laws(texts)
    for language in LANGUAGES:
        column = f"source_{language}"
        if column not in texts:
            continue
        if language == source_language:
            made[column] = _numbered(draft, made)
        parsed = _parse(draft, made, language)
        wrong = {error.code for error in parsed.errors if error.level == "error"} - _ABOUT_FIELDS
        if made[column] != texts[column]:
            wrong -= {"origin-missing"}
        if not wrong:
            made[column] = write_body(parsed.value)
    return made | _tidy_quizzes(draft, made)


def _tidy_laws(texts: Mapping[str, str]) -> dict[str, str]:
    notes = Notes("")
    laws = law_ids(texts.get("laws", ""), 1, notes)
    return {"laws": ", ".join(laws)} if "laws" in texts and not notes.found else {}


def _tidy_quizzes(draft: Version, texts: Mapping[str, str]) -> dict[str, str]:
    """The quizzes among `texts`, which are columns of the draft, as their reader writes them."""
    as_typed = copy(draft)
    for column, text in texts.items():
        setattr(as_typed, column, text)
    checked = check_version(as_typed)
    broken = {error.file for error in checked.blocking}
    return {
        column: quiz.body
        for language, quiz in checked.quizzes.items()
        if (column := f"quiz_{language}") in texts and f"{draft.section.slug}/{language}.quiz.md" not in broken
    }


def _numbered(draft: Version, texts: Mapping[str, str]) -> str:
    """The source with ids for blocks that have none, if no clause of the version before is missing."""
    language = draft.section.handbook.source_language
    compared = _compare(draft, texts, language)
    if compared.past.before.keys() - {clause.id for clause in compared.text.clauses}:
        return texts[f"source_{language}"]
    changes = [
        compared.marker(compared.clause(proposal), proposal.id if isinstance(proposal, New) else proposal.new_id)
        for proposal in compared.proposals
        if isinstance(proposal, New | Split | Copied) and compared.clause(proposal).id is None
    ]
    return with_markers(texts[f"source_{language}"], changes)[0] if changes else texts[f"source_{language}"]


def _compare(draft: Version, texts: Mapping[str, str], language: str) -> ClauseComparison:
    """A draft, with these columns in place of its own, beside the version that it was begun from."""
    section = draft.section
    source_language = section.handbook.source_language
    source = _parse(draft, texts, source_language).value
    text = source if language == source_language else _parse(draft, texts, language).value
    past = published_clauses(section, language, draft.base)
    return compare_clauses({section.slug: text}, {section.slug: source}, {section.slug: past})[section.slug]


def _parse(draft: Version, texts: Mapping[str, str], language: str) -> Parsed[SourceText]:
    def said(field: str) -> str:
        return texts.get(f"{field}_{language}", draft.text(field, language))

    return parse_body(
        said("source"),
        title=said("title"),
        message=said("message"),
        file="",
        language=language,
        source_language=draft.section.handbook.source_language,
    )


def _open_proposals(draft: Version, compared: ClauseComparison) -> Iterator[tuple[str, Proposal, SourceClause]]:
    """The open proposals that nobody has settled, each with its field and its block."""
    seen: set[str] = set()
    for proposal in compared.asked:
        clause = compared.clause(proposal)
        field = f"{FIELD}{words_digest(clause)[:_DIGITS]}"
        while field in seen:
            field += "-again"
        seen.add(field)
        if prompt_key(proposal, clause) not in draft.resolved_ids:
            yield field, proposal, clause
