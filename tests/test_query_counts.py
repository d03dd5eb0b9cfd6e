"""How many questions a page asks the database: few, and as many with many rows as with few."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from courses.models import Requirement
from handbook.history import HISTORIES
from handbook.import_export.importer import import_folder
from handbook.models import Kind, Section, Version
from handbook.public.remarks import send_remark
from handbook.site_pages import TypedPage, current_pages, save_page
from handbook.versions.drafts import open_draft
from handbook.versions.validation import check_version
from people.models import Employee, Position, Unit
from people.units import found_unit
from tests.cast import FIRST, HIRED, MONDAY, Solvik, hire
from tests.support import small_handbook
from tests.support.attempts import begin, complete
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish
from tests.support.queries import queries
from tests.support.sections import again, publish_up_to
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

MANY_SECTIONS = size(small=4, full=12)
MANY_EMPLOYEES = size(small=10, full=300)


def count(person: Employee | None, address: str, *, cold: bool = False, language: str = "nb") -> int:
    """All that one visit asks, the session and who is signed in included. On a warmed process, unless `cold`."""
    client = Client(headers={"accept-language": language})
    if person:
        client.force_login(person)
    assert client.get(address).status_code == 200
    if cold:
        HISTORIES.forget()
    with queries() as asked:
        client.get(address)
    return len(asked)


def both(person: Employee | None, address: str, *, language: str = "nb") -> tuple[int, int]:
    """Warmed, and with the histories of the sections still to be read."""
    return count(person, address, language=language), count(person, address, cold=True, language=language)


@pytest.fixture
def publish_sections(content: Path, small) -> Callable[[int], None]:
    """Fills the small handbook up to that many sections."""
    return lambda sections: publish_up_to(sections, content, at=FIRST)


COUNTING_A_TEAM = 7
"""What a leader's home asks beside their own to-dos: requirements, sections, leave, attempts, completions twice, positions."""


def hire_many(unit: Unit, number: int) -> list[Employee]:
    """That many more people in a unit, at once."""
    first = Employee.objects.count()
    people = Employee.objects.bulk_create(
        Employee(number=f"9{first + place:05}", given_name="Ansatt", family_name=f"Nummer {place}")
        for place in range(number)
    )
    Position.objects.bulk_create(Position(employee=person, unit=unit, from_day=HIRED) for person in people)
    return people


@pytest.mark.parametrize("sections", [2, MANY_SECTIONS])
def test_a_section_asks_two_and_home_two(sections: int, amina, kari, publish_sections, required) -> None:
    publish_sections(sections)
    too_many: dict[tuple[str, str, str], tuple[int, int]] = {}
    for (address, most), language, reader in product(
        (("/handbooks/small/roles/", 2), ("/", 2)), ("nb", "nn"), (amina, kari, None)
    ):
        most += COUNTING_A_TEAM if (reader, address) == (kari, "/") else 0
        warm, cold = both(reader, address, language=language)
        # Four more for the histories of however many sections.
        if warm > most or cold > warm + 4:
            too_many[address, language, str(reader)] = (warm, cold)
    assert too_many == {}


def test_pages_ask_the_same_with_two_sections_and_with_many(amina, kari, ines, publish_sections, required) -> None:
    visits = {
        "section": (amina, "/handbooks/small/roles/"),
        "section as a leader": (kari, "/handbooks/small/roles/"),
        "section signed out": (None, "/handbooks/small/roles/"),
        "home": (amina, "/"),
        "home as a leader": (kari, "/"),
        "contents": (amina, "/handbooks/small/"),
        "contents signed out": (None, "/handbooks/small/"),
        "print": (amina, "/handbooks/small/print/"),
        "as of a day": (amina, "/handbooks/small/as-of/2026-11-23/"),
        "as somebody saw it": (ines, "/reports/handbooks/small/as-of/2026-11-23/employees/1001/"),
        "team": (kari, "/reports/team/"),
        "one person": (kari, "/reports/team/employees/1001/"),
        "overview": (ines, "/reports/overview/"),
    }
    with_two = {page: both(*visit) for page, visit in visits.items()}
    publish_sections(MANY_SECTIONS)
    assert {page: both(*visit) for page, visit in visits.items()} == with_two


