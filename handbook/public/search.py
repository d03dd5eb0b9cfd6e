"""Search over what is published: the newest versions, in the language that the reader is shown.

The words stand in two derived tables, in nothing that only one of the two databases knows (docs/decisions/0014).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from handbook.models import ClauseText, Handbook, Occurrence, Word
from handbook.public.reader_editions import ReaderEdition, sections_for_reader
from markup.search.scoring import ExcerptPart, closest, excerpt, grade, marked, parts_of
from markup.search.stemming import stem
from markup.search.tokens import composed, readable_text, words_of
from markup.section.types import MESSAGE, TITLE

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_HITS = 50
_TITLE_WEIGHT = 3
"""A section that is named for a word comes before a clause that only uses it."""


# Keeping the words


# Searching


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause in which every word was found, or, without a clause, the title and key message of a section."""

    shown: ReaderEdition
    clause: ClauseText | None
    title: tuple[ExcerptPart, ...]
    excerpt: tuple[ExcerptPart, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    query: str
    words: tuple[str, ...]
    is_cut: bool
    """Whether the query was longer than what was searched for."""
    total: int = 0
    hits: tuple[Hit, ...] = ()
    """The best ones, best first."""
    handbooks: int = 0
    """In how many the hits are."""
    meant: str = ""
    """With no hit: the query as it was perhaps meant."""
    alone: tuple[str, ...] = ()
    """With no hit: words that are found when they are searched for alone."""


_Location = tuple[int, str]
"""A section, and a clause in it; "" is what stands above the clauses."""


@dataclass(frozen=True, slots=True)
class _Match:
    """What was found in one place."""

    position: int
    grades: dict[str, int]
    """By wanted word."""
    texts: set[str]
    """The words of the text that answered."""


def search(query: str, *, handbooks: models.QuerySet[Handbook], language: str, audience: str, on: date) -> SearchResult:
    """The clauses of those handbooks in which every word of the query stands, in the edition that the reader is shown."""
    query = " ".join(composed(query).replace("\x00", " ").split())
    all_words = tuple(dict.fromkeys(word for word, *_ in words_of(query[:LONGEST_QUERY])))
    words = all_words[:MOST_WORDS]
    is_cut = len(query) > LONGEST_QUERY or len(all_words) > MOST_WORDS
    query = query[:LONGEST_QUERY]
    if not words:
        return SearchResult(query, words, is_cut)
    sections = sections_for_reader(handbooks, language=language, audience=audience, on=on)
    matches = _matches(words, sections)
    ranked = _ranked(words, matches, sections)
    if not ranked:
        meant, alone = _suggestions(words, matches.values(), sections)
        return SearchResult(query, words, is_cut, meant=meant, alone=alone)
    hits = _hits(ranked[:MOST_HITS], matches, sections)
    return SearchResult(
        query, words, is_cut, len(ranked), hits, len({hit.shown.version.section.handbook_id for hit in hits})
    )


def _in_shown_editions(sections: Iterable[ReaderEdition]) -> Q:
    """Occurrences in the editions that are shown, and in no other."""
    by_language = defaultdict(list)
    for shown in sections:
        by_language[shown.edition.language].append(shown.version.section_id)
    found = Q(pk__in=[])
    for language, ids in by_language.items():
        found |= Q(language=language, section__in=ids)
    return found


def _may_match(wanted: str, language: str) -> Q:
    """All words that `grade` finds worth something; the database only narrows them down.

    Both sides are folded, and have neither % nor _: LIKE means the same on both databases.
    """
    found = Q(word__text=wanted) | Q(word__stem=stem(wanted, language))
    beginnings, within = parts_of(wanted, language)
    for part in beginnings:
        found |= Q(word__text__startswith=part)
    for part in within:
        found |= Q(word__text__contains=part)
    return found & Q(language=language)


def _matches(words: Sequence[str], sections: Sequence[ReaderEdition]) -> dict[_Location, _Match]:
    """What was found of each word, by place."""
    any_word = Q(pk__in=[])
    for language in {shown.edition.language for shown in sections}:
        for wanted in words:
            any_word |= _may_match(wanted, language)
    rows = Occurrence.objects.filter(_in_shown_editions(sections), any_word)
    found: dict[_Location, _Match] = {}
    for section, language, clause, position, times, text in rows.values_list(
        "section", "language", "clause", "position", "times", "word__text"
    ):
        place = (section, "" if clause in (TITLE, MESSAGE) else clause)
        match = found.setdefault(place, _Match(position, {}, set()))
        for wanted in words:
            if worth := grade(wanted, text, language):
                counts = times * (_TITLE_WEIGHT if clause == TITLE else 1)
                match.grades[wanted] = match.grades.get(wanted, 0) + worth * counts
                match.texts.add(text)
    return found


def _ranked(
    words: Sequence[str], matches: dict[_Location, _Match], sections: Sequence[ReaderEdition]
) -> list[_Location]:
    """The places where every word was found, best first; those that are equally good in reading order."""
    order = {shown.version.section_id: place for place, shown in enumerate(sections)}
    every = [place for place, match in matches.items() if len(match.grades) == len(words)]
    return sorted(
        every,
        key=lambda place: (-sum(matches[place].grades.values()), order[place[0]], matches[place].position),
    )


def _hits(
    ranked: Iterable[_Location], matches: dict[_Location, _Match], sections: Iterable[ReaderEdition]
) -> tuple[Hit, ...]:
    by_section = {shown.version.section_id: shown for shown in sections}
    in_clauses = [(by_section[section].edition.pk, clause) for section, clause in ranked if clause]
    clauses = ClauseText.objects.filter(
        edition__in={edition for edition, _ in in_clauses}, clause__in={clause for _, clause in in_clauses}
    ).only("edition_id", "clause", "number", "origin", "html")
    by_place = {(clause.edition_id, clause.clause): clause for clause in clauses}
    hits = []
    for section, id_ in ranked:
        shown, texts = by_section[section], matches[section, id_].texts
        clause = by_place[shown.edition.pk, id_] if id_ else None
        text = readable_text(clause.html) if clause else composed(shown.edition.message)
        title = marked(composed(shown.edition.title), () if clause else texts)
        hits.append(Hit(shown, clause, title, excerpt(text, texts)))
    return tuple(hits)


def _suggestions(
    words: Sequence[str], matches: Iterable[_Match], sections: Sequence[ReaderEdition]
) -> tuple[str, tuple[str, ...]]:
    """The query as it was perhaps meant, or "", and those of its words that stand somewhere, if there are several."""
    there = {wanted for match in matches for wanted in match.grades}
    languages = {shown.edition.language for shown in sections}
    # Not Exists: SQLite would look into every section for each word.
    used = Occurrence.objects.filter(_in_shown_editions(sections)).values("word")
    vocabulary = set(Word.objects.filter(language__in=languages, pk__in=used).values_list("text", flat=True))
    meant = [wanted if wanted in there else closest(wanted, vocabulary) for wanted in words]
    # A word that is like none would find nothing again: it is left out.
    corrected = " ".join(word for word in meant if word) if set(meant) - {None} - set(words) else ""
    # The longest say most: of «hva er lojalitetsplikt», the last.
    alone = sorted(there, key=lambda word: (-len(word), word)) if len(words) > 1 else ()
    return corrected, tuple(alone)
