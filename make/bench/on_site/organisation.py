"""Fills the bench's own database with an organisation of any size, in bulk and past the verbs.

The rows are those that hiring, completing and `tick` would leave: each employee has completed all sections, but one in
twenty nothing; one in fifty is on leave, one of each unit leads it. Receipts are of the first two sections, answers of
the first. It runs on an earlier commit's tables too, so it uses only what both have.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from itertools import product
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from either_name import either

from courses.models import Answer, Attempt, Completion, Ending, LatestCompletion, Reason, Requirement, Scope
from handbook.models import Audience, Edition, Handbook, Section
from people.models import PATH_STEP, Absence, Employee, Position, Unit
from records.models import Payload

PEOPLE_OF_A_UNIT = 50
LARGE_UNIT, LARGE_FROM = 2_000, 20_000
"""The employees of the one large unit, and the size of the organisation from which on there is one."""
STUDENTS = 120
"""Employees who have completed nothing, beside the others, for the jobs that take a quiz."""
NOT_DONE, ON_LEAVE, WRONG = 20, 50, 7
"""One employee in so many has completed nothing, is on leave, answered wrong first."""
AT_ONCE = 2_000
WITH_RECEIPTS = 2
"""Of so many sections there are receipts; of the others, the derived rows alone."""
HR, LARGE = "hr", "Stor enhet"
LEADERS = {"Enhet 0": "leader", LARGE: "large-leader"}
LANGUAGES = ("nb", "nn", "en")
GIVEN = (
    "Anna", "Berit", "Camilla", "David", "Elias", "Frida", "Grete", "Harald", "Ingrid", "Jonas",
    "Karin", "Lars", "Maja", "Nils", "Oda", "Petter", "Ragnhild", "Sindre", "Tone",
)  # fmt: skip
FAMILY = (
    "Aas", "Berg", "Dahl", "Eide", "Foss", "Greve", "Haugen", "Iversen", "Jensen", "Krogh",
    "Lie", "Moen", "Nes", "Olsen", "Pettersen", "Ruud", "Strand", "Tveit", "Vik",
)  # fmt: skip
NAMES = [(given, f"{first}-{second}") for second, first, given in product(FAMILY, FAMILY, GIVEN)]
QUESTION = re.compile(r"^## (\S+)(.*)$", re.MULTILINE)
OPTION = re.compile(r"^- \[([ x])\] (\w)\)", re.MULTILINE)


@transaction.atomic
def create_base() -> None:
    """Publish the handbook, require it of everybody, and add the whole organisation's unit and HR's employee, who has an
    open draft of the last section with one sentence changed."""
    at = timezone.now()
    call_command("import_content", publish="new_rule", stdout=StringIO())
    for handbook in Handbook.objects.all():
        Requirement.objects.create(handbook=handbook, from_day=timezone.localdate(at))
    top = Unit.objects.create(name="Solvik kommune", path="1".zfill(PATH_STEP))
    roles = dict.fromkeys(("is_hr_editor", "is_hr_publisher", "is_hr_staff"), True)
    hr = Employee.objects.create(number=HR, given_name="Olav", family_name="Strand", **roles)
    Position.objects.create(employee=hr, unit=top, from_day=timezone.localdate(at))
    section = Section.objects.order_by("handbook", "position").last()
    draft = either("handbook.versions.drafts:open_draft", "handbook.drafting:open_draft")(section=section, by=hr, at=at)
    save_draft = either("handbook.versions.drafts:save_draft", "handbook.drafting:save_draft")
    texts = {f"message_{language}": f"{draft.text('message', language)} Igjen." for language in LANGUAGES}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=hr, at=at)


@transaction.atomic
def create_units(people: int) -> None:
    """Add the units of an organisation of that size, four levels deep, and the students."""
    top, today = Unit.objects.get(parent=None), timezone.localdate()
    areas = _units_below([top], [f"Område {number}" for number in range(8)])
    middle = _units_below(areas, [f"Avdeling {number}" for number in range(64)])
    large = people >= LARGE_FROM
    small = (people - LARGE_UNIT * large) // PEOPLE_OF_A_UNIT
    _units_below(middle, [f"Enhet {number}" for number in range(small)])
    (own,) = _units_below(areas[:1], ["Nyansatte"])
    students = Employee.objects.bulk_create(_employee(f"student-{number}", number) for number in range(STUDENTS))
    hired = today - timedelta(days=10)
    Position.objects.bulk_create(Position(employee=student, unit=own, from_day=hired) for student in students)
    if large:
        _units_below(areas[1:2], [LARGE])


def _units_below(parents: list[Unit], names: Iterable[str]) -> list[Unit]:
    """New units with these names, dealt out to the parents in turn."""
    counts = {parent.pk: parent.children.count() for parent in parents}
    units = []
    for number, name in enumerate(names):
        parent = parents[number % len(parents)]
        counts[parent.pk] += 1
        units.append(Unit(name=name, parent=parent, path=parent.path + str(counts[parent.pk]).zfill(PATH_STEP)))
    return list(Unit.objects.bulk_create(units))


def _employee(number: str, name: int) -> Employee:
    given, family = NAMES[name % len(NAMES)]
    return Employee(number=number, given_name=given, family_name=family, password=UNUSABLE)


UNUSABLE = make_password(None)


@dataclass(frozen=True, slots=True)
class Text:
    """A published section in one language, and its questions with the letters of all and of the right options."""

    edition: Edition
    questions: dict[str, tuple[list[str], list[str]]]


def quiz_letters(quiz: str) -> dict[str, tuple[list[str], list[str]]]:
    """The questions for everyone in a quiz as it is stored: the letters of all options, and of the right ones."""
    parts = QUESTION.split(quiz)[1:]
    return {
        name: ([letter for _x, letter in options], [letter for x, letter in options if x == "x"])
        for name, marks, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        if "leaders" not in marks
        for options in [OPTION.findall(text)]
    }


@dataclass(frozen=True, slots=True)
class Place:
    """Where the employee of a number works; the first of each unit leads it."""

    number: int
    unit: Unit
    leads: bool

    @property
    def name(self) -> str:
        """The employee's number; the bench knows the leaders of the large unit and of one of fifty."""
        if self.leads and self.unit.name in LEADERS:
            return LEADERS[self.unit.name]
        return str(self.number)


