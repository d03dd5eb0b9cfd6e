"""The site's own pages: what HR has saved, and where nothing was saved the text that ships, below content/pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from handbook.models import LANGUAGES, PageText
from markup.section.site_page import PageSource, read_page_file

SLUGS = ("privacy", "accessibility", "what-my-leader-sees")
SOURCE_LANGUAGE = settings.LANGUAGE_CODE
"""What the pages are translated from."""


def page(slug: str, language: str) -> PageText:
    """What readers of a language are shown. One query, so that all nodes show what was saved last. Raises
    FileNotFoundError for a page that does not ship."""
    rows = PageText.objects.filter(page=slug, language=language).order_by("-number")
    saved: PageText | None = rows.only("title", "html").first()
    return saved or shipped(slug, language)


def shipped(slug: str, language: str) -> PageText:
    """The text that ships, as a row without a number. A translation that does not say what it was made from was made from
    the source beside it. Raises FileNotFoundError."""
    file = file_of(slug, language)
    made_from = ""
    if language != SOURCE_LANGUAGE:
        made_from = file.made_from or file_of(slug, SOURCE_LANGUAGE).digest[:16]
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


def file_of(slug: str, language: str) -> PageSource:
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
class Standing:
    """A page as it stands in every language."""

    slug: str
    texts: Mapping[str, PageText]

    @property
    def source(self) -> PageText:
        return self.texts[SOURCE_LANGUAGE]

    def is_behind(self, language: str) -> bool:
        """Whether a translation was made from another text than the source's. By digest, never by date."""
        return language != SOURCE_LANGUAGE and self.texts[language].made_from != self.source.mark


def standing(slugs: Collection[str] = SLUGS) -> list[Standing]:
    """Those pages in every language, in one query. Raises FileNotFoundError."""
    rows = PageText.objects.newest().filter(page__in=slugs).select_related("by")
    saved = {(row.page, row.language): row for row in rows}
    return [
        Standing(slug, {language: saved.get((slug, language)) or shipped(slug, language) for language in LANGUAGES})
        for slug in slugs
    ]


def history(slug: str, language: str) -> list[PageText]:
    """Every text that a page has had in a language, the newest first, the one that ships last. Raises FileNotFoundError."""
    rows = PageText.objects.filter(page=slug, language=language).select_related("by").order_by("-number")
    return [*rows, shipped(slug, language)]
