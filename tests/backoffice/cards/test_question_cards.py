"""HR writes the quiz of a draft as cards, without ids, letters and marks."""

import re

import pytest

from handbook.models import Handbook, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.validation import check_version
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.content_files import run, shipped  # noqa: F401 - a fixture
from tests.support.drafts import published
from tests.support.question_cards import card_fields, open_cards, press, questions_address, seen_words

CODES = re.compile(
    r"§|#{2,}|(?:^|\s)[>|] |\bM[0-9]{2,}\b|\b[a-f]\)|\[[ x]\]|\b(?:board|clear|sharp|roles|question)-?[0-9]+\b|\bboard\b"
)


@pytest.fixture
def draft(siri, roles) -> Version:
    return open_draft(section=roles, by=siri, at=MONDAY)


@pytest.fixture
def hr(siri):
    return signed_in(siri)


def stored(draft: Version, language: str = "nb") -> str:
    return Version.objects.get(pk=draft.pk).text("quiz", language)


def ids(draft: Version, language: str = "nb") -> list[str]:
    return re.findall(r"^## (\S+)", stored(draft, language), re.MULTILINE)


def codes(draft: Version) -> set[str]:
    return {error.code for error in check_version(Version.objects.get(pk=draft.pk)).errors}


def test_the_page_shows_words_and_neither_ids_nor_marks(hr, draft) -> None:
    page = hr.get(questions_address(draft)).content.decode()
    words = seen_words(page)
    assert CODES.findall(words) == []
    for shown in (
        "Spørsmål 1",
        "Hva gjør du med vervet?",
        "Si fra",
        "Riktig",
        "Bare ledere får spørsmålet",
        "Banen: Hamid",
    ):
        assert shown in words


def test_what_nobody_touched_is_saved_without_a_change(hr, draft) -> None:
    for language in ("nb", "nn", "en"):
        before, revision = stored(draft, language), Version.objects.get(pk=draft.pk).revision
        answer = press(hr, draft, open_cards(hr, draft, language), language=language)
        assert answer.status_code == 302
        assert (stored(draft, language), Version.objects.get(pk=draft.pk).revision) == (before, revision)


@pytest.mark.parametrize("position", range(1, 11))
def test_no_quiz_that_ships_is_changed_by_saving_it(hr, shipped, position: int) -> None:  # noqa: F811 - the fixture
    assert run("import_content", shipped)[1] == ""
    section = Section.objects.get(handbook__slug="social-media", position=position)
    draft = Version.objects.drafts().get(section=section)
    for language in ("nb", "nn", "en"):
        before = stored(draft, language)
        assert before
        press(hr, draft, open_cards(hr, draft, language), language=language)
        assert stored(draft, language) == before
    assert Version.objects.get(pk=draft.pk).revision == draft.revision


def test_a_changed_word_is_saved_and_the_page_opens_there(hr, draft, siri) -> None:
    fields = open_cards(hr, draft)
    fields["text-board-a"] = ["Si fra til lederen"]
    press(hr, draft, fields)
    assert "- [x] a) Si fra til lederen\n" in stored(draft)
    event = Event.objects.filter(what="draft saved").latest("pk")
    assert (event.by, event.details["revision"]) == (siri, 2)