def employ(first: int, last: int) -> None:
    """Add the employees with the numbers from `first` to before `last`, and what they have completed."""
    units = list(Unit.objects.filter(name__startswith="Enhet").order_by("pk"))
    large = Unit.objects.filter(name=LARGE).first()
    editions = Edition.objects.filter(version__number=1).select_related("version__section__handbook")
    sections: dict[int, dict[str, Text]] = {}
    for edition in editions.order_by("version__section__handbook", "version__section__position"):
        texts = sections.setdefault(edition.version.section_id, {})
        texts[edition.language] = Text(edition, quiz_letters(edition.quiz))
    for start in range(first, last, AT_ONCE):
        places = [_place(number, units, large) for number in range(start, min(start + AT_ONCE, last))]
        with transaction.atomic():
            _employ(places, list(sections.values()), timezone.now())


def _place(number: int, units: list[Unit], large: Unit | None) -> Place:
    if large and number < LARGE_UNIT:
        return Place(number, large, number == 0)
    among_small = number - LARGE_UNIT if large else number
    return Place(number, units[among_small % len(units)], among_small < len(units))


def _employ(places: list[Place], sections: list[dict[str, Text]], at: datetime) -> None:
    today = timezone.localdate(at)
    employees = Employee.objects.bulk_create(_employee(place.name, place.number) for place in places)
    hired = list(zip(places, employees, strict=True))
    positions = Position.objects.bulk_create(
        Position(employee=employee, unit=place.unit, from_day=today - timedelta(days=400), is_leader=place.leads)
        for place, employee in hired
    )
    Absence.objects.bulk_create(
        Absence(employee=employee, from_day=today - timedelta(days=10), to_day=today + timedelta(days=20))
        for place, employee in hired
        if place.number % ON_LEAVE == 1
    )
    for index, texts in enumerate(sections):
        read = [
            Read(place.number, position, texts[LANGUAGES[place.number % 3]], at - timedelta(30, place.number))
            for place, position in zip(places, positions, strict=True)
            if place.number % NOT_DONE != NOT_DONE - 1
        ]
        LatestCompletion.objects.bulk_create(row for reading in read for row in reading.latest())
        if index < WITH_RECEIPTS:
            _complete(read, with_answers=index == 0)


