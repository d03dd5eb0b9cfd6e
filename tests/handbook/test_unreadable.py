"""Rows that no page can show take no page down: they are left out, and named to HR and in the log."""

import json
import logging
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection

from courses.attempts.quiz import no_longer_asked
from courses.models import Requirement
from handbook.models import Edition, Handbook, Kind
from handbook.unreadable import Cause, unreadable
from people.models import Employee
from records import triggers
from tests.cast import MONDAY
from tests.support.attempts import begin, complete
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish
from tests.support.unchecked import unchecked_names


def execute(statement: str, *values: object) -> None:
    """Change rows as somebody does who writes to the database itself."""
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.create()


def call_section(slug: str) -> Callable[[], None]:
    def damage() -> None:
        with unchecked_names():
            execute("UPDATE handbook_section SET slug = %s WHERE slug = 'roles'", slug)

    return damage


def call_handbook(slug: str) -> Callable[[], None]:
    def damage() -> None:
        with unchecked_names():
            execute("UPDATE handbook_handbook SET slug = %s WHERE slug = 'small'", slug)

    return damage


def remove_editions(where: str) -> Callable[[], None]:
    """Take the texts of the first section away; no foreign key of a frozen row points at an edition but its clauses."""

    def damage() -> None:
        newest = Edition.objects.newest().filter(version__section__slug="roles")
        chosen = newest.exclude(language="" if where == "all" else "nn")
        pks = ", ".join(str(pk) for pk in chosen.values_list("pk", flat=True))
        execute(f"DELETE FROM handbook_clausetext WHERE edition_id IN ({pks})")
        execute(f"DELETE FROM handbook_edition WHERE id IN ({pks})")

    return damage


def store(column: str, value: object) -> Callable[[], None]:
    return lambda: execute(f"UPDATE handbook_handbook SET {column} = %s WHERE slug = 'small'", json.dumps(value))


LANGUAGES = {"nb": "Hvem", "nn": "Kven", "en": "Who"}
DAMAGES = {
    "a section with blanks": (call_section("Rollene dine"), ("small/Rollene dine", Cause.ADDRESS)),
    "a section with a dot": (call_section("roles.v2"), ("small/roles.v2", Cause.ADDRESS)),
    "a section with å": (call_section("åpenhet"), ("small/åpenhet", Cause.ADDRESS)),
    "a section without a slug": (call_section(""), ("small/", Cause.ADDRESS)),
    "a handbook with blanks": (call_handbook("Etiske retningslinjer"), ("Etiske retningslinjer", Cause.ADDRESS)),
    "a handbook with a dot": (call_handbook("hr.v2"), ("hr.v2", Cause.ADDRESS)),
    "a handbook with å": (call_handbook("åpenhet"), ("åpenhet", Cause.ADDRESS)),
    "a handbook without a slug": (call_handbook(""), ("", Cause.ADDRESS)),
    "a version without editions": (remove_editions("all"), ("small/roles", Cause.TEXT)),
    "a version without its source": (remove_editions("source"), ("small/roles", Cause.TEXT)),
    "contacts that are a text": (store("contacts", "Ring HR"), ("small", Cause.METADATA)),
    "a contact that says nobody": (store("contacts", [{"about": LANGUAGES}]), ("small", Cause.METADATA)),
    "a contact in one language": (
        store("contacts", [{key: {"nb": "HR"} for key in ("about", "who", "how")}]),
        ("small", Cause.METADATA),
    ),
    "misconceptions that are a list": (store("misconceptions", ["M05"]), ("small", Cause.METADATA)),
    "a misconception that is a number": (store("misconceptions", {"M05": 5, "M13": None}), ("small", Cause.METADATA)),
}
KEPT = {
    "a section called print": call_section("print"),
    "a section called HR": call_section("HR_regler"),
    "a handbook called start": call_handbook("start"),
}
PAGES = ["/", "/handbooks/", "/search/", "/search/?q=verv", "/remarks/", "/privacy/"]
OWN = [*PAGES, "/courses/completions/"]
OF_SMALL = ["", "print/", "as-of/", "as-of/2026-11-23/", "roles/", "roles/print/", "roles/versions/", "privacy/"]
ADMIN = [
    "/admin/", "/admin/handbook/handbook/", "/admin/handbook/section/", "/admin/handbook/version/",
    "/admin/handbook/remark/", "/admin/handbook/withdrawnquestion/", "/admin/courses/requirement/",
    "/admin/courses/completion/",
]  # fmt: skip
REPORTS = ["/reports/overview/", "/reports/overview.csv", "/reports/handbooks/small/as-of/"]


