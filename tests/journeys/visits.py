"""Pages opened as one person or another, on a screen of one size or another."""

from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page

from tests.live.server import Site
from tests.live.visiting import SESSION, Visitor

PHONE, WIDE = 390, 1280
HEIGHTS = {PHONE: 844, WIDE: 800}
SMALLEST = 320
"""The width of WCAG 1.4.10: a wide screen at 400 %."""
_sessions: dict[tuple[str, str], str] = {}


def session_of(site: Site, number: str) -> str:
    """Somebody's session, signed in once for each server: the hash of a password takes its time."""
    if (site.address, number) not in _sessions:
        with Visitor(site.address) as visitor:
            visitor.sign_in(number)
            _sessions[site.address, number] = visitor.cookies[SESSION]
    return _sessions[site.address, number]


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
        language: str = "nb",
        scheme: Literal["light", "dark"] = "light",
        has_script: bool = True,
        has_touch: bool = False,
    ) -> Page:
        """An empty page, for the employee with this number; without one, for somebody who is not signed in."""
        context = self._browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            locale=language,
            color_scheme=scheme,
            java_script_enabled=has_script,
            has_touch=has_touch,
        )
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        if number:
            context.add_cookies([{"name": SESSION, "value": session_of(self.site, number), "url": self.site.address}])
        return context.new_page()

    def close(self) -> None:
        for each in self._contexts:
            each.close()