@dataclass(frozen=True, slots=True)
class Read:
    """An employee in a position has read and completed a text at a time."""

    number: int
    position: Position
    text: Text
    at: datetime

    @property
    def audience(self) -> str:
        return Audience.LEADERS if self.position.is_leader else Audience.EVERYONE

    def latest(self) -> Iterator[LatestCompletion]:
        for audience in Audience.values if self.position.is_leader else [Audience.EVERYONE]:
            yield LatestCompletion(
                employee_id=self.position.employee_id,
                section=self.text.edition.version.section,
                audience=audience,
                number=1,
                language=self.text.edition.language,
                completed_at=self.at,
                unit=self.position.unit,
                unit_from=self.position.from_day,
            )

    def attempt(self) -> Attempt:
        return Attempt(
            id=uuid.uuid4(),
            questions=[[question, letters] for question, (letters, _right) in self.text.questions.items()],
            reading_confirmed_at=self.at,
            started_at=self.at,
            ended_at=self.at,
            ending=Ending.COMPLETED,
            **self._both(),
        )

    def completion(self, attempt: Attempt, payload: Any) -> Completion:
        edition = self.text.edition
        return Completion(
            attempt=attempt,
            sequence=1,
            reading_confirmed_at=self.at,
            completed_at=self.at,
            section_digest=edition.section_digest,
            html_digest=edition.html_digest,
            quiz_digest=edition.quiz_digest,
            payload=payload,
            payload_digest=payload.digest,
            **self._both(),
        )

    def answers(self, attempt: Attempt) -> Iterator[Answer]:
        for sequence, (question, (letters, right)) in enumerate(self.text.questions.items(), start=1):
            is_right = (self.number + sequence) % WRONG != 0
            options = right if is_right else [letter for letter in letters if letter not in right][:1]
            yield Answer(
                attempt=attempt, sequence=sequence, question=question, options=options, is_right=is_right, at=self.at
            )

    def _both(self) -> dict[str, Any]:
        """What an attempt and its completion have in common."""
        edition = self.text.edition
        return {
            "employee_id": self.position.employee_id,
            "section": edition.version.section,
            "version": edition.version,
            "language": edition.language,
            "audience": self.audience,
            "since": 0,
            "leaders_since": 0 if self.position.is_leader else None,
            "scope": Scope.WHOLE,
            "reason": Reason.NEW,
        }


def _complete(read: list[Read], *, with_answers: bool) -> None:
    attempts = Attempt.objects.bulk_create(reading.attempt() for reading in read)
    payloads = Payload.objects.bulk_create(
        Payload(content=json.dumps({"employee": reading.number}).encode(), salt=uuid.uuid4().bytes) for reading in read
    )
    rows = list(zip(read, attempts, payloads, strict=True))
    Completion.objects.bulk_create(reading.completion(attempt, payload) for reading, attempt, payload in rows)
    if with_answers:
        Answer.objects.bulk_create(answer for reading, attempt, _payload in rows for answer in reading.answers(attempt))


def settle() -> None:
    """Bring what is derived from completions up to date, and let the database count its rows, as it does by itself after
    some minutes."""
    with suppress(ImportError):  # an earlier commit has no profiles
        either("courses.completions.profiles:forget_all_profiles")()
    call_command("tick", stdout=StringIO())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
