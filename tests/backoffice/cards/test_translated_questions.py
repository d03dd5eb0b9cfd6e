"""HR translates a quiz on the source's cards: words alone, since ids and right answers come from the source."""

import re

import pytest

from handbook.models import Edition, Version
from handbook.translations.questions import outdated_questions
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.validation import check_version
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.drafts import published
from tests.support.question_cards import card_fields, open_cards, press, questions_address


@pytest.fixture
def draft(siri, roles) -> Version:
    return open_draft(section=roles, by=siri, at=MONDAY)


@pytest.fixture
def hr(siri):
    return signed_in(siri)


def again(draft: Version) -> Version:
    return Version.objects.get(pk=draft.pk)


def page_of(hr, draft: Version, language: str = "nn") -> str:
    return hr.get(questions_address(draft, language)).content.decode()


def order(page: str) -> list[str]:
    return re.findall(r'name="card" value="([\w-]+)"', page)


def test_the_source_stands_beside_each_field_and_nothing_can_be_moved(hr, draft) -> None:
    page = page_of(hr, draft)
    assert 'lang="nb" id="id_legend-board_source">Hva gjør du med vervet?</p>' in page
    assert card_fields(page)["legend-board"] == ["Kva gjer du med vervet?"]
    assert {value.partition(":")[0] for value in re.findall(r'name="action" value="([^"]*)"', page)} == {
        "save",
        "review",
        "text-nb",
        "text-nn",
        "text-en",
        "page-edit",
        "page-questions",
        "page-markdown",
    }
    assert not re.findall(r'name="(?:right|point|leaders|thinks)-', page)


def test_words_are_saved_and_what_is_right_comes_from_the_source(hr, draft) -> None:
    fields = open_cards(hr, draft, "nn") | {"text-board-b": ["Teie stille"], "right-board": ["b"]}
    press(hr, draft, fields, "add:", language="nn")
    quiz = again(draft).quiz_nn
    assert "- [x] a) Sei frå\n" in quiz
    assert "- [ ] b) Teie stille\n" in quiz
    assert quiz.count("## ") == 3


def test_a_question_that_the_translation_lacks_is_an_empty_card_and_may_stay_so(hr, draft) -> None:
    press(hr, draft, open_cards(hr, draft), "copy:board")
    page = page_of(hr, draft)
    assert order(page) == ["question-1", "board", "clear", "sharp"]
    assert "ikke oversatt ennå" in page
    press(hr, draft, card_fields(page), language="nn")
    assert "question-1" not in again(draft).quiz_nn

    fields = card_fields(page) | {
        "legend-question-1": ["Kva no?"],
        **{f"text-question-1-{letter}": [f"Svaret {letter * 3}"] for letter in "abc"},
        **{f"why-question-1-{letter}": ["Difor."] for letter in "abc"},
    }
    press(hr, draft, fields, language="nn")
    text = again(draft).quiz_nn.split("## question-1")[1]
    assert text.startswith(" (from ")
    assert "- [x] a) Svaret aaa\n" in text
    assert not any(error.is_error for error in check_version(again(draft)).errors)


def test_a_half_translated_question_is_kept_with_its_gaps(hr, draft) -> None:
    press(hr, draft, open_cards(hr, draft), "copy:board")
    press(hr, draft, open_cards(hr, draft, "nn") | {"legend-question-1": ["Kva no?"]}, language="nn")
    page = page_of(hr, draft)
    assert card_fields(page)["legend-question-1"] == ["Kva no?"]
    assert 'href="#id_text-question-1-a"' in page


def test_a_question_whose_source_was_changed_comes_first_with_what_was_changed(hr, draft, siri, roles) -> None:
    press(hr, draft, open_cards(hr, draft) | {"legend-sharp": ["Hva kan lederen regne med?"]})
    page = page_of(hr, draft)
    assert order(page) == ["sharp", "board", "clear"]
    assert "Det som er endret i kilden" in page
    assert re.search(r"<del>.*bør.*</del>.*<ins>.*kan.*</ins>", page)
    assert page.count('name="matches"') == 1


def test_whoever_has_compared_a_question_says_so_and_is_no_author(hr, draft, olav) -> None:
    press(hr, draft, open_cards(hr, draft) | {"legend-sharp": ["Hva kan lederen regne med?"]})
    other = signed_in(olav)
    fields = open_cards(other, draft, "nn") | {"matches": ["sharp"]}
    press(other, draft, fields, language="nn")

    saved = again(draft)
    assert re.search(r"^## sharp \(from [0-9a-f]{16}\)$", saved.quiz_nn, re.MULTILINE)
    assert not saved.is_written_by(olav)
    event = Event.objects.filter(what="draft saved").latest("pk")
    assert (event.by, event.details["vouched"]) == (olav, "nn")
    assert 'name="matches"' not in page_of(other, draft)


def test_a_compared_question_is_asked_in_the_readers_language(hr, draft, siri, roles) -> None:
    press(hr, draft, open_cards(hr, draft) | {"legend-board": ["Hva bør du gjøre med vervet?"]})
    press(hr, draft, open_cards(hr, draft, "nn") | {"matches": ["board"]}, language="nn")
    version = published(again(draft), by=siri)
    outdated = {
        language: outdated_questions(Edition.objects.get(version=version, language=language))
        for language in ("nn", "en")
    }
    assert outdated == {"nn": frozenset(), "en": frozenset({"board"})}


def test_a_question_that_the_source_no_longer_has_goes_away_with_the_next_saving(hr, draft, siri) -> None:
    text = draft.quiz_nb.split("## clear")[0]
    save_draft(draft=draft, texts={"quiz_nb": text}, revision=1, by=siri, at=MONDAY)
    page = page_of(hr, draft)
    assert order(page) == ["board"]
    assert re.findall(r'<li lang="nn">([^<]+)</li>', page[page.index("left-behind-heading") :])[:2] == [
        "Når er du tydeleg?",
        "Kva bør leiaren rekne med?",
    ]
    press(hr, draft, open_cards(hr, draft, "nn"), language="nn")
    assert re.findall(r"^## (\S+)", again(draft).quiz_nn, re.MULTILINE) == ["board"]
    assert "left-behind-heading" not in page_of(hr, draft)


def test_a_source_without_questions_names_those_that_translations_still_have(hr, draft, siri) -> None:
    save_draft(draft=draft, texts={"quiz_nb": ""}, revision=1, by=siri, at=MONDAY)
    page = page_of(hr, draft, "nb")
    assert "Oversettelser har spørsmål som kilden ikke har." in page
    assert "Kva bør leiaren rekne med?" in page


def test_a_source_that_cards_cannot_show_is_named(hr, draft, siri) -> None:
    text = draft.quiz_nb.replace("- [ ] b) Tie", "- (x) b) Tie")
    save_draft(draft=draft, texts={"quiz_nb": text}, revision=1, by=siri, at=MONDAY)
    page = page_of(hr, draft)
    assert f"/admin/handbook/version/{draft.pk}/markdown/?text=nb#id_quiz" in page
    assert "legend-board" not in page


def test_what_somebody_else_saved_in_a_translation_stands_below_ones_own(hr, draft, olav) -> None:
    fields = open_cards(hr, draft, "nn")
    other = signed_in(olav)
    press(other, draft, open_cards(other, draft, "nn") | {"legend-board": ["Deira?"]}, language="nn")
    answer = press(hr, draft, fields | {"legend-board": ["Mitt?"]}, language="nn")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert card_fields(page)["legend-board"] == ["Mitt?"]
    assert "<strong>Deira?</strong>" in page
    assert page.count('class="theirs"') == 1
