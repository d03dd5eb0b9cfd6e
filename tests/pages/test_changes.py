"""The page that shows what is new since somebody last completed a section, and confirming there."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from courses.models import Completion, Scope
from courses.todos.todo_list import employee_statuses
from handbook.models import Kind
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.publication import edit_and_publish
from tests.support.text import page_text

PAGE = "/handbooks/small/roles/changes/"


@pytest.fixture
def changed(amina, roles, olav, required):
    """Amina completed version 1; version 2 is a new rule, and the spelling of another point is put right."""
    complete(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    roles.refresh_from_db()
    edit_and_publish(roles, {"source_nb": ("Du bør", "Du bor")}, kinds=Kind.CORRECTION, by=olav, at=MONDAY)
    roles.refresh_from_db()
    return roles


def of(employee, language: str = "nb") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(employee)
    return client


def test_the_new_is_marked_and_heard_and_corrections_are_folded_away(amina, changed) -> None:
    page = of(amina).get(PAGE)
    html = page.content.decode()
    assert '<del><span class="visually-hidden" lang="nb">Fjernet: </span>kan</del>' in html
    assert '<ins><span class="visually-hidden" lang="nb">Nytt: </span>vil</ins>' in html
    assert "Punkt 1.1 er endret" in page_text(page)
    assert "Språket er rettet i 1 punkt" in page_text(page)
    assert "Bekreft at jeg har lest det nye" in page_text(page)


CLARIFIED = "1 presisering endrer ingenting for deg: Regelen er den samme, sagt tydeligere."
FOLD = '<details class="ds-details fill"%s><summary>Vis dem</summary>'


def clarify(roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Du bor", "Du må alltid")}, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY)
    roles.refresh_from_db()


def test_what_must_be_read_stands_first_and_clarifications_are_folded_away(amina, olav, changed) -> None:
    clarify(changed, olav)
    page = of(amina).get(PAGE)
    assert "1 punkt å lese Punkt 1.1 er endret" in page_text(page)
    assert CLARIFIED in page_text(page)
    before, fold, folded = page.content.decode().partition(FOLD % "")
    assert fold
    assert 'id="roles-1"' in before
    assert 'id="roles-2"' not in before
    assert 'id="roles-2"' in folded.partition("</section>")[0]


def test_a_clarification_alone_is_unfolded(amina, olav, roles, required) -> None:
    complete(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Du bør", "Du må alltid")}, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY)
    page = of(amina).get(PAGE)
    assert CLARIFIED in page_text(page)
    assert FOLD % " open" in page.content.decode()
    assert "å lese" not in page_text(page)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_home_and_the_page_agree_on_the_number_of_points(language: str, amina, olav, changed) -> None:
    """The key message and one point are new rules; one point is clarified, and one corrected."""
    words = {"message_nb": ("Gjør det tydelig", "Si alltid"), "source_nb": ("om du er habil", "om du er inhabil")}
    edit_and_publish(changed, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    changed.refresh_from_db()
    clarify(changed, olav)
    number = {"nb": "3 punkter å lese", "nn": "3 punkt å lese", "en": "3 points to read"}[language]
    client = of(amina, language)
    assert [number in page_text(client.get(address)) for address in ("/", PAGE)] == [True, True]


def test_a_text_with_more_than_half_of_its_words_marked_stands_before_and_after(amina, olav, roles, required) -> None:
    """Six of nine words stay, among seven others: in one text most of what is read would be marked."""
    complete(amina, roles)
    old = "Du bør være tydelig på hvem du snakker for."
    new = "Du må alltid vise tydelig hvem du snakker for her."
    edit_and_publish(roles, {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for address in (PAGE, f"{PAGE}?from=1", "/handbooks/small/roles/versions/2/changes/"):
        page = of(amina).get(address)
        assert f"Slik var det {old} Slik er det nå {new}" in page_text(page)
        assert "Nytt:" not in page_text(page)


def test_the_marks_of_a_key_message_stay_within_its_line(amina, olav, roles, required) -> None:
    complete(amina, roles)
    edit_and_publish(
        roles, {"message_nb": ("Gjør det tydelig", "Gjør det klart")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    assert re.search(r'<div class="stack" lang="nb"><p>[^<]*Gjør det <del>', of(amina).get(PAGE).content.decode())


def test_marks_can_be_switched_off(amina, changed) -> None:
    page = of(amina).get(f"{PAGE}?marks=off").content.decode()
    assert "<ins>" not in page
    assert "<del>" not in page
    assert "Vis med markering" in page


def test_confirming_there_asks_what_tests_it_and_counts_as_the_new_version(amina, changed) -> None:
    client = of(amina)
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(PAGE).content.decode()))
    form.pop("csrfmiddlewaretoken", None)
    form.pop("next", None)
    question = client.post("/courses/small/roles/start/", form)["Location"]
    assert question.endswith("/questions/board/")
    done = client.post(question, {"sequence": 1, "option": "a"}, follow=True)
    assert done.status_code == 200
    completion = Completion.objects.filter(employee=amina).latest("completed_at")
    assert (completion.version.number, completion.since, completion.scope) == (3, 1, Scope.CHANGED)
    assert completion.payload.facts["clauses"] == ["roles-1"]
    assert completion.payload.facts["questions"] == ["board"]
    (employee_status,) = employee_statuses([amina], on=TODAY)
    assert [to_do.section.slug for to_do in employee_status.to_dos] == ["privacy"]
    assert "Ingenting er endret siden da." in page_text(client.get(PAGE))


def test_the_card_at_home_leads_there(amina, changed) -> None:
    assert f'href="{PAGE}"' in of(amina).get("/").content.decode()


def test_a_newcomer_reads_the_whole_section(ida, changed) -> None:
    assert of(ida).get(PAGE)["Location"] == "/handbooks/small/roles/"


def test_of_two_who_completed_versions_3_and_5_each_is_shown_at_6_what_is_new_since_their_own(
    amina, ida, roles, olav, required
) -> None:
    """Each version has another word in the first clause, but for version 5, which has one in the second."""
    one, two = "Et verv", "Du"
    steps = [(one, "kan", "vil"), (one, "vil", "skal"), (one, "skal", "må"), (two, "bør", "skal"), (one, "må", "tør")]
    for number, (who, old, new) in enumerate(steps, start=2):
        replaced = {"source_nb": (f"{who} {old}", f"{who} {new}")}
        edit_and_publish(roles, replaced, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
        roles.refresh_from_db()
        if reader := {3: amina, 5: ida}.get(number):
            complete(reader, roles, version=number)
    assert roles.versions.published().count() == 6

    pages = {employee: of(employee).get(PAGE) for employee in (amina, ida)}

    assert {employee: page.context["since"] for employee, page in pages.items()} == {amina: 3, ida: 5}
    assert "Et verv Fjernet: skal Nytt: tør komme" in page_text(pages[amina])
    assert "Du Fjernet: bør Nytt: skal være" in page_text(pages[amina])
    assert "Et verv Fjernet: må Nytt: tør komme" in page_text(pages[ida])
    assert "Du skal være" not in page_text(pages[ida])
    shown = {
        employee: [update.difference.clause for update in page.context["updates"].clause_updates]
        for employee, page in pages.items()
    }
    assert shown == {amina: ["roles-1", "roles-2"], ida: ["roles-1"]}


def test_anybody_may_compare_from_an_earlier_version_and_confirms_nothing_there(changed) -> None:
    page = Client(headers={"accept-language": "nb"}).get(f"{PAGE}?from=1")
    assert "Fra versjon 1 til versjon 3" in page_text(page)
    assert "Bekreft" not in page_text(page)


def test_a_closed_handbook_is_no_page_for_the_signed_out(amina, changed) -> None:
    changed.handbook.open_to_all = False
    changed.handbook.save()
    assert [Client().get(address).status_code for address in (PAGE, f"{PAGE}?from=1")] == [404, 404]
    assert of(amina).get(PAGE).status_code == 200


@pytest.mark.parametrize("wish", ["0", "3", "9", "²", "-1", "", "1e3", "9" * 30])
def test_a_version_that_is_none_or_not_earlier_is_no_page(wish: str, changed) -> None:
    assert Client().get(f"{PAGE}?from={wish}").status_code == 404


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (PAGE, ["Eksempel er endret: Banen", "Eksempel har kommet til: Jobben"]),
        ("/handbooks/small/roles/versions/2/changes/", ["Eksempel: Banen", "Eksempel: Jobben"]),
    ],
)
def test_examples_are_told_apart_by_their_headings(page: str, names: list[str], amina, roles, olav, required) -> None:
    """A screen reader lists the parts of a page by their names."""
    complete(amina, roles)
    example = "> Hamid leder laget.\n\n§ roles-case-job (example, roles-2)\n> ### *Jobben*\n>\n> Ny."
    words = {"source_nb": ("> Hamid leder idrettslaget.", example)}
    edit_and_publish(roles, words, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY)
    html = of(amina).get(page).content.decode()
    headings = [strip_tags(" ".join(heading.split())) for heading in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.S)]
    assert [heading for heading in headings if heading.startswith("Eksempel")] == names
    assert '<span lang="nb">Jobben</span>' in html
