"""Check whether a version may be published: find every error of its texts and quizzes, in all languages that the handbook is
offered in, at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.laws.register import KnownLaws
from handbook.models import Section, Version
from handbook.published_texts import beside_published
from handbook.quizzes import QuizEdition, QuizReading, QuizSource, read_quizzes
from handbook.versions.clause_ids import ClauseComparison, PublishedClauses, compare_source
from handbook.versions.names_in_use import allow_names_in_use
from markup.consequences import without_consequences
from markup.errors import TextError
from markup.section.parser import parse_body
from markup.section.types import SourceText
from markup.section.validation import check_handbook, clause_owners, sections_referring_to


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """A parsed version: its texts and quizzes by language, and their errors and warnings."""

    texts: Mapping[str, SourceText]
    quizzes: Mapping[str, QuizEdition]
    errors: tuple[TextError, ...]
    compared: ClauseComparison | None = None
    """The source text beside the version it was begun from; None: from files, which are compared all together."""

    @property
    def blocking(self) -> tuple[TextError, ...]:
        """The errors, which stop a publication. Warnings do not."""
        return tuple(error for error in self.errors if error.is_error)


def has_text(version: Version, language: str) -> bool:
    return any(version.text(field, language).strip() for field in ("title", "message", "source"))


def parse_version(
    version: Version, section: str, source_language: str, languages: Iterable[str]
) -> tuple[dict[str, SourceText], list[TextError]]:
    """Parse the texts of a version in these languages. Returns those that are there, by language, and the errors of their grammar."""
    texts: dict[str, SourceText] = {}
    errors: list[TextError] = []
    for language in languages:
        if language != source_language and not has_text(version, language):
            continue
        parsed = parse_body(
            version.text("source", language),
            title=version.text("title", language),
            message=version.text("message", language),
            laws=version.laws if language == source_language else "",
            made_from=version.text("made_from", language),
            language=language,
            source_language=source_language,
            section=section,
        )
        texts[language] = parsed.value
        errors += parsed.errors
    return texts, errors


def check_version(version: Version, *, beside: Mapping[str, SourceText] | None = None) -> CheckedVersion:
    """Parse a draft and check it, with the published texts of the handbook's other sections, which it may refer to.

    `beside` are the new texts of sections that are published together with it, by slug.
    """
    section, handbook = version.section, version.section.handbook
    source_language = handbook.source_language
    texts, errors = parse_version(version, section.slug, source_language, handbook.languages)
    sections: dict[str, Mapping[str, SourceText]] = {
        slug: {source_language: text} for slug, text in (beside or {}).items() if slug != section.slug
    }
    for other in _newest_of_others(section, source_language, sections):
        slug = other.section.slug
        sections[slug] = parse_version(other, slug, source_language, [source_language])[0]
    source = texts[source_language]
    compared = compare_source(section, source, version.base)
    errors += compared.retired()
    about_words, reading = _check_beside(version, texts, sections)
    errors += about_words
    errors += _still_referred_to(source, compared.past, {slug: by[source_language] for slug, by in sections.items()})
    errors = allow_names_in_use([*errors, *reading.errors], handbook)
    texts, errors = beside_published(section, texts, reading.editions, errors)
    return CheckedVersion(texts, reading.editions, tuple(without_consequences(errors)), compared)


def check_unpublished(version: Version, *, beside: Mapping[str, SourceText]) -> CheckedVersion:
    """Check the draft of a section in a handbook of which nothing is published, as `check_version` does. It is compared with
    nothing that is stored, so the database is not asked."""
    section = version.section
    texts, errors = parse_version(version, section.slug, section.handbook.source_language, section.handbook.languages)
    sections = {slug: {section.handbook.source_language: text} for slug, text in beside.items() if slug != section.slug}
    about_words, reading = _check_beside(version, texts, sections)
    return CheckedVersion(
        texts, reading.editions, tuple(without_consequences([*errors, *about_words, *reading.errors]))
    )


def _check_beside(
    version: Version, texts: Mapping[str, SourceText], sections: Mapping[str, Mapping[str, SourceText]]
) -> tuple[list[TextError], QuizReading]:
    """The errors of the texts of a version beside those of other sections, by slug and language; and its quizzes with theirs."""
    section, handbook = version.section, version.section.handbook
    together, source_language = {**sections, section.slug: texts}, handbook.source_language
    errors = check_handbook(together, source_language=source_language, laws=KnownLaws())
    reading = read_quizzes(
        quizzes={
            language: QuizSource(
                text=version.text("quiz", language),
                made_from=version.text("quiz_made_from", language),
            )
            for language in texts
        },
        texts=texts,
        source_language=source_language,
        misconceptions=frozenset(handbook.readable_misconceptions),
        section=section.slug,
        owners=clause_owners(together, source_language),
    )
    return [error for error in errors if error.place.section == section.slug], reading


def _still_referred_to(text: SourceText, past: PublishedClauses, others: Mapping[str, SourceText]) -> list[TextError]:
    """A warning for each removed clause that another section refers to."""
    gone = past.before.keys() - {clause.id for clause in text.clauses}
    return [
        TextError("clause-linked", "warning", text.place, 1, (clause, ", ".join(slugs)))
        for clause, slugs in sorted(sections_referring_to(gone, others).items())
    ]


def _newest_of_others(section: Section, language: str, known: Iterable[str]) -> list[Version]:
    """The newest version of every other section of the handbook whose text is not known, with its texts in that language."""
    others = Version.objects.newest().filter(section__handbook=section.handbook_id).exclude(section=section)
    others = others.exclude(section__slug__in=tuple(known))
    texts = (f"{field}_{language}" for field in ("title", "message", "source", "made_from"))
    return list(others.select_related("section").order_by("section").only("number", "laws", "section__slug", *texts))
