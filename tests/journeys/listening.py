"""What a browser has to say of a page: broken policies, complaints in its console, and what it fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Response

LISTEN = """
  window.violations = [];
  addEventListener("securitypolicyviolation", each => violations.push(`${each.effectiveDirective} ${each.blockedURI}`));
"""
"""Runs in a page before its own scripts."""
LOUD = ("error", "warning")


@dataclass
class Heard:
    complaints: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def note_message(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            self.complaints.append(message.text)

    def note_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def note_answer(self, answer: Response) -> None:
        self.answers.append(answer)


@contextmanager
def listening(page: Page) -> Iterator[Heard]:
    """What the browser says meanwhile."""
    heard = Heard()
    page.on("console", heard.note_message)
    page.on("pageerror", heard.note_error)
    page.on("response", heard.note_answer)
    try:
        yield heard
    finally:
        page.remove_listener("console", heard.note_message)
        page.remove_listener("pageerror", heard.note_error)
        page.remove_listener("response", heard.note_answer)


def violations(page: Page) -> list[str]:
    """What the policy has kept the page from."""
    return page.evaluate("() => violations")
