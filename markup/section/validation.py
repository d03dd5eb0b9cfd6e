"""Checks across the files of a handbook: translations against their source, and references between sections."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from markup.errors import Notes, TextError
from markup.section.digests import names_of_clauses, names_of_section, words_digests
from markup.section.inline import linked_clause_ids
from markup.section.plain_text import block_lines
from markup.section.types import MESSAGE, TITLE, Block, ItemList, Quote, SourceClause, SourceText, Table

TextsByLanguage = Mapping[str, SourceText]


def check_handbook(
    sections: Mapping[str, TextsByLanguage], *, source_language: str, laws: Container[str]
) -> list[TextError]:
    """Return the errors that no file shows by itself.

    `sections` are texts by section and language. Each section has its source text. `laws` are the known law ids.
    """
    known = _KnownIds(clause_owners(sections, source_language), laws)
    errors: list[TextError] = []
    for slug, texts in sections.items():
        source = texts[source_language]
        errors += _check_source(slug, source, known)
        for language, text in texts.items():
            errors += _check_links(text, known)
            if language != source_language:
                errors += _check_translation(text, source)
    return errors


def clause_owners(sections: Mapping[str, TextsByLanguage], source_language: str) -> dict[str, str]:
    """Return the section of each clause, by id. The first of two counts."""
    return {
        clause.id: slug
        for slug, texts in reversed(list(sections.items()))
        for clause in texts[source_language].clauses
        if clause.id
    }


def sections_referring_to(ids: Container[str], sections: Mapping[str, SourceText]) -> dict[str, list[str]]:
    """Return the sections that refer to each of these clauses, by a link or as an example of it."""
    referring: dict[str, list[str]] = {}
    for slug, text in sections.items():
        for clause in text.clauses:
            links = [target for block in clause.blocks for target in linked_clause_ids("\n".join(block_lines(block)))]
            for target in {*links, *clause.illustrates}:
                if target in ids and slug not in referring.setdefault(target, []):
                    referring[target].append(slug)
    return referring


@dataclass(frozen=True, slots=True)
class _KnownIds:
    """The ids that a text may refer to. `owners` has the section of each clause."""

    owners: Mapping[str, str]
    laws: Container[str]


def _check_source(slug: str, source: SourceText, known: _KnownIds) -> list[TextError]:
    notes = Notes(source.place)
    for law in source.laws:
        if law not in known.laws:
            notes.error("law-unknown", 1, "laws", law)
    for clause in source.clauses:
        if clause.id and known.owners[clause.id] != slug:
            notes.error("id-elsewhere", clause.line, clause.id, known.owners[clause.id])
        for law in clause.laws:
            if law not in known.laws:
                notes.error("law-unknown", clause.line, clause.id, law)
        for other in clause.illustrates:
            if other not in known.owners:
                notes.error("clause-unknown", clause.line, clause.id, other)
    return notes.errors


def _check_links(text: SourceText, known: _KnownIds) -> list[TextError]:
    notes = Notes(text.place)
    for clause in text.clauses:
        for block in clause.blocks:
            for target in linked_clause_ids("\n".join(block_lines(block))):
                if target not in known.owners:
                    notes.error("link-unknown", block.line, target)
    return notes.errors


def _check_translation(text: SourceText, source: SourceText) -> list[TextError]:
    notes = Notes(text.place)
    # As dictionaries, in reading order: a section may have a thousand clauses.
    originals = {clause.id: clause for clause in reversed(source.clauses) if clause.id}
    source_ids = dict.fromkeys(clause.id for clause in source.clauses if clause.id)
    own_ids = dict.fromkeys(clause.id for clause in text.clauses if clause.id)
    for clause in text.clauses:
        original = originals.get(clause.id) if clause.id else None
        if clause.id and original is None:
            notes.error("clause-extra", clause.line, clause.id)
        elif original and _shape(original) != _shape(clause):
            notes.warning("shape-differs", clause.line, clause.id)
    for id_ in source_ids:
        if id_ not in own_ids:
            notes.warning("clause-untranslated", 1, id_, text.language)
    shared_ids = [id_ for id_ in own_ids if id_ in source_ids]
    if shared_ids != [id_ for id_ in source_ids if id_ in own_ids]:
        notes.warning("order-differs", 1)
    return notes.errors


def _shape(clause: SourceClause) -> list[object]:
    """Return the kinds of a clause's blocks, and the number of their items, rows and cells."""
    return [_block_shape(block) for block in clause.blocks]


def _block_shape(block: Block) -> object:
    match block:
        case ItemList(numbered, items):
            return numbered, block.letters, len(items)
        case Table(head, _align, rows):
            return len(head), len(rows)
        case Quote(blocks):
            return [_block_shape(block) for block in blocks]
        case _:
            return type(block).__name__


def current_by_marks(translation: SourceText, source: SourceText) -> frozenset[str]:
    """The clauses, title and key message among them, that the translation says it made from the source's present words.

    The clause's own `from` decides, or else the `source` of the whole text: short words digests of the clause or of the
    section, as they are read or as an earlier parser read them. Title and key message have no `from`. The source itself is
    always current.
    """
    words = words_digests(source)
    if translation.language == source.language:
        return frozenset(words)
    is_whole = translation.source in names_of_section(source)
    names = names_of_clauses(source)
    made_from: dict[str, str | None] = dict.fromkeys((TITLE, MESSAGE))
    made_from |= {clause.id: clause.made_from for clause in reversed(translation.clauses) if clause.id}
    return frozenset(
        clause
        for clause, mark in made_from.items()
        if clause in words and (mark in names[clause] if mark else is_whole)
    )
