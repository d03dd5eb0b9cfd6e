"""Search the newest versions in the language that the reader is shown.

The words are in two derived tables; no feature that only one of the two databases has is used (docs/decisions/0014, 0029).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.db.models import Q

from handbook.models import ClauseText, Handbook, Occurrence, Word
from handbook.public.reader_editions import ReaderEdition, sections_for_reader
from markup.search.query import Term, query_terms
from markup.search.scoring import (
    ExcerptPart,
    IndexedWord,
    QueryWord,
    closest_word,
    excerpt,
    highlight,
    is_unfinished,
    word_score,
)
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
    is_example: bool
    grades: dict[str, int] = field(default_factory=dict)
    """By word of the query."""
    unfinished: dict[str, int] = field(default_factory=dict)
    """The same for words that the query may have the beginning of."""
    texts: dict[str, set[str]] = field(default_factory=dict)
    """The words of the text that matched, by word of the query."""

    def score(self, term: Term) -> int:
        """Return the score of the best alternative of a term, 0 if none has all of its words here."""
        scores = [
            sum(self.grades[word] for word in words) if all(word in self.grades for word in words) else 0
            for words in term.alternatives
        ]
        return max(scores[0], *(score // 2 + score % 2 for score in scores[1:]), 0)

    def hits(self, terms: Iterable[Term]) -> set[str]:
        """Return the words of the text that are hits."""
        words = {word for term in terms for alternative in term.alternatives for word in alternative}
        return set().union(*(texts for word, texts in self.texts.items() if word in words))


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
    terms = query_terms(words, (), language)
    matches = _matches(terms, sections)
    ranked = _ranked(terms, matches, sections)
    if not ranked:
        suggestion, single_words = _suggestions(terms, matches.values(), sections)
        return SearchResult(query, words, is_truncated, suggestion=suggestion, single_words=single_words)
    hits = _hits(ranked[:MOST_HITS], terms, matches, sections)
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


def _may_match(query_words: Iterable[QueryWord], language: str) -> Q:
    """Restrict occurrences to words that `word_score` gives more than 0, and to those that `is_unfinished` takes.

    Both sides are folded and have neither % nor _, so LIKE means the same on both databases.
    """
    families = {word.family for word in query_words}
    candidates = Q(word__stem__in=families) | Q(word__first__in=families) | Q(word__last__in=families)
    for word in query_words:
        if word.beginning:
            candidates |= Q(word__text__startswith=word.beginning)
    return candidates & Q(language=language)


def _matches(terms: Sequence[Term], sections: Sequence[ReaderEdition]) -> dict[_Location, _Match]:
    """Find the words in the editions that are shown; by location."""
    words = {word for term in terms for alternative in term.alternatives for word in alternative}
    languages = {shown.edition.language for shown in sections}
    asked = {language: [QueryWord.of(word, language) for word in sorted(words)] for language in languages}
    any_word = Q(pk__in=[])
    for language, query_words in asked.items():
        any_word |= _may_match(query_words, language)
    rows = Occurrence.objects.filter(_in_shown_editions(sections), any_word)
    matches: dict[_Location, _Match] = {}
    for section, language, clause, position, is_example, times, *stored in rows.values_list(
        "section", "language", "clause", "position", "is_example", "times",
        "word__text", "word__stem", "word__first", "word__last",
    ):  # fmt: skip
        location = (section, "" if clause in (TITLE, MESSAGE) else clause)
        match = matches.setdefault(location, _Match(position, is_example))
        word = IndexedWord(*stored)
        weight = times * (_TITLE_WEIGHT if clause == TITLE else 1)
        for query_word in asked[language]:
            score = word_score(query_word, word, language)
            grades = match.grades if score else match.unfinished
            if score or is_unfinished(query_word, word):
                grades[query_word.text] = grades.get(query_word.text, 0) + (score or 1) * weight
                match.texts.setdefault(query_word.text, set()).add(word.text)
    _finish_words(terms, matches.values())
    return matches


def _finish_words(terms: Iterable[Term], matches: Collection[_Match]) -> None:
    """Count a typed word as unfinished where its term is nowhere as it stands: else bil (car) would find bilder."""
    for term in terms:
        if any(match.score(term) for match in matches):
            continue
        for match in matches:
            for word in term.typed:
                if word in match.unfinished:
                    match.grades.setdefault(word, match.unfinished[word])


def _ranked(
    terms: Sequence[Term], matches: dict[_Location, _Match], sections: Sequence[ReaderEdition]
) -> list[_Location]:
    """Return the locations where every term was found: rules before examples, best first; equally good ones in
    reading order."""
    order = {shown.version.section_id: index for index, shown in enumerate(sections)}
    scores = {location: [match.score(term) for term in terms] for location, match in matches.items()}

    def rank(location: _Location) -> tuple[bool, int, int, int]:
        match = matches[location]
        return match.is_example, -sum(scores[location]), order[location[0]], match.position

    return sorted((location for location in matches if all(scores[location])), key=rank)


def _hits(
    ranked: Iterable[_Location],
    terms: Sequence[Term],
    matches: dict[_Location, _Match],
    sections: Iterable[ReaderEdition],
) -> tuple[Hit, ...]:
    by_section = {shown.version.section_id: shown for shown in sections}
    in_clauses = [(by_section[section].edition.pk, clause) for section, clause in ranked if clause]
    clauses = ClauseText.objects.filter(
        edition__in={edition for edition, _ in in_clauses}, clause__in={clause for _, clause in in_clauses}
    ).only("edition_id", "clause", "number", "origin", "html")
    by_edition = {(clause.edition_id, clause.clause): clause for clause in clauses}
    hits = []
    for section, id_ in ranked:
        shown, texts = by_section[section], matches[section, id_].hits(terms)
        clause = by_edition[shown.edition.pk, id_] if id_ else None
        text = readable_text(clause.html) if clause else composed(shown.edition.message)
        title = highlight(composed(shown.edition.title), () if clause else texts)
        hits.append(Hit(shown, clause, title, excerpt(text, texts)))
    return tuple(hits)


def _suggestions(
    terms: Sequence[Term], matches: Collection[_Match], sections: Sequence[ReaderEdition]
) -> tuple[str, tuple[str, ...]]:
    """Return the corrected query, or ""; and, if the query has several terms, those that are found somewhere."""
    found_terms = [term for term in terms if any(match.score(term) for match in matches)]
    languages = {shown.edition.language for shown in sections}
    # Not Exists: SQLite would search every section for each word.
    used = Occurrence.objects.filter(_in_shown_editions(sections)).values("word")
    vocabulary = set(Word.objects.filter(language__in=languages, pk__in=used).values_list("text", flat=True))
    words = [word for term in terms for word in term.typed]
    known = {word for term in found_terms for word in term.typed}
    corrected = [word if word in known else closest_word(word, vocabulary) for word in words]
    # A word without a similar one is left out: with it, nothing would be found again.
    suggestion = " ".join(word for word in corrected if word) if set(corrected) - {None} - set(words) else ""
    # The longest words say most: of «ansvar for lojalitetsplikt», the last.
    single_words = sorted((" ".join(term.typed) for term in found_terms), key=lambda word: (-len(word), word))
    return suggestion, tuple(single_words) if len(terms) > 1 else ()
