"""Keep the words of the newest versions in two tables for the search."""

from collections.abc import Iterable

from django.db import transaction

from handbook.models import Occurrence, Section, Word, newest_version
from markup.search.stemming import stem
from markup.search.tokens import indexed_texts


@transaction.atomic
def reindex(section: Section) -> int:
    """Replace the words of a section by those of its newest version. Returns the number of occurrences.

    Unused words stay until `rebuild_search`: deleting them here would make two sections that are published at the same
    time wait for each other.
    """
    Occurrence.objects.filter(section=section).delete()
    version = newest_version(section)
    occurrences: list[Occurrence] = []
    for edition in version.editions.order_by("language") if version else ():
        clauses = edition.clauses.values_list("clause", "position", "html")
        texts = indexed_texts(edition.title, edition.message, clauses)
        keys = _word_keys(edition.language, {word for text in texts for word in text.words})
        occurrences += (
            Occurrence(
                word_id=keys[word],
                section=section,
                language=edition.language,
                clause=text.clause,
                position=text.position,
                times=times,
            )
            for text in texts
            for word, times in text.words.items()
        )
    Occurrence.objects.bulk_create(occurrences)
    return len(occurrences)


def _word_keys(language: str, texts: Iterable[str]) -> dict[str, int]:
    """Return the primary keys of these words; add the missing words."""
    known = dict(Word.objects.filter(language=language, text__in=texts).values_list("text", "pk"))
    # Sorted: on PostgreSQL, a transaction that adds the same words at the same time waits, and then uses these.
    missing = sorted(set(texts) - known.keys())
    if missing:
        new = [Word(language=language, text=text, stem=stem(text, language)) for text in missing]
        Word.objects.bulk_create(new, ignore_conflicts=True)
        known |= dict(Word.objects.filter(language=language, text__in=missing).values_list("text", "pk"))
    return known


@transaction.atomic
def rebuild_search() -> int:
    """Create the words of all sections again, without unused ones. Returns the number of occurrences."""
    sections = list(Section.objects.select_for_update().order_by("pk"))  # nobody can publish meanwhile
    Occurrence.objects.all().delete()
    Word.objects.all().delete()
    return sum(reindex(section) for section in sections)
