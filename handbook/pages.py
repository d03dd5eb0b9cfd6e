"""The site's own pages, kept as Markdown under content/pages/."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from handbook.text.front_matter import split
from handbook.text.rendering import render_page


@dataclass(frozen=True, slots=True)
class Page:
    slug: str
    title: str
    html: str
    """Sanitised when it was rendered."""


@cache
def page(slug: str, language: str) -> Page:
    """Read and rendered once a process. Raises FileNotFoundError for a page that does not ship."""
    text = (settings.CONTENT_DIR / "pages" / slug / f"{language}.md").read_text(encoding="utf-8")
    front, body = split(text)
    return Page(slug, front["title"], render_page(body))
