"""What the pages for leaders and HR say about numbers, and where each number leads."""

import re

from handbook.models import Kind
from reports.new_rules import NewRule, new_rules
from reports.team import team_of
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
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
