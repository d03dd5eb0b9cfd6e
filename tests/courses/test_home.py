"""The home page is a plan: the most urgent to-do first, a bar that never runs back, minutes that every page agrees on."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from courses.home import HandbookPlan, handbook_plans
from courses.models import Attempt
from courses.todos.todo_list import employee_statuses
from handbook.models import Audience, Edition
from handbook.public.reader_editions import handbook_sections_for_reader
from handbook.public.reader_questions import times_needed
from handbook.sections import withdraw_section
from markup.time_needed import TimeNeeded
from tests.cast import MONDAY, TODAY
from tests.support.attempts import begin, complete
from tests.support.clients import client_of
from tests.support.publication import new_rule
from tests.support.text import page_text


def plan_of(employee, on=TODAY) -> HandbookPlan:
    (status,) = employee_statuses([employee], on=on)
    (plan,) = handbook_plans(status, language="nb", audience=Audience.EVERYONE, stamp=None)
    return plan


def slugs(plan: HandbookPlan) -> list[str]:
    return [item.to_do.section.slug for item in plan.items]


def test_what_is_begun_comes_before_what_is_not(amina, roles, privacy, required) -> None:
    before = slugs(plan_of(amina))
    assert len(before) == 2
    last = {"roles": roles, "privacy": privacy}[before[-1]]
    begin(amina, last)
    assert slugs(plan_of(amina)) == before[::-1]


def test_a_new_rule_comes_first_until_something_is_overdue(amina, olav, roles, privacy, required) -> None:
    complete(amina, roles)
    begin(amina, privacy)
    assert slugs(plan_of(amina)) == ["privacy"]
    new_rule(roles, olav)
    assert slugs(plan_of(amina)) == ["roles", "privacy"]
    overdue = plan_of(amina).items[-1].to_do.due_on + timedelta(days=1)
    late = plan_of(amina, on=overdue)
    assert [item.is_overdue for item in late.items] == sorted([item.is_overdue for item in late.items], reverse=True)


def test_the_bar_never_runs_back(amina, olav, roles, privacy, required) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    plan = plan_of(amina)
    assert (plan.done, plan.of, plan.changed, plan.next) == (2, 2, 0, None)
    new_rule(roles, olav)
    plan = plan_of(amina)
    assert (plan.done, plan.of, plan.changed, slugs(plan)) == (2, 2, 1, ["roles"])
    assert "2 av 2 kapitler er ferdige – ett har fått en ny regel" in page_text(client_of(amina).get("/"))


def test_why_something_is_owed_is_parted_from_what_follows(amina, olav, roles, privacy, required) -> None:
    complete(amina, roles)
    begin(amina, privacy)
    new_rule(roles, olav)
    assert "<strong>Ny regel:</strong> 1 punkt å lese" in client_of(amina).get("/").content.decode()
    late = plan_of(amina, on=plan_of(amina).items[-1].to_do.due_on + timedelta(days=1))
    begun = next(item for item in late.items if item.to_do.attempt)
    with override("nb"):
        assert "Påbegynt · Fristen var" in render_to_string("courses/_plan_item.html", {"item": begun})


def test_sections_have_the_numbers_of_their_points(amina, siri, roles, privacy, required) -> None:
    withdraw_section(section=roles, on=TODAY, by=siri, at=MONDAY)
    (item,) = plan_of(amina).items
    with override("nb"):
        assert '<span class="number">2</span>' in render_to_string("courses/_plan_item.html", {"item": item})


def test_who_is_done_is_thanked_by_name(amina, roles, privacy, required) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    page = page_text(client_of(amina).get("/"))
    assert "Takk, Amina. Du er ferdig. Blir noe endret, spør vi deg bare om det som er nytt." in page


def test_minutes_are_the_same_in_contents_on_the_page_of_the_section_and_at_home(amina, small, required) -> None:
    client, home = client_of(amina), plan_of(amina)
    sections = handbook_sections_for_reader(small, language="nb", audience=Audience.EVERYONE, on=TODAY)
    times = times_needed(sections, Audience.EVERYONE)
    contents = page_text(client.get("/handbooks/small/"))
    assert {item.to_do.section.pk: item.time for item in home.items} == times
    for shown in sections:
        time = times[shown.version.section_id]
        page = page_text(client.get(f"/handbooks/small/{shown.version.section.slug}/"))
        assert f"{shown.edition.title} {time.minutes} min" in contents
        assert re.search(rf"· {time.minutes} min ?: {time.minutes_to_read} minutt", page)
    assert home.time == sum(times.values(), TimeNeeded())


def test_of_a_change_only_its_words_and_questions_count(amina, olav, roles, privacy, required) -> None:
    complete(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    (item,) = [item for item in plan_of(amina).items if item.to_do.section == roles]
    whole = Edition.objects.get(version__section=roles, version__number=2, language="nb").words
    assert (item.time.words, item.time.questions) == (9, 1)
    assert item.time.words < whole


def test_of_an_open_attempt_only_the_questions_that_are_left_count(amina, roles, privacy, required) -> None:
    attempt = begin(amina, roles)
    plan = plan_of(amina)
    assert plan.next.time == TimeNeeded(questions=len(attempt.question_ids))
    address = f'href="/courses/attempts/{Attempt.objects.get().pk}/"'
    assert address in client_of(amina).get("/").content.decode()


@pytest.mark.parametrize(
    ("language", "one_of_two", "again"),
    [
        ("nb", "1 igjen og 1 å lese på nytt · ca.", "1 å lese på nytt · ca."),
        ("nn", "1 att og 1 å lese på nytt · ca.", "1 å lese på nytt · ca."),
        ("en", "1 left and 1 to read again · about", "1 to read again · about"),
    ],
)
def test_what_is_left_and_what_must_be_read_again_add_up(
    language: str, one_of_two: str, again: str, amina, olav, roles, privacy, required
) -> None:
    complete(amina, roles)
    new_rule(roles, olav)
    client = client_of(amina, language)
    assert one_of_two in page_text(client.get("/"))
    complete(amina, privacy)
    words = page_text(client.get("/"))
    assert (again in words, one_of_two in words) == (True, False)
