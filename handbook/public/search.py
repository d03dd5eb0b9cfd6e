"""Search the newest versions in the language that the reader is shown.

The words are in two derived tables; no feature that only one of the two databases has is used (docs/decisions/0014, 0029).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q

from handbook.models import ClauseText, Handbook, Occurrence, Word
from handbook.public.reader_editions import ReaderEdition, sections_for_reader
from handbook.public.search_beside import Passage, cites, passages, point_by_number
from markup.search.match import TextMatch, finish_words, match_text
from markup.search.query import Expression, Term, query_terms, synonyms_of
from markup.search.scoring import ExcerptPart, IndexedWord, QueryWord, closest_word, excerpt, highlight
from markup.search.tokens import composed, folded_words, readable_text
from markup.section.types import MESSAGE, TITLE

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_HITS = 10
"""On one page."""
MOST_ASKED = 30
"""Words that a statement asks for, those that were typed first: each takes up to four parameters for each language."""
_TITLE_WEIGHT = 3
"""The weight of a word in a title: a section named for a word comes before a clause that only uses it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause in which every word was found; without a clause, the title and key message of a section, or a passage."""

    shown: ReaderEdition
    clause: ClauseText | None
    title: tuple[ExcerptPart, ...]
    excerpt: tuple[ExcerptPart, ...]
    passage: Passage | None = None
    """An entry of the section's law box, or a contact."""
    title_language: str = ""
    """The language of the title if it is not the reader's."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """One of the site's own pages, with the block in which every word was found."""

    passage: Passage
    excerpt: tuple[ExcerptPart, ...]


@dataclass(frozen=True, slots=True)
class SynonymHit:
    """Words that are nowhere as they were typed, and what means the same and was found."""

    typed: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    query: str
    words: tuple[str, ...]
    is_truncated: bool
    """Whether only the first part of the query was searched for."""
    total: int = 0
    hits: tuple[Hit, ...] = ()
    """Those of one page of the list, best first."""
    handbooks: int = 0
    """The number of handbooks with a hit."""
    synonyms: tuple[SynonymHit, ...] = ()
    page: "Page[_Candidate] | None" = None
    """The page of the list; None: there is only one."""
    suggestion: str = ""
    """Without a hit: the query with its spelling corrected."""
    single_words: tuple[str, ...] = ()
    """Without a hit: the words of the query that are found by themselves."""
    pages: tuple[PageHit, ...] = ()
    """Shown after the hits."""

    @property
    def shown(self) -> int:
        return len(self.hits) + len(self.pages)


_Terms = Mapping[int, tuple[Term, ...]]
_NO_HANDBOOK = 0


