"""What is measured: the jobs that visitors do on a server."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from options import MOST_ROUNDS
from servers import HELLO, WAGTAIL, Server

from tests.live.visitor import Reply, Visitor

HELLO_PAGE, WAGTAIL_PAGE = "hello", "Wagtail's page"
BARE, SECTION, HOME = "bare view", "section page", "home"
QUESTION, ANSWER, ATTEMPT = "question", "answer", "whole attempt"
TEAM, LARGE_TEAM, OVERVIEW, EXPORT = "team of 50", "team of 2,000", "overview", "export"
FIRST_RECEIPTS, LAST_RECEIPTS = "receipts, first page", "receipts, last page"
EDITOR, REVIEW, PUBLISH = "editor of a section", "review of a new rule", "publish a new rule"
OF_READERS = (BARE, SECTION, HOME, QUESTION, ANSWER, ATTEMPT)
OF_SIZES = (TEAM, LARGE_TEAM, OVERVIEW, EXPORT, FIRST_RECEIPTS, LAST_RECEIPTS, EDITOR, REVIEW, PUBLISH)
"""Jobs whose cost may depend on the number of employees: they are measured with each. The others with the fewest."""
AT_ONCE = 4
"""Visitors on the pages of readers, each on one connection."""
PATIENCE = 900.0
"""Seconds: an earlier commit takes minutes for an overview of 100,000."""
BEGUN_SECTIONS = 4
"""The sections in which a visitor begins a quiz for the job that answers one question of each."""
FIELD = re.compile(r'<input type="hidden" name="(version|language|since|leaders_since)" value="([^"]*)">')
NEXT = re.compile(r'class="ds-button" href="(/courses/attempts/[^"]+/questions/[^"]+/)"')
PAGES = re.compile(r'href="\?p=(\d+)"')
Form = dict[str, str | int | list[str]]


class UnexpectedStatus(Exception):
    """A page was answered with another status than the job expects. Carries the address and the status."""


@dataclass(frozen=True, slots=True)
class Job:
    """`work` acts for a visitor and returns its number of requests, `times` times for each of the sessions that a round
    has; it gets what `prepare` returned, which is not measured."""

    name: str
    sessions: Callable[[int], Sequence[str]]
    times: int
    work: Callable[[Visitor, Any], int]
    prepare: Callable[[Visitor], Any] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the cost is that of the work as a whole, not of one request."""
        return self.name == ATTEMPT


def jobs_of(server: Server, *, fewest: bool) -> list[Job]:
    """The jobs that are measured on a server; `fewest`: it has the fewest employees."""
    if server.key.code == HELLO:
        return [_page(HELLO_PAGE, "/", [""] * AT_ONCE, 100)]
    if server.key.code == WAGTAIL:
        return [_page(WAGTAIL_PAGE, server.facts["page"], [server.facts["session"]] * AT_ONCE, 20)]
    return [*(_jobs_of_readers(server) if fewest else []), *_jobs_of_sizes(server)]


def _jobs_of_readers(server: Server) -> list[Job]:
    reader, learner = ([session_of(server, student)] * AT_ONCE for student in (119, 118))
    sections = server.facts["sections"]
    with Visitor(server.address, learner[0]) as visitor:
        question, _sent = begin(visitor, sections[1])
    return [
        _page(BARE, "/bench/bare/", reader, 50),
        _page(SECTION, sections[0]["page"], reader, 20),
        _page(HOME, "/", reader, 20),
        _page(QUESTION, question, learner, 20),
        Job(ANSWER, partial(_students, server, 4 * (MOST_ROUNDS + 1)), 1, _answer, partial(_begin_some, sections)),
        Job(ATTEMPT, partial(_students, server, 0), 1, lambda visitor, _begun: study(visitor, sections[0])),
    ]


