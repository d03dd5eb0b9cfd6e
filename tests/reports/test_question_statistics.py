"""The questions of a section and their figures over time."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from courses.question_withdrawal import withdraw_question
from handbook.models import Kind, Section, Version
from tests.cast import MONDAY
from tests.support.attempts import first_answer, hire_people
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish

pytestmark = pytest.mark.usefixtures("required")
ADDRESS = "/reports/handbooks/small/roles/questions/"
FEWER = ["Færre enn fem", "–", "–"]


@pytest.fixture
def people(solvik):
    return hire_people(solvik, 12)


def page_of(employee, language: str = "nb") -> str:
    return signed_in(employee, language).get(ADDRESS).content.decode()


def rows_of(page: str, question: str) -> list[list[str]]:
    """The cells of a question's table, row by row; the words in full are left out."""
    table = page.partition(f'<table class="ds-table report blocks even" aria-labelledby="question-{question}">')[2]
    body = re.sub(r"<details.*?</details>", "", table.partition("</table>")[0].partition("<tbody>")[2], flags=re.DOTALL)
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]  # fmt: skip


def publish(roles, olav, **texts: tuple[str, str]) -> None:
    section = Section.objects.select_related("handbook").get(pk=roles.pk)
    edit_and_publish(section, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)


def test_a_question_has_a_row_for_each_wording_and_a_line_where_it_changed(roles, olav, siri, people) -> None:
    for number, person in enumerate(people[:5]):
        first_answer(person, roles, "board", "bbbca"[number])
    publish(roles, olav, source_nb=("Et verv kan", "Et verv vil"))
    publish(roles, olav, source_nb=("Et verv vil", "Et verv må"), quiz_nb=("Hva gjør du", "Hva sier du"))
    for person in people:
        first_answer(person, roles, "board", "a", version=3)

    page = page_of(siri)
    assert rows_of(page, "board") == [
        ["Siden versjon 3", "10", "100 %", "–"],
        ["Ordlyden ble endret i versjon 3"],
        ["Versjon 1–2", "5", "20 %", "«Jeg må spørre» (er strengere enn reglene)"],
    ]
    assert rows_of(page, "clear") == [["Siden versjon 1", *FEWER]]
    assert "<summary>Vis spørsmålet</summary>" in page
    assert "Hva sier du med vervet?" in page
    assert "Hva gjør du med vervet?" in page


@pytest.mark.parametrize(
    ("language", "share", "misconception"),
    [
        ("nb", "20 %", "«Jeg må spørre» (er strengere enn reglene)"),
        ("nn", "20 %", "«Eg må spørje» (er strengare enn reglane)"),
        ("en", "20%", "“I must ask” (is stricter than the rules)"),
    ],
)
def test_quotation_marks_and_percent_signs_are_those_of_the_language(
    language: str, share: str, misconception: str, roles, siri, people
) -> None:
    for number, person in enumerate(people[:5]):
        first_answer(person, roles, "board", "bbbca"[number])
    (row,) = rows_of(page_of(siri, language), "board")
    assert row[1:] == ["5", share, misconception]


def test_the_page_is_told_in_the_language_of_whoever_reads_it(roles, siri, people) -> None:
    page = page_of(siri, "nn")
    assert '<h2 id="question-board" lang="nn">1. Kva gjer du med vervet?</h2>' in page
    assert rows_of(page, "board") == [["Sidan versjon 1", "Færre enn fem", "–", "–"]]


def test_a_translation_that_was_not_there_is_told_in_the_words_of_the_source(roles, olav, siri) -> None:
    publish(roles, olav, source_nb=("Et verv kan", "Et verv vil"), quiz_nb=("Hva gjør du", "Hva sier du"))
    page = page_of(siri, "en")
    assert page.count("What do you do about the office?") >= 2


def test_a_question_that_is_asked_no_longer_says_so(roles, olav, siri, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "a")
    draft = roles.versions.get()
    gone = {
        f"quiz_{language}": (draft.text("quiz", language).partition("\n## clear")[0] + "\n", "")
        for language in ("nb", "nn", "en")
    }
    publish(roles, olav, source_nb=("Et verv kan", "Et verv vil"), **gone)
    page = page_of(siri)
    assert "Stilles ikke lenger; sist i versjon 1." in page
    assert page.index("question-clear") < page.index("question-board")
    assert rows_of(page, "board") == [["Versjon 1", "5", "100 %", "–"]]


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("nb", ["Versjon 1 Trukket tilbake 26. november 2026", "5", "100 %", "–"]),
        ("nn", ["Versjon 1 Trekt tilbake 26. november 2026", "5", "100 %", "–"]),
        ("en", ["Version 1 Withdrawn 26 November 2026", "5", "100%", "–"]),
    ],
)
def test_words_that_are_withdrawn_say_since_which_day_and_nothing_more(
    roles, olav, ines, people, language, row
) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "a")
    version = Version.objects.select_related("section__handbook").get(section=roles, number=1)
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    withdraw_question(version=version, question="board", reason="To svar er riktige.", by=olav, at=late)
    publish(roles, olav, source_nb=("Et verv kan", "Et verv vil"), quiz_nb=("Hva gjør du", "Hva sier du"))
    page = page_of(ines, language)
    newest, _changed, withdrawn = rows_of(page, "board")
    assert (newest[0].split()[0] in ("Siden", "Sidan", "Since"), len(newest[0].split()), withdrawn) == (True, 3, row)
    assert [phrase for phrase in ("To svar er riktige.", "Olav") if phrase in page] == []


def test_the_overview_leads_there(ines, roles) -> None:
    assert f'<a class="more" href="{ADDRESS}">' in signed_in(ines).get("/reports/overview/").content.decode()


def test_a_section_that_is_not_published_has_no_such_page(roles, siri) -> None:
    Section.objects.create(handbook=roles.handbook, slug="brand-new", position=9)
    assert signed_in(siri).get("/reports/handbooks/small/brand-new/questions/").status_code == 404


def test_the_page_says_the_same_whatever_four_people_answered(roles, siri, people) -> None:
    """And in whichever language: nobody can be told from it."""
    before = without_token(page_of(siri))
    for number, person in enumerate(people[:4]):
        first_answer(person, roles, "board", "abca"[number], language=("nb", "nn")[number % 2])
    assert without_token(page_of(siri)) == before


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