class _Kind(IntEnum):
    """In which order hits are shown."""

    RULE, BESIDE, EXAMPLE, PAGE = range(4)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where words were found, with the terms that it is asked for."""

    match: TextMatch
    terms: tuple[Term, ...]
    kind: _Kind
    place: tuple[int, int]
    """In reading order: the index of the section, and the position in it."""
    shown: ReaderEdition | None = None
    clause: str = ""
    """Empty: the title and key message, or a passage."""
    passage: Passage | None = None

    @property
    def score(self) -> int:
        return self.match.total(self.terms)

    @property
    def hits(self) -> set[str]:
        return self.match.hits(self.terms)


def search(
    query: str, *, handbooks: models.QuerySet[Handbook], language: str, audience: str, on: date, page: str = "1"
) -> SearchResult:
    """Find what has every word of the query in the editions that are shown, beside them, and on the site's pages.

    A query that is the number of a point finds the point. `page` is the number of a page of the list; the nearest one
    that there is, is returned.
    """
    query = " ".join(composed(query).replace("\x00", " ").split())
    all_words = tuple(dict.fromkeys(word for word, *_ in folded_words(query[:LONGEST_QUERY])))
    words = all_words[:MOST_WORDS]
    is_truncated = len(query) > LONGEST_QUERY or len(all_words) > MOST_WORDS
    query = query[:LONGEST_QUERY]
    if not words:
        return SearchResult(query, words, is_truncated)
    sections = sections_for_reader(handbooks, language=language, audience=audience, on=on)
    if points := point_by_number(query, sections):
        hits = tuple(_clause_hit(shown, clause, set()) for shown, clause in points)
        return SearchResult(query, words, is_truncated, len(hits), hits, len(hits))
    terms = _terms(words, sections, language)
    candidates = [*_clauses(terms, sections), *_passages(query, terms, sections, language, on)]
    finish_words([(candidate.match, candidate.terms) for candidate in candidates])
    ranked = _ranked(candidates)
    if not ranked:
        suggestion, single_words = _suggestions(candidates, terms[_NO_HANDBOOK], sections)
        return SearchResult(query, words, is_truncated, suggestion=suggestion, single_words=single_words)
    shown_page = Paginator(ranked, MOST_HITS).get_page(page)
    hits, pages = _hits(list(shown_page))
    in_handbooks = {at.shown.version.section.handbook_id for at in ranked if at.shown}
    synonyms = tuple(_by_synonyms(ranked))
    return SearchResult(
        query, words, is_truncated, len(ranked), hits, len(in_handbooks), synonyms, shown_page, pages=pages
    )


def _terms(words: Sequence[str], sections: Iterable[ReaderEdition], language: str) -> _Terms:
    """Return the terms by handbook, each with what means the same there; under _NO_HANDBOOK those of the site's pages."""
    handbooks = {shown.version.section.handbook_id: shown.version.section.handbook for shown in sections}
    terms = {
        key: query_terms(words, synonyms_of(handbook.synonyms_in(language), language), language)
        for key, handbook in handbooks.items()
    }
    return terms | {_NO_HANDBOOK: query_terms(words, {}, language)}


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


def _query_words(terms: _Terms, language: str) -> list[QueryWord]:
    alternatives = (
        alternative for of_handbook in terms.values() for term in of_handbook for alternative in term.alternatives
    )
    words = {word for alternative in alternatives for word in alternative}
    typed = {word for of_handbook in terms.values() for term in of_handbook for word in term.typed}
    return [QueryWord.of(word, language) for word in sorted(words, key=lambda word: (word not in typed, word))][
        :MOST_ASKED
    ]


def _clauses(terms: _Terms, sections: Sequence[ReaderEdition]) -> list[_Candidate]:
    """Return the titles and clauses of the editions that are shown with a word of the query."""
    order = {shown.version.section_id: index for index, shown in enumerate(sections)}
    asked = {language: _query_words(terms, language) for language in {shown.edition.language for shown in sections}}
    any_word = Q(pk__in=[])
    for language, query_words in asked.items():
        any_word |= _may_match(query_words, language)
    rows = Occurrence.objects.filter(_in_shown_editions(sections), any_word)
    candidates: dict[tuple[int, str], _Candidate] = {}
    for section, language, clause, position, is_example, times, *stored in rows.values_list(
        "section", "language", "clause", "position", "is_example", "times",
        "word__text", "word__stem", "word__first", "word__last",
    ):  # fmt: skip
        place, clause_id = (order[section], position), "" if clause in (TITLE, MESSAGE) else clause
        kind = _Kind.EXAMPLE if is_example else _Kind.RULE
        shown = sections[order[section]]
        in_handbook = terms[shown.version.section.handbook_id]
        candidate = candidates.setdefault(
            (section, clause_id), _Candidate(TextMatch(), in_handbook, kind, place, shown, clause_id)
        )
        weight = times * (_TITLE_WEIGHT if clause == TITLE else 1)
        candidate.match.add(IndexedWord(*stored), weight, asked[language], language)
    return list(candidates.values())


def _passages(
    query: str, terms: _Terms, sections: Sequence[ReaderEdition], language: str, on: date
) -> Iterator[_Candidate]:
    asked = _query_words(terms, language)
    for index, passage in enumerate(passages(sections, language=language, on=on)):
        if not cites(passage.text, query):
            continue
        match = match_text(passage.text, asked, language)
        kind = _Kind.BESIDE if passage.shown else _Kind.PAGE
        handbook = passage.shown.version.section.handbook_id if passage.shown else _NO_HANDBOOK
        yield _Candidate(match, terms[handbook], kind, (index, 0), passage.shown, passage=passage)


