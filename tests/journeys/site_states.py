"""Brings a site into the states that its pages are looked at in, and says where they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils import timezone

from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import QuizText
from tests.journeys.visits import session_of
from tests.live.server import Site
from tests.live.visitor import Visitor

NEWCOMERS = 40
"""More than the tests need."""
DONE = """
SELECT number FROM people_employee AS employee
 WHERE language = 'nb'
   AND NOT EXISTS (SELECT 1 FROM people_position WHERE employee_id = employee.id AND is_leader)
   AND (SELECT count(*) FROM courses_latestcompletion WHERE employee_id = employee.id AND audience = 'everyone')
     = (SELECT count(*) FROM handbook_section)
   AND EXISTS (SELECT 1 FROM people_position WHERE employee_id = employee.id AND to_day IS NULL)
 ORDER BY number
"""
SECTIONS = """
SELECT handbook.slug, section.slug
  FROM handbook_section AS section JOIN handbook_handbook AS handbook ON handbook.id = section.handbook_id
 ORDER BY handbook.slug, section.position
"""
QUIZ = """
SELECT edition.quiz FROM handbook_edition AS edition
  JOIN handbook_version AS version ON version.id = edition.version_id
  JOIN handbook_section AS section ON section.id = version.section_id
 WHERE section.slug = '{section}' AND edition.language = 'nb'
 ORDER BY version.number DESC LIMIT 1
"""
WITHDRAWN = """
SELECT withdrawn.question FROM courses_withdrawnquestion AS withdrawn
  JOIN handbook_section AS section ON section.id = withdrawn.section_id
 WHERE section.slug = '{section}'
"""
NEWEST_VERSION = """
SELECT version.id FROM handbook_version AS version JOIN handbook_section AS section ON section.id = version.section_id
 WHERE section.slug = '{section}' AND version.number IS NOT NULL
 ORDER BY version.number DESC LIMIT 1
"""
PUBLISHER = "1004"


def newcomers_of(site: Site) -> list[str]:
    """Their numbers. They are hired now: how many of the demo have not begun hangs on its chances."""
    return site.run("-m", "tests.journeys.newcomers", str(NEWCOMERS)).split()


@cache
def quiz_of(site_address: str, quiz: str) -> QuizText:
    return parse_quiz_body(quiz, language="nb", source_language="nb").value


def right_answers(site: Site, section: str) -> dict[str, frozenset[str]]:
    """The letters of the right options of each question."""
    ((quiz,),) = site.rows(QUIZ.format(section=section))
    return {question.id: question.right for question in quiz_of(site.address, quiz).questions}


def questions_for_everyone(site: Site, section: str) -> list[str]:
    """The ids of the questions that somebody who leads nobody is asked."""
    ((quiz,),) = site.rows(QUIZ.format(section=section))
    withdrawn = {question for (question,) in site.rows(WITHDRAWN.format(section=section))}
    questions = quiz_of(site.address, quiz).questions
    return [question.id for question in questions if question.audience == "everyone" and question.id not in withdrawn]


def withdraw(site: Site, section: str, question: str) -> str:
    """HR withdraws a question of the section's newest version. Returns that version's id."""
    ((version,),) = site.rows(NEWEST_VERSION.format(section=section))
    with Visitor(site.address, session_of(site, PUBLISHER)) as publisher:
        address = f"/admin/handbook/withdrawnquestion/versions/{version}/"
        reply = publisher.post(f"{address}{question}/", {"reason": "To av svarene kan være riktige."})
    assert reply.location == address, reply.text
    return str(version)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the addresses of pages are made of, and who has what open."""

    handbook: str
    section: str
    unit: str
    """One that the leader leads."""
    one_led: str
    """An employee there."""
    newcomer: str
    """Has not begun."""
    learner: str
    """Has answered one question wrong and not the other."""
    attempt: str
    answered: str
    question: str
    ticker: str
    """Stands before a question with two right answers."""
    ticking: str
    two_answers: str
    unsure: str
    """Has answered every question, none of them right."""
    unsure_attempt: str
    last_answered: str
    finisher: str
    """Has completed the section, and nothing else."""
    finished_attempt: str
    last_right: str
    completion: str
    done: str
    """Has completed the whole handbook."""
    changed: str
    """A section with a second version."""
    credited: str
    """Was before a question when it was withdrawn."""
    credited_attempt: str
    withdrawn: str
    not_withdrawn: str
    """Another question of the same attempt."""
    spared: str
    """Wanted that question alone, and was completed by its being withdrawn."""
    spared_completion: str
    day: str
    """A day on which that version was there."""
    version: str = "1"
    second: str = "2"
    no_day: str = "2026-02-30"
    nowhere: str = "nowhere"


