"""What a handbook may be called: its name stands in the addresses of its pages."""

import logging
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Requirement
from handbook.import_export.folder import InvalidHandbookToml, read_folder
from handbook.models import Handbook
from markup.error_messages import message
from markup.slugs import ADDRESSABLE, is_slug, nearest_slug
from tests.cast import FIRST
from tests.support.clients import client_of
from tests.support.content_files import change, every_row, run
from tests.support.unchecked import unchecked_names

WORKING = {
    "Etiske retningslinjer": "etiske-retningslinjer",
    "hr.v2": "hr-v2",
    "åpenhet": "aapenhet",
    "a\u030apenhet": "aapenhet",
    "Ærlig & åpen – også på søndag": "aerlig-aapen-ogsaa-paa-soendag",
    "HR": "hr",
    "hr_regler": "hr-regler",
    "hr--regler": "hr-regler",
    "-hr-": "hr",
    " hr": "hr",
    "hr\u00a0regler": "hr-regler",
    "hr%20regler": "hr-20regler",
    "hr?": "hr",
    "Čáppa giella": "cappa-giella",
    "٣": "handbook",
    "规则": "handbook",
    "langt" + "-langt" * 10: "langt" + "-langt" * 7,
}
NAMES = ["small", "hr", "hr-v2", "2026", "a" * 50, "5-om-dagen"]
PAGES = ["/", "/handbooks/", "/search/", "/search/?q=verv"]
every_name = pytest.mark.parametrize("name", WORKING)


def called(content: Path, name: str) -> Path:
    """The small handbook's folder by another name."""
    return content.rename(content.with_name(name))


def said_of(name: str) -> str:
    return (
        f"content/{name}/handbook.toml:1: The folder's name “{name}” cannot stand in an address. Use a to z, 0 to 9 and "
        f"single hyphens, at most 50 characters, such as “{WORKING[name]}”."
    )


@pytest.fixture
def renamed(content: Path, tmp_path: Path, settings) -> Path:
    """A copy of the content that may be renamed."""
    settings.CONTENT_DIR = content.parent.rename(tmp_path / "content")
    return settings.CONTENT_DIR / "small"


@every_name
def test_a_name_that_is_no_address_has_a_neighbour_that_is(name: str) -> None:
    assert (is_slug(name), nearest_slug(name), is_slug(nearest_slug(name))) == (False, WORKING[name], True)


@given(st.text(max_size=80))
def test_a_name_that_works_is_found_for_every_name_and_leads_to_a_page(name: str) -> None:
    slug = nearest_slug(name)
    assert is_slug(slug)
    assert resolve(reverse("handbook:contents", args=[slug])).kwargs == {"handbook": slug}
    assert nearest_slug(slug) == slug


@given(st.text(alphabet="aZ0-_.å \n", max_size=60))
def test_whatever_a_handbook_may_be_called_its_address_takes(name: str) -> None:
    assert not is_slug(name) or re.search(ADDRESSABLE, name)


@every_name
@pytest.mark.parametrize("command", ["check_content", "import_content"])
def test_a_folder_whose_name_is_no_address_is_refused_with_one_that_is(
    command: str, name: str, db, renamed: Path
) -> None:
    folder = called(renamed, name)
    before = every_row()
    lines, refusal = run(command, folder.parent)
    assert ([line for line in lines if not line.startswith("notice: ")], refusal) == (
        [said_of(name)],
        "1 error." if command == "check_content" else f"{name}: 1 error. Nothing was imported.",
    )
    assert every_row() == before


@every_name
def test_a_forecast_of_such_an_import_names_the_folder_too(name: str, db, renamed: Path) -> None:
    written = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("content_diff", called(renamed, name), stdout=written)
    assert ended.value.code == 2
    assert " ".join(written.getvalue().split()).endswith(" ".join(f"{said_of(name)} 1 error.".split()))


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_whose_name_is_an_address_is_imported_and_read(name: str, db, renamed: Path) -> None:
    folder = called(renamed, name)
    assert run("check_content", folder) == (["1 handbook, no errors."], "")
    assert run("import_content", folder, "--publish", "--although-not-ready")[1] == ""
    client = Client()
    assert [client.get(page).status_code for page in [*PAGES, f"/handbooks/{name}/", f"/handbooks/{name}/roles/"]] == [
        200
    ] * 6


