"""A handbook's texts against each other: translations beside their source, and sections beside sections."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from markup.errors import Notes, TextError
from markup.section.digests import section_words_digest, words_digest
from markup.section.inline import linked_clause_ids
from markup.section.plain_text import block_lines
from markup.section.types import MESSAGE, TITLE, Block, ItemList, Quote, SourceClause, SourceText, Table

TextsByLanguage = Mapping[str, SourceText]
DIGITS = 16
"""How many digits of a digest a translation repeats."""


def check_handbook(
    sections: Mapping[str, TextsByLanguage], *, source_language: str, laws: Container[str]
) -> list[TextError]:
    """What no file shows by itself. `sections` are the texts by section and language, each section with its source."""
    owners = {
        clause.id: (slug, text.file)
        for slug, languages in reversed(list(sections.items()))
        for text in [languages[source_language]]
        for clause in text.clauses
        if clause.id
    }
    known = _KnownIds(owners, laws)
    errors: list[TextError] = []
    for slug, languages in sections.items():
        source = languages[source_language]
        errors += _check_source(slug, source, known)
        for language, text in languages.items():
            errors += _check_links(text, known)
            if language != source_language:
                errors += _check_translation(text, source)
    return errors


def sections_referring_to(ids: Container[str], sections: Mapping[str, SourceText]) -> dict[str, list[str]]:
    """The sections that refer to each of those clauses, by a link or by an example of it."""
    found: dict[str, list[str]] = {}
    for slug, text in sections.items():
        for clause in text.clauses:
            links = [target for block in clause.blocks for target in linked_clause_ids("\n".join(block_lines(block)))]
            for target in {*links, *clause.illustrates}:
                if target in ids and slug not in found.setdefault(target, []):
                    found[target].append(slug)
    return found


@dataclass(frozen=True, slots=True)
class _KnownIds:
    owners: Mapping[str, tuple[str, str]]
    laws: Container[str]


def _check_source(slug: str, source: SourceText, known: _KnownIds) -> list[TextError]:
    notes = Notes(source.file)
    for law in source.laws:
        if law not in known.laws:
            notes.error("law-unknown", 1, "laws", law)
    for clause in source.clauses:
        if clause.id and known.owners[clause.id][0] != slug:
            notes.error("id-elsewhere", clause.line, clause.id, known.owners[clause.id][1])
        for law in clause.laws:
            if law not in known.laws:
                notes.error("law-unknown", clause.line, clause.id, law)
        for other in clause.illustrates:
            if other not in known.owners:
                notes.error("clause-unknown", clause.line, clause.id, other)
    return notes.found


def _check_links(text: SourceText, known: _KnownIds) -> list[TextError]:
    notes = Notes(text.file)
    for clause in text.clauses:
        for block in clause.blocks:
            for target in linked_clause_ids("\n".join(block_lines(block))):
                if target not in known.owners:
                    notes.error("clause-unknown", block.line, clause.id or "", target)
    return notes.found


def _check_translation(text: SourceText, source: SourceText) -> list[TextError]:
    notes = Notes(text.file)
    in_source = [clause.id for clause in source.clauses if clause.id]
    here = [clause.id for clause in text.clauses if clause.id]
    for clause in text.clauses:
        original = source.clause(clause.id) if clause.id else None
        if clause.id and original is None:
            notes.error("clause-extra", clause.line, clause.id)
        elif original and _shape(original) != _shape(clause):
            notes.warning("shape-differs", clause.line, clause.id)
    for id_ in in_source:
        if id_ not in here:
            notes.warning("clause-untranslated", 1, id_, text.language)
    both = [id_ for id_ in here if id_ in in_source]
    if both != [id_ for id_ in in_source if id_ in here]:
        notes.warning("order-differs", 1)
    return notes.found


def _shape(clause: SourceClause) -> list[object]:
    """The kinds of a clause's blocks, and how many items, rows and cells they have."""
    return [_block_shape(block) for block in clause.blocks]


def _block_shape(block: Block) -> object:
    match block:
        case ItemList(numbered, items):
            return numbered, len(items)
        case Table(head, _align, rows):
            return len(head), len(rows)
        case Quote(blocks):
            return [_block_shape(block) for block in blocks]
        case _:
            return type(block).__name__


def is_current(id_: str, translation: SourceText, source: SourceText) -> bool:
    """Whether a clause of a translation is there and was made from the source's words as they stand now.

    What it was made from is said by its own `from`, else by the `source` of the whole text: the first digits of the
    words' digest of that clause, or of the section. Title and key message have no `from`. The source is current with
    itself.
    """
    if translation.language == source.language:
        return True
    if id_ in (TITLE, MESSAGE):
        return translation.source == section_words_digest(source)[:DIGITS]
    clause, original = translation.clause(id_), source.clause(id_)
    if clause is None or original is None:
        return False
    if clause.made_from:
        return clause.made_from == words_digest(original)[:DIGITS]
    return translation.source == section_words_digest(source)[:DIGITS]
