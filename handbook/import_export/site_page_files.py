"""Export the site's own pages as files, and import them. Importing an export changes nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.import_export.folder import FilesHaveErrors, other_file
from handbook.import_export.write_files import write_files
from handbook.links import is_site_address, target_exists
from handbook.models import PageText
from handbook.site_pages import SLUGS, SOURCE_LANGUAGE, CurrentPage, PageChanged, TypedPage, current_pages, save_page
from markup.errors import Place, TextError, in_order
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.site_page import PageExists, PageSource, read_page_file, write_page
from people.language import LANGUAGES
from people.models import Employee
from records.refusal import Refusal

FOLDER = "pages"
"""The name of the pages' folder beside the handbooks. No handbook can have this name."""


class PagesEdited(Refusal):
    """HR has saved texts that differ from the files. Carries the names of those files."""

    sentence = _(
        "HR has saved texts that differ from %(files)s. Export the pages and compare them, or use --replace-pages."
    )

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(self.files)

    def values(self) -> Mapping[str, object]:
        return {"files": ", ".join(self.files)}


@dataclass(frozen=True, slots=True)
class PageFiles:
    """The files of the pages in a folder, by slug and language."""

    texts: Mapping[str, Mapping[str, PageSource]]
    errors: tuple[TextError, ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.texts.values()))


@dataclass(frozen=True, slots=True)
class PageExport:
    """The files that an export of pages wrote, and the other files that were in the folder before."""

    files: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageImportResult:
    """The number of texts that an import of pages changed."""

    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class PageImportPlan:
    """The changes that an import of pages would make."""

    pages: tuple[tuple[CurrentPage, Mapping[str, TypedPage]], ...]
    """Each page of the folder with its current text, and the texts that its files would change, by language."""
    files: int

    @property
    def edited(self) -> tuple[str, ...]:
        """The files that would overwrite what a person has saved. Texts from an earlier import may be overwritten."""
        return tuple(
            page_file_name(page, language)
            for page, typed in self.pages
            for language in typed
            if page.texts[language].by_id is not None
        )

    @property
    def changes_nothing(self) -> bool:
        return not any(typed for _page, typed in self.pages)


def page_file_name(page: CurrentPage, language: str) -> str:
    return f"{page.slug}/{language}.md"


def pages_folder(folder: Path) -> Path | None:
    """Return the folder of the pages: this one, or `pages` in it; None if neither has pages."""
    return next((path for path in (folder, folder / FOLDER) if _has_pages(path)), None)


def _has_pages(folder: Path) -> bool:
    # handbook.toml tells them apart: a handbook or a section may have the slug of a page.
    return not (folder / "handbook.toml").exists() and any(_is_page_folder(folder / slug) for slug in SLUGS)


def _is_page_folder(folder: Path) -> bool:
    names = {path.name for path in folder.glob("*")}
    return "handbook.toml" not in names and any(f"{language}.md" in names for language in LANGUAGES)


def read_pages(folder: Path, is_there: PageExists = is_site_address) -> PageFiles:
    """Read every page of a folder. Errors are collected, never raised."""
    expected = {folder / slug / f"{language}.md": (slug, language) for slug in SLUGS for language in LANGUAGES}
    texts: dict[str, dict[str, PageSource]] = {}
    errors: list[TextError] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        if path not in expected:
            errors.append(TextError("file-unexpected", "error", other_file(path, folder), 1, (path.name,)))
            continue
        slug, language = expected[path]
        text = read_page_file(path.read_bytes(), place=Place(slug, language), page_exists=is_there)
        texts.setdefault(slug, {})[language] = text
        errors += text.errors
    errors += [
        TextError("file-unreadable", "error", Place(slug, language), 1, (path.name,))
        for path, (slug, language) in expected.items()
        if path.is_dir()
    ]
    return PageFiles(texts, in_order(errors))


def export_pages(*, folder: Path) -> PageExport:
    """Write the current text of every page, in canonical form. Raises OSError; the folder is then as it was."""
    files = {
        page_file_name(page, language): write_page(
            title=text.title, source=text.source, made_from=_exported_made_from(page, language)
        )
        for page in current_pages()
        for language, text in page.texts.items()
    }
    return PageExport(tuple(files), tuple(write_files(files, folder)))


def _exported_made_from(page: CurrentPage, language: str) -> str:
    text = page.texts[language]
    # Shipped texts that match are written without it, as they are shipped.
    return "" if text.is_shipped and page.source.is_shipped and not page.is_outdated(language) else text.made_from


@transaction.atomic
def import_pages(*, folder: Path, replace_edited: bool, by: Employee | None, at: datetime) -> PageImportResult:
    """Bring the pages in step with a folder. A text that is shown already is left alone.

    Raises FilesHaveErrors, and PagesEdited if HR has saved other texts: before (unless `replace_edited`) or meanwhile.
    """
    plan = plan_page_import(folder)
    if plan.edited and not replace_edited:
        raise PagesEdited(plan.edited)
    changed: list[PageText] = []
    for page, typed in plan.pages:
        try:
            changed += save_page(slug=page.slug, typed=typed, by=by, at=at)
        except PageChanged as refused:
            raise PagesEdited(page_file_name(page, language) for language in refused.languages) from refused
    return PageImportResult(len(changed), plan.files - len(changed))


def plan_page_import(folder: Path, beside: Mapping[str, Collection[str]] = MappingProxyType({})) -> PageImportPlan:
    """Plan an import of the folder; write nothing. Raises FilesHaveErrors.

    `beside` are the handbooks that would be imported before it, each with the sections that are then published: links
    may lead there.
    """
    files = read_pages(folder, partial(target_exists, beside=beside))
    if errors := [error for error in files.errors if error.is_error]:
        raise FilesHaveErrors(errors)
    pages = (
        (page, _changed_texts(page, files.texts[page.slug])) for page in current_pages() if page.slug in files.texts
    )
    return PageImportPlan(tuple(pages), files.count)


def _changed_texts(page: CurrentPage, files: Mapping[str, PageSource]) -> dict[str, TypedPage]:
    """Return the texts of the files that differ from the current texts of the page, by language."""
    source_digest = files[SOURCE_LANGUAGE].digest if SOURCE_LANGUAGE in files else page.source.digest
    typed = {}
    for language, file in files.items():
        current = page.texts[language]
        made_from = "" if language == SOURCE_LANGUAGE else file.made_from or source_digest[:SHORT_DIGEST_LENGTH]
        if (file.digest, made_from) != (current.digest, current.made_from):
            typed[language] = TypedPage(file.title, file.source, current.digest, made_from=made_from)
    return typed