def _ranked(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the candidates where every term was found: rules, what stands beside them, examples, pages; of each kind the
    best first, equally good ones in reading order. Of a page, the best block."""
    complete = [candidate for candidate in candidates if candidate.score]
    complete.sort(key=lambda candidate: (candidate.kind, -candidate.score, candidate.place))
    pages: set[str] = set()
    ranked = []
    for candidate in complete:
        if candidate.kind == _Kind.PAGE and candidate.passage:
            if candidate.passage.address in pages:
                continue
            pages.add(candidate.passage.address)
        ranked.append(candidate)
    return ranked


def _by_synonyms(ranked: Iterable[_Candidate]) -> Iterator[SynonymHit]:
    """Return the terms that are nowhere as they were typed, in the order of the query."""
    by_typed: dict[Expression, dict[Expression, None]] = {}
    for candidate in ranked:
        for term in candidate.terms:
            here = [words for words in term.alternatives if candidate.match.has(words)]
            by_typed.setdefault(term.typed, {}).update(dict.fromkeys(here))
    for typed, alternatives in by_typed.items():
        if typed not in alternatives:
            yield SynonymHit(" ".join(typed), tuple(" ".join(words) for words in alternatives))


def _hits(ranked: Sequence[_Candidate]) -> tuple[tuple[Hit, ...], tuple[PageHit, ...]]:
    in_clauses = [(at.shown.edition.pk, at.clause) for at in ranked if at.shown and at.clause]
    clauses = ClauseText.objects.filter(
        edition__in={edition for edition, _ in in_clauses}, clause__in={clause for _, clause in in_clauses}
    ).only("edition_id", "clause", "number", "origin", "html")
    by_edition = {(clause.edition_id, clause.clause): clause for clause in clauses}
    hits, pages = [], []
    for at in ranked:
        if at.shown is None and at.passage:
            pages.append(PageHit(at.passage, excerpt(composed(at.passage.text), at.hits)))
        elif at.shown and at.passage:
            words, title_language = at.passage.title_beside(at.shown)
            text = excerpt(composed(at.passage.text), at.hits)
            other = "" if title_language == at.shown.requested_language else title_language
            hits.append(Hit(at.shown, None, highlight(composed(words), ()), text, at.passage, other))
        elif at.shown:
            hits.append(_clause_hit(at.shown, by_edition.get((at.shown.edition.pk, at.clause)), at.hits))
    return tuple(hits), tuple(pages)


def _clause_hit(shown: ReaderEdition, clause: ClauseText | None, words: Collection[str]) -> Hit:
    """A clause, or the title and key message, with these words as hits."""
    text = readable_text(clause.html) if clause else composed(shown.edition.message)
    title = highlight(composed(shown.edition.title), () if clause else words)
    other = shown.edition.language if shown.is_other_language else ""
    return Hit(shown, clause, title, excerpt(text, words), title_language=other)


def _suggestions(
    candidates: Sequence[_Candidate], terms: Sequence[Term], sections: Sequence[ReaderEdition]
) -> tuple[str, tuple[str, ...]]:
    """Return the corrected query, or ""; and, if the query has several terms, those that are found somewhere."""
    known_terms = {term.typed for at in candidates for term in at.terms if at.match.score(term)}
    languages = {shown.edition.language for shown in sections}
    # Not Exists: SQLite would search every section for each word.
    used = Occurrence.objects.filter(_in_shown_editions(sections)).values("word")
    vocabulary = set(Word.objects.filter(language__in=languages, pk__in=used).values_list("text", flat=True))
    words = [word for term in terms for word in term.typed]
    known = {word for typed in known_terms for word in typed}
    corrected = [word if word in known else closest_word(word, vocabulary) for word in words]
    # A word without a similar one is left out: with it, nothing would be found again.
    suggestion = " ".join(word for word in corrected if word) if set(corrected) - {None} - set(words) else ""
    # The longest words say most: of «ansvar for lojalitetsplikt», the last.
    single_words = sorted((" ".join(typed) for typed in known_terms), key=lambda word: (-len(word), word))
    return suggestion, tuple(single_words) if len(terms) > 1 else ()
