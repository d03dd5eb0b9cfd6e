"""HR looks after the questions of a published version, and withdraws a faulty one."""

import re

import pytest

from courses.attempts.answer import answer
from courses.models import Completion, Credit
from handbook.models import Kind, Section, Version, WithdrawnQuestion
from handbook.versions.drafts import open_draft
from tests.cast import MONDAY
from tests.support.attempts import begin, hire_people
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish
from tests.support.queries import queries
from tests.support.text import page_text

pytestmark = pytest.mark.usefixtures("required")

WHY = "To svar er riktige."


def version_of(section: Section, number: int = 1) -> Version:
    return Version.objects.get(section=section, number=number)


def questions(section: Section, number: int = 1) -> str:
    return f"/admin/handbook/withdrawnquestion/versions/{version_of(section, number).pk}/"


def form(section: Section, question: str, number: int = 1) -> str:
    return f"{questions(section, number)}{question}/"


def test_the_questions_are_reached_from_the_published_version(roles, olav) -> None:
    client, pk = signed_in(olav), version_of(roles).pk
    for address in (f"/admin/handbook/version/{pk}/changes/", f"/admin/handbook/version/{pk}/change/"):
        assert f'href="{questions(roles)}"' in client.get(address).content.decode()
    page = client.get(questions(roles))
    assert [listed.question.id for listed in page.context["questions"]] == ["board", "clear", "sharp"]
    assert "Spørsmål 1 · handler om punkt 1.1, 1.4 " in page_text(page)
    for question in ("board", "clear", "sharp"):
        assert f'href="{form(roles, question)}"' in page.content.decode()


def test_the_address_that_the_courses_had_leads_on(roles, olav) -> None:
    client, pk = signed_in(olav), version_of(roles).pk
    page = client.get(f"/admin/courses/withdrawnquestion/versions/{pk}/?text=nn", follow=True)
    assert page.redirect_chain == [(f"{questions(roles)}?text=nn", 302)]
    assert page.status_code == 200


def test_the_form_shows_the_words_in_every_language(roles, olav) -> None:
    page = page_text(signed_in(olav).get(form(roles, "board")))
    for words in ("Hva gjør du med vervet?", "Kva gjer du med vervet?", "What do you do about the office?"):
        assert words in page


FEWER = {
    "nb": (
        "I færre enn fem åpne forsøk er spørsmålet ikke besvart riktig ennå. Der vil det telle som riktig.",
        "Færre enn fem ansatte har da ikke noe igjen, og er ferdige.",
        "Trekk spørsmålet tilbake og godskriv det i færre enn fem åpne forsøk",
        "Spørsmålet er trukket tilbake. Det teller som riktig i færre enn fem åpne forsøk. Dermed er færre enn fem ansatte ferdige.",
    ),
    "nn": (
        "I færre enn fem opne forsøk har spørsmålet ikkje fått rett svar enno. Der vil det telje som rett.",
        "Færre enn fem tilsette har då ikkje noko att, og er ferdige.",
        "Trekk spørsmålet tilbake og godskriv det i færre enn fem opne forsøk",
        "Spørsmålet er trekt tilbake. Det tel som rett i færre enn fem opne forsøk. Dermed er færre enn fem tilsette ferdige.",
    ),
    "en": (
        "In fewer than five open attempts it has not been answered right yet. It will count as right in them.",
        "Fewer than five employees then have nothing left, and are done.",
        "Withdraw the question and credit it in fewer than five open attempts",
        "The question is withdrawn. It counts as right in fewer than five open attempts. This completed the section for fewer than five employees.",
    ),
}
"""What the page, its button and the message say of zero to four; of others they name a number instead."""
AT_LEAST = {
    "nb": ("Færre enn fem", "Minst 5", "færre enn fem", "minst 5"),
    "nn": ("Færre enn fem", "Minst 5", "færre enn fem", "minst 5"),
    "en": ("Fewer than five", "At least 5", "fewer than five", "at least 5"),
}


@pytest.mark.parametrize("language", FEWER)
@pytest.mark.parametrize("number", [0, 1, 4, 5, 9])
def test_page_button_and_message_name_no_number_below_five_and_fives_above(
    solvik, roles, olav, language, number
) -> None:
    for hire_person in hire_people(solvik, number):
        answer(attempt=begin(hire_person, roles), question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    *on_the_page, message = FEWER[language]
    if number >= 5:
        few, five, few_inside, five_inside = AT_LEAST[language]
        message = message.replace(few, five).replace(few_inside, five_inside)
        on_the_page = [sentence.replace(few, five).replace(few_inside, five_inside) for sentence in on_the_page]
    client = signed_in(olav, language)
    page = page_text(client.get(form(roles, "board")))
    assert [sentence for sentence in on_the_page if sentence not in page] == []
    assert message in page_text(client.post(form(roles, "board"), {"reason": WHY}, follow=True))
    assert Completion.objects.count() == number


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Endres spørsmålet eller en forklaring i en senere versjon, stilles spørsmålet igjen."),
        ("nn", "Blir spørsmålet eller ei forklaring endra i ein seinare versjon, blir spørsmålet stilt att."),
        ("en", "If the question or an explanation is changed in a later version, the question is asked again."),
    ],
)
def test_the_form_says_that_another_explanation_has_it_asked_again(roles, olav, language, words) -> None:
    assert words in page_text(signed_in(olav, language).get(form(roles, "board")))


