"""Keep the words of the newest versions in two tables for the search."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from handbook.models import Occurrence, Section, Word, newest_version
from markup.search.compounds import Vocabulary
from markup.search.stemming import family
from markup.search.tokens import indexed_texts
from people.language import LANGUAGES

_BATCH = 80
"""Words that one statement updates: an update has six parameters for a word."""


@transaction.atomic
def reindex(section: Section) -> int:
    """Replace the words of a section by those of its newest version. Returns the number of occurrences.

    Unused words stay until `rebuild_search`: deleting them here would make two sections that are published at the same
    time wait for each other.
    """
    occurrences = _store_occurrences(section)
    _part_compounds()
    return occurrences


def _store_occurrences(section: Section) -> int:
    Occurrence.objects.filter(section=section).delete()
    version = newest_version(section)
    rows: list[tuple[int | str, ...]] = []
    for edition in version.editions.order_by("language") if version else ():
        clauses = list(edition.clauses.values_list("clause", "position", "html", "origin"))
        examples = {clause for clause, *_, origin in clauses if origin == "example"}
        texts = indexed_texts(edition.title, edition.message, (clause[:3] for clause in clauses))
        keys = _word_keys(edition.language, {word for text in texts for word in text.words})
        rows += (
            (keys[word], section.pk, edition.language, text.clause, text.position, times, text.clause in examples)
            for text in texts
            for word, times in text.words.items()
        )
    _insert(rows)
    return len(rows)


def _insert(rows: Sequence[tuple[int | str, ...]]) -> None:
    """Store occurrences, each as its columns: a thousand points have fifteen thousand, too many to make objects of."""
    # The columns of the table, in the order in which the rows have them.
    names = ("word_id", "section_id", "language", "clause", "position", "times", "is_example")
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    table, places = connection.ops.quote_name(Occurrence._meta.db_table), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A statement for each row costs PostgreSQL several times as much as copying them.
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - names of our own


def _word_keys(language: str, texts: Iterable[str]) -> dict[str, int]:
    """Return the primary keys of these words; add the missing words."""
    known = dict(Word.objects.filter(language=language, text__in=texts).values_list("text", "pk"))
    # Sorted: on PostgreSQL, a transaction that adds the same words at the same time waits, and then uses these.
    missing = sorted(set(texts) - known.keys())
    if missing:
        new = [Word(language=language, text=text, stem=family(text, language)) for text in missing]
        Word.objects.bulk_create(new, ignore_conflicts=True)
        known |= dict(Word.objects.filter(language=language, text__in=missing).values_list("text", "pk"))
    return known


def _part_compounds() -> None:
    """Store the parts of the words that are compounds now: a new word can be a part of others."""
    changed: dict[int, tuple[str, str]] = {}
    for language in LANGUAGES:
        rows = list(Word.objects.filter(language=language).values_list("pk", "text", "first", "last"))
        vocabulary = Vocabulary((text for _, text, *_ in rows), language)
        changed |= {pk: parts for pk, text, *stored in rows if (parts := vocabulary.parts(text)) != tuple(stored)}
    # In this order, two sections that are published at the same time never hold words that the other one waits for.
    keys = sorted(changed)
    for start in range(0, len(keys), _BATCH):
        words = list(Word.objects.select_for_update().filter(pk__in=keys[start : start + _BATCH]).order_by("pk"))
        for word in words:
            word.first, word.last = changed[word.pk]
        Word.objects.bulk_update(words, ["first", "last"])


@transaction.atomic
def rebuild_search() -> int:
    """Create the words of all sections again, without unused ones. Returns the number of occurrences."""
    sections = list(Section.objects.select_for_update().order_by("pk"))  # nobody can publish meanwhile
    Occurrence.objects.all().delete()
    Word.objects.all().delete()
    occurrences = sum(map(_store_occurrences, sections))
    _part_compounds()
    return occurrences
