"""Pages opened as one person or another, on a screen of one size or another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

from tests.live.server import Site
from tests.live.visitor import SESSION

THEMES = Path(__file__).resolve().parents[2] / "static" / "themes"
WAYS = ("mouse", "keyboard", "without script")
"""Ways to walk a journey."""
PHONE, WIDE = 390, 1280
SMALLEST = 320
"""The width of WCAG 1.4.10: a wide screen at 400 %."""
HEIGHTS = {SMALLEST: 640, PHONE: 844, WIDE: 800}
PATIENCE = 10_000
"""Milliseconds before a page that does not answer is a failure."""
LANGUAGE = "django_language"
_sessions: dict[str, dict[str, str]] = {}


def session_of(site: Site, number: str) -> str:
    """Somebody's session. All employees are signed in at once: the hash of a password takes its time."""
    if number not in _sessions.get(site.address, {}):
        printed = site.run("-m", "tests.journeys.sessions").splitlines()
        _sessions[site.address] = dict(line.split() for line in printed)
    return _sessions[site.address][number]


class Look(NamedTuple):
    """The colours of the pages: a theme that is shipped, in light or in dark."""

    theme: str
    is_dark: bool

    def __str__(self) -> str:
        return f"{self.theme} {'dark' if self.is_dark else 'light'}"


THEME_NAMES = sorted(path.stem for path in THEMES.glob("*.css"))
LOOKS = [Look(name, is_dark) for name in THEME_NAMES for is_dark in (False, True)]


def variants(ways: Sequence[str], widths: Sequence[int]) -> list[tuple[str, int, Look]]:
    """Each way at each width, and a look for each. Of three ways and three widths, each meets every theme, and light and
    dark."""
    return [
        (way, width, Look(THEME_NAMES[(row + column) % len(THEME_NAMES)], row == column))
        for row, way in enumerate(ways)
        for column, width in enumerate(widths)
    ]


class Visits:
    """Each visit has cookies and a cache of its own. Closed at the end of the test."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.site = site
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def page(
        self,
        number: str = "",
        *,
        width: int = WIDE,
        has_script: bool = True,
        has_touch: bool = False,
        look: Look | None = None,
    ) -> Page:
        """An empty page, for the employee with this number; without one, for somebody who is not signed in. Without a look,
        in the theme of the demo and light."""
        context = self._browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="nb",
            java_script_enabled=has_script,
            has_touch=has_touch,
            color_scheme="dark" if look and look.is_dark else "light",
        )
        if look:
            context.route("**/themes/*.css", lambda route: route.fulfill(path=THEMES / f"{look.theme}.css"))
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        context.add_cookies(cookies(self.site, number))
        return context.new_page()

    def close(self) -> None:
        for context in self._contexts:
            context.close()


class Desk:
    """One page for a whole test process, at which everybody sits down in turn: far quicker than a visit, since what all
    pages share is fetched once. Only the cookies are each person's own. `script` runs in each page before its own."""

    def __init__(self, browser: Browser, site: Site, script: str) -> None:
        self.site = site
        self._context = browser.new_context(base_url=site.address, locale="nb")
        self._context.add_init_script(script)
        self._context.set_default_timeout(PATIENCE)
        self._page = self._context.new_page()

    def page(self, number: str = "", *, width: int = WIDE, language: str = "nb") -> Page:
        self._context.clear_cookies()
        self._context.add_cookies(cookies(self.site, number, language))
        resize(self._page, width)
        return self._page

    def close(self) -> None:
        self._context.close()


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


def cookies(site: Site, number: str, language: str = "") -> list[Any]:
    """The session of that employee, if any, and the language that was chosen, if any."""
    session = {
        "name": SESSION,
        "value": session_of(site, number) if number else "",
        "url": site.address,
    }
    chosen = {"name": LANGUAGE, "value": language, "url": site.address}
    return [cookie for cookie in (session, chosen) if cookie["value"]]
