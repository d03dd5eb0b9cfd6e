"""HR sees beside the text how the questions went; in the editor, and where a published version is looked after."""

import re
from html import unescape

import pytest
from django.test import Client

from handbook.models import Kind, Section
from tests.cast import MONDAY
from tests.support.attempts import first_answer, hire_people
from tests.support.backoffice import open_editor, signed_in
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("required")
FEWER = "Færre enn fem har svart."


@pytest.fixture
def people(solvik):
    return hire_people(solvik, 10)


def beside(client: Client, page: str) -> str:
    """The page with the figures, to which the editor leads, and from which it loads them."""
    (address,) = re.findall(r'data-beside="first-answers"><p><a href="([^"]+)"', page)
    return client.get(address).content.decode()


def sentences(page: str) -> dict[str, str]:
    """What is said of each clause, by its id, in the order of the page."""
    (listed,) = re.findall(r'<dl class="figures">(.*?)</dl>', page, re.DOTALL)
    rows = re.findall(r'<dt data-clause="([\w-]+)">.*?<dd>(.*?)</dd>', listed, re.DOTALL)
    return {clause: unescape(sentence).strip() for clause, sentence in rows}


def editor_of(employee, section: Section, language: str = "nb") -> str:
    client = signed_in(employee)
    draft = open_editor(client, section)
    return beside(client, client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text={language}").content.decode())


def published_page(employee, section: Section, number: int) -> str:
    version = section.versions.get(number=number)
    client = signed_in(employee)
    return beside(client, client.get(f"/admin/handbook/version/{version.pk}/changes/").content.decode())


def test_the_editor_says_of_each_clause_how_its_questions_went(roles, siri, people) -> None:
    for number, person in enumerate(people):
        first_answer(person, roles, "board", "aaaaabbbcc"[number])
    assert sentences(editor_of(siri, roles)) == {
        "roles-1": "Riktig første gang: 50 % av 10 svar. Vanligste misforståelse: «Jeg må spørre».",
        "roles-2": FEWER,
        "roles-3": FEWER,
        "roles-4": "Riktig første gang: 50 % av 10 svar. Vanligste misforståelse: «Jeg må spørre».",
    }


def test_the_words_beside_the_figures_are_those_of_the_language_that_is_written(roles, siri) -> None:
    assert '<span lang="nn">Eit verv kan kome i konflikt med jobben din.</span>' in editor_of(siri, roles, "nn")


def test_four_are_the_same_as_nobody(roles, siri, people) -> None:
    with_nobody = sentences(editor_of(siri, roles))
    for person in people[:4]:
        first_answer(person, roles, "board", "b")
    assert sentences(editor_of(siri, roles)) == with_nobody
    assert set(with_nobody.values()) == {FEWER}


def test_each_published_version_tells_of_the_words_it_asked_in(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    texts = {"source_nb": ("Et verv kan", "Et verv vil"), "quiz_nb": ("Hva gjør du", "Hva sier du")}
    edit_and_publish(roles, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for person in people[5:]:
        first_answer(person, roles, "board", "a", version=2)
    by_version = {number: sentences(published_page(olav, roles, number))["roles-1"] for number in (1, 2)}
    assert by_version == {
        1: "Riktig første gang: 0 % av 5 svar. Vanligste misforståelse: «Jeg må spørre».",
        2: "Riktig første gang: 100 % av 5 svar.",
    }
    section = Section.objects.get(pk=roles.pk)
    assert sentences(editor_of(olav, section))["roles-1"] == by_version[2]


def test_the_first_draft_of_a_section_has_no_figures(roles, olav) -> None:
    section = Section.objects.create(handbook=roles.handbook, slug="brand-new", position=9)
    client = signed_in(olav)
    draft = open_editor(client, section)
    for page in ("edit", "markdown"):
        assert "first-answers" not in client.get(f"/admin/handbook/version/{draft.pk}/{page}/").content.decode()


def test_quotation_marks_within_a_misconception_become_single_ones(roles, siri, people) -> None:
    roles.handbook.misconceptions["M05"]["nb"] = "Jeg må si «fra»"
    roles.handbook.save()
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    assert "Vanligste misforståelse: «Jeg må si ‘fra’»." in sentences(editor_of(siri, roles))["roles-1"]


def test_both_lead_to_the_figures_over_time(roles, siri, olav) -> None:
    link = '<a href="/reports/handbooks/small/roles/questions/">'
    assert [link in page for page in (editor_of(siri, roles), published_page(olav, roles, 1))] == [True, True]


def test_the_editor_counts_no_answers(roles, siri) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    for page in ("edit", "markdown"):
        with queries() as asked:
            assert client.get(f"/admin/handbook/version/{draft.pk}/{page}/").status_code == 200
        assert [sql for sql in asked if "courses_answer" in sql] == []


def test_only_editors_see_the_figures(roles, amina, ines) -> None:
    version = roles.versions.get(number=1)
    address = f"/admin/handbook/version/{version.pk}/first-answers/"
    assert [client_of(who).get(address).status_code for who in (amina, ines)] == [403, 403]
    assert client_of(None).get(address)["Location"].startswith("/sign-in/?next=")
