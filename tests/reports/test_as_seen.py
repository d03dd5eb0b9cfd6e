"""A handbook as a given employee would have seen it on a day, for HR staff and auditors."""

import re
from datetime import date, timedelta

import pytest

from handbook.models import Kind, Section
from people.employment import join
from people.models import Employee
from reports.as_seen import LookBack, look_back
from tests.cast import FIRST, MONDAY
from tests.support.attempts import begin, complete
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish
from tests.support.text import main_text

pytestmark = pytest.mark.usefixtures("required")
NOV_3, NOV_22, NOV_23 = date(2026, 11, 3), date(2026, 11, 22), date(2026, 11, 23)


def at(day: int) -> object:
    return FIRST + timedelta(days=day - 2)


def again(person: Employee) -> Employee:
    return Employee.objects.get(pk=person.pk)


def seen(person: Employee, section: Section, day: date) -> LookBack:
    return look_back(again(person), section.handbook, day=day, titles_in="nb")


def completed(view: LookBack) -> list[tuple[object, ...]]:
    """Each section, its version on that day, the version completed by then, and the day of that."""
    return [
        (shown.version.section.slug, shown.version.number, done and done.number, done and done.at.date())
        for shown, done in view.sections
    ]


@pytest.fixture
def second(roles) -> Section:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=None, at=MONDAY)
    return Section.objects.select_related("handbook").get(pk=roles.pk)


def test_each_day_shows_what_was_in_force_and_completed_by_then(amina, roles, privacy) -> None:
    complete(amina, roles, at=at(3))
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=None, at=at(10))
    complete(amina, Section.objects.select_related("handbook").get(pk=roles.pk), version=2, since=1, at=at(12))
    days = {day: completed(seen(amina, roles, date(2026, 11, day))) for day in (1, 2, 3, 10, 12)}
    privacy_ = ("privacy", 1, None, None)
    assert days == {
        1: [],
        2: [("roles", 1, None, None), privacy_],
        3: [("roles", 1, 1, date(2026, 11, 3)), privacy_],
        10: [("roles", 2, 1, date(2026, 11, 3)), privacy_],
        12: [("roles", 2, 2, date(2026, 11, 12)), privacy_],
    }


def test_the_position_of_that_day_decides_whom_it_was_read_as(amina, roles, solvik) -> None:
    join(employee=amina, unit=solvik.schools, from_day=NOV_23, is_leader=True, is_main=False, by=None, at=MONDAY)
    by_day = {day: seen(amina, roles, day) for day in (date(2019, 12, 31), NOV_22, NOV_23)}
    assert {
        day: ([position.unit.name for position in one.positions], one.audience.value) for day, one in by_day.items()
    } == {
        date(2019, 12, 31): ([], "everyone"),
        NOV_22: (["Hjemmetjenesten sør"], "everyone"),
        NOV_23: (["Hjemmetjenesten sør", "Oppvekst"], "leaders"),
    }


def test_the_language_is_the_one_chosen_now_and_where_none_is_the_sources(amina, roles) -> None:
    def language() -> tuple[str, list[str]]:
        view = seen(amina, roles, NOV_3)
        return view.language, [shown.edition.language for shown, _completed in view.sections]

    assert language() == ("nb", ["nb", "nb"])
    Employee.objects.filter(pk=amina.pk).update(language="nn")
    assert language() == ("nn", ["nn", "nn"])


def test_a_translation_is_shown_or_not_as_it_was_ready_for_a_leader_then(kari, amina, roles) -> None:
    Employee.objects.update(language="nn")
    edit_and_publish(
        roles, {"source_nb": ("Det ledere sier", "Det en leder sier")}, kinds=Kind.NEW_RULE, by=None, at=MONDAY
    )
    languages = {
        who.given_name: [seen(who, roles, day).sections[0][0].edition.language for day in (NOV_22, NOV_23)]
        for who in (kari, amina)
    }
    assert languages == {"Kari": ["nn", "nb"], "Amina": ["nn", "nn"]}


def test_what_was_completed_without_the_points_for_leaders_says_so(amina, roles, solvik) -> None:
    complete(amina, roles, at=at(3))
    join(employee=amina, unit=solvik.schools, from_day=NOV_22, is_leader=True, is_main=False, by=None, at=MONDAY)
    ((_shown, before), _privacy) = seen(amina, roles, NOV_22).sections
    complete(again(amina), roles, since=1, leaders_since=0, at=MONDAY)
    ((_shown, after), _privacy) = seen(amina, roles, NOV_23).sections
    assert [(completion.number, completion.for_leaders) for completion in (before, after)] == [(1, 0), (1, 1)]


def test_a_section_completed_and_then_withdrawn_is_told_apart(amina, roles) -> None:
    complete(amina, roles, at=at(3))
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=NOV_22)
    view = seen(amina, roles, NOV_22)
    assert [slug for slug, *_ in completed(view)] == ["privacy"]
    assert [(title, one.number) for title, one in view.out_of_force] == [("Rollene dine", 1)]
    assert seen(amina, roles, date(2026, 11, 21)).out_of_force == []


