"""Which clause each block of a new text is, beside what is published. Everything here proposes; people decide."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handbook.models import ClauseText, Section, newest_version
from markup.clause_ids.across_sections import match_sections
from markup.clause_ids.marker_lines import MarkerLine
from markup.clause_ids.matching import Piece, lone_headings, match_by_position, pieces, with_headings_split_off
from markup.clause_ids.proposals import Found, MovedToSection, Proposal, Removed, Retired, Swapped, is_open
from markup.errors import TextError
from markup.section import clause_markers
from markup.section.types import SourceClause, SourceText


@dataclass(frozen=True, slots=True)
class PublishedClauses:
    """What the published versions of a section say in one language."""

    before: Mapping[str, ClauseText]
    """Each clause of the version that the new text is compared with, in reading order."""
    gone: Mapping[str, ClauseText]
    """The last text of each clause that an earlier version removed."""
    used: frozenset[str]
    """Every id that was ever used in the section."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Piece(id_, clause.text) for id_, clause in self.before.items())


NOTHING_PUBLISHED = PublishedClauses({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """A new text of a section beside its past."""

    text: SourceText
    """With each lone heading by itself, so that the positions of the proposals are those of its clauses."""
    proposals: tuple[Proposal, ...]
    past: PublishedClauses
    is_source: bool

    @property
    def asked(self) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.proposals if is_open(proposal))

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(proposal.id for proposal in self.proposals if isinstance(proposal, Removed))

    def clause(self, proposal: Proposal) -> SourceClause:
        assert not isinstance(proposal, Removed)
        return self.text.clauses[proposal.position]

    def marker(self, clause: SourceClause, id_: str) -> MarkerLine:
        """The line above a block that is to have this id. What the clause was before comes back with it; a new one
        gets no origin, which nobody can guess."""
        was = self.past.before.get(id_)
        if clause.id or was is None or not self.is_source:
            return MarkerLine(clause.line, clause.id is not None, id_, f"§ {id_}")
        line = clause_markers.write_marker(
            id_, was.origin or None, was.audience, tuple(was.laws), tuple(was.illustrates), None
        )
        return MarkerLine(clause.line, has_marker=False, id=id_, marker=line)

    def retired(self) -> list[TextError]:
        """The errors of ids that meant something else once. No translation is asked: it repeats the source."""
        return [
            TextError(
                "id-retired",
                "error",
                self.text.file,
                self.clause(proposal).line,
                (proposal.id, self._until(proposal.id)),
            )
            for proposal in self.proposals
            if isinstance(proposal, Retired)
        ]

    def _until(self, id_: str) -> str:
        """The last version that had it."""
        return str(self.past.gone[id_].edition.version.number) if id_ in self.past.gone else "–"


def published_clauses(section: Section, language: str, base: int | None = None) -> PublishedClauses:
    """`base` is the number of the version compared with; None: the newest."""
    if base is None:
        newest = newest_version(section)
        base = newest.number or 0 if newest else 0
    mine = ClauseText.objects.filter(edition__version__section=section)
    # Without the version's texts and the HTML: nothing here is compared with them.
    said = mine.filter(edition__language=language).select_related("edition__version")
    said = said.only("clause", "text", "origin", "audience", "laws", "illustrates", "edition__version__number")
    before: dict[str, ClauseText] = {}
    gone: dict[str, ClauseText] = {}
    for clause in said.order_by("edition__version__number", "position"):
        (before if clause.edition.version.number == base else gone)[clause.clause] = clause
    gone = {id_: clause for id_, clause in gone.items() if id_ not in before}
    return PublishedClauses(before, gone, frozenset(mine.values_list("clause", flat=True)))


def compare_clauses(
    texts: Mapping[str, SourceText], sources: Mapping[str, SourceText], pasts: Mapping[str, PublishedClauses]
) -> dict[str, ClauseComparison]:
    """Texts in one language, by section, beside their past; `sources` are the same sections in the source language."""
    whole = {
        slug: with_headings_split_off(text, _lone(text, sources[slug], pasts[slug])) for slug, text in texts.items()
    }
    found = match_sections(
        {slug: pasts[slug].pieces for slug in texts},
        {slug: pieces(text) for slug, text in whole.items()},
        ever_used=frozenset().union(*(past.used for past in pasts.values())),
        retired={id_: clause.text for past in pasts.values() for id_, clause in past.gone.items()},
    )
    return {
        slug: ClauseComparison(
            whole[slug],
            _of_language(whole[slug], sources[slug], found[slug], pasts[slug]),
            pasts[slug],
            is_source=whole[slug].language == sources[slug].language,
        )
        for slug in texts
    }


def _lone(text: SourceText, source: SourceText, past: PublishedClauses) -> dict[str, str]:
    """The headings that stand alone: they did before, and in a translation they do in the source."""
    before = lone_headings(past.pieces)
    if text.language == source.language:
        return before
    alone = {clause.id for clause in source.clauses if clause.is_heading}
    return {id_: heading for id_, heading in before.items() if id_ in alone}


def _of_language(
    text: SourceText, source: SourceText, found: tuple[Proposal, ...], past: PublishedClauses
) -> tuple[Proposal, ...]:
    """A translation repeats ids and makes none: of it is asked only which clause of the source a block is."""
    if text.language == source.language:
        return found
    ids = [clause.id for clause in source.clauses if clause.id]
    if not past.before:
        return match_by_position(ids, pieces(text))
    kept: list[Proposal] = []
    for proposal in found:
        if isinstance(proposal, Found | MovedToSection) and proposal.id in ids:
            kept.append(replace(proposal, new_id="") if isinstance(proposal, Found) else proposal)
        elif isinstance(proposal, Swapped) or not is_open(proposal):
            kept.append(proposal)
    return tuple(kept)
