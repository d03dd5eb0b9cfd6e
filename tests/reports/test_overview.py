"""What the pages for leaders and HR say about numbers, and where each number leads."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from courses.models import LatestCompletion, Requirement
from courses.todos.duties_of_all import duties_of_all
from courses.todos.status import Status
from courses.todos.sums import ChangedSection, Counts
from courses.todos.todo_list import employee_statuses
from handbook.models import Audience, Kind
from people.models import Absence, Employee, Unit
from reports.new_rules import NewRule, new_rules
from reports.team import team_of
from tests.cast import FIRST, MONDAY, TODAY, hire
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

    assert new_rules(team_of([solvik.top], on=TODAY), language="nb", on=TODAY) == [
        NewRule("Rollene dine", TODAY, 2, TODAY.replace(month=12, day=7), False)
    ]
    sentence = "Ny regel i «Rollene dine» 23. november 2026: 2 skal bekrefte på nytt, frist 7. desember 2026."
    assert sentence in signed_in(ines).get("/reports/overview/").content.decode()
    assert "1 skal bekrefte på nytt" in signed_in(kari).get("/reports/team/").content.decode()


def test_the_deadline_of_a_new_rule_is_the_next_one_and_none_once_all_have_passed(roles) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=None, at=MONDAY)
    first, second = TODAY + timedelta(days=14), TODAY + timedelta(days=20)
    counts = Counts(changed=Counter({ChangedSection(roles, 1, first): 5, ChangedSection(roles, 1, second): 2}))
    days = (first, first + timedelta(days=1), second, second + timedelta(days=1))
    rules = [new_rules(counts, language="nb", on=day)[0] for day in days]
    assert [(rule.people, rule.due_on) for rule in rules] == [(7, first), (7, second), (7, second), (7, None)]


@pytest.mark.parametrize(
    ("language", "late"),
    [("nb", "1 skal bekrefte på nytt, over fristen."), ("nn", "1 skal stadfeste på nytt, over fristen."), ("en", "1 must confirm again, overdue.")],
)  # fmt: skip
def test_a_new_rule_whose_deadline_has_passed_says_so(
    language: str, late: str, roles, privacy, amina, olav, ines, required
) -> None:
    Requirement.objects.update(change_days=1, newcomer_days=1)
    for section in (roles, privacy):
        complete(amina, section)
    early = MONDAY - timedelta(days=4)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=early)
    assert late in signed_in(ines, language).get("/reports/overview/").content.decode()


def test_people_on_leave_are_not_among_those_who_must_confirm_again(roles, ida, olav, solvik, required) -> None:
    complete(ida, roles)
    publish_a_new_rule(roles, olav)
    assert new_rules(team_of([solvik.top], on=TODAY), language="nb", on=TODAY) == []


def test_numbers_lead_to_the_list_behind_them(ines, amina, solvik, required) -> None:
    page = signed_in(ines).get("/reports/overview/?handbook=small").content.decode()
    unit = f"/reports/team/{solvik.health.pk}/"
    assert f'<a href="{unit}?status=done&amp;handbook=small">0 av 1 (0 %)</a>' in page
    assert f'<a href="{unit}?status=overdue&amp;handbook=small">' in page
    assert signed_in(ines).get(f"{unit}?status=overdue&handbook=small").status_code == 200


def test_units_with_anybody_overdue_come_first_and_fifty_stand_on_a_page(ines, solvik, required) -> None:
    for number in range(60):
        unit = Unit.objects.create(
            name=f"Enhet {number:02}", parent=solvik.top, path=f"{solvik.top.path}{50000 + number}"
        )
        hire(f"60{number:02}", "Ansatt", f"Nummer {number}", unit)
    for unit in Unit.objects.filter(name__in=("Enhet 07", "Enhet 59")):
        Requirement.objects.create(handbook=required.handbook, unit=unit, from_day=FIRST.date(), newcomer_days=0)

    def units_on(page: int) -> list[str]:
        table = signed_in(ines).get(f"/reports/overview/?page={page}").content.decode().split("</table>")[0]
        return re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', table)

    first, second = units_on(1), units_on(2)
    assert first[:3] == ["Solvik kommune", "Enhet 07", "Enhet 59"]
    assert len(first) == 50
    assert [name for name in first[3:] + second if name.startswith("Enhet")] == [
        f"Enhet {number:02}" for number in range(60) if number not in (7, 59)
    ]
    page = signed_in(ines).get("/reports/overview/?handbook=small&page=2").content.decode()
    assert '<a class="link" href="/reports/overview.csv?handbook=small">' in page


def test_what_people_are_unsure_of_is_folded(ines, roles, required) -> None:
    page = signed_in(ines).get("/reports/overview/").content.decode()
    folded = re.search(r'<details class="ds-details">\s*<summary>Vis lista</summary>(.*?)</details>', page, re.DOTALL)
    assert "Rollene dine" in folded[1]
    assert "Rollene dine" not in page.replace(folded[0], "")


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


def sentence_of(client, address: str) -> str:
    """The sentence with the sums."""
    page = client.get(address).content.decode()
    return re.sub(r"<[^>]+>", "", re.search(r'<p class="key-message sums">(.*?)</p>', page)[1])


def test_as_many_are_done_after_a_new_rule_as_before(roles, privacy, olav, ines, kari, solvik, required) -> None:
    people = hire_people(solvik, 9)
    for person in people[:5]:
        complete(person, roles)
        complete(person, privacy)
    complete(people[5], roles)
    auditor, leader = signed_in(ines), signed_in(kari)

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


def test_a_new_rule_for_77_of_138_leaves_77_done(roles, privacy, olav, ines, kari, solvik, required) -> None:
    others = sum(plain_counts().values())
    people = hire_people(solvik, 138 - others)
    done_sections = [(person, section) for person in people[:77] for section in (roles, privacy)]
    LatestCompletion.objects.bulk_create(
        LatestCompletion(
            employee=person, section=section, audience=Audience.EVERYONE, number=1, language="nb", completed_at=MONDAY
        )
        for person, section in [*done_sections, *((person, privacy) for person in people[77:90])]
    )
    for person in people[90:95]:
        Absence.objects.create(employee=person, from_day=TODAY)
    auditor, leader = signed_in(ines), signed_in(kari)
    done = "/reports/team.csv?status=done"
    before = csv_rows(auditor.get("/reports/overview.csv"))[1][2:9]
    assert before == ["77", "0", "56", "0", "5", "133", "58"]
    done_before = [row[1] for row in csv_rows(leader.get(done))[1:]]
    publish_a_new_rule(roles, olav)

    counted = plain_counts()
    assert sum(counted.values()) == 138
    assert (counted[Status.NEW_RULE], counted[Status.DONE], counted[Status.OVERDUE]) == (77, 0, 0)
    for client, address, on_track in (
        (auditor, "/reports/overview/", 56),
        (auditor, "/reports/team/everybody/", 56),
        (leader, "/reports/team/", 56 - others),
    ):
        sentence = (
            f"77 er ferdige (alle har en ny regel å lese), {on_track} er i rute, 0 er over fristen. 5 er i permisjon."
        )
        assert sentence_of(client, address) == sentence
        assert not re.search(r"(?<!\d)0 %", client.get(address).content.decode())
    assert "77 av 133 (58 %)" in auditor.get("/reports/overview/").content.decode()
    assert csv_rows(auditor.get("/reports/overview.csv"))[1][2:9] == ["77", "77", "56", "0", "5", "133", "58"]
    rows = csv_rows(leader.get(done))[1:]
    assert [row[1] for row in rows] == done_before
    assert {(row[3], row[6]) for row in rows} == {("ny regel venter", "1")}
    everybody = Counter(row[3] for row in csv_rows(auditor.get("/reports/team.csv?everybody=yes"))[1:])
    assert everybody == {str(status.label): number for status, number in counted.items()}


def test_a_new_rule_that_is_unread_when_it_is_due_is_overdue(roles, privacy, amina, olav, kari, required) -> None:
    for section in (roles, privacy):
        complete(amina, section)
    publish_a_new_rule(roles, olav)
    (last_day,) = {to_do.due_on for to_do in employee_statuses([amina], on=TODAY)[0].to_dos}
    for day, status in ((last_day, Status.NEW_RULE), (last_day + timedelta(days=1), Status.OVERDUE)):
        (of_amina,) = (person for person in duties_of_all(on=day) if person.number == "1001")
        assert of_amina.duties.status == employee_statuses([amina], on=day)[0].status == status