@pytest.fixture
def visits(required: Requirement, roles, privacy, amina, kari, siri, ines) -> list[tuple[Employee | None, str]]:
    """Everybody's pages; Amina and Kari have completed a section."""
    receipts = [complete(amina, roles), complete(kari, privacy)]
    pages = [(visitor, page) for visitor in (None, amina, kari) for page in PAGES]
    pages += [(visitor, f"/handbooks/small/{page}") for visitor in (None, amina) for page in OF_SMALL]
    pages += [(visitor, page) for visitor in (amina, kari) for page in OWN]
    pages += [(receipt.employee, f"/courses/completions/{receipt.pk}/") for receipt in receipts]
    pages += [(kari, "/reports/team/"), (kari, "/reports/team.csv"), (kari, "/reports/team/employees/1001/")]
    pages += [(ines, page) for page in REPORTS]
    pages += [(siri, page) for page in [*ADMIN, *REPORTS]]
    pages += [(siri, f"/admin/handbook/handbook/{required.handbook_id}/change/")]
    pages += [(siri, f"/admin/handbook/section/{section.pk}/change/") for section in (roles, privacy)]
    version = roles.versions.get()
    pages += [(siri, f"/admin/handbook/version/{version.pk}/{page}") for page in ("change/", "published/")]
    pages += [(siri, f"/admin/handbook/withdrawnquestion/versions/{version.pk}/")]
    return pages


def failures(visits: list[tuple[Employee | None, str]]) -> list[tuple[str, int]]:
    answers = []
    for visitor, page in visits:
        client = client_of(visitor)
        client.raise_request_exception = False
        answers.append((page, client.get(page).status_code))
    return [(page, status) for page, status in answers if status >= 500]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_row_that_cannot_be_shown_takes_no_page_down_and_is_named(damage: str, visits, siri, caplog) -> None:
    make, (path, cause) = DAMAGES[damage]
    make()
    assert failures(visits) == []
    assert [(row.path, row.cause) for row in unreadable()] == [(path, cause)]
    assert f"«{path}»</a>: " in client_of(siri).get("/admin/").content.decode()
    with caplog.at_level(logging.WARNING, logger="handbook"):
        call_command("migrate", verbosity=0)
    kind = "section" if "/" in path else "handbook"
    logged = [record.getMessage() for record in caplog.records if record.name == "handbook.unreadable"]
    assert logged == [f"The {kind} {path!r}: {cause.value}."]


@pytest.mark.parametrize("damage", KEPT)
def test_a_name_that_would_be_refused_today_is_shown_where_it_was_published(damage: str, visits) -> None:
    KEPT[damage]()
    assert (failures(visits), unreadable()) == ([], [])


def test_the_other_sections_are_shown_beside_one_that_cannot_be(small: Handbook) -> None:
    remove_editions("source")()
    contents = client_of(None).get("/handbooks/small/").content.decode()
    assert ("Rollene dine" in contents, "Personvern" in contents) == (False, True)


def test_a_quiz_that_was_begun_in_another_language_stays_open(amina, roles) -> None:
    attempt = begin(amina, roles, language="nn")
    remove_editions("source")()
    page = f"/courses/attempts/{attempt.pk}/questions/{attempt.question_ids[0]}/"
    assert failures([(amina, page)]) == []


def test_an_attempt_goes_on_while_the_newest_version_has_no_text_in_the_source(roles, amina, siri, required) -> None:
    attempt = begin(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.CORRECTION, by=siri, at=MONDAY)
    remove_editions("source")()
    page = client_of(amina).get(f"/courses/attempts/{attempt.pk}/", follow=True)
    assert page.status_code == 200
    assert no_longer_asked(attempt, stamp=None) == frozenset()
