"""The site's own pages: the text that HR has saved, or else the text that ships below content/pages."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from handbook.links import target_exists
from handbook.models import PageText
from handbook.versions.publish import HasErrors
from markup.error_messages import message as error_message
from markup.errors import Place
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.site_page import PageSource, read_page, read_page_file
from people.language import LANGUAGES
from people.models import Employee
from records.models import record
from records.refusal import Refusal

FOR_READERS = {"privacy": "privacy", "accessibility": "accessibility", "what-my-leader-sees": "leader_sees"}
"""By slug: the name of the address of a page for everybody."""
FOR_EDITORS = {"write-a-guideline": "write_a_guideline", "write-questions": "write_questions"}
"""The same for the pages that help those who write. The editor links to them; no search of a reader finds them."""
PAGES = FOR_READERS | FOR_EDITORS
SLUGS = tuple(PAGES)
SOURCE_LANGUAGE = settings.LANGUAGE_CODE
"""The language that the pages are translated from."""


def site_page(slug: str, language: str) -> PageText:
    """Return the text that readers of a language are shown. Raises FileNotFoundError for a page that does not ship.

    One query for each request, so that all nodes show what was saved last.
    """
    rows = PageText.objects.filter(page=slug, language=language).order_by("-number")
    saved: PageText | None = rows.only("title", "html").first()
    return saved or shipped_text(slug, language)


def pages_in(language: str) -> list[PageText]:
    """Return the texts of the pages for readers of a language, without a page that does not ship: one query."""
    rows = PageText.objects.newest().filter(language=language, page__in=FOR_READERS).only("page", "title", "html")
    saved = {row.page: row for row in rows}
    pages = []
    for slug in FOR_READERS:
        with suppress(FileNotFoundError):
            pages.append(saved.get(slug) or shipped_text(slug, language))
    return pages


def shipped_text(slug: str, language: str) -> PageText:
    """Return the text that ships, as an unsaved row with number 0. Raises FileNotFoundError.

    A translation without `made_from` was made from the source text beside it.
    """
    file = shipped_file(slug, language)
    made_from = ""
    if language != SOURCE_LANGUAGE:
        made_from = file.made_from or shipped_file(slug, SOURCE_LANGUAGE).digest[:SHORT_DIGEST_LENGTH]
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
    """Return the file below content/pages; it is read again after each change."""
    path = settings.CONTENT_DIR / "pages" / slug / f"{language}.md"
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=100)
def _read(path: Path, changed: int, size: int) -> PageSource:
    # Links are checked by check_content, not when the page is shown.
    return read_page_file(path.read_bytes(), place=Place(path.parent.name, path.stem), page_exists=lambda target: True)


@lru_cache(maxsize=100)
def _html(file: PageSource) -> str:
    return file.html


@dataclass(frozen=True, slots=True)
class CurrentPage:
    """The current texts of a page in every language."""

    slug: str
    texts: Mapping[str, PageText]

    @property
    def source(self) -> PageText:
        return self.texts[SOURCE_LANGUAGE]

    def is_outdated(self, language: str) -> bool:
        """Whether a translation was made from another text than the current source. Compared by digest, not by date."""
        return language != SOURCE_LANGUAGE and self.texts[language].made_from != self.source.mark


def current_pages(slugs: Collection[str] = SLUGS) -> list[CurrentPage]:
    """Return those pages in every language, with one query. Raises FileNotFoundError."""
    rows = PageText.objects.newest().filter(page__in=slugs).select_related("by")
    saved = {(row.page, row.language): row for row in rows}
    return [
        CurrentPage(
            slug, {language: saved.get((slug, language)) or shipped_text(slug, language) for language in LANGUAGES}
        )
        for slug in slugs
    ]


def page_history(slug: str, language: str) -> list[PageText]:
    """Return every text of a page in a language, newest first, the shipped one last. Raises FileNotFoundError."""
    rows = PageText.objects.filter(page=slug, language=language).select_related("by").order_by("-number")
    return [*rows, shipped_text(slug, language)]


class PageChanged(Refusal):
    """Somebody else saved the page after this text was opened. Carries the languages.

    The sentence is about an earlier text: who typed a new one is shown both instead.
    """

    sentence = _("Somebody saved the page after you opened this. Nothing was brought back.")

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)
        super().__init__(self.languages)


class EarlierTextHasErrors(HasErrors):
    """An earlier text of a page is no longer valid, such as one that links to a removed page. Carries the errors."""

    sentence = _("That text cannot be shown as it is: %(errors)s")

    def values(self) -> Mapping[str, object]:
        return {"errors": " ".join(map(error_message, self.errors))}


@dataclass(frozen=True, slots=True)
class TypedPage:
    """The text of a page in one language, as it was typed."""

    title: str
    source: str
    opened: str
    """The digest of the text that was opened for editing."""
    matches: bool = False
    """Whether a person has confirmed that it matches the source."""
    made_from: str = ""
    """The mark of the source text it was translated from, if a file names it."""

    def read(self, slug: str, language: str) -> PageSource:
        return read_page(title=self.title, source=self.source, place=Place(slug, language), page_exists=target_exists)


@transaction.atomic
def save_page(*, slug: str, typed: Mapping[str, TypedPage], by: Employee | None, at: datetime) -> list[PageText]:
    """Save and show what was typed, in all languages whose text was changed. Returns the added rows.

    Raises HasErrors, and PageChanged if somebody else has saved another text meanwhile.
    """
    (page,) = current_pages([slug])
    parsed = {language: text.read(slug, language) for language, text in typed.items()}
    changed = [language for language, text in typed.items() if parsed[language].digest != text.opened]
    if errors := [error for language in changed for error in parsed[language].errors if error.is_error]:
        raise HasErrors(errors)
    _refuse_if_changed(page, typed, parsed, changed)
    # The source text on the screen of the person who compared: if it has changed since, the translation is outdated.
    source_digest = parsed[SOURCE_LANGUAGE].digest if SOURCE_LANGUAGE in parsed else page.source.digest
    rows = []
    for language, typed_page in typed.items():
        current = page.texts[language]
        text = parsed[language] if language in changed else PageSource(current.title, current.source, ())
        made_from = typed_page.made_from or (
            source_digest[:SHORT_DIGEST_LENGTH] if typed_page.matches else current.made_from
        )
        if language == SOURCE_LANGUAGE:
            made_from = ""
        if (text.digest, made_from) != (current.digest, current.made_from):
            rows.append(_add_text(current, text, made_from, by=by, at=at))
    if rows:
        record(
            "page saved",
            rows[0],
            by=by,
            at=at,
            page=slug,
            numbers={row.language: row.number for row in rows},
        )
    return rows


@transaction.atomic
def restore_text(
    *, slug: str, language: str, number: int, opened: str, by: Employee | None, at: datetime
) -> PageText | None:
    """Restore an earlier text by adding it as a new row; number 0 is the shipped one. Returns None if it is current.

    Raises PageText.DoesNotExist, PageChanged and EarlierTextHasErrors.
    """
    history = page_history(slug, language)
    current, earlier = history[0], next((text for text in history if text.number == number), None)
    if earlier is None:
        raise PageText.DoesNotExist
    if current.digest != opened:
        raise PageChanged([language])
    text = TypedPage(earlier.title, earlier.source, opened).read(slug, language)
    if errors := [error for error in text.errors if error.is_error]:
        raise EarlierTextHasErrors(errors)
    if (text.digest, earlier.made_from) == (current.digest, current.made_from):
        return None
    row = _add_text(current, text, earlier.made_from, by=by, at=at)
    record("page brought back", row, by=by, at=at, page=slug, language=language, number=row.number, text_of=number)
    return row


def _refuse_if_changed(
    page: CurrentPage, typed: Mapping[str, TypedPage], parsed: Mapping[str, PageSource], changed: Iterable[str]
) -> None:
    """Raise PageChanged if somebody else has saved another text than the one that was opened or is typed now."""
    to_save = {*changed, *(language for language, text in typed.items() if text.matches)}
    conflicts = [
        language
        for language in typed
        if language in to_save and page.texts[language].digest not in (typed[language].opened, parsed[language].digest)
    ]
    if conflicts:
        raise PageChanged(conflicts)


def _add_text(current: PageText, text: PageSource, made_from: str, *, by: Employee | None, at: datetime) -> PageText:
    """Add the row after the current one. Raises PageChanged if another row was added meanwhile."""
    try:
        with transaction.atomic():  # a savepoint: the caller's transaction can still read
            row: PageText = PageText.objects.create(
                page=current.page,
                language=current.language,
                number=current.number + 1,
                title=text.title,
                source=text.source,
                html=text.html,
                made_from=made_from,
                digest=text.digest,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise PageChanged([current.language]) from None
    return row