def _jobs_of_sizes(server: Server) -> list[Job]:
    facts, receipts = server.facts, "/admin/courses/completion/"
    draft = f"/admin/handbook/version/{facts['draft']}"
    hr, leader = [facts["sessions"]["hr"]] * 2, [facts["sessions"]["leader"]] * 2
    with Visitor(server.address, hr[0], patience=PATIENCE) as visitor:
        last = max(map(int, PAGES.findall(visitor.get(receipts).text)), default=1)
    jobs = [
        _page(TEAM, "/reports/team/", leader, 4),
        _page(OVERVIEW, "/reports/overview/", hr[:1], 3),
        _page(EXPORT, f"/reports/team.csv?unit={facts['top']}", hr[:1], 3),
        _page(FIRST_RECEIPTS, receipts, hr, 4),
        _page(LAST_RECEIPTS, f"{receipts}?p={last}", hr, 4),
        _page(PUBLISH, "/bench/publish/", hr[:1], 4),
        _page(EDITOR, f"{draft}/edit/", hr, 4),
        _page(REVIEW, f"{draft}/review/", hr, 4),
    ]
    if large := facts["sessions"].get("large-leader"):
        jobs.append(_page(LARGE_TEAM, "/reports/team/", [large] * 2, 4))
    return jobs


def _page(name: str, page: str, sessions: Sequence[str], times: int) -> Job:
    def work(visitor: Visitor, _prepared: None) -> int:
        opened(visitor, page)
        return 1

    return Job(name, lambda _round: sessions, times, work)


def session_of(server: Server, student: int) -> str:
    """The session of one of those who have completed nothing."""
    session: str = server.facts["sessions"][f"student-{student}"]
    return session


def _students(server: Server, first: int, number: int) -> list[str]:
    """Those who have not begun, four in each round."""
    return [session_of(server, first + AT_ONCE * number + place) for place in range(AT_ONCE)]


def opened(visitor: Visitor, page: str) -> Reply:
    """The page. Raises UnexpectedStatus if it is not shown."""
    reply = visitor.get(page)
    if reply.status != 200:
        raise UnexpectedStatus(page, reply.status)
    return reply


def _followed(visitor: Visitor, page: str, form: Form) -> tuple[str, Reply, int]:
    """Post a form and follow the redirects. Returns the address that is shown at last, its page, and the requests."""
    reply, requests = visitor.post(page, form), 1
    if not reply.location:
        raise UnexpectedStatus(page, reply.status)
    while reply.location:
        page, requests = reply.location, requests + 1
        reply = visitor.get(page)
    if reply.status != 200:
        raise UnexpectedStatus(page, reply.status)
    return page, reply, requests


def begin(visitor: Visitor, section: dict[str, Any]) -> tuple[str, int]:
    """Read a section and confirm it. Returns the address of the first question, and the number of requests."""
    confirmation: Form = dict(FIELD.findall(opened(visitor, section["page"]).text))
    start = section["page"].replace("/handbooks/", "/courses/", 1) + "start/"
    question, _page, requests = _followed(visitor, start, confirmation)
    return question, requests + 1


def study(visitor: Visitor, section: dict[str, Any]) -> int:
    """Read a section, confirm it, and answer every question right. Returns the number of requests."""
    (question, requests), sequence = begin(visitor, section), 0
    while question:
        sequence += 1
        _feedback, page, sent = _followed(visitor, question, _right_answer(section, question, sequence))
        requests += sent
        following = NEXT.search(page.text)
        question = following[1] if following else ""
        if question:
            opened(visitor, question)
            requests += 1
    if sequence < len(section["right"]):
        raise UnexpectedStatus(section["page"], f"ended after {sequence} questions")
    return requests


def _begin_some(sections: list[dict[str, Any]], visitor: Visitor) -> list[tuple[str, Form]]:
    """Begin the quizzes of some sections. Returns the address and the right answer of the first question of each."""
    begun = [(section, begin(visitor, section)[0]) for section in sections[2 : 2 + BEGUN_SECTIONS]]
    return [(question, _right_answer(section, question, 1)) for section, question in begun]


def _answer(visitor: Visitor, begun: list[tuple[str, Form]]) -> int:
    for question, form in begun:
        reply = visitor.post(question, form)
        if reply.status != 302:
            raise UnexpectedStatus(question, reply.status)
    return len(begun)


def _right_answer(section: dict[str, Any], question: str, sequence: int) -> Form:
    return {"sequence": sequence, "option": section["right"][question.split("/")[-2]]}
