"""Every page of the URL configuration, and the states it is looked at in: who opens it, with which arguments, and what
is done there first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from tests.journeys.site_states import Facts
from tests.live.server import Site
from tests.live.visitor import DEMO_PASSWORD, SESSION, Visitor

AMINA, LEADER, HR, AUDITOR, ON_LEAVE, HAS_LEFT = "1001", "1002", "1003", "1005", "1008", "1007"
ROOT = Path(__file__).resolve().parent.parent.parent
NO_PAGE = {
    "courses:start": "takes a form and leads on",
    "courses:attempt": "leads to the first open question",
    "people:language": "takes a form and leads back",
    "reports:team_csv": "a file",
    "reports:overview_csv": "a file",
    "withdrawn_questions": "an old address, which leads on",
    "logo": "a picture",
    "live": "one word, for machines",
    "ready": "one word, for machines",
}
"""Routes that answer with something else than a page, and what."""
WITHOUT_SAMPLES = ("admin",)
"""Namespaces whose pages are looked at elsewhere."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page in a state."""

    route: str
    arguments: tuple[str, ...] = ()
    """Names of facts."""
    who: str = ""
    """A fact or an employee number; empty: nobody is signed in."""
    state: str = ""
    query: str = ""
    begins_at: str = ""
    """The route it is reached from; empty: it is opened itself."""
    status: int = 200
    then: Callable[[Page, Site, Facts], None] | None = None
    """What is done on the page to bring it into that state."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.route, self.state)))

    def number(self, facts: Facts) -> str:
        """Of the employee who opens it."""
        return getattr(facts, self.who) if self.who and not self.who.isdigit() else self.who

    def address(self, facts: Facts, language: str = "nb") -> str:
        path = reverse(self.begins_at or self.route, args=[getattr(facts, name) for name in self.arguments])
        return f"{path}?language={language}{self.query and '&'}{self.query}"


def open_sample(sample: Sample, page: Page, site: Site, facts: Facts, language: str = "nb") -> None:
    """Go there and bring it into its state."""
    answer = page.goto(sample.address(facts, language))
    assert answer
    assert answer.status == sample.status
    if sample.then:
        sample.then(page, site, facts)
    assert page.locator("html").get_attribute("lang") == language


def routes() -> Iterator[str]:
    """The names of all routes, with their namespaces."""
    return _routes(get_resolver().url_patterns, "")


def _routes(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace not in WITHOUT_SAMPLES:
            yield from _routes(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


CLICK = "element => element.click()"
"""By the page itself: Playwright's own click waits for frames, which the desk's browser does not draw. The journeys click
as a hand does."""


def press(page: Page, button: str) -> None:
    """And wait for the page that it leads to: a click does not."""
    with page.expect_navigation():
        page.locator(button).evaluate(CLICK)


def open_menus(page: Page) -> None:
    """Those of the site that are folded on this screen."""
    page.evaluate(
        "() => document.querySelectorAll('.site-menu').forEach(menu => { menu.open ||= menu.checkVisibility(); })"
    )


def sign_in_wrongly(page: Page, site: Site, facts: Facts) -> None:
    page.fill("[name=username]", "1001")
    page.fill("[name=password]", "not the password")
    press(page, "main form button[type=submit]")


def sign_in_and_out(page: Page, site: Site, facts: Facts) -> None:
    """In a session of its own: it ends."""
    page.fill("[name=username]", AMINA)
    page.fill("[name=password]", DEMO_PASSWORD)
    press(page, "main form button[type=submit]")
    open_menus(page)
    press(page, "form[action='/sign-out/'] button >> visible=true")


def tick_one_of_two(page: Page, site: Site, facts: Facts) -> None:
    page.locator("[type=checkbox]").nth(1).evaluate(CLICK)
    press(page, ".answers .ds-button")


def answer_in_another_window_first(page: Page, site: Site, facts: Facts) -> None:
    """The number under which this window would answer is taken by another answer to the same question."""
    question = page.url.split("?")[0].removeprefix(site.address)
    session = next(cooky["value"] for cooky in page.context.cookies() if cooky["name"] == SESSION)
    letters = page.locator(".answer[value]").evaluate_all("all => all.map(element => element.value)")
    with Visitor(site.address, session) as elsewhere:
        elsewhere.post(question, {"sequence": page.locator("[name=sequence]").input_value(), "option": [letters[0]]})
    press(page, f".answer[value={letters[1]}]")


def answer_what_is_withdrawn(page: Page, site: Site, facts: Facts) -> None:
    """As from a window that was open when the question was withdrawn."""
    page.locator("main form").evaluate(
        "(form, to) => { form.action = to + location.search; }",
        reverse("courses:question", args=[facts.credited_attempt, facts.withdrawn]),
    )
    press(page, ".answer.unsure")


def send_nothing(page: Page, site: Site, facts: Facts) -> None:
    """As a browser does that does not check forms itself."""
    page.locator("main form").evaluate("form => { form.noValidate = true; }")
    press(page, "main form button[type=submit]")


def lose_the_token(page: Page, site: Site, facts: Facts) -> None:
    page.fill("[name=text]", "Punkt 1.1 har en skrivefeil.")
    page.context.clear_cookies(name="csrftoken")
    press(page, "main form button[type=submit]")


def send_too_much(page: Page, site: Site, facts: Facts) -> None:
    page.evaluate("""() => {
        const form = document.querySelector("main form");
        for (let i = 0; i < 1001; i++) form.append(Object.assign(document.createElement("input"), { name: "x" + i }));
        form.noValidate = true;
    }""")
    press(page, "main form button[type=submit]")


SECTION = ("handbook", "section")
SAMPLES = (
    Sample("courses:home", state="signed out"),
    Sample("courses:home", who="newcomer", state="not begun"),
    Sample("courses:home", who="learner", state="under way"),
    Sample("courses:home", who="done", state="nothing left"),
    Sample("courses:home", who=LEADER, state="of a leader"),
    Sample("courses:home", who=ON_LEAVE, state="on leave"),
    Sample("courses:home", who=HAS_LEFT, state="has left"),
    Sample("courses:question", ("attempt", "question"), "learner"),
    Sample("courses:question", ("attempt", "answered"), "learner", "answered before"),
    Sample("courses:question", ("ticking", "two_answers"), "ticker", "two answers"),
    Sample("courses:question", ("ticking", "two_answers"), "ticker", "wrong number of ticks", then=tick_one_of_two),
    Sample("courses:feedback", ("attempt", "answered"), "learner", "not right"),
    Sample("courses:feedback", ("finished_attempt", "last_right"), "finisher", "right, the last one"),
    Sample("courses:feedback", ("unsure_attempt", "last_answered"), "unsure", "not right, the last one"),
    Sample(
        "courses:question",
        ("unsure_attempt", "last_answered"),
        "unsure",
        "answered elsewhere meanwhile",
        then=answer_in_another_window_first,
    ),
    Sample("courses:question", ("credited_attempt", "not_withdrawn"), "credited", "after one was withdrawn"),
    Sample(
        "courses:question",
        ("credited_attempt", "not_withdrawn"),
        "credited",
        "withdrawn meanwhile",
        then=answer_what_is_withdrawn,
    ),
    Sample("courses:result", ("credited_attempt",), "credited", "a question was withdrawn"),
    Sample("courses:home", who="spared", state="completed by a withdrawal"),
    Sample("courses:completion", ("spared_completion",), "spared", "with a withdrawn question"),
    Sample("courses:result", ("finished_attempt",), "finisher", "completed"),
    Sample("courses:result", ("unsure_attempt",), "unsure", "not completed"),
    Sample("courses:completions", who="finisher"),
    Sample("courses:completions", who="newcomer", state="none yet"),
    Sample("courses:completion", ("completion",), "finisher"),
    Sample("courses:handbook_completion", ("handbook",), "finisher", "not all yet"),
    Sample("courses:handbook_completion", ("handbook",), "done", "all done"),
    Sample("handbook:index"),
    Sample("handbook:contents", ("handbook",)),
    Sample("handbook:contents", ("handbook",), LEADER, "of a leader"),
    Sample("handbook:print", ("handbook",)),
    Sample("handbook:choose_day", ("handbook",)),
    Sample("handbook:choose_day", ("handbook",), state="not come yet", query="day=2999-01-01", status=422),
    Sample("handbook:as_of", ("handbook", "day")),
    Sample("handbook:as_of", ("handbook", "day"), AUDITOR, "of an auditor"),
    Sample("handbook:as_of", ("handbook", "no_day"), state="no day", status=404),
    Sample("handbook:print_section", SECTION),
    Sample("handbook:section", SECTION, state="signed out"),
    Sample("handbook:section", SECTION, "newcomer", "not begun"),
    Sample("handbook:section", SECTION, "newcomer", "changed meanwhile", "moved=1"),
    Sample("handbook:section", SECTION, "learner", "under way"),
    Sample("handbook:section", SECTION, "finisher", "completed"),
    Sample("handbook:section", SECTION, LEADER, "of a leader"),
    Sample("handbook:section", SECTION, HAS_LEFT, "has left"),
    Sample("courses:changes", ("handbook", "changed"), "done"),
    Sample("courses:changes", ("handbook", "changed"), "done", "without marks", query="marks=off"),
    Sample("courses:changes", ("handbook", "changed"), state="from a version", query="from=1"),
    Sample("handbook:versions", SECTION),
    Sample("handbook:old_version", (*SECTION, "version")),
    Sample("handbook:version_changes", (*SECTION, "version"), state="the first version"),
    Sample("handbook:version_changes", ("handbook", "changed", "second")),
    Sample("handbook:search"),
    Sample("handbook:search", state="many places", query="q=kommune"),
    Sample("handbook:search", who="newcomer", state="one place", query="q=lojalitetsplikt+begrenser"),
    Sample("handbook:search", state="did you mean", query="q=lojalitesplikt"),
    Sample("handbook:search", state="words that stand apart", query="q=lojalitetsplikt+hudfarge"),
    Sample("handbook:search", state="signs alone", query="q=%25_%22"),
    Sample("handbook:remarks"),
    Sample("handbook:remarks", state="nothing written", then=send_nothing),
    Sample("handbook:remarks", state="the token is lost", then=lose_the_token),
    Sample("handbook:remarks", state="too much was sent", then=send_too_much),
    Sample("handbook:remark_sent"),
    Sample("handbook:privacy"),
    Sample("handbook:accessibility"),
    Sample("handbook:leader_sees"),
    Sample("handbook:write_a_guideline"),
    Sample("handbook:write_questions"),
    Sample("people:sign_in"),
    Sample("people:sign_in", state="wrong password", then=sign_in_wrongly),
    Sample("people:change_password", who=AMINA),
    Sample("people:sign_out", begins_at="people:sign_in", then=sign_in_and_out),
    Sample("reports:team", who=LEADER),
    Sample("reports:team", who=LEADER, state="nobody matches", query="status=not_started"),
    Sample("reports:team_of_all", who=AUDITOR),
    Sample("reports:team_of_unit", ("unit",), LEADER),
    Sample("reports:member", ("one_led",), LEADER),
    Sample("reports:choose_whose_day", ("handbook",), AUDITOR),
    Sample("reports:choose_whose_day", ("handbook",), AUDITOR, "nobody", "day=2026-11-20&employee=0", status=422),
    Sample("reports:as_seen", ("handbook", "day", "one_led"), AUDITOR),
    Sample("reports:section_questions", SECTION, AUDITOR),
    Sample("reports:section_questions", ("handbook", "changed"), HR, "of an editor"),
    Sample("reports:overview", who=AUDITOR),
    Sample("reports:overview", who="newcomer", state="no access", status=403),
    Sample("handbook:contents", ("nowhere",), state="not found", status=404),
)

each_page = pytest.mark.parametrize("sample", SAMPLES, ids=str)
