"""The clause ids of text files: the prompts before an import, and the ids that can be written without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.history import section_histories
from handbook.import_export.folder import HandbookFiles, display_folder, read_folder
from handbook.models import Section
from handbook.versions.clause_ids import NOTHING_PUBLISHED, ClauseComparison, compare_clauses, published_clauses
from markup.clause_ids.marker_lines import MarkerLine, with_markers
from markup.clause_ids.prompts import prompt_key, sentence
from markup.clause_ids.proposals import Found, MovedToSection, New, Proposal, Retired
from markup.error_messages import location
from markup.errors import Place
from markup.normalize import decode
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
    key = prompt_key(proposal, clause)
    return IdPrompt(slug, key, bool(clause.id), comparison.text.place, clause.line, sentence(proposal))


def write_certain_ids(folder: Path) -> list[str]:
    """Write the ids that are certain: new ids for new clauses, existing ids where the text is identical.

    Returns each line written, with its file and number.
    """
    written: list[str] = []
    source_language = read_folder(folder).source_language
    for language in sorted(LANGUAGES, key=lambda language: language != source_language):
        # Read again for each language: a translation is compared with the source as it was just written.
        for slug, comparison in compare_files(read_folder(folder), language).items():
            path = folder / slug / f"{language}.md"
            text, is_utf8 = decode(path.read_bytes())
            changes = certain_ids(comparison)
            if not is_utf8 or not changes:
                continue
            after, lines = with_markers(text, changes)
            path.write_text(after, encoding="utf-8")
            shown_folder = display_folder(folder)
            written += [f"{location(comparison.text.place, number, shown_folder)}: {line}" for number, line in lines]
    return written


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
    while clashing := [
        position
        for position, id_ in certain.items()
        if any(clause.id == id_ and other not in certain for other, clause in enumerate(clauses))
    ]:
        for position in clashing:
            del certain[position]
    return [comparison.marker(clauses[position], id_) for position, id_ in sorted(certain.items())]
