"""The clause ids of text files: what has to be asked before an import, and what can be written without asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.history import section_histories
from handbook.import_export.folder import HandbookFiles, read_folder
from handbook.models import Section
from handbook.versions.clause_ids import NOTHING_PUBLISHED, ClauseComparison, compare_clauses, published_clauses
from markup.clause_ids.marker_lines import MarkerLine, with_markers
from markup.clause_ids.prompts import prompt_key, sentence
from markup.clause_ids.proposals import Found, MovedToSection, New, Retired
from markup.normalize import decode
from people.language import LANGUAGES


def compare_files(files: HandbookFiles, language: str) -> dict[str, ClauseComparison]:
    """Every section of a folder in one language, beside what is published."""
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
    """A block whose id somebody has to decide."""

    slug: str
    key: str
    """What is remembered of an answer in the section's draft."""
    has_id: bool
    line: str
    """File, line and a sentence."""


def id_prompts(compared: Mapping[str, Mapping[str, ClauseComparison]]) -> list[IdPrompt]:
    """What has to be asked of a folder, by language and section. Ids that were retired are no question: they are errors."""
    return [
        IdPrompt(
            slug,
            prompt_key(proposal, clause),
            bool(clause.id),
            f"{clause_comparison.text.file}:{clause.line}: {sentence(proposal)}",
        )
        for by_slug in compared.values()
        for slug, clause_comparison in by_slug.items()
        for proposal in clause_comparison.open_proposals
        if not isinstance(proposal, Retired)
        for clause in [clause_comparison.clause(proposal)]
    ]


def write_certain_ids(folder: Path) -> list[str]:
    """Write into the files the ids that are beyond doubt: new ones where nothing resembles, and those found by equal
    words. Returns each line written, with its file and number."""
    written: list[str] = []
    source_language = read_folder(folder).source_language
    for language in sorted(LANGUAGES, key=lambda code: code != source_language):
        # Read anew for each: a translation is compared with the source as it stands now.
        for slug, compare_file in compare_files(read_folder(folder), language).items():
            path = folder / slug / f"{language}.md"
            text, is_utf8 = decode(path.read_bytes())
            changes = certain_ids(compare_file)
            if not is_utf8 or not changes:
                continue
            after, lines = with_markers(text, changes)
            path.write_text(after, encoding="utf-8")
            written += [f"{compare_file.text.file}:{number}: {line}" for number, line in lines]
    return written


def certain_ids(compared: ClauseComparison) -> list[MarkerLine]:
    """The marker lines that can be written without asking. One whose id another block would keep is left out."""
    sure = {}
    for proposal in compared.open_proposals:
        match proposal:
            case Found(certainty="certain") | MovedToSection(certainty="certain"):
                sure[proposal.position] = proposal.id
            case New() if compared.clause(proposal).id is None:
                sure[proposal.position] = proposal.id
    names = [clause.id for clause in compared.text.clauses]
    while clashing := [
        place for place, id_ in sure.items() if any(name == id_ and at not in sure for at, name in enumerate(names))
    ]:
        for place in clashing:
            del sure[place]
    clauses = compared.text.clauses
    return [compared.marker(clauses[place], id_) for place, id_ in sorted(sure.items())]
