"""The site's own pages: what HR has saved, and where nothing was saved the text that ships, below content/pages."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from handbook.links import target_exists
from handbook.models import PageText
from handbook.versions.publish import HasErrors
from markup.section.site_page import PageSource, read_page, read_page_file
from people.language import LANGUAGES
from people.models import Employee
from records.models import record

SLUGS = ("privacy", "accessibility", "what-my-leader-sees")
SOURCE_LANGUAGE = settings.LANGUAGE_CODE
"""What the pages are translated from."""


def site_page(slug: str, language: str) -> PageText:
    """What readers of a language are shown. One query, so that all nodes show what was saved last. Raises
    FileNotFoundError for a page that does not ship."""
    rows = PageText.objects.filter(page=slug, language=language).order_by("-number")
    saved: PageText | None = rows.only("title", "html").first()
    return saved or shipped_text(slug, language)


def shipped_text(slug: str, language: str) -> PageText:
    """The text that ships, as a row without a number. A translation that does not say what it was made from was made from
    the source beside it. Raises FileNotFoundError."""
    file = shipped_file(slug, language)
    made_from = ""
    if language != SOURCE_LANGUAGE:
        made_from = file.made_from or shipped_file(slug, SOURCE_LANGUAGE).digest[:16]
    return PageText(
        page=slug,
        language=language,
        number=0,
        title=file.title,
        source=file.source,
        html=_html(file),
        made_from=made_from,
        digest=file.digest,
    )


def shipped_file(slug: str, language: str) -> PageSource:
    """The file below content/pages; read again when it has been changed."""
    path = settings.CONTENT_DIR / "pages" / slug / f"{language}.md"
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=100)
def _read(path: Path, changed: int, size: int) -> PageSource:
    # Where its links lead is asked when it is checked, not when it is shown.
    return read_page_file(path.read_bytes(), file=path.name, is_there=lambda target: True)


@lru_cache(maxsize=100)
def _html(file: PageSource) -> str:
    return file.html


@dataclass(frozen=True, slots=True)
class CurrentPage:
    """A page as it stands in every language."""

    slug: str
    texts: Mapping[str, PageText]

    @property
    def source(self) -> PageText:
        return self.texts[SOURCE_LANGUAGE]

    def is_outdated(self, language: str) -> bool:
        """Whether a translation was made from another text than the source's. By digest, never by date."""
        return language != SOURCE_LANGUAGE and self.texts[language].made_from != self.source.mark


def current_pages(slugs: Collection[str] = SLUGS) -> list[CurrentPage]:
    """Those pages in every language, in one query. Raises FileNotFoundError."""
    rows = PageText.objects.newest().filter(page__in=slugs).select_related("by")
    saved = {(row.page, row.language): row for row in rows}
    return [
        CurrentPage(
            slug, {language: saved.get((slug, language)) or shipped_text(slug, language) for language in LANGUAGES}
        )
        for slug in slugs
    ]


def page_history(slug: str, language: str) -> list[PageText]:
    """Every text that a page has had in a language, the newest first, the one that ships last. Raises FileNotFoundError."""
    rows = PageText.objects.filter(page=slug, language=language).select_related("by").order_by("-number")
    return [*rows, shipped_text(slug, language)]


class PageChanged(Exception):
    """Somebody else saved the page after this text was opened. Carries the languages in question."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)
        super().__init__(self.languages)


@dataclass(frozen=True, slots=True)
class TypedPage:
    """One language of a page as typed."""

    title: str
    source: str
    opened: str
    """The digest of the text that it was opened from."""
    matches: bool = False
    """Whether somebody has compared it, and it says what the source says."""
    made_from: str = ""
    """What it was translated from, where a file says so."""

    def read(self, slug: str, language: str) -> PageSource:
        return read_page(
            title=self.title, source=self.source, file=f"pages/{slug}/{language}.md", is_there=target_exists
        )


@transaction.atomic
def save_page(*, slug: str, typed: Mapping[str, TypedPage], by: Employee | None, at: datetime) -> list[PageText]:
    """Put what was typed in force, in all languages where it says something else than what it was opened from. Returns the
    rows added: none where nothing was changed.

    Raises HasErrors, and PageChanged where somebody else has saved something else meanwhile.
    """
    (now,) = current_pages([slug])
    read = {language: typed.read(slug, language) for language, typed in typed.items()}
    changed = [language for language, typed in typed.items() if read[language].digest != typed.opened]
    if errors := [error for language in changed for error in read[language].errors]:
        raise HasErrors(errors)
    _refuse_if_changed(now, typed, read, changed)
    # The source that was before whoever compared: should it have moved meanwhile, the translation is behind at once.
    compared = read[SOURCE_LANGUAGE].digest if SOURCE_LANGUAGE in read else now.source.digest
    rows = []
    for language, each in typed.items():
        stands = now.texts[language]
        text = read[language] if language in changed else _as_read(stands)
        made_from = each.made_from or (compared[:16] if each.matches else stands.made_from)
        if language == SOURCE_LANGUAGE:
            made_from = ""
        if (text.digest, made_from) != (stands.digest, stands.made_from):
            rows.append(_add_text(stands, text, made_from, by=by, at=at))
    if rows:
        record(
            "page saved",
            rows[0],
            by=by,
            at=at,
            page=slug,
            numbers={page_text.language: page_text.number for page_text in rows},
        )
    return rows


@transaction.atomic
def restore_text(
    *, slug: str, language: str, number: int, opened: str, by: Employee | None, at: datetime
) -> PageText | None:
    """Put an earlier text in force again, as another row; 0 is the one that ships. None: it stands already.

    Raises PageText.DoesNotExist, PageChanged, and HasErrors where what was right then is no longer, such as a link.
    """
    texts = page_history(slug, language)
    stands, wanted = texts[0], next((text for text in texts if text.number == number), None)
    if wanted is None:
        raise PageText.DoesNotExist
    if stands.digest != opened:
        raise PageChanged([language])
    text = TypedPage(wanted.title, wanted.source, opened).read(slug, language)
    if text.errors:
        raise HasErrors(text.errors)
    if (text.digest, wanted.made_from) == (stands.digest, stands.made_from):
        return None
    row = _add_text(stands, text, wanted.made_from, by=by, at=at)
    record("page brought back", row, by=by, at=at, page=slug, language=language, number=row.number, text_of=number)
    return row


def _refuse_if_changed(
    now: CurrentPage, typed: Mapping[str, TypedPage], read: Mapping[str, PageSource], changed: Iterable[str]
) -> None:
    """Raises PageChanged. Whoever has typed what the other has saved is in nobody's way."""
    concerned = {*changed, *(language for language, typed in typed.items() if typed.matches)}
    moved = [
        language
        for language in typed
        if language in concerned and now.texts[language].digest not in (typed[language].opened, read[language].digest)
    ]
    if moved:
        raise PageChanged(moved)


def _as_read(stands: PageText) -> PageSource:
    return PageSource(stands.title, stands.source, ())


def _add_text(stands: PageText, text: PageSource, made_from: str, *, by: Employee | None, at: datetime) -> PageText:
    """The row after the one that stands. Raises PageChanged where another has been added meanwhile."""
    try:
        with transaction.atomic():  # a savepoint: the caller's transaction can still be read in
            row: PageText = PageText.objects.create(
                page=stands.page,
                language=stands.language,
                number=stands.number + 1,
                title=text.title,
                source=text.source,
                html=text.html,
                made_from=made_from,
                digest=text.digest,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise PageChanged([stands.language]) from None
    return row