def test_marks_that_hr_types_are_words(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields["legend-board"] = ["# Hva gjør du?"]
    fields["situation-board"] = ["§ roles-1\r\n\r\n- [ ] a) Ikke et svar\x00"]
    fields["text-board-b"] = ["Tie (M05)"]
    press(hr, draft, fields)
    again = open_cards(hr, draft)
    assert again["legend-board"] == ["# Hva gjør du?"]
    assert again["situation-board"] == ["§ roles-1\n\n- [ ] a) Ikke et svar"]
    assert again["text-board-b"] == ["Tie (M05)"]
    assert ids(draft) == ["board", "clear", "sharp"]


def test_a_new_question_gets_an_id_that_was_never_used(hr, draft, siri, roles) -> None:
    answer = press(hr, draft, open_cards(hr, draft), "add:")
    assert answer["Location"].endswith("#card-question-1")
    assert ids(draft) == ["board", "clear", "sharp", "question-1"]
    page = hr.get(questions_address(draft)).content.decode()
    assert page.count("Ikke ferdig:") == 2  # in the list above, and at the card

    fields = card_fields(page)
    fields |= {
        "legend-question-1": ["Hva er nytt?"],
        "text-question-1-a": ["Ja"],
        "text-question-1-b": ["Nei"],
        "text-question-1-c": ["Kanskje"],
        "why-question-1-a": ["Ja, slik er det."],
        "why-question-1-b": ["Nei, slik er det ikke."],
        "why-question-1-c": ["Slik er det ikke."],
        "right-question-1": ["a"],
        "point-question-1": ["roles-1"],
    }
    press(hr, draft, fields)
    assert not any(error.is_error for error in check_version(Version.objects.get(pk=draft.pk)).errors)
    published(Version.objects.get(pk=draft.pk), by=siri)

    later = open_draft(section=roles, by=siri, at=MONDAY)
    press(hr, later, open_cards(hr, later), "remove:question-1")
    assert ids(later) == ["board", "clear", "sharp"]
    press(hr, later, open_cards(hr, later), "add:")
    assert ids(later) == ["board", "clear", "sharp", "question-2"]


def test_questions_are_copied_moved_and_removed(hr, draft) -> None:
    answer = press(hr, draft, open_cards(hr, draft), "copy:board")
    assert answer["Location"].endswith("#card-question-1")
    assert ids(draft) == ["board", "question-1", "clear", "sharp"]
    press(hr, draft, open_cards(hr, draft), "down:board")
    assert ids(draft) == ["question-1", "board", "clear", "sharp"]
    press(hr, draft, open_cards(hr, draft), "up:sharp")
    assert ids(draft) == ["question-1", "board", "sharp", "clear"]
    press(hr, draft, open_cards(hr, draft), "up:question-1")
    assert ids(draft) == ["question-1", "board", "sharp", "clear"]
    answer = press(hr, draft, open_cards(hr, draft), "remove:sharp")
    assert answer["Location"].endswith("#card-clear")
    assert ids(draft) == ["question-1", "board", "clear"]


def test_a_removed_question_goes_away_in_all_languages(hr, draft) -> None:
    press(hr, draft, open_cards(hr, draft), "remove:clear")
    assert [ids(draft, language) for language in ("nb", "nn", "en")] == [["board", "sharp"]] * 3
    assert "question-extra" not in codes(draft)


def test_a_section_may_be_left_without_questions(hr, draft) -> None:
    for id_ in ("board", "clear", "sharp"):
        press(hr, draft, open_cards(hr, draft), f"remove:{id_}")
    assert stored(draft) == ""
    page = hr.get(questions_address(draft)).content.decode()
    assert "Det er ingen spørsmål." in page
    assert not any(error.is_error for error in check_version(Version.objects.get(pk=draft.pk)).errors)


def test_answers_are_added_with_an_unused_letter_and_removed(hr, draft) -> None:
    press(hr, draft, open_cards(hr, draft), "remove-answer:board:c")
    assert "c)" not in stored(draft, "nb").split("## clear")[0]
    assert "c)" not in stored(draft, "nn").split("## clear")[0]
    for _time in range(5):
        press(hr, draft, open_cards(hr, draft), "add-answer:board")
    # Answers to the published question are bound to c; and nobody gets more than six.
    assert open_cards(hr, draft)["option-board"] == ["a", "b", "d", "e", "f", "g"]
    for letter in ("a", "b", "d", "e", "f"):
        press(hr, draft, open_cards(hr, draft), f"remove-answer:board:{letter}")
    assert open_cards(hr, draft)["option-board"] == ["f", "g"]


def test_two_right_answers_are_two_to_be_chosen(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields["right-board"] = ["a", "c"]
    press(hr, draft, fields)
    assert stored(draft).startswith("## board (choose 2)\n")
    assert "- [x] c) Vente\n" in stored(draft)  # a right answer has no misconception
    assert stored(draft, "nn").startswith("## board (choose 2)\n")  # translations follow
    assert not {"right-count", "right-differs"} & codes(draft)


def test_a_question_for_managers_alone(hr, draft) -> None:
    fields = open_cards(hr, draft)
    assert (fields["leaders-sharp"], fields.get("leaders-board")) == (["leaders"], None)
    fields["point-board"] = ["roles-3"]
    press(hr, draft, fields)
    page = hr.get(questions_address(draft)).content.decode()
    assert "Spørsmålet handler om et punkt for ledere." in page
    assert 'href="#id_leaders-board"' in page
    fields = card_fields(page) | {"leaders-board": ["leaders"]}
    press(hr, draft, fields)
    assert stored(draft).startswith("## board (leaders)\n\n§ roles-3\n")


def test_a_new_misconception_is_added_to_the_handbook_once(hr, draft, small, siri) -> None:
    fields = open_cards(hr, draft)
    fields |= {"new-board-b": ["at\x01 tushet\x00  er frivillig"], "side-board-b": ["cautious"]}
    press(hr, draft, fields)
    added = {"side": "cautious", "nb": "at tushet er frivillig", "nn": "", "en": ""}
    known = Handbook.objects.get(pk=small.pk).readable_misconceptions
    (id_,) = [id_ for id_, texts in known.items() if texts == added]
    assert id_ not in small.readable_misconceptions
    assert f"- [ ] b) Tie ({id_})\n" in stored(draft)
    event = Event.objects.get(what="misconception added")
    assert (event.by, event.details["name"]) == (siri, id_)

    fields = open_cards(hr, draft)
    fields |= {"new-board-c": ["At tushet er frivillig"], "side-board-c": ["cautious"]}
    press(hr, draft, fields)
    assert stored(draft).count(f"({id_})") == 2
    assert Event.objects.filter(what="misconception added").count() == 1


def test_no_misconception_need_be_named(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields["thinks-board-b"] = [""]
    press(hr, draft, fields)
    assert "- [ ] b) Tie\n" in stored(draft)
    assert not any(error.is_error for error in check_version(Version.objects.get(pk=draft.pk)).errors)


def test_an_error_stands_at_its_field_and_is_linked_from_the_top(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields |= {"legend-board": [""], "why-clear-b": [""], "text-board-c": ["Tie"], "point-clear": []}
    press(hr, draft, fields)
    page = hr.get(questions_address(draft)).content.decode()
    linked = re.findall(r'<li><a href="#([^"]+)">(Spørsmål \d:) ([^<]+)</a></li>', page)
    assert linked == [
        ("id_legend-board", "Spørsmål 1:", "Skriv spørsmålet."),
        ("id_text-board-c", "Spørsmål 1:", "Et annet svar har de samme ordene. Skriv noe annet i ett av dem."),
        ("points-clear", "Spørsmål 2:", "Kryss av for punktene spørsmålet handler om."),
        (
            "id_why-clear-b",
            "Spørsmål 2:",
            "Skriv hvorfor svaret er riktig eller galt. Leserne ser det når de har svart.",
        ),
    ]
    assert all(f'id="{anchor}"' in page for anchor, _number, _sentence in linked)
    assert CODES.findall(seen_words(page)) == []


def test_a_form_that_gives_the_answer_away_is_a_warning(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields["text-board-a"] = ["Si fra til lederen din, og vent til dere har snakket om hva vervet betyr"]
    press(hr, draft, fields)
    page = hr.get(questions_address(draft)).content.decode()
    assert "Det riktige svaret er mye lengre enn de andre" in page
    assert "errors-heading" not in page


def test_what_somebody_else_saved_is_not_overwritten_and_nothing_typed_is_lost(hr, draft, olav) -> None:
    fields = open_cards(hr, draft)
    other = signed_in(olav)
    theirs = open_cards(other, draft) | {"legend-board": ["Deres spørsmål?"]}
    press(other, draft, theirs, "add:")

    fields |= {"legend-board": ["Mitt spørsmål?"], "new-board-b": ["at det er vanlig"]}
    answer = press(hr, draft, fields)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mitt spørsmål?" in page
    assert "<strong>Deres spørsmål?</strong>" in page
    assert "Deres spørsmål?" in stored(draft)
    assert CODES.findall(seen_words(page)) == []
    assert not Event.objects.filter(what="misconception added").exists()  # whoever keeps theirs leaves nothing behind

    press(hr, draft, card_fields(page))
    assert "Mitt spørsmål?" in stored(draft)
    assert ids(draft) == ["board", "clear", "sharp"]
    thinks = re.search(r"b\) Tie \((M\d+)\)", stored(draft))
    assert thinks
    assert Handbook.objects.get(slug="small").misconception(thinks[1], "nb")["text"] == "at det er vanlig"


def test_whoever_was_signed_out_signs_in_and_loses_nothing(hr, draft) -> None:
    fields = open_cards(hr, draft)
    fields["legend-board"] = ["Hva nå?"]
    hr.logout()
    answer = press(hr, draft, fields)
    assert answer.status_code == 401
    carried = card_fields(answer.content.decode())
    hr.post(questions_address(draft), carried | {"username": ["1003"], "password": ["a good long password"]})
    assert "Hva nå?" in stored(draft)


def test_words_for_a_draft_that_was_published_meanwhile_go_into_a_new_one(hr, draft, siri, roles) -> None:
    fields = open_cards(hr, draft)
    fields["legend-board"] = ["Hva nå?"]
    save_draft(draft=draft, texts={"title_nb": "Roller"}, revision=1, by=siri, at=MONDAY)
    published(Version.objects.get(pk=draft.pk), by=siri)

    answer = press(hr, draft, fields)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hva nå?" in page
    carried = card_fields(page)
    opened = press(hr, draft, carried, "new-draft")
    assert opened.status_code == 409
    newer = Version.objects.drafts().get(section=roles)
    press(hr, newer, card_fields(opened.content.decode()))
    assert "Hva nå?" in stored(newer)


def test_what_cards_cannot_show_is_left_to_markdown(hr, draft, siri) -> None:
    text = draft.quiz_nb.replace("- [ ] b) Tie", "- (x) b) Tie")
    save_draft(draft=draft, texts={"quiz_nb": text}, revision=1, by=siri, at=MONDAY)
    page = hr.get(questions_address(draft)).content.decode()
    assert "kan ikke vises her" in page
    assert f"/admin/handbook/version/{draft.pk}/markdown/?text=nb#id_quiz" in page
    assert "legend-board" not in page
    assert stored(draft) == text


def test_the_form_is_not_let_grow_beyond_what_can_be_sent(hr, draft, siri, settings) -> None:
    one = draft.quiz_nb.split("## clear")[0]
    many = "\n".join(one.replace("## board", f"## board{number}") for number in range(80))
    save_draft(draft=draft, texts={"quiz_nb": many}, revision=1, by=siri, at=MONDAY)
    fields = open_cards(hr, draft)
    assert sum(map(len, fields.values())) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    answer = hr.post(questions_address(draft), fields | {"action": ["add:"]}, follow=True)
    assert "Siden har ikke plass til mer." in answer.content.decode()
    assert len(ids(draft)) == 80

    far_too_many = "\n".join(one.replace("## board", f"## board{number}") for number in range(150))
    save_draft(draft=draft, texts={"quiz_nb": far_too_many}, revision=2, by=siri, at=MONDAY)
    assert "kan ikke vises her" in hr.get(questions_address(draft)).content.decode()


def test_a_published_question_can_be_withdrawn_from_its_card_by_a_publisher(hr, olav, draft) -> None:
    published_version = draft.section.versions.get(number=1)
    address = f"/admin/handbook/withdrawnquestion/versions/{published_version.pk}/board/"
    publisher = signed_in(olav)
    assert address in publisher.get(questions_address(draft)).content.decode()
    assert address not in hr.get(questions_address(draft)).content.decode()
    publisher.post(address, {"reason": "Svaret er feil."})
    assert address not in publisher.get(questions_address(draft)).content.decode()


def test_a_question_rewritten_altogether_is_asked_about_in_words(hr, draft, siri) -> None:
    fields = open_cards(hr, draft)
    fields |= {
        "legend-board": ["Hvor lenge oppbevares sakspapirene?"],
        "text-board-a": ["Ti år etter vedtaket"],
        "text-board-b": ["Til neste valg"],
        "text-board-c": ["Uten grense"],
        "why-board-a": ["Fristen følger av arkivplanen."],
        "why-board-b": ["Valget har ingen betydning her."],
        "why-board-c": ["Arkivet tømmes etter planen."],
    }
    answer = press(hr, draft, fields, "review")
    assert "/questions/" in answer["Location"]
    page = hr.get(answer["Location"]).content.decode()
    assert "Ordene er helt andre enn før. Er det samme spørsmålet?" in page
    (field,) = re.findall(r'name="(block-quiz-\w+)"', page)[:1]
    press(hr, draft, card_fields(page) | {field: ["question-1"]})
    assert ids(draft)[0] == "question-1"
    assert "Er det samme spørsmålet?" not in hr.get(questions_address(draft)).content.decode()


@pytest.mark.parametrize("page", ["edit", "questions", "markdown"])
def test_every_page_of_the_editor_saves_and_leads_to_the_others(hr, draft, page: str) -> None:
    address = f"/admin/handbook/version/{draft.pk}/{page}/?text=nn"
    shown = hr.get(address).content.decode()
    parts = re.findall(r'name="action" value="page-(\w+)"( aria-current="true")?', shown)
    assert parts == [
        (part, ' aria-current="true"' if part == page else "") for part in ("edit", "questions", "markdown")
    ]
    for part, _current in parts:
        answer = hr.post(address, card_fields(shown) | {"action": [f"page-{part}"]})
        assert answer["Location"] == f"/admin/handbook/version/{draft.pk}/{part}/?text=nn"


def test_enter_in_a_field_saves_and_does_nothing_else(hr, draft) -> None:
    """A browser presses the first button of the form."""
    page = hr.get(questions_address(draft)).content.decode()
    conflict = press(hr, draft, card_fields(page) | {"revision": ["7"]}).content.decode()
    for shown in (page, conflict):
        assert re.findall(r'name="action" value="([^"]*)"', shown)[0] == "save"


def test_only_editors_see_the_page(amina, draft) -> None:
    assert signed_in(amina).get(questions_address(draft)).status_code == 403
