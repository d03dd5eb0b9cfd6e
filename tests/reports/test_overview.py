"""What the pages for leaders and HR say about numbers, and where each number leads."""

import re
from collections import Counter
from datetime import timedelta

from courses.todos.duties_of_all import duties_of_all
from courses.todos.status import Status
from courses.todos.todo_list import employee_statuses
from handbook.models import Kind
from people.models import Employee
from reports.new_rules import NewRule, new_rules
from reports.team import team_of
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete, hire_people
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish
from tests.support.text import csv_rows


def publish_a_new_rule(roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)


def test_a_new_rule_explains_why_fewer_are_done(roles, privacy, amina, kari, ines, olav, solvik, required) -> None:
    for section in (roles, privacy):
        complete(amina, section)
    complete(kari, roles)
    publish_a_new_rule(roles, olav)

    assert new_rules(team_of([solvik.top], on=TODAY), language="nb") == [
        NewRule("Rollene dine", TODAY, 2, TODAY.replace(month=12, day=7), False)
    ]
    sentence = "Ny regel i «Rollene dine» 23. november 2026: 2 skal bekrefte på nytt, frist 7. desember 2026."
    assert sentence in signed_in(ines).get("/reports/overview/").content.decode()
    assert "1 skal bekrefte på nytt" in signed_in(kari).get("/reports/team/").content.decode()


def test_people_on_leave_are_not_among_those_who_must_confirm_again(roles, ida, olav, solvik, required) -> None:
    complete(ida, roles)
    publish_a_new_rule(roles, olav)
    assert new_rules(team_of([solvik.top], on=TODAY), language="nb") == []


def test_numbers_lead_to_the_list_behind_them(ines, amina, solvik, required) -> None:
    page = signed_in(ines).get("/reports/overview/?handbook=small").content.decode()
    unit = f"/reports/team/{solvik.health.pk}/"
    assert f'<a href="{unit}?status=done&amp;handbook=small">0 av 1 (0 %)</a>' in page
    assert f'<a href="{unit}?status=overdue&amp;handbook=small">' in page
    assert signed_in(ines).get(f"{unit}?status=overdue&handbook=small").status_code == 200


def test_the_page_of_a_unit_is_called_by_the_unit(ines, amina, kari, solvik, required) -> None:
    def title(page) -> str:
        return re.search("<title>(.*?) –", page.content.decode())[1]

    assert title(signed_in(ines).get(f"/reports/team/{solvik.south.pk}/")) == "Hjemmetjenesten sør"
    assert title(signed_in(kari).get("/reports/team/")) == "Teamet mitt"


def test_whoever_leads_nothing_is_led_to_the_overview(ines, required) -> None:
    assert signed_in(ines).get("/reports/team/")["Location"] == "/reports/overview/"


def test_the_overview_as_a_file_says_what_is_part_of_what_and_how_many_per_cent(ines, amina, solvik, required) -> None:
    response = signed_in(ines).get("/reports/overview.csv")
    assert re.fullmatch(r'attachment; filename="oversikt-[0-9-]+\.csv"', response["Content-Disposition"])
    head, *rows = csv_rows(response)
    assert head == [
        "Enhet", "Del av", "Ferdig", "Av dem med en ny regel å lese", "I rute", "Over fristen", "I permisjon",
        "Ansatte uten dem i permisjon", "Ferdige, prosent",
    ]  # fmt: skip
    assert ["Hjemmetjenesten sør", "Helse og omsorg", "0", "0", "1", "0", "0", "1", "0"] in rows


def plain_counts() -> dict[Status, int]:
    """Counted row by row, an employee at a time."""
    statuses = employee_statuses(Employee.objects.employed(TODAY), on=TODAY)
    return Counter(status.status for status in statuses if status.required)


def test_as_many_are_done_after_a_new_rule_as_before(roles, privacy, olav, ines, kari, solvik, required) -> None:
    people = hire_people(solvik, 9)
    for person in people[:5]:
        complete(person, roles)
        complete(person, privacy)
    complete(people[5], roles)
    auditor, leader = signed_in(ines), signed_in(kari)

    def sentence_of(client, address: str) -> str:
        """The sentence with the sums."""
        page = client.get(address).content.decode()
        return re.sub(r"<[^>]+>", "", re.search(r'<p class="key-message sums">(.*?)</p>', page)[1])

    def done_of_all() -> list[str]:
        """Done, with a new rule, on track, overdue, of the topmost unit in the file."""
        return csv_rows(auditor.get("/reports/overview.csv"))[1][2:6]

    def listed(filter_by: str) -> int:
        return len(csv_rows(leader.get(f"/reports/team.csv?status={filter_by}"))) - 1

    assert done_of_all() == ["5", "0", "7", "0"]
    assert sentence_of(leader, "/reports/team/") == "5 er ferdige, 4 er i rute, 0 er over fristen."
    publish_a_new_rule(roles, olav)
    counted = plain_counts()
    assert (counted[Status.NEW_RULE], counted[Status.DONE], counted[Status.OVERDUE]) == (5, 0, 0)
    assert done_of_all() == ["5", "5", "7", "0"]
    assert (
        sentence_of(leader, "/reports/team/")
        == "5 er ferdige (alle har en ny regel å lese), 4 er i rute, 0 er over fristen."
    )
    assert sentence_of(auditor, "/reports/overview/").startswith(
        "5 er ferdige (alle har en ny regel å lese), 7 er i rute"
    )
    assert (listed("done"), listed("new_rule"), listed("on_track"), listed("overdue")) == (5, 5, 4, 0)
    assert "5 av 10 (50 %)" in auditor.get("/reports/overview/").content.decode()
    assert [row[3] for row in csv_rows(leader.get("/reports/team.csv?status=done"))[1:]] == ["ny regel venter"] * 5


def test_a_new_rule_that_is_unread_when_it_is_due_is_overdue(roles, privacy, amina, olav, kari, required) -> None:
    for section in (roles, privacy):
        complete(amina, section)
    publish_a_new_rule(roles, olav)
    (last_day,) = {to_do.due_on for to_do in employee_statuses([amina], on=TODAY)[0].to_dos}
    for day, status in ((last_day, Status.NEW_RULE), (last_day + timedelta(days=1), Status.OVERDUE)):
        (of_amina,) = (person for person in duties_of_all(on=day) if person.number == "1001")
        assert of_amina.duties.status == employee_statuses([amina], on=day)[0].status == status
