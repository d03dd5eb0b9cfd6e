"""The promise at its plainest: a hundred people have completed eight sections, and HR changes one paragraph in the third.

A hundred in `make prove`, ten in `make test`.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse

from config.demo.rollout import SharedScopes, complete_section
from courses.models import Completion, LatestCompletion, Requirement
from courses.todos.owed_sections import OwedSection
from courses.todos.todo_list import employee_statuses
from handbook.import_export.importer import import_folder
from handbook.models import ClauseText, Handbook, Kind, Section, Version
from people.models import Employee
from people.units import found_unit
from records import triggers
from records.models import Payload
from tests.cast import FIRST, MONDAY, TODAY, hire
from tests.support.attempts import begin, complete
from tests.support.backoffice import open_editor, publish_as, signed_in, type_over
from tests.support.sizes import size
from tests.support.small_handbook import TOML, put
from tests.support.text import page_text

pytestmark = pytest.mark.sqlite_only

SECTIONS = ("intent", "roles", "speech", "duty", "privacy", "photos", "incidents", "trust")
THIRD = SECTIONS[2]
OLD, NEW = "Du kan skrive som deg selv.", "Du kan skrive som deg selv når du har fri."
FIRST_CLAUSE = "Du bør tenke deg om i sak 3."
CHANGES = f"/handbooks/eight/{THIRD}/changes/"
PEOPLE = size(small=10, full=100)
TEXT = """---
title: Kapittel {number}
message: Det som står i kapittel {number}, gjelder.
---

§ {slug}-1 (guideline)
Du bør tenke deg om i sak {number}.

§ {slug}-2 (guideline)
{second}
"""
QUESTION = """## {slug}-{name}

§ {slug}-{clause}

Hva gjelder i sak {number}{name}?

- [x] a) Det som står her
  > Slik er regelen.
- [ ] b) Noe annet (M05)
  > Det står her.
- [ ] c) Ingenting (M05)
  > Det gjør det.
