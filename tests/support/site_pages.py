"""The site's own pages as the editor opens, changes and saves them."""

from dataclasses import replace

from handbook.site_pages import TypedPage, current_pages, save_page
from tests.cast import MONDAY
from tests.support.clients import LANGUAGES

OF_PAGES = frozenset({"page-empty", "page-link", "page-quote", "heading-skips"})
"""About the site's own pages: tests/markup/section/test_site_page.py."""


def opened(slug: str = "privacy") -> dict[str, TypedPage]:
    """Every language as the editor opens it."""
    (stands,) = current_pages([slug])
    return {language: TypedPage(text.title, text.source, text.digest) for language, text in stands.texts.items()}


def change(typed: dict[str, TypedPage], language: str, old: str, new: str, **more: bool) -> dict[str, TypedPage]:
    assert old in typed[language].source
    return typed | {language: replace(typed[language], source=typed[language].source.replace(old, new), **more)}


def save(typed: dict[str, TypedPage], by, slug: str = "privacy") -> dict[str, int]:
    return {page_text.language: page_text.number for page_text in save_page(slug=slug, typed=typed, by=by, at=MONDAY)}


def outdated() -> dict[str, bool]:
    (stands,) = current_pages(["privacy"])
    return {language: stands.is_outdated(language) for language in LANGUAGES}