def test_home_asks_the_same_with_open_attempts_and_completions(amina, publish_sections, required) -> None:
    publish_sections(6)
    before = count(amina, "/")
    for section in Section.objects.select_related("handbook").filter(slug__in=("more3", "more4")):
        begin(amina, section)
    for section in Section.objects.select_related("handbook").filter(slug__in=("privacy", "more5")):
        complete(amina, section)
    assert count(amina, "/") <= before + 1  # the answers of the open attempts
    assert count(amina, "/") == 3


def asked_by(client: Client, method: str, address: str, sent: Mapping[str, object] = {}) -> tuple[int, HttpResponse]:
    with queries() as asked:
        response = getattr(client, method)(address, dict(sent))
    return len(asked), response


def asked_on_the_way(client: Client) -> dict[str, int]:
    """What each page of an attempt asks, up to the first feedback."""
    counts = {}
    client.get("/handbooks/small/roles/")
    confirmation = {"version": 1, "language": "nb", "since": 0}
    counts["start"], started = asked_by(client, "post", "/courses/small/roles/start/", confirmation)
    question = started["Location"]
    assert "/questions/" in question
    counts["question"], _page = asked_by(client, "get", question)
    counts["answer"], answered = asked_by(client, "post", question, {"sequence": 1, "option": "unsure"})
    counts["feedback"], _page = asked_by(client, "get", answered["Location"])
    return counts


def test_an_attempt_asks_little_and_leads_straight_to_its_questions(amina, roles, solvik: Solvik, required) -> None:
    asked_on_the_way(client_of(hire("4001", "Eva", "Ek", solvik.south)))
    assert asked_on_the_way(client_of(amina)) == {"start": 10, "question": 2, "answer": 6, "feedback": 2}


def test_pages_ask_the_same_with_three_employees_and_with_many(
    amina, kari, ida, ines, solvik: Solvik, roles, required
) -> None:
    visits = {
        "team": (kari, "/reports/team/"),
        "team, one status": (kari, "/reports/team/?status=done&handbook=small"),
        "team of a unit": (kari, f"/reports/team/{solvik.south.pk}/"),
        "team as a file": (kari, "/reports/team.csv"),
        "overview": (ines, "/reports/overview/"),
        "overview as a file": (ines, "/reports/overview.csv"),
        "home": (amina, "/"),
        "section": (amina, "/handbooks/small/roles/"),
    }
    complete(amina, roles)
    with_few = {page: both(*visit) for page, visit in visits.items()}
    for employee in hire_many(solvik.south, MANY_EMPLOYEES - 3)[:3]:
        complete(employee, roles)
    assert {page: both(*visit) for page, visit in visits.items()} == with_few


def test_the_team_page_asks_the_same_with_one_unit_below_and_with_three(kari, solvik: Solvik, required) -> None:
    Position.objects.filter(employee=kari).update(unit=solvik.top)
    hire_many(solvik.health, 1)
    with_one = both(kari, "/reports/team/")
    for number in range(3):
        unit = Unit.objects.create(name=f"Enhet {number}", parent=solvik.top, path=f"{solvik.top.path}0001{number}")
        hire_many(unit, 1)
    assert both(kari, "/reports/team/") == with_one


def test_the_overview_asks_the_same_with_one_answered_section_and_with_three(
    amina, ines, publish_sections, required
) -> None:
    publish_sections(4)
    sections = list(Section.objects.select_related("handbook").order_by("position"))
    complete(amina, sections[1])
    with_one = both(ines, "/reports/overview/")
    for section in sections[2:]:
        complete(amina, section)
    assert both(ines, "/reports/overview/") == with_one


