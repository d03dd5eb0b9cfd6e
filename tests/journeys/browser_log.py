"""What a browser has to say of a page: broken policies, complaints in its console, and what it fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Response

from tests.live.server import Site

LISTEN = """
  window.violations = [];
  addEventListener("securitypolicyviolation", violation => violations.push(`${violation.effectiveDirective} ${violation.blockedURI}`));
"""
"""Runs in a page before its own scripts."""
LOUD = ("error", "warning")
OWN = ("/static/", "/logo/", "/admin/jsi18n/")
"""Where the parts of pages come from: files, the employer's logo, and the words of the admin's own scripts."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


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


def against_the_policy(page: Page, heard: Heard, site: Site) -> list[str]:
    """What the page was kept from and complained of, answers that did not send the policy, and parts that are missing or
    come from elsewhere."""
    pages = [
        answer for answer in heard.answers if answer.request.is_navigation_request() and not 300 <= answer.status < 400
    ]
    parts = [answer for answer in heard.answers if not answer.request.is_navigation_request()]
    sent = [page.headers.get("content-security-policy", "") for page in pages]
    return [
        *(f"kept from {violation}" for violation in violations(page)),
        *(f"complains: {complaint}" for complaint in heard.complaints if not _is_about_the_page_itself(complaint)),
        *(f"another policy: {policy}" for policy in sent if _directives(policy) != _directives(POLICY)),
        *(f"missing: {part.url}" for part in parts if part.status >= 400),
        *(
            f"from elsewhere: {part.url}"
            for part in parts
            if not part.url.startswith(tuple(site.address + own for own in OWN))
        ),
        *(["no answer was heard"] if not pages else []),
    ]


def _is_about_the_page_itself(complaint: str) -> bool:
    """A browser writes each answer of 4xx to the console: those of the page are what the sample asks for."""
    return complaint.startswith("Failed to load resource: the server responded with a status of 4")


def _directives(policy: str) -> dict[str, frozenset[str]]:
    parts = (directive.split() for directive in policy.split(";") if directive.strip())
    return {name: frozenset(sources) for name, *sources in parts}
