"""The ids in files: the prompts before an import, and the ids that can be written without one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from handbook.handbooks import handbook_of_folder
from handbook.history import section_histories
from handbook.import_export.folder import HandbookFiles, display_folder, read_folder
from handbook.models import Section
from handbook.versions.clause_ids import NOTHING_PUBLISHED, ClauseComparison, compare_clauses, published_clauses
from handbook.versions.published_questions import compare_questions
from markup.clause_ids.marker_lines import MarkerLine, with_markers
from markup.clause_ids.prompts import prompt_key, sentence
from markup.clause_ids.proposals import Found, MovedToSection, New, Proposal, Retired
from markup.error_messages import location
from markup.errors import Part, Place
from markup.normalize import decode
from markup.quiz.id_lines import with_ids
from markup.quiz.id_prompts import QuizIdPrompt
from people.language import LANGUAGES


def compare_files(files: HandbookFiles, language: str) -> dict[str, ClauseComparison]:
    """Compare every section of a folder in one language with what is published; by section."""
    known = Section.objects.filter(handbook__slug=files.slug).select_related("handbook")
    texts = {section.slug: section.texts[language] for section in files.sections if language in section.texts}
    sources = {section.slug: section.texts[files.source_language] for section in files.sections}
    sections = {section.slug: section for section in known if section.slug in texts}
    histories = section_histories(sections.values())
    pasts = {
        slug: published_clauses(section, language, histories[section.pk].newest) for slug, section in sections.items()
    }
    return compare_clauses(texts, sources, {slug: pasts.get(slug, NOTHING_PUBLISHED) for slug in texts})


@dataclass(frozen=True, slots=True)
class IdPrompt:
    """A block whose id a person has to decide."""

    slug: str
    key: str
    """The key under which the answer is kept in the section's draft."""
    has_id: bool
    place: Place
    line: int
    sentence: str


def id_prompts(comparisons: Mapping[str, Mapping[str, ClauseComparison]]) -> list[IdPrompt]:
    """Return the prompts of a folder, from its comparisons by language and section. Retired ids are errors instead."""
    return [
        _id_prompt(slug, comparison, proposal)
        for by_slug in comparisons.values()
        for slug, comparison in by_slug.items()
        for proposal in comparison.open_proposals
        if not isinstance(proposal, Retired)
    ]


def _id_prompt(slug: str, comparison: ClauseComparison, proposal: Proposal) -> IdPrompt:
    clause = comparison.clause(proposal)
    key = prompt_key(proposal, clause.id)
    return IdPrompt(slug, key, bool(clause.id), comparison.text.place, clause.line, sentence(proposal))


def compare_quiz_files(files: HandbookFiles, language: str) -> dict[str, list[QuizIdPrompt]]:
    """Compare the questions of every section in one language with those that are published; by section."""
    known = Section.objects.filter(handbook__slug=files.slug).select_related("handbook")
    sections = {section.slug: section for section in known}
    histories = section_histories(sections.values())
    return {
        section_files.slug: compare_questions(
            section, section_files.quizzes[language].quiz, source.quiz, histories[section.pk].newest
        )
        for section_files in files.sections
        if language in section_files.quizzes
        and (section := sections.get(section_files.slug))
        and (source := section_files.quizzes.get(files.source_language))
    }


def question_id_prompts(files: HandbookFiles) -> list[IdPrompt]:
    """Return the prompts about the questions of a folder, and about their options."""
    return [
        IdPrompt(slug, prompt.key(), bool(prompt.id), Place(slug, language, Part.QUIZ), prompt.line, prompt.sentence)
        for language in LANGUAGES
        for slug, prompts in compare_quiz_files(files, language).items()
        for prompt in prompts
    ]


def write_certain_ids(folder: Path) -> list[str]:
    """Write the ids that are certain: new ids for new clauses, existing ids where the text is identical.

    Returns each line written, with its file and number.
    """
    written: list[str] = []
    handbook = handbook_of_folder(folder.name)
    slug = handbook.slug if handbook else ""
    source_language = read_folder(folder, slug=slug).source_language
    for language in sorted(LANGUAGES, key=lambda language: language != source_language):
        # Read again for each language: a translation is compared with the source as it was just written.
        files = read_folder(folder, slug=slug)
        for comparison in compare_files(files, language).values():
            if changes := certain_ids(comparison):
                written += _edit(folder, comparison.text.place, partial(with_markers, changes=changes))
        for section, prompts in compare_quiz_files(files, language).items():
            if ids := certain_question_ids(prompts):
                written += _edit(folder, Place(section, language, Part.QUIZ), partial(with_ids, changes=ids))
    return written


def _edit(folder: Path, place: Place, edit: Callable[[str], tuple[str, list[tuple[int, str]]]]) -> list[str]:
    """Edit a file if it is UTF-8, and return the lines that were written, each with its file and number."""
    path = folder / place.path
    text, is_utf8 = decode(path.read_bytes())
    if not is_utf8:
        return []
    after, lines = edit(text)
    path.write_text(after, encoding="utf-8")
    return [f"{location(place, number, display_folder(folder))}: {line}" for number, line in lines]


def certain_ids(comparison: ClauseComparison) -> list[MarkerLine]:
    """Return the marker lines that can be written without a prompt, except those whose id another block would keep."""
    certain = {}
    for proposal in comparison.open_proposals:
        match proposal:
            case Found(certainty="certain") | MovedToSection(certainty="certain"):
                certain[proposal.position] = proposal.id
            case New() if comparison.clause(proposal).id is None:
                certain[proposal.position] = proposal.id
    clauses = comparison.text.clauses
    certain = _without_clashes(certain, {position: clause.id for position, clause in enumerate(clauses)})
    return [comparison.marker(clauses[position], id_) for position, id_ in sorted(certain.items())]


def certain_question_ids(prompts: Sequence[QuizIdPrompt]) -> dict[int, str]:
    """Return the ids and letters that can be written without a prompt, by line, except those that another would keep."""
    certain: dict[int, str] = {}
    for _about, group in groupby(sorted(prompts, key=attrgetter("about")), key=attrgetter("about")):
        alike = list(group)
        earlier_ids = {prompt.line: prompt.proposal.id for prompt in alike if prompt.is_certain}
        certain |= _without_clashes(earlier_ids, alike[0].siblings)
    return certain


def _without_clashes(certain: Mapping[int, str], ids: Mapping[int, str | None]) -> dict[int, str]:
    """Leave out the new ids that a place outside of `certain` has. `ids` are the present ids of all places."""
    kept = dict(certain)
    while clashing := [
        place
        for place, id_ in kept.items()
        if any(other_id == id_ and other not in kept for other, other_id in ids.items())
    ]:
        for place in clashing:
            del kept[place]
    return kept