def test_figures_ask_the_same_with_one_question_and_with_many_and_with_five_people_and_more(
    siri, roles, privacy, olav, solvik: Solvik, required
) -> None:
    people = hire_many(solvik.south, size(small=10, full=20))

    def asked(section: Section) -> dict[str, tuple[int, int]]:
        draft, published = open_draft(section=again(section), by=siri, at=MONDAY), section.versions.get(number=1)
        addresses = {
            "over time": f"/reports/handbooks/small/{section.slug}/questions/",
            "beside a draft": f"/admin/handbook/version/{draft.pk}/markdown/",
            "question cards": f"/admin/handbook/version/{draft.pk}/questions/",
            "beside a version": f"/admin/handbook/version/{published.pk}/changes/",
        }
        return {page: both(siri, address) for page, address in addresses.items()}

    for employee in people[:5]:
        complete(employee, privacy)
        complete(employee, roles)
    # One question and three of them; five people and more; one wording and two.
    with_few = asked(privacy)
    assert asked(roles) == with_few
    for employee in people[5:]:
        complete(employee, again(roles))
    Version.objects.drafts().delete()
    texts = {"source_nb": ("Et verv kan", "Et verv vil"), "quiz_nb": ("Hva gjør du", "Hva sier du")}
    edit_and_publish(again(roles), texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert asked(roles)["over time"] == with_few["over time"]
    assert asked(roles)["beside a draft"] == with_few["beside a draft"]


def test_versions_ask_the_same_with_one_and_with_three(amina, roles, olav, required) -> None:
    addresses = (
        "/handbooks/small/roles/versions/",
        "/handbooks/small/roles/versions/1/",
        "/handbooks/small/roles/",
        "/handbooks/small/print/",
        "/handbooks/small/as-of/2026-11-23/",
        "/",
    )
    complete(amina, roles)
    with_one = {address: count(amina, address) for address in addresses}
    for old, new in (("kan", "vil"), ("vil", "må")):
        edit_and_publish(
            again(roles), {"source_nb": (f"Et verv {old}", f"Et verv {new}")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
        )
    assert {address: count(amina, address) for address in addresses} == with_one


def test_what_a_version_changed_asks_the_same_for_one_clause_and_for_three(amina, roles, olav, required) -> None:
    texts = (
        {"source_nb": ("Et verv kan", "Et verv vil")},
        {
            "source_nb": ("vil komme", "kan komme"),
            "message_nb": ("Gjør", "Si"),
            "source_en": ("You should", "You ought to"),
        },
    )
    for text in texts:
        edit_and_publish(again(roles), text, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    asked = {number: count(amina, f"/handbooks/small/roles/versions/{number}/changes/") for number in (2, 3)}
    assert asked[2] == asked[3] <= 8


def test_a_page_of_the_site_costs_one_question_and_other_pages_none(amina, olav, required) -> None:
    addresses = ("/privacy/", "/handbooks/small/roles/", "/", "/remarks/")
    shipped = {address: count(amina, address) for address in addresses}
    for words in ("Kort.", "Kortere.", "Kortest."):
        retype_page("privacy", words, by=olav)
        assert {address: count(amina, address) for address in addresses} == shipped
    assert shipped["/privacy/"] == shipped["/remarks/"] + 1


def test_the_desk_of_the_pages_asks_the_same_for_one_text_and_for_three(siri, olav, required) -> None:
    addresses = (
        (siri, "/admin/handbook/pagetext/"),
        (siri, "/admin/handbook/pagetext/privacy/history/"),
        (olav, "/admin/handbook/pagetext/privacy/edit/"),
        (olav, "/admin/handbook/pagetext/privacy/edit/?text=nn"),
    )
    retype_page("privacy", "Kort.", by=olav)
    with_one = {address: count(who, address) for who, address in addresses}
    for slug, words in (("privacy", "Kortere."), ("accessibility", "Kort."), ("privacy", "Kortest.")):
        retype_page(slug, words, by=siri)
    assert {address: count(who, address) for who, address in addresses} == with_one
    assert max(with_one.values()) <= 7


def retype_page(slug: str, source: str, *, by: Employee) -> None:
    """Save other words in bokmål."""
    (stands,) = current_pages([slug])
    save_page(slug=slug, typed={"nb": TypedPage(stands.source.title, source, stands.source.digest)}, by=by, at=MONDAY)


def test_a_look_back_asks_the_same_with_one_completion_and_with_three(amina, ines, roles, privacy, required) -> None:
    address = "/reports/handbooks/small/as-of/2026-11-23/employees/1001/"
    complete(amina, roles)
    with_one = count(ines, address)
    complete(amina, privacy)
    complete(amina, privacy, at=MONDAY + timedelta(hours=1))
    assert count(ines, address) == with_one


def test_receipts_ask_the_same_with_one_and_with_three(amina, roles, privacy, required) -> None:
    complete(amina, roles)
    addresses = ("/courses/completions/", "/courses/completions/handbooks/small/")
    with_one = {address: both(amina, address) for address in addresses}
    complete(amina, privacy)
    complete(amina, privacy, at=MONDAY + timedelta(hours=1))
    assert {address: both(amina, address) for address in addresses} == with_one


def test_handbooks_ask_the_same_with_one_and_with_three(amina, kari, ines, content, settings, required) -> None:
    visits = {
        "handbooks": (amina, "/handbooks/"),
        "front": (None, "/"),
        "home": (amina, "/"),
        "team": (kari, "/reports/team/"),
    }
    with_one = {page: both(*visit) for page, visit in visits.items()}
    for number in (2, 3):
        folder = settings.CONTENT_DIR / f"small{number}"
        copy(content, folder)
        imported = import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
        Requirement.objects.create(handbook=imported.published[0].section.handbook, from_day=FIRST.date())
    assert {page: both(*visit) for page, visit in visits.items()} == with_one


def test_the_lists_of_the_admin_ask_the_same_with_one_row_and_with_three(
    siri, olav, amina, solvik: Solvik, roles, privacy, content, settings, required
) -> None:
    siri.is_superuser = True
    siri.save()
    lists = [
        "/admin/handbook/remark/",
        "/admin/handbook/handbook/",
        f"/admin/handbook/handbook/{roles.handbook_id}/change/",
        "/admin/handbook/section/",
        f"/admin/handbook/section/{roles.pk}/change/",
        "/admin/handbook/version/",
        "/admin/people/employee/",
        "/admin/people/unit/",
        "/admin/courses/requirement/",
        "/admin/courses/completion/",
    ]

    def fill(number: int) -> None:
        """One more row of each kind."""
        send_remark(
            text=f"Feil {number}.", name="", page="", section=(roles, privacy, roles)[number], clause="", version=1, language="nb", at=MONDAY
        )  # fmt: skip
        found_unit(name=f"Enhet {number}", parent=(solvik.top, solvik.south, solvik.schools)[number], by=None, at=FIRST)
        hire_many(solvik.south, 1)
        words = ("kan", "vil", "må", "skal")
        replaced = (f"Et verv {words[number]}", f"Et verv {words[number + 1]}")
        edit_and_publish(again(roles), {"source_nb": replaced}, kinds=Kind.NEW_RULE, by=(olav, siri, olav)[number], at=MONDAY)  # fmt: skip
        open_draft(section=again((roles, privacy, roles)[number]), by=(siri, olav, siri)[number], at=MONDAY)
        Version.objects.drafts().filter(section=roles).delete()
        complete((amina, olav, siri)[number], again(privacy))
        copy(content, settings.CONTENT_DIR / f"small{number}")
        import_folder(
            folder=settings.CONTENT_DIR / f"small{number}",
            publish_as=Kind.NEW_RULE,
            replace_drafts=False,
            by=None,
            at=FIRST,
        )

    fill(0)
    with_one = {address: count(siri, address) for address in lists}
    for number in (1, 2):
        fill(number)
    assert {address: count(siri, address) for address in lists} == with_one


def test_lists_of_versions_do_not_read_their_texts(siri, roles, olav, required) -> None:
    """A history of 40 versions is some megabytes, and none of it is shown."""
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    client = Client()
    client.force_login(siri)
    for address in (
        "/handbooks/small/roles/versions/",
        f"/admin/handbook/handbook/{roles.handbook_id}/change/",
        f"/admin/handbook/section/{roles.pk}/change/",
    ):
        with queries() as asked:
            assert client.get(address).status_code == 200
        of_versions = [sql for sql in asked if sql.startswith('SELECT "handbook_version"')]
        assert of_versions
        assert [sql for sql in of_versions if '"source_nb"' in sql] == []


def test_a_draft_is_checked_beside_the_newest_source_texts_alone(roles, privacy, olav) -> None:
    for old, new in (("setter", "lager"), ("lager", "lagrer")):
        edit_and_publish(
            again(privacy), {"source_nb": (f"Du {old} spor", f"Du {new} spor")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
        )
    draft = open_draft(section=again(roles), by=olav, at=MONDAY)
    with queries() as asked:
        check_version(draft)
    (read,) = [sql for sql in asked if '"handbook_version"."source_nb"' in sql]
    assert '"handbook_version"."source_nn"' not in read
    with connection.cursor() as cursor:
        cursor.execute(read)
        assert len(cursor.fetchall()) == 1


def copy(folder: Path, to: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            small_handbook.put(to / path.relative_to(folder), path.read_text(encoding="utf-8"))


def test_the_frame_of_a_transaction_is_not_counted(amina, small) -> None:
    with queries() as asked, transaction.atomic(), transaction.atomic():
        Employee.objects.get(pk=amina.pk)
    assert len(asked) == 1