def prepare(site: Site, newcomers: Iterator[str]) -> Facts:
    (handbook, section), (_same, changed), *_, (_this, faulty) = site.rows(SECTIONS)
    ((unit,),) = site.rows("SELECT id FROM people_unit WHERE name = 'Hjemmetjenesten sør'")
    learner, ticker, unsure, finisher = (next(newcomers) for _ in range(4))
    learning = Studying(site, learner, handbook, section)
    answered, question, *_ = learning.with_one_right
    learning.answer(answered, [])
    guessing = Studying(site, unsure, handbook, section)
    for guessed in guessing.questions:
        guessing.answer(guessed, [])
    finishing = Studying(site, finisher, handbook, section)
    for asked in finishing.questions:
        finishing.answer(asked, sorted(right_answers(site, section)[asked]))
    with_two, two_answers = question_with_two_answers(site)
    credited, spared = next(newcomers), next(newcomers)
    crediting, sparing = (Studying(site, newcomer, handbook, faulty) for newcomer in (credited, spared))
    withdrawn, *others = sparing.questions
    for other in others:
        sparing.answer(other, sorted(right_answers(site, faulty)[other]))
    withdraw(site, faulty, withdrawn)
    return Facts(
        handbook=handbook,
        section=section,
        unit=str(unit),
        one_led="1001",
        newcomer=next(newcomers),
        learner=learner,
        attempt=learning.attempt,
        answered=answered,
        question=question,
        ticker=ticker,
        ticking=Studying(site, ticker, *with_two).attempt,
        two_answers=two_answers,
        unsure=unsure,
        unsure_attempt=guessing.attempt,
        last_answered=guessing.with_one_right[-1],
        finisher=finisher,
        finished_attempt=finishing.attempt,
        last_right=finishing.questions[-1],
        completion=completion_of(site, finisher),
        credited=credited,
        credited_attempt=crediting.attempt,
        withdrawn=withdrawn,
        not_withdrawn=others[0],
        spared=spared,
        spared_completion=completion_of(site, spared),
        done=site.rows(DONE)[0][0],
        changed=changed,
        day=publish_again(site, changed),
    )


def completion_of(site: Site, number: str) -> str:
    """The one completion of an employee."""
    ((completion,),) = site.rows(
        "SELECT completion.id FROM courses_completion AS completion JOIN people_employee AS employee"
        f" ON employee.id = completion.employee_id WHERE employee.number = '{number}'"
    )
    return str(UUID(str(completion)))


def publish_again(site: Site, section: str) -> str:
    """A second version, that asks nobody. Returns the day of it."""
    site.run("-m", "tests.journeys.second_version", section)
    return timezone.localdate().isoformat()


def question_with_two_answers(site: Site) -> tuple[tuple[str, str], str]:
    """The handbook and section, and the question."""
    return next(
        ((handbook, section), question)
        for handbook, section in site.rows(SECTIONS)
        for question in questions_for_everyone(site, section)
        if len(right_answers(site, section)[question]) == 2
    )


class Studying:
    """Somebody who has confirmed a section and answers its questions, past the browser."""

    def __init__(self, site: Site, number: str, handbook: str, section: str, language: str = "nb") -> None:
        self._address = site.address
        self._in_language = f"?language={language}"
        self._given = 0
        self._session = session_of(site, number)
        with Visitor(self._address, self._session) as visitor:
            page = visitor.get(f"/handbooks/{handbook}/{section}/{self._in_language}").text
            shown = {name: _hidden(page, name) for name in ("version", "language", "since")}
            self.attempt = visitor.post(
                f"/courses/{handbook}/{section}/start/{self._in_language}", shown
            ).location.split("/")[3]
        self.questions = questions_for_everyone(site, section)
        right = right_answers(site, section)
        self.with_one_right = [question for question in self.questions if len(right[question]) == 1]

    def answer(self, question: str, letters: list[str]) -> None:
        """None: unsure."""
        self._given += 1
        fields = {"sequence": str(self._given), "option": letters or ["unsure"]}
        with Visitor(self._address, self._session) as visitor:
            reply = visitor.post(f"/courses/attempts/{self.attempt}/questions/{question}/", fields)
        assert reply.location.endswith("/feedback/"), reply.text


def _hidden(page: str, name: str) -> str:
    field = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)
    assert field, f"no field {name}"
    return field[1]
