"""Search the newest versions in the language that the reader is shown.

The words are in two derived tables; no feature that only one of the two databases has is used (docs/decisions/0014).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from handbook.models import ClauseText, Handbook, Occurrence, Word
from handbook.public.reader_editions import ReaderEdition, sections_for_reader
from markup.search.scoring import ExcerptPart, closest_word, excerpt, highlight, partial_forms, word_score
from markup.search.stemming import stem
from markup.search.tokens import composed, folded_words, readable_text
from markup.section.types import MESSAGE, TITLE

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_HITS = 50
_TITLE_WEIGHT = 3
"""The weight of a word in a title: a section named for a word comes before a clause that only uses it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause in which every word was found; without a clause, the title and key message of a section."""

    shown: ReaderEdition
    clause: ClauseText | None
    title: tuple[ExcerptPart, ...]
    excerpt: tuple[ExcerptPart, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    query: str
    words: tuple[str, ...]
    is_truncated: bool
    """Whether only the first part of the query was searched for."""
    total: int = 0
    hits: tuple[Hit, ...] = ()
    """The best ones, best first."""
    handbooks: int = 0
    """The number of handbooks with a hit."""
    suggestion: str = ""
    """Without a hit: the query with its spelling corrected."""
    single_words: tuple[str, ...] = ()
    """Without a hit: the words of the query that are found by themselves."""


_Location = tuple[int, str]
"""The id of a section, and a clause in it; "" is its title and key message."""


@dataclass(frozen=True, slots=True)
class _Match:
    """The words found in one location."""

    position: int
    grades: dict[str, int]
    """By word of the query."""
    texts: set[str]
    """The words of the text that matched."""


def search(query: str, *, handbooks: models.QuerySet[Handbook], language: str, audience: str, on: date) -> SearchResult:
    """Find the clauses of the handbooks that have every word of the query, in the editions that are shown."""
    query = " ".join(composed(query).replace("\x00", " ").split())
    all_words = tuple(dict.fromkeys(word for word, *_ in folded_words(query[:LONGEST_QUERY])))
    words = all_words[:MOST_WORDS]
    is_truncated = len(query) > LONGEST_QUERY or len(all_words) > MOST_WORDS
    query = query[:LONGEST_QUERY]
    if not words:
        return SearchResult(query, words, is_truncated)
    sections = sections_for_reader(handbooks, language=language, audience=audience, on=on)
    matches = _matches(words, sections)
    ranked = _ranked(words, matches, sections)
    if not ranked:
        suggestion, single_words = _suggestions(words, matches.values(), sections)
        return SearchResult(query, words, is_truncated, suggestion=suggestion, single_words=single_words)
    hits = _hits(ranked[:MOST_HITS], matches, sections)
    return SearchResult(
        query, words, is_truncated, len(ranked), hits, len({hit.shown.version.section.handbook_id for hit in hits})
    )


def _in_shown_editions(sections: Iterable[ReaderEdition]) -> Q:
    """Restrict occurrences to the editions that the reader is shown."""
    by_language = defaultdict(list)
    for shown in sections:
        by_language[shown.edition.language].append(shown.version.section_id)
    in_shown = Q(pk__in=[])
    for language, ids in by_language.items():
        in_shown |= Q(language=language, section__in=ids)
    return in_shown


def _may_match(query_word: str, language: str) -> Q:
    """Restrict occurrences to words that `grade` may give more than 0; `grade` decides.

    Both sides are folded and have neither % nor _, so LIKE means the same on both databases.
    """
    candidates = Q(word__text=query_word) | Q(word__stem=stem(query_word, language))
    beginnings, within = partial_forms(query_word, language)
    for part in beginnings:
        candidates |= Q(word__text__startswith=part)
    for part in within:
        candidates |= Q(word__text__contains=part)
    return candidates & Q(language=language)


def _matches(words: Sequence[str], sections: Sequence[ReaderEdition]) -> dict[_Location, _Match]:
    """Find the words in the editions that are shown; by location."""
    any_word = Q(pk__in=[])
    for language in {shown.edition.language for shown in sections}:
        for query_word in words:
            any_word |= _may_match(query_word, language)
    rows = Occurrence.objects.filter(_in_shown_editions(sections), any_word)
    matches: dict[_Location, _Match] = {}
    for section, language, clause, position, times, text in rows.values_list(
        "section", "language", "clause", "position", "times", "word__text"
    ):
        location = (section, "" if clause in (TITLE, MESSAGE) else clause)
        match = matches.setdefault(location, _Match(position, {}, set()))
        for query_word in words:
            if word_grade := word_score(query_word, text, language):
                weight = times * (_TITLE_WEIGHT if clause == TITLE else 1)
                match.grades[query_word] = match.grades.get(query_word, 0) + word_grade * weight
                match.texts.add(text)
    return matches


def _ranked(
    words: Sequence[str], matches: dict[_Location, _Match], sections: Sequence[ReaderEdition]
) -> list[_Location]:
    """Return the locations where every word was found, best first; equally good ones in reading order."""
    order = {shown.version.section_id: index for index, shown in enumerate(sections)}
    with_every_word = [location for location, match in matches.items() if len(match.grades) == len(words)]

    def rank(location: _Location) -> tuple[int, int, int]:
        match = matches[location]
        return -sum(match.grades.values()), order[location[0]], match.position

    return sorted(with_every_word, key=rank)


def _hits(
    ranked: Iterable[_Location], matches: dict[_Location, _Match], sections: Iterable[ReaderEdition]
) -> tuple[Hit, ...]:
    by_section = {shown.version.section_id: shown for shown in sections}
    in_clauses = [(by_section[section].edition.pk, clause) for section, clause in ranked if clause]
    clauses = ClauseText.objects.filter(
        edition__in={edition for edition, _ in in_clauses}, clause__in={clause for _, clause in in_clauses}
    ).only("edition_id", "clause", "number", "origin", "html")
    by_edition = {(clause.edition_id, clause.clause): clause for clause in clauses}
    hits = []
    for section, id_ in ranked:
        shown, texts = by_section[section], matches[section, id_].texts
        clause = by_edition[shown.edition.pk, id_] if id_ else None
        text = readable_text(clause.html) if clause else composed(shown.edition.message)
        title = highlight(composed(shown.edition.title), () if clause else texts)
        hits.append(Hit(shown, clause, title, excerpt(text, texts)))
    return tuple(hits)


def _suggestions(
    words: Sequence[str], matches: Iterable[_Match], sections: Sequence[ReaderEdition]
) -> tuple[str, tuple[str, ...]]:
    """Return the corrected query, or ""; and, if the query has several words, those that are found somewhere."""
    found_words = {query_word for match in matches for query_word in match.grades}
    languages = {shown.edition.language for shown in sections}
    # Not Exists: SQLite would search every section for each word.
    used = Occurrence.objects.filter(_in_shown_editions(sections)).values("word")
    vocabulary = set(Word.objects.filter(language__in=languages, pk__in=used).values_list("text", flat=True))
    corrected = [
        query_word if query_word in found_words else closest_word(query_word, vocabulary) for query_word in words
    ]
    # A word without a similar one is left out: with it, nothing would be found again.
    suggestion = " ".join(word for word in corrected if word) if set(corrected) - {None} - set(words) else ""
    # The longest words say most: of «hva er lojalitetsplikt», the last.
    single_words = sorted(found_words, key=lambda word: (-len(word), word)) if len(words) > 1 else ()
    return suggestion, tuple(single_words)