"""


def write(content: Path) -> Path:
    """Eight sections of two paragraphs; a question about the first, and in the third section two about the second."""
    folder = content / "eight"
    put(folder / "handbook.toml", TOML.replace('["roles", "privacy"]', json.dumps(SECTIONS)))
    for number, slug in enumerate(SECTIONS, start=1):
        second = OLD if slug == THIRD else f"Du kan alltid spørre om sak {number}."
        put(folder / slug / "nb.md", TEXT.format(slug=slug, number=number, second=second))
        names = ("first-1", "second-2", "third-2") if slug == THIRD else ("first-1",)
        asked = (name.split("-") for name in names)
        quiz = [QUESTION.format(slug=slug, number=number, name=name, clause=clause) for name, clause in asked]
        put(folder / slug / "nb.quiz.md", "\n".join(quiz))
    return folder


@dataclass(frozen=True)
class Cohort:
    """Employees who have completed all eight sections of a handbook that is required of them."""

    everybody: list[Employee]
    third: Section

    @property
    def one(self) -> Employee:
        return self.everybody[0]


@pytest.fixture(scope="module")
def cohort(django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cohort]:
    """Made once, which takes nearly all of the time: hence few tests, one after the other in one test process.

    It is committed: within one transaction PostgreSQL, where it may be run as well, keeps every lock on a section's row, and gets slower with each.
    """
    with django_db_blocker.unblock():
        yield complete_all(write(tmp_path_factory.mktemp("content")))
        triggers.drop()
        call_command("flush", interactive=False, verbosity=0)


def complete_all(content: Path) -> Cohort:
    """As the demo does it: all read the same for the first time, and the answers of an attempt are written at once."""
    import_folder(folder=content, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    handbook = Handbook.objects.get(slug="eight")
    Requirement.objects.create(handbook=handbook, from_day=FIRST.date(), newcomer_days=30, change_days=14)
    sections = {section.slug: section for section in Section.objects.select_related("handbook").order_by("position")}
    assert tuple(sections) == SECTIONS
    unit = found_unit(name="Kysten", parent=None, by=None, at=FIRST)
    everybody = [hire(f"{5000 + number}", "Ny", f"Ansatt {number}", unit) for number in range(PEOPLE)]
    readings, chance = SharedScopes(), random.Random(1)  # noqa: S311 - which answers are wrong at first
    for section in sections.values():
        for employee in everybody:
            complete_section(employee, readings.of(employee, section, at=MONDAY), chance, at=MONDAY)
    return Cohort(everybody, sections[THIRD])


def evidence() -> dict[str, list[tuple[object, ...]]]:
    """Every column of every row that says what was completed."""
    rows = {
        "completions": Completion.objects.order_by("pk").values_list(),
        "payloads": Payload.objects.order_by("pk").values_list(),
        "latest": LatestCompletion.objects.order_by("pk").values_list(),
    }
    return {
        name: [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in model_rows]
        for name, model_rows in rows.items()
    }


def owed(employees: list[Employee]) -> list[tuple[str, OwedSection]]:
    """Every to-do of all of them: the section, and what is owed of it."""
    statuses = employee_statuses([Employee.objects.get(pk=employee.pk) for employee in employees], on=TODAY)
    return [
        (to_do.section.slug, to_do.owed_section) for employee_status in statuses for to_do in employee_status.to_dos
    ]


def change_a_paragraph(olav: Employee, section: Section, kind: str, *, shown: int) -> HttpResponse:
    """HR does it in the admin, and presses the button that says how many it asks."""
    client = signed_in(olav)
    draft = open_editor(client, section)
    address = type_over(client, draft, {"source": (OLD, NEW)}, action="review")["Location"]
    quiz = ["speech-second", "speech-third"]
    return publish_as(client, address, {"speech-2": kind}, action=f"publish:{shown}", reviewed=quiz)


def test_as_a_correction_it_asks_and_tells_nobody_and_both_texts_are_in_the_history(cohort, olav) -> None:
    before, client = evidence(), signed_in(cohort.one)
    calm = page_text(client.get("/"))

    done = change_a_paragraph(olav, cohort.third, "correction", shown=0)

    assert "Ingen blir bedt om å bekrefte på nytt." in page_text(done)
    assert (owed(cohort.everybody), mail.outbox, evidence() == before) == ([], [], True)
    # Home says what it said: no to-do, and no word of a change.
    assert (client.get("/").context["count"], page_text(client.get("/"))) == (0, calm)
    versions = [page_text(client.get(f"/handbooks/eight/{THIRD}/versions/{number}/")) for number in (1, 2)]
    assert [(OLD in version, NEW in version) for version in versions] == [(True, False), (False, True)]
    texts = ClauseText.objects.filter(clause="speech-2").order_by("edition__version__number")
    assert list(texts.values_list("edition__version__number", "text")) == [(1, OLD), (2, NEW)]
    newest = Version.objects.get(section=cohort.third, number=2)
    assert list(newest.changes.values_list("clause", "kind")) == [("speech-2", "correction")]
    assert [update.is_correction for update in client.get(CHANGES).context["updates"].clause_updates] == [True]


def test_a_new_rule_in_one_paragraph_is_a_to_do_for_each_with_that_paragraph_alone(cohort, olav) -> None:
    before = evidence()
    assert {name: len(rows) for name, rows in before.items()} == dict.fromkeys(before, 8 * PEOPLE)
    assert owed(cohort.everybody) == []
    assert signed_in(cohort.one).get("/").context["count"] == 0

    done = change_a_paragraph(olav, cohort.third, "new_rule", shown=PEOPLE)

    assert f"{PEOPLE} ansatte som hadde fullført kapittelet, må bekrefte på nytt." in page_text(done)
    to_dos = owed(cohort.everybody)
    assert len(to_dos) == PEOPLE
    assert {
        (slug, owed_section.clauses, owed_section.scope, owed_section.reason, owed_section.since)
        for slug, owed_section in to_dos
    } == {(THIRD, ("speech-2",), "changed", "change", 1)}
    assert evidence() == before

    one_of_them_finds_one_card_at_home_and_one_paragraph_behind_it(cohort)
    each_of_them_is_asked_the_questions_of_that_paragraph_and_no_others(cohort)


def one_of_them_finds_one_card_at_home_and_one_paragraph_behind_it(cohort: Cohort) -> None:
    client = signed_in(cohort.one)
    home, page = client.get("/"), client.get(CHANGES)
    items = [item for plan in home.context["plans"] for item in plan.items]
    assert [(item.to_do.section, item.time.questions) for item in items] == [(cohort.third, 2)]
    assert f'href="{CHANGES}"' in home.content.decode()
    assert [(update.difference.clause, update.is_owed) for update in page.context["updates"].clause_updates] == [
        ("speech-2", True)
    ]
    assert "Du kan skrive som deg selv Nytt: når du har fri ." in page_text(page)
    assert FIRST_CLAUSE not in page_text(page)


def each_of_them_is_asked_the_questions_of_that_paragraph_and_no_others(cohort: Cohort) -> None:
    before = evidence()

    attempts = [begin(employee, cohort.third, version=2, since=1) for employee in cohort.everybody]

    assert {(attempt.scope, tuple(attempt.clauses), tuple(sorted(attempt.question_ids))) for attempt in attempts} == {
        ("changed", ("speech-2",), ("speech-second", "speech-third"))
    }
    assert evidence() == before

    complete(cohort.one, cohort.third, version=2, since=1)

    assert len(owed(cohort.everybody)) == PEOPLE - 1
    after = evidence()
    added = {name: len(set(after[name]) - set(before[name])) for name in ("completions", "payloads", "latest")}
    changed = {name: len(set(before[name]) - set(after[name])) for name in ("completions", "payloads", "latest")}
    # The derived row moves on; what is on record stands.
    assert (added, changed) == (dict.fromkeys(added, 1), {"completions": 0, "payloads": 0, "latest": 1})
