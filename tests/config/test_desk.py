"""The front page of HR's desk: what waits, the handbooks with their state, and links to every page the visitor may open."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Requirement
from courses.todos.sums import counts_of
from handbook.composition.create import create_handbook, create_section
from handbook.composition.duplicate import copy_handbook
from handbook.composition.first_publication import first_drafts, publish_handbook, revisions_of
from handbook.composition.withdraw import withdraw_handbook
from handbook.models import Handbook
from handbook.public.remarks import send_remark
from handbook.sections import withdraw_section
from tests.cast import MONDAY, TODAY, hire
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.drafts import drafted
from tests.support.queries import queries
from tests.support.text import page_text

ADD = "/admin/handbook/handbook/add/"


def new_handbook(title: str = "Etiske regler") -> Handbook:
    made = create_handbook(title=title, source_language="nb", languages=[], by=None, at=MONDAY)
    create_section(handbook=made, title="Gaver", by=None, at=MONDAY)
    return made


def links(client: Client) -> list[str]:
    return [link.address for _heading, group in client.get("/admin/").context["link_groups"] for link in group]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("HR-pulten", "Dette venter på deg")),
        ("nn", ("HR-pulten", "Dette ventar på deg")),
        ("en", ("HR desk", "This is waiting for you")),
    ],
)
def test_it_is_called_hrs_desk_and_says_what_waits(language: str, words: tuple[str, str], siri, roles) -> None:
    client = signed_in(siri, language)
    idle = page_text(client.get("/admin/"))
    send_remark(text="Feil", name="", page="/x/", section=roles, clause="", version=1, language="nb", at=MONDAY)
    page = client.get("/admin/")
    assert f"<h1>{words[0]}</h1>" in page.content.decode()
    assert (words[1] in idle, words[1] in page_text(page)) == (False, True)
    assert 'href="/admin/handbook/remark/?handled=no"' in page.content.decode()


def test_a_report_that_is_handled_waits_no_more(siri, roles) -> None:
    remark = send_remark(
        text="Feil", name="", page="/x/", section=roles, clause="", version=1, language="nb", at=MONDAY
    )
    client = signed_in(siri)
    assert "1 feil meldt av leserne" in page_text(client.get("/admin/"))
    client.post("/admin/handbook/remark/", {"action": "handled", "_selected_action": remark.pk})
    assert "Ingenting venter på deg." in page_text(client.get("/admin/"))


def test_each_handbook_has_its_state_and_a_way_in(siri, olav, small, roles, privacy) -> None:
    made = new_handbook()
    drafted(roles, siri)
    page = signed_in(siri).get("/admin/")
    text = page_text(page)
    assert "2 kapitler · 1 utkast" in text
    assert "Utkast · 1 kapittel · ikke synlig for andre" in text
    for handbook in (small, made):
        assert f'<a class="button" href="/admin/handbook/handbook/{handbook.pk}/change/">' in page.content.decode()
    withdraw_handbook(handbook=small, on=TODAY, by=olav, at=MONDAY)
    assert re.search(r"Trukket tilbake \d+\. \w+ \d+ · 2 kapitler", page_text(signed_in(siri).get("/admin/")))


def test_only_publishers_are_offered_a_new_handbook(siri, olav, small) -> None:
    assert (ADD in signed_in(olav).get("/admin/").content.decode()) is True
    assert (ADD in signed_in(siri).get("/admin/").content.decode()) is False


def test_whoever_only_sees_people_is_shown_no_text(solvik, small, roles) -> None:
    staff = hire("2004", "Mona", "Vik", solvik.top, is_hr_staff=True)
    new_handbook("Hemmelig ennå")
    client = signed_in(staff)
    assert "Hemmelig ennå" not in page_text(client.get("/admin/"))
    assert not [address for address in links(client) if address.startswith("/admin/handbook/")]
    assert {"/admin/people/employee/", "/admin/people/unit/", "/reports/overview/"} <= set(links(client))


def test_a_publisher_is_led_to_nothing_that_refuses(olav, siri, small) -> None:
    for visitor in (olav, siri):
        client = signed_in(visitor)
        assert [address for address in links(client) if client.get(address).status_code != 200] == []
    assert not [address for address in links(signed_in(olav)) if "people" in address or "reports" in address]


def test_every_list_of_the_admin_has_its_place_in_a_group(solvik, small) -> None:
    client = signed_in(hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True))
    page = client.get("/admin/")
    lists = {model["admin_url"] for app in page.context["app_list"] for model in app["models"]}
    assert lists <= set(links(client))
    assert [heading for heading, _links in page.context["link_groups"]] == [
        "Personer",
        "Rapporter",
        "Tekster",
        "Nettstedet",
    ]
    assert client.get("/admin/handbook/")["Location"] == "/admin/"


def test_a_handbook_that_somebody_must_complete_has_the_figures_of_the_overview(solvik, small, required, roles) -> None:
    new_handbook()
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    page = signed_in(administrator).get("/admin/")
    rows = {row.handbook.slug: row.sums for row in page.context["handbooks"]}
    sums = signed_in(administrator).get("/reports/overview/?handbook=small").context["sums"]
    assert rows == {"small": sums, "etiske-regler": None}
    assert sums.of > 0
    assert f"Ferdige: {sums.done} · i rute: {sums.on_track} · over fristen: {sums.overdue}" in page_text(page)
    assert 'href="/reports/overview/?handbook=small"' in page.content.decode()


def test_figures_are_for_those_who_see_the_overview(olav, small, required) -> None:
    assert {row.sums for row in signed_in(olav).get("/admin/").context["handbooks"]} == {None}


def test_reports_lead_to_each_published_handbook_as_it_was(siri, small) -> None:
    new_handbook()
    looking_back = [address for address in links(signed_in(siri)) if address.endswith("/as-of/")]
    assert looking_back == ["/reports/handbooks/small/as-of/"]


def test_the_number_of_queries_does_not_grow_with_the_handbooks(siri, small, roles) -> None:
    client = signed_in(siri)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/")
        return len(captured)

    new_handbook()
    few = queries()
    for title in ("Varsling", "Innkjøp", "Gaver"):
        new_handbook(title)
    assert queries() == few


def test_a_day_to_come_is_told_apart_from_one_that_has_come(siri, olav, small, roles, privacy) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    withdraw_handbook(handbook=small, on=tomorrow, by=olav, at=MONDAY)
    withdraw_section(section=roles, on=tomorrow, by=olav, at=MONDAY)
    page = page_text(signed_in(siri).get("/admin/"))
    assert re.search(r"Skal trekkes tilbake \d+\. \w+ \d+ · 2 kapitler", page)
    assert "Trukket tilbake" not in page


def test_sections_that_are_published_and_not_withdrawn_are_counted(siri, olav, small, roles, privacy) -> None:
    create_section(handbook=small, title="Gaver", by=None, at=MONDAY)
    assert "2 kapitler · 1 utkast" in page_text(signed_in(siri).get("/admin/"))
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    assert "1 kapittel · 1 utkast" in page_text(signed_in(siri).get("/admin/"))


def test_a_handbook_that_is_required_costs_no_more_queries(siri, amina, kari, olav, solvik, content, required) -> None:
    """All are counted at once, and each has the figures of its own overview."""
    client, counts = signed_in(siri), []
    today = timezone.localdate()
    for number, title in enumerate(("Etikk", "Gaver", "Varsling")):
        copied = copy_handbook(handbook=required.handbook, title=title, by=olav, at=MONDAY)
        publish_handbook(handbook=copied, revisions=revisions_of(first_drafts(copied)), by=olav, at=MONDAY)
        unit = (None, solvik.south, solvik.schools)[number]
        Requirement.objects.create(handbook=copied, unit=unit, from_day=required.from_day, newcomer_days=1500 * number)
        complete(kari, copied.sections.first())
        client.get("/admin/")
        with queries() as asked:
            page = client.get("/admin/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
    sums = {row.handbook: row.sums for row in page.context["handbooks"] if row.sums}
    tops = [solvik.top]
    assert sums == {handbook: counts_of(tops, on=today, handbook=handbook).sums for handbook in sums}
    assert len({str(of_handbook.by_status) for of_handbook in sums.values()}) > 2
