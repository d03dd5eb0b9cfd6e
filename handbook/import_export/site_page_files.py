"""The site's own pages become files, and files become pages: exporting and importing again changes nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from django.db import transaction

from handbook.import_export.folder import name_of
from handbook.import_export.write_files import place
from handbook.links import is_address, is_there
from handbook.models import PageText
from handbook.site_pages import SLUGS, SOURCE_LANGUAGE, CurrentPage, PageChanged, TypedPage, current_pages, save_page
from handbook.versions.publish import HasErrors
from markup.errors import TextError
from markup.section.site_page import PageExists, PageSource, read_page_file, write_page
from people.language import LANGUAGES
from people.models import Employee

FOLDER = "pages"
"""Beside the handbooks; none of them can be called so."""


class PagesEdited(Exception):
    """HR has saved something else than the files say. Carries the names of those files."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(self.files)


@dataclass(frozen=True, slots=True)
class PageFiles:
    """What a folder says of the pages: by slug and language."""

    texts: Mapping[str, Mapping[str, PageSource]]
    errors: tuple[TextError, ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.texts.values()))


@dataclass(frozen=True, slots=True)
class PageExport:
    """The files that an export of pages wrote, and those that stood in the folder besides and are no page's."""

    files: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageImportResult:
    """How many texts of pages an import changed."""

    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class PageImportPlan:
    """What an import of pages would change."""

    pages: tuple[tuple[CurrentPage, Mapping[str, TypedPage]], ...]
    """Each page of the folder as it stands, and what its files say that is something else, by language."""
    files: int

    @property
    def edited(self) -> tuple[str, ...]:
        """The files that would write over what a person has saved; what an earlier import wrote is nobody's."""
        return tuple(
            file_of(page, language)
            for page, typed in self.pages
            for language in typed
            if page.texts[language].by_id is not None
        )

    @property
    def changes_nothing(self) -> bool:
        return not any(typed for _page, typed in self.pages)


def file_of(page: CurrentPage, language: str) -> str:
    return f"{page.slug}/{language}.md"


def pages_folder(folder: Path) -> Path | None:
    """The folder of the pages: this one, or `pages` in it; None where there is none."""
    return next((path for path in (folder, folder / FOLDER) if _holds_pages(path)), None)


def _holds_pages(folder: Path) -> bool:
    """A handbook may be called as a page is, and so may its sections."""
    return not (folder / "handbook.toml").exists() and any(_is_page(folder / slug) for slug in SLUGS)


def _is_page(folder: Path) -> bool:
    there = {path.name for path in folder.glob("*")}
    return "handbook.toml" not in there and any(f"{language}.md" in there for language in LANGUAGES)


def read_pages(folder: Path, is_there: PageExists = is_address) -> PageFiles:
    """Read every page of a folder. Errors are collected, never raised."""
    expected = {folder / slug / f"{language}.md": (slug, language) for slug in SLUGS for language in LANGUAGES}
    texts: dict[str, dict[str, PageSource]] = {}
    errors: list[TextError] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        if path not in expected:
            errors.append(TextError("file-unexpected", "error", name_of(path), 1, (path.name,)))
            continue
        slug, language = expected[path]
        found = read_page_file(path.read_bytes(), file=name_of(path), page_exists=is_there)
        texts.setdefault(slug, {})[language] = found
        errors += found.errors
    return PageFiles(texts, tuple(errors))


def export_pages(*, folder: Path) -> PageExport:
    """Write every page as it stands below `folder`, in canonical form. Raises OSError; the folder is then as it was."""
    files = {
        file_of(page, language): write_page(
            title=text.title, source=text.source, made_from=_said_made_from(page, language)
        )
        for page in current_pages()
        for language, text in page.texts.items()
    }
    return PageExport(tuple(files), tuple(place(files, folder)))


def _said_made_from(page: CurrentPage, language: str) -> str:
    """Texts that ship together match, and say nothing."""
    text = page.texts[language]
    return "" if text.is_shipped and page.source.is_shipped and not page.is_outdated(language) else text.made_from


@transaction.atomic
def import_pages(*, folder: Path, replace_edited: bool, by: Employee | None, at: datetime) -> PageImportResult:
    """Bring the pages in step with a folder. A text that is shown already is left alone.

    Raises HasErrors, and PagesEdited where HR has saved something else (`replace_edited`: the files are right), or does so
    meanwhile.
    """
    decided = plan_page_import(folder)
    if decided.edited and not replace_edited:
        raise PagesEdited(decided.edited)
    changed: list[PageText] = []
    for page, typed in decided.pages:
        try:
            changed += save_page(slug=page.slug, typed=typed, by=by, at=at)
        except PageChanged as moved:
            raise PagesEdited(file_of(page, language) for language in moved.languages) from moved
    return PageImportResult(len(changed), decided.files - len(changed))


def plan_page_import(folder: Path, beside: Mapping[str, Collection[str]] = MappingProxyType({})) -> PageImportPlan:
    """What an import of the folder would change. Nothing is written. `beside` are the handbooks that would be imported
    before it, each with the sections that are published then: a link may lead there. Raises HasErrors."""
    files = read_pages(folder, partial(is_there, beside=beside))
    if files.errors:
        raise HasErrors(files.errors)
    pages = ((page, _differing(page, files.texts[page.slug])) for page in current_pages() if page.slug in files.texts)
    return PageImportPlan(tuple(pages), files.count)


def _differing(page: CurrentPage, files: Mapping[str, PageSource]) -> dict[str, TypedPage]:
    """The files that say something else than the page does as it stands."""
    source = files[SOURCE_LANGUAGE].digest if SOURCE_LANGUAGE in files else page.source.digest
    typed = {}
    for language, file in files.items():
        stands = page.texts[language]
        made_from = "" if language == SOURCE_LANGUAGE else file.made_from or source[:16]
        if (file.digest, made_from) != (stands.digest, stands.made_from):
            typed[language] = TypedPage(file.title, file.source, stands.digest, made_from=made_from)
    return typed