def test_a_publisher_withdraws_with_a_reason_and_it_stands_as_withdrawn(amina, kari, roles, olav) -> None:
    attempt = begin(amina, roles)
    begin(kari, roles)
    answer(attempt=attempt, question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    client = signed_in(olav)
    refused = client.post(form(roles, "board"), {"reason": "  "})
    assert (refused.status_code, refused.context["form"].errors) == (422, {"reason": ["Skriv i en setning hva som er galt."]})  # fmt: skip
    assert WithdrawnQuestion.objects.count() == 0

    done = client.post(form(roles, "board"), {"reason": WHY}, follow=True)

    assert done.redirect_chain == [(questions(roles), 302)]
    page = page_text(done)
    assert re.search(rf"Trukket tilbake · .* av Olav Strand \(1004\) {WHY}", page)
    assert f'href="{form(roles, "board")}"' not in done.content.decode()
    assert (Credit.objects.count(), Completion.objects.get().attempt) == (2, attempt)
    assert "Spørsmålet er allerede trukket tilbake." in page_text(
        client.post(form(roles, "board"), {"reason": WHY}, follow=True)
    )
    assert client.get(form(roles, "board")).status_code == 200
    assert Credit.objects.count() == 2


def test_what_is_rewritten_in_one_language_is_said_to_be_asked_there(roles, olav) -> None:
    client = signed_in(olav)
    client.post(form(roles, "board"), {"reason": WHY})
    words = ("Kva gjer du med vervet?", "Kva bør du gjere med vervet?")
    edit_and_publish(roles, {"quiz_nn": words}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert [listed.asked_in for listed in client.get(questions(roles, 2)).context["questions"]] == [
        ["nn"],
        ["nb", "nn", "en"],
        ["nb", "nn", "en"],
    ]
    assert "Skrevet om siden, og stilles igjen på: nynorsk" in page_text(client.get(questions(roles, 2)))


def test_an_editor_sees_the_questions_and_withdraws_none(roles, siri, olav) -> None:
    client = signed_in(siri)
    page = client.get(questions(roles))
    assert (page.status_code, f'href="{form(roles, "board")}"' in page.content.decode()) == (200, False)
    for answered in (client.get(form(roles, "board")), client.post(form(roles, "board"), {"reason": WHY})):
        assert answered.status_code == 403
    assert WithdrawnQuestion.objects.count() == 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_strange_addresses_are_no_pages(roles, olav, language) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    client = signed_in(olav, language)
    for address in (
        form(roles, "nonsense"),
        f"/admin/handbook/withdrawnquestion/versions/{draft.pk}/",
        f"/admin/handbook/withdrawnquestion/versions/{draft.pk}/board/",
        "/admin/handbook/withdrawnquestion/versions/999999/board/",
    ):
        assert (client.get(address).status_code, client.post(address, {"reason": WHY}).status_code) in ((404, 404), (404, 405))  # fmt: skip


def test_the_list_of_all_withdrawn_questions_says_who_why_and_when(roles, siri, olav) -> None:
    signed_in(olav).post(form(roles, "board"), {"reason": WHY})
    page = page_text(signed_in(siri).get("/admin/handbook/withdrawnquestion/"))
    for words in ("Hva gjør du med vervet?", "Rollene dine", WHY, "Olav Strand"):
        assert words in page
    assert "board" not in page
    row = WithdrawnQuestion.objects.get()
    one = f"/admin/handbook/withdrawnquestion/{row.pk}/change/"
    assert WHY in page_text(signed_in(siri).get(one))
    assert signed_in(siri).post(one, {"reason": "Noe annet."}).status_code == 403
    assert signed_in(siri).get("/admin/handbook/withdrawnquestion/add/").status_code == 403


def test_the_pages_ask_the_same_with_one_withdrawn_and_with_two(amina, kari, roles, olav) -> None:
    begin(amina, roles)
    client = signed_in(olav)

    def asked(address: str) -> int:
        client.get(address)
        with queries() as statements:
            assert client.get(address).status_code == 200
        return len(statements)

    pages = (questions(roles), form(roles, "clear"), "/admin/handbook/withdrawnquestion/")
    client.post(form(roles, "board"), {"reason": WHY})
    with_one = [asked(page) for page in pages]
    for employee in (kari, olav):
        begin(employee, Section.objects.select_related("handbook").get(pk=roles.pk))
    client.post(form(roles, "sharp"), {"reason": WHY})
    assert [asked(page) for page in pages] == with_one
