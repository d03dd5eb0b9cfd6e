"""Measures searches on the bench's own database: in the demo, and in 5,000 invented clauses in each language."""

import json
import random
import time
from statistics import median

from django.utils import timezone

from handbook.models import Audience, ClauseText, Edition, Handbook, Occurrence, Section, Stage, Version, Word
from handbook.public.search import SearchResult, search
from handbook.search_index import rebuild_search
from people.language import LANGUAGES

SECTIONS, CLAUSES, WORDS = 100, 50, 15
"""A hundred sections of fifty clauses with some fifteen words each, in three languages."""
QUERIES = ("plikt", "lojalitetsplikten", "ytringsfrihet taushet", "og", "lojalitesplikt")
"""A part of a word, a word, two words, a word that is nearly everywhere, a misspelt word."""
TIMES = 9
_BEGINNINGS = [
    "ytrings",
    "lojalitets",
    "taushets",
    "arbeids",
    "kommune",
    "person",
    "varslings",
    "ansvars",
    "kilde",
    "leder",
    "sak",
    "møte",
    "helse",
    "skole",
    "plan",
]
_ENDINGS = [
    "plikt",
    "frihet",
    "vern",
    "bilde",
    "regel",
    "rett",
    "leder",
    "gruppe",
    "møte",
    "skjema",
    "avtale",
    "vedtak",
    "dag",
    "råd",
    "kanal",
]
_COMMON = [
    "og",
    "i",
    "å",
    "det",
    "som",
    "en",
    "er",
    "på",
    "til",
    "av",
    "for",
    "med",
    "at",
    "har",
    "den",
    "de",
    "ikke",
    "om",
    "et",
    "men",
    "du",
    "kan",
    "skal",
]


def measure_searches() -> None:
    """Print, as JSON, the numbers of clauses, words and occurrences, and the hits and milliseconds of each query."""
    clauses = Occurrence.objects.filter(language="nb").values("section", "clause").distinct().count()
    sizes = [clauses, Word.objects.count(), Occurrence.objects.count()]
    print(json.dumps([sizes, {query: [_ask(query).total, _milliseconds(query)] for query in QUERIES}]))


def _ask(query: str) -> SearchResult:
    on = timezone.localdate()
    return search(query, handbooks=Handbook.objects.all(), language="nb", audience=Audience.EVERYONE, on=on)


def _milliseconds(query: str) -> float:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        _ask(query)
        times.append((time.perf_counter() - began) * 1000)
    return round(median(times), 1)


def create_clauses() -> None:
    """Publish invented clauses without the editor and its checks, and index them with the site's own code."""
    handbook = Handbook.objects.create(slug="made-up", title_nb="Oppdiktet", title_nn="Oppdikta", title_en="Made up")
    chance, now = random.Random(10), timezone.now()  # noqa: S311 - made-up text, the same each time
    vocabulary = _vocabulary(chance)
    for position in range(1, SECTIONS + 1):
        section = Section.objects.create(handbook=handbook, slug=f"s{position}", position=position)
        version = Version.objects.create(
            section=section, number=1, stage=Stage.PUBLISHED, published_at=now, begun_at=now, saved_at=now
        )
        for language in LANGUAGES:
            edition = Edition.objects.create(
                version=version,
                language=language,
                title=f"Kapittel {position}",
                message="Oppdiktet.",
                words=CLAUSES * WORDS,
                title_is_current=True,
                message_is_current=True,
                quiz_serves_everyone=True,
                quiz_serves_leaders=True,
                serves_everyone=True,
                serves_leaders=True,
            )
            ClauseText.objects.bulk_create(
                ClauseText(
                    edition=edition,
                    clause=f"s{position}-{number}",
                    position=number,
                    number=number,
                    audience=Audience.EVERYONE,
                    html=f"<p>{_sentence(chance, vocabulary)}.</p>",
                    is_current=True,
                )
                for number in range(1, CLAUSES + 1)
            )
    rebuild_search()


def _vocabulary(chance: random.Random) -> list[str]:
    """Some 13,000 compounds of up to three parts with an ending, few of them frequent."""
    compounds = [
        f"{first}{second}{last}" for first in _BEGINNINGS for second in ("", *_BEGINNINGS) for last in _ENDINGS
    ]
    words = [f"{compound}{ending}" for compound in compounds for ending in ("", "en", "ene", "er")]
    chance.shuffle(words)
    return words


def _sentence(chance: random.Random, vocabulary: list[str]) -> str:
    """A third of the words are common; of the others, the first of the vocabulary are more frequent."""
    return " ".join(
        chance.choice(_COMMON) if chance.random() < 1 / 3 else vocabulary[int(len(vocabulary) * chance.random() ** 2)]
        for _ in range(WORDS)
    )
