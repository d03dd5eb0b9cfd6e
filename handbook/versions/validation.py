"""Whether a version may be published: every error of its texts and quizzes, in all languages, at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.laws import registered_law_ids
from handbook.models import Section, Version
from handbook.quizzes import QuizEdition, QuizSource, read_quizzes
from handbook.versions.clause_ids import PublishedClauses, compare_clauses, published_clauses
from markup.errors import TextError
from markup.section.parser import parse_body
from markup.section.types import SourceText
from markup.section.validation import check_handbook, referring
from people.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """A version as read: its texts and quizzes by language, and what is wrong with them."""

    texts: Mapping[str, SourceText]
    quizzes: Mapping[str, QuizEdition]
    errors: tuple[TextError, ...]

    @property
    def blocking(self) -> tuple[TextError, ...]:
        """The errors that stop a publication; warnings do not."""
        return tuple(error for error in self.errors if error.level == "error")


def has_text(version: Version, language: str) -> bool:
    return any(version.text(field, language).strip() for field in ("title", "message", "source"))


def parse_version(
    version: Version, section: str, source_language: str, languages: Iterable[str] = LANGUAGES
) -> tuple[dict[str, SourceText], list[TextError]]:
    """The texts of a version in the languages that have any, and what is wrong with their grammar."""
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
            file=f"{section}/{language}.md",
            language=language,
            source_language=source_language,
        )
        texts[language] = parsed.value
        errors += parsed.errors
    return texts, errors


def check_version(version: Version, *, beside: Mapping[str, SourceText] | None = None) -> CheckedVersion:
    """Read a draft beside the published texts of the handbook's other sections, which its clauses may refer to. `beside`
    are the sections that are published together with it, as they will be."""
    section, handbook = version.section, version.section.handbook
    source_language = handbook.source_language
    texts, errors = parse_version(version, section.slug, source_language)
    sections: dict[str, Mapping[str, SourceText]] = {
        other.section.slug: parse_version(other, other.section.slug, source_language, [source_language])[0]
        for other in _newest_of_others(section, source_language)
    }
    sections |= {slug: {source_language: text} for slug, text in (beside or {}).items() if slug != section.slug}
    past = published_clauses(section, source_language, version.base)
    source = texts[source_language]
    errors += compare_clauses({section.slug: source}, {section.slug: source}, {section.slug: past})[
        section.slug
    ].retired()
    mine = check_handbook({**sections, section.slug: texts}, source_language=source_language, laws=registered_law_ids())
    errors += [error for error in mine if error.file.startswith(f"{section.slug}/")]
    errors += _still_referred_to(source, past, {slug: by[source_language] for slug, by in sections.items()})
    reading = read_quizzes(
        quizzes={
            language: QuizSource(
                text=version.text("quiz", language),
                file=f"{section.slug}/{language}.quiz.md",
                made_from=version.text("quiz_made_from", language),
            )
            for language in texts
        },
        texts=texts,
        source_language=source_language,
        misconceptions=frozenset(handbook.misconceptions),
    )
    errors += reading.errors
    return CheckedVersion(texts, reading.editions, tuple(errors))


def _still_referred_to(text: SourceText, past: PublishedClauses, others: Mapping[str, SourceText]) -> list[TextError]:
    """A warning for each clause that is taken away while another section refers to it."""
    gone = past.before.keys() - {clause.id for clause in text.clauses}
    return [
        TextError("clause-linked", "warning", text.file, 1, (clause, ", ".join(slugs)))
        for clause, slugs in sorted(referring(gone, others).items())
    ]


def _newest_of_others(section: Section, language: str) -> list[Version]:
    """The newest published version of every other section of the handbook, with its texts in that language alone."""
    others = Version.objects.newest().filter(section__handbook=section.handbook_id).exclude(section=section)
    texts = (f"{field}_{language}" for field in ("title", "message", "source", "made_from"))
    return list(others.select_related("section").order_by("section").only("number", "laws", "section__slug", *texts))