# On the page

ADDRESS = "/reports/handbooks/small/as-of/{day}/employees/{number}/"


def page(reader, number: str, day: date, *, language: str = "nb", status: int = 200) -> str:
    response = client_of(reader, language).get(ADDRESS.format(day=day, number=number))
    assert response.status_code == status
    return response.content.decode()


def test_the_page_says_who_when_where_and_with_which_words(ines, amina, second, privacy) -> None:
    complete(amina, privacy, at=at(3))
    text = main_text(page(ines, "1001", NOV_22))
    for sentence in (
        "Slik Amina Yusuf ville ha sett håndboka ved utgangen av 22. november 2026.",
        "Ansattnummer 1001",
        "Ansatt den dagen Ja",
        "Stilling Hjemmetjenesten sør",
        "Hvilket språk det var, er ikke lagret.",
        "Rollene dine 1 – – Personvern 1 1 3. november 2026",
        "Et verv kan komme i konflikt",
    ):
        assert sentence in text
    assert "Et verv vil" not in text


def test_the_handbooks_own_words_are_in_the_employees_language_and_the_sites_in_the_readers(ines, amina, roles) -> None:
    Employee.objects.filter(pk=amina.pk).update(language="nn")
    html = page(ines, "1001", NOV_3, language="en")
    assert ("Eit verv kan kome" in html, "Employed on that day" in html) == (True, True)
    assert '<p class="soft small" lang="nn">Versjon 1, publisert 2. november 2026</p>' in html
    assert '<dl class="laws small" lang="nn"><dt>Forvaltingslova' in html
    assert '<html lang="en"' in html


def test_whoever_was_not_employed_is_said_not_to_have_been(ines, geir, roles) -> None:
    assert ["Ansatt den dagen Nei" in main_text(page(ines, "1007", day)) for day in (NOV_3, date(2026, 10, 20))] == [
        True,
        False,
    ]


def test_answers_and_how_they_went_change_nothing_of_the_page(ines, amina, roles) -> None:
    def page_without_token() -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page(ines, "1001", NOV_23))

    before = page_without_token()
    attempt = begin(amina, roles, language="nn")
    client_of(amina, "nn").post(
        f"/courses/attempts/{attempt.pk}/questions/board/", {"sequence": 1, "option": "c"}, follow=True
    )
    assert attempt.answers.count() == 1
    assert page_without_token() == before


def test_the_form_leads_to_the_employee_and_the_day(ines, amina, small) -> None:
    response = client_of(ines, "nb").get("/reports/handbooks/small/as-of/?employee=1001&day=2026-11-22")
    assert (response.status_code, response["Location"]) == (302, ADDRESS.format(day=NOV_22, number="1001"))


@pytest.mark.parametrize(
    ("asked", "number", "day", "reason"),
    [
        ("employee=9999&day=2026-11-22", "9999", "2026-11-22", "Ingen har dette ansattnummeret."),
        ("employee=1001&day=2999-01-01", "1001", "2999-01-01", "Denne dagen har ikke kommet ennå."),
        ("employee=1001&day=march", "1001", "march", "Dette er ikke en dato."),
    ],
)
def test_what_cannot_be_shown_says_why(asked: str, number: str, day: str, reason: str, ines, amina, small) -> None:
    response = client_of(ines, "nb").get(f"/reports/handbooks/small/as-of/?{asked}")
    assert (response.status_code, reason in main_text(response.content.decode())) == (422, True)
    assert reason in main_text(page(ines, number, day, status=404))


def test_an_employee_number_too_long_or_too_odd_is_nobodys(ines, small) -> None:
    client = client_of(ines, "nb")
    for number in ("9" * 5000, "%00", "1001%00", ""):
        assert client.get(f"/reports/handbooks/small/as-of/?employee={number}&day=2026-11-22").status_code == 422


def test_the_way_there_is_shown_to_hr_staff_and_auditors_alone(ines, siri, amina, kari, olav, small) -> None:
    link = "/reports/handbooks/small/as-of/?day=2026-11-22"
    shown = {
        who.given_name: link in client_of(who, "nb").get("/handbooks/small/as-of/2026-11-22/").content.decode()
        for who in (ines, siri, amina, kari, olav)
    }
    assert shown == {"Ines": True, "Siri": True, "Amina": False, "Kari": False, "Olav": False}


def test_a_handbook_that_is_not_there_is_not_found(ines, amina, small) -> None:
    client = client_of(ines, "nb")
    for address in (
        "/reports/handbooks/nonsense/as-of/",
        "/reports/handbooks/nonsense/as-of/2026-11-22/employees/1001/",
    ):
        assert client.get(address).status_code == 404