def test_what_is_wrong_with_the_name_is_said_in_the_language_of_whoever_reads(renamed: Path) -> None:
    (fault,) = read_folder(called(renamed, "åpen hr")).errors
    messages = {}
    for language in ("nb", "nn"):
        with translation.override(language):
            messages[language] = message(fault)
    assert messages == {
        "nb": "Mappenavnet «åpen hr» kan ikke stå i en nettadresse. Bruk a til z, 0 til 9 og enkle bindestreker, høyst "
        "50 tegn, for eksempel «aapen-hr».",
        "nn": "Mappenamnet «åpen hr» kan ikkje stå i ei nettadresse. Bruk a til z, 0 til 9 og enkle bindestrekar, høgst "
        "50 teikn, til dømes «aapen-hr».",
    }


def test_the_name_is_told_beside_what_is_wrong_in_handbook_toml(renamed: Path) -> None:
    folder = called(renamed, "hr.v2")
    change(folder / "handbook.toml", "open_to_all = true", 'open_to_all = "yes"')
    with pytest.raises(InvalidHandbookToml) as broken:
        read_folder(folder)
    assert [fault.code for fault in broken.value.errors] == ["folder-name", "frame-form"]


# One that was imported before names were looked at


@pytest.fixture(params=["Etiske retningslinjer", "hr.v2", "åpenhet", "hr\n", ""])
def unaddressable(request: pytest.FixtureRequest, small: Handbook, required: Requirement) -> str:
    """The slug of a second handbook, open to all and required, that no address takes; its one section is the small
    handbook's own."""
    slug: str = request.param
    with unchecked_names():
        older = Handbook.objects.create(
            slug=slug, title_nb="Eldre", title_nn="Eldre", title_en="Older", open_to_all=True
        )
    small.sections.filter(slug="roles").update(handbook=older)
    Requirement.objects.create(handbook=older, from_day=FIRST.date())
    return slug


def test_a_handbook_without_an_address_takes_no_page_down_and_is_in_no_list(
    unaddressable: str, amina, kari, ines, solvik
) -> None:
    visits = [*((visitor, page) for page in PAGES for visitor in (None, amina, kari))]
    visits += [(kari, "/reports/team/"), (ines, "/reports/overview/")]
    for visitor, page in visits:
        response = client_of(visitor, "nb").get(page)
        words_shown = [word for word in ("Eldre", "Rollene dine") if word in response.content.decode()]
        assert (visitor, page, response.status_code, words_shown) == (visitor, page, 200, [])
    assert 'href="/handbooks/small/privacy/' in client_of(None, "nb").get("/search/?q=spor").content.decode()


@pytest.mark.parametrize("slug", ["HR", "hr_regler"])
def test_a_handbook_that_may_no_longer_be_called_so_stays_where_its_address_takes_it(slug: str, small) -> None:
    Handbook.objects.filter(pk=small.pk).update(slug=slug)
    client = Client(headers={"accept-language": "nb"})
    assert f'href="/handbooks/{slug}/"' in client.get("/handbooks/").content.decode()
    assert client.get(f"/handbooks/{slug}/roles/").status_code == 200


def test_the_log_names_a_handbook_without_an_address_after_migrations(unaddressable: str, caplog) -> None:
    with caplog.at_level(logging.WARNING, logger="handbook"):
        call_command("migrate", verbosity=0)
    logged = [record for record in caplog.records if record.name == "handbook.unreadable"]
    assert [(record.levelname, record.getMessage()) for record in logged] == [
        (
            "WARNING",
            f"The handbook {unaddressable!r}: no address takes its slug, so nobody sees it or owes it; rename it.",
        )
    ]
