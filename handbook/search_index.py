"""The words of what is published, kept in two tables for the search."""

from collections.abc import Iterable

from django.db import transaction

from handbook.models import Occurrence, Section, Word, newest_version
from markup.search.stemming import stem
from markup.search.tokens import indexed_texts


@transaction.atomic
def reindex(section: Section) -> int:
    """Put the words of a section's newest version in the place of those before it. Returns how many occurrences it has.

    Words that nothing uses any longer stay until they are all made again: were they deleted here, two sections that are
    published at once would stand in each other's way.
    """
    Occurrence.objects.filter(section=section).delete()
    version = newest_version(section)
    made: list[Occurrence] = []
    for edition in version.editions.order_by("language") if version else ():
        clauses = edition.clauses.values_list("clause", "position", "html")
        found = indexed_texts(edition.title, edition.message, clauses)
        words = _word_keys(edition.language, {word for place in found for word in place.words})
        made += (
            Occurrence(
                word_id=words[word],
                section=section,
                language=edition.language,
                clause=place.clause,
                position=place.position,
                times=times,
            )
            for place in found
            for word, times in place.words.items()
        )
    Occurrence.objects.bulk_create(made)
    return len(made)


def _word_keys(language: str, texts: Iterable[str]) -> dict[str, int]:
    """The keys of these words; those that are not there yet are put there."""
    known = dict(Word.objects.filter(language=language, text__in=texts).values_list("text", "pk"))
    # In one order for all: on PostgreSQL, whoever puts the same words there at the same moment waits, and takes them over.
    missing = sorted(set(texts) - known.keys())
    if missing:
        new = [Word(language=language, text=text, stem=stem(text, language)) for text in missing]
        Word.objects.bulk_create(new, ignore_conflicts=True)
        known |= dict(Word.objects.filter(language=language, text__in=missing).values_list("text", "pk"))
    return known


@transaction.atomic
def rebuild_search() -> int:
    """Make the words of all sections again, and forget those that nothing uses. Returns how many occurrences there are."""
    sections = list(Section.objects.select_for_update().order_by("pk"))  # nobody publishes meanwhile
    Occurrence.objects.all().delete()
    Word.objects.all().delete()
    return sum(reindex(section) for section in sections)
