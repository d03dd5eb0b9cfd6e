"""A draft becomes a version: numbered, rendered, frozen."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from handbook.checking import Checked, check_version
from handbook.comparing import differing, fingerprints, frozen
from handbook.drafting import AlreadyPublished, newest_version
from handbook.models import Audience, Change, ClauseText, Edition, Kind, Section, Version
from handbook.signals import version_published
from handbook.text import digests
from handbook.text.comparing_languages import is_current
from handbook.text.rendering import ClauseHtml, assemble, render_clauses
from handbook.text.values import Fault, SourceClause, SourceText
from people.models import Employee
from records.models import record


class HasFaults(Exception):
    """The texts cannot be published as they are. Carries the faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class NothingChanged(Exception):
    """The draft says what the newest version says already."""


class BaseHasMoved(Exception):
    """Another version was published after this draft was begun. Carries that version."""


class DraftHasMoved(Exception):
    """The draft was saved by somebody after it was reviewed. Carries the draft."""


@transaction.atomic
def publish(
    *, version: Version, must_confirm: bool, by: Employee | None, at: datetime, revision: int | None = None
) -> Version:
    """Give the draft its number and freeze it, with every changed clause judged: a new rule if everyone must confirm
    again, else a clarification. `revision` is the one that was reviewed; None: as it stands.

    Raises AlreadyPublished, DraftHasMoved, BaseHasMoved, HasFaults, NothingChanged.
    """
    # The section is locked first: two editors publishing at once get one number and one refusal.
    section = Section.objects.select_for_update().select_related("handbook").get(pk=version.section_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.section = section
    if version.is_published:
        raise AlreadyPublished(version)
    if revision is not None and version.revision != revision:
        raise DraftHasMoved(version)
    previous = newest_version(section)
    if previous and previous.number != version.base:
        raise BaseHasMoved(previous)
    checked = check_version(version)
    if checked.stopping:
        raise HasFaults(checked.stopping)
    version.number = (previous.number or 0) + 1 if previous else 1
    version.published_at, version.published_by = at, by
    version.save()
    editions = freeze(version, checked)
    if previous and not _differs(previous, editions):
        raise NothingChanged(version)
    _judge(version, previous, editions, must_confirm=must_confirm, by=by, at=at)
    section.change_stamp = uuid4()
    section.save(update_fields=["change_stamp"])
    record("version published", version, by=by, at=at, number=version.number, must_confirm=must_confirm)
    version_published.send(sender=Version, version=version, at=at)
    return version


def freeze(version: Version, checked: Checked) -> list[Edition]:
    """Insert an edition for each language, and a row for each of its clauses."""
    source = checked.texts[version.section.handbook.source_language]
    return [_freeze_language(version, text, source, checked) for text in checked.texts.values()]


def _freeze_language(version: Version, text: SourceText, source: SourceText, checked: Checked) -> Edition:
    quiz = checked.quizzes[text.language]
    rendered = {each.id: each for each in render_clauses(text, address=addresses(version.section))}
    judged = {each.id: each for each in source.clauses if each.id}
    html = assemble([rendered[each.id] for each in text.clauses if each.id])
    current = {each.id for each in source.clauses if each.id and is_current(each.id, text, source)}
    current |= _still_current(version, text, source)
    stale = {each.audience for each in source.clauses if each.id and each.id not in current}
    edition = Edition.objects.create(
        version=version,
        language=text.language,
        title=text.title,
        message=text.message,
        news=version.text("news", text.language),
        source=version.text("source", text.language),
        html=html,
        quiz=quiz.body,
        laws=_laws(source),
        words=sum(len(digests.reading_text(each).split()) for each in text.clauses) + len(text.message.split()),
        made_from=text.source or "",
        quiz_made_from=quiz.made_from,
        serves_everyone=Audience.EVERYONE.value not in stale and quiz.serves_everyone,
        serves_leaders=Audience.LEADERS.value not in stale and quiz.serves_leaders,
        words_digest=digests.section_words_digest(text),
        section_digest=digests.section_digest(text, source),
        html_digest=digests.html_digest(html),
        quiz_digest=quiz.digest,
    )
    ClauseText.objects.bulk_create(_clause_texts(edition, text, judged, rendered, current))
    return edition


def _still_current(version: Version, text: SourceText, source: SourceText) -> set[str]:
    """The clauses of a translation that were current in the version before, and whose words are the same on both sides."""
    if text.language == source.language or not version.base:
        return set()
    before = ClauseText.objects.filter(edition__version__section=version.section, edition__version__number=version.base)
    old_source = dict(before.filter(edition__language=source.language).values_list("clause", "words_digest"))
    old = dict(before.filter(edition__language=text.language, is_current=True).values_list("clause", "words_digest"))
    now_source = {each.id: digests.words_digest(each) for each in source.clauses if each.id}
    now = {each.id: digests.words_digest(each) for each in text.clauses if each.id}
    return {
        clause
        for clause, words in now.items()
        if old.get(clause) == words and clause in now_source and old_source.get(clause) == now_source[clause]
    }


def _clause_texts(
    edition: Edition,
    text: SourceText,
    judged: Mapping[str, SourceClause],
    rendered: Mapping[str, ClauseHtml],
    current: Container[str],
) -> Iterable[ClauseText]:
    number = 0
    for position, clause in enumerate(text.clauses, start=1):
        assert clause.id
        of_source, words = judged[clause.id], digests.words_digest(clause)
        is_numbered = of_source.origin not in (None, "example")
        number += is_numbered
        yield ClauseText(
            edition=edition,
            clause=clause.id,
            position=position,
            number=number if is_numbered else None,
            audience=of_source.audience,
            origin=of_source.origin or "",
            laws=list(of_source.laws),
            illustrates=list(of_source.illustrates),
            text=digests.reading_text(clause),
            html=rendered[clause.id].html,
            list_kind=rendered[clause.id].in_list,
            words_digest=words,
            digest=digests.clause_digest(words, of_source.origin, of_source.audience),
            is_current=clause.id in current,
        )


def addresses(section: Section) -> Callable[[str], str]:
    """Where each clause of the handbook is read. A clause's section is the one whose slug its id begins with."""
    slugs = list(section.handbook.sections.values_list("slug", flat=True))

    def address(clause: str) -> str:
        home = max((slug for slug in slugs if clause.startswith(f"{slug}-")), key=len, default=section.slug)
        page = "" if home == section.slug else reverse("handbook:section", args=[section.handbook.slug, home])
        return f"{page}#{clause}"

    return address


def _laws(source: SourceText) -> list[str]:
    """The law ids of a section, each once: those that clauses carry and those of the front matter, by number."""
    found = set(source.laws).union(*(clause.laws for clause in source.clauses))
    return sorted(found, key=lambda law: int(law[1:]))


def _differs(previous: Version, editions: list[Edition]) -> bool:
    """Whether anything a reader or a quiz meets is not as it was."""

    def told(edition: Edition) -> tuple[object, ...]:
        return (
            edition.language,
            edition.section_digest,
            edition.quiz_digest,
            edition.html_digest,
            tuple(edition.laws),
            edition.made_from,
            edition.quiz_made_from,
        )

    return {told(each) for each in previous.editions.all()} != {told(each) for each in editions}


def _judge(
    version: Version,
    previous: Version | None,
    editions: list[Edition],
    *,
    must_confirm: bool,
    by: Employee | None,
    at: datetime,
) -> None:
    """A row for each clause that is not as it was."""
    new = fingerprints(
        {each.language: each for each in editions}, {each.language: list(each.clauses.all()) for each in editions}
    )
    old = frozen(previous) if previous else {}
    kind = Kind.NEW_RULE if must_confirm else Kind.CLARIFICATION
    Change.objects.bulk_create(
        Change(version=version, clause=clause, what=what, language=language, kind=kind, by=by, at=at)
        for clause, what, language in differing(old, new, version.section.handbook.source_language)
    )
