"""Propose which clause each block of a new text is, compared with what is published. People decide."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handbook.history import section_history
from handbook.models import ClauseText, Section
from markup.clause_ids.across_sections import match_sections
from markup.clause_ids.marker_lines import MarkerLine
from markup.clause_ids.matching import Piece, lone_headings, match_by_position, pieces, with_headings_split_off
from markup.clause_ids.proposals import Found, MovedToSection, Proposal, Removed, Retired, Swapped, is_open
from markup.errors import TextError
from markup.section import clause_markers
from markup.section.types import SourceClause, SourceText


@dataclass(frozen=True, slots=True)
class PublishedClauses:
    """The published clauses of a section in one language."""

    before: Mapping[str, ClauseText]
    """The clauses of the version that the new text is compared with, by id and in reading order."""
    gone: Mapping[str, ClauseText]
    """The last text of each clause that an earlier version removed."""
    used: frozenset[str]
    """Every id ever used in the section."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Piece(id_, clause.text) for id_, clause in self.before.items())


NOTHING_PUBLISHED = PublishedClauses({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """A new text of a section, compared with its published clauses."""

    text: SourceText
    """Each lone heading is a clause of its own here, so that the positions of proposals are those of the clauses."""
    proposals: tuple[Proposal, ...]
    past: PublishedClauses
    is_source: bool

    @property
    def open_proposals(self) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.proposals if is_open(proposal))

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(proposal.id for proposal in self.proposals if isinstance(proposal, Removed))

    def clause(self, proposal: Proposal) -> SourceClause:
        assert not isinstance(proposal, Removed)
        return self.text.clauses[proposal.position]

    def marker(self, clause: SourceClause, id_: str) -> MarkerLine:
        """The `§` line for a block that gets this id.

        Origin, audience and laws of a known id are written again. A new id is the employer's rule, or an example, until somebody says otherwise.
        """
        previous = self.past.before.get(id_)
        if clause.id or previous is None or not self.is_source:
            return MarkerLine(clause.line, clause.id is not None, id_, f"§ {id_}")
        line = clause_markers.write_marker(
            id_, previous.origin or None, previous.audience, tuple(previous.laws), tuple(previous.illustrates), None
        )
        return MarkerLine(clause.line, has_marker=False, id=id_, marker=line)

    def retired(self) -> list[TextError]:
        """An error for each id that was another rule in an earlier version. Translations repeat the ids of the source."""
        return [
            TextError(
                "id-retired",
                "error",
                self.text.place,
                self.clause(proposal).line,
                (proposal.id, self._last_version(proposal.id)),
            )
            for proposal in self.proposals
            if isinstance(proposal, Retired)
        ]

    def _last_version(self, id_: str) -> str:
        """The number of the last version that had the id."""
        return str(self.past.gone[id_].edition.version.number) if id_ in self.past.gone else "–"


def published_clauses(section: Section, language: str, base: int) -> PublishedClauses:
    """Read the clauses that a new text is compared with. `base` is the number of the version it was begun from; 0: none."""
    # Without the version's texts and the HTML: nothing here is compared with them.
    clauses = (
        ClauseText.objects.filter(edition__version__section=section, edition__language=language)
        .select_related("edition__version")
        .only("clause", "text", "origin", "audience", "laws", "illustrates", "edition__version__number")
        .order_by("edition__version__number", "position")
    )
    before: dict[str, ClauseText] = {}
    gone: dict[str, ClauseText] = {}
    for clause in clauses:
        by_id = before if clause.edition.version.number == base else gone
        by_id[clause.clause] = clause
    gone = {id_: clause for id_, clause in gone.items() if id_ not in before}
    return PublishedClauses(before, gone, section_history(section).clause_ids)


def compare_source(section: Section, text: SourceText, base: int) -> ClauseComparison:
    """Compare a text in the source language with the version of that number."""
    past = published_clauses(section, text.language, base)
    return compare_clauses({section.slug: text}, {section.slug: text}, {section.slug: past})[section.slug]


def compare_clauses(
    texts: Mapping[str, SourceText], sources: Mapping[str, SourceText], pasts: Mapping[str, PublishedClauses]
) -> dict[str, ClauseComparison]:
    """Compare texts in one language, by section, with their published clauses. `sources` are the source texts by section."""
    whole = {
        slug: with_headings_split_off(text, _lone(text, sources[slug], pasts[slug])) for slug, text in texts.items()
    }
    proposals = match_sections(
        {slug: pasts[slug].pieces for slug in texts},
        {slug: pieces(text) for slug, text in whole.items()},
        ever_used=frozenset().union(*(past.used for past in pasts.values())),
        retired={id_: clause.text for past in pasts.values() for id_, clause in past.gone.items()},
    )
    return {
        slug: ClauseComparison(
            whole[slug],
            _of_language(whole[slug], sources[slug], proposals[slug], pasts[slug]),
            pasts[slug],
            is_source=whole[slug].language == sources[slug].language,
        )
        for slug in texts
    }


def _lone(text: SourceText, source: SourceText, past: PublishedClauses) -> dict[str, str]:
    """Headings that are a clause of their own, by id: those of before, and in a translation also in the source."""
    before = lone_headings(past.pieces)
    if text.language == source.language:
        return before
    alone = {clause.id for clause in source.clauses if clause.is_heading}
    return {id_: heading for id_, heading in before.items() if id_ in alone}


def _of_language(
    text: SourceText, source: SourceText, proposals: tuple[Proposal, ...], past: PublishedClauses
) -> tuple[Proposal, ...]:
    """A translation repeats ids and makes none, so the only question is which clause of the source a block is."""
    if text.language == source.language:
        return proposals
    ids = [clause.id for clause in source.clauses if clause.id]
    if not past.before:
        return match_by_position(ids, pieces(text))
    kept: list[Proposal] = []
    for proposal in proposals:
        if isinstance(proposal, Found | MovedToSection) and proposal.id in ids:
            kept.append(replace(proposal, new_id="") if isinstance(proposal, Found) else proposal)
        elif isinstance(proposal, Swapped) or not is_open(proposal):
            kept.append(proposal)
    return tuple(kept)
