"""A quiz becomes cards without marks, and cards a quiz: what HR writes on them is read as words, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.quiz.cards import (
    OptionCard,
    QuestionCard,
    are_cards_enough,
    blank_card,
    compose_quiz,
    free_letter,
    free_question_id,
    paragraphs_of,
    question_cards,
    words_of,
)
from markup.quiz.parser import parse_quiz_body
from markup.section.inline import as_seen
from tests.markup.quiz.quiz_strategies import GOOD
from tests.markup.section.text_strategies import any_text, examples
from tests.support.content_files import SHIPPED
from tests.support.quizzes import parse

DEMO = Path(__file__).parents[3] / "config" / "demo" / "first_version"
QUIZZES = sorted([*SHIPPED.glob("**/*.quiz.md"), *DEMO.glob("**/*.quiz.md")])
WORDS = QuestionCard(
    "board-member",
    "Hamid leder idrettslaget.",
    "Hva bør han gjøre?",
    (
        OptionCard("a", "Si fra", "Da vet alle det.", is_right=True),
        OptionCard("b", "Tie", "Det hjelper ingen.", misconception="M05"),
        OptionCard("c", "Vente", "Saken venter ikke.", misconception="M13"),
    ),
    tests=("roles-1", "roles-3"),
)


def cards_of(text: str, *, is_source: bool = True) -> tuple[QuestionCard, ...]:
    quiz = parse_quiz_body(text, language="nb" if is_source else "nn", source_language="nb").value
    return question_cards(quiz, is_source=is_source)


def test_a_question_is_a_card_of_words() -> None:
    assert cards_of(GOOD) == (WORDS,)
    assert compose_quiz([WORDS], is_source=True) == GOOD


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_every_quiz_that_ships_is_the_same_bytes_after_it_was_cards(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    body = text.split("---\n\n", 1)[1] if text.startswith("---") else text
    is_source = path.name == "nb.quiz.md"
    assert compose_quiz(cards_of(body, is_source=is_source), is_source=is_source) == body


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("§ roles-1", "\\§ roles-1"),
        ("§ 13 sier noe annet", "§ 13 sier noe annet"),
        ("## Tittel", "\\## Tittel"),
        ("#metoo er en kampanje", "\\#metoo er en kampanje"),
        ("> Sitat", "\\> Sitat"),
        ("- Punkt", "\\- Punkt"),
        ("• Punkt", "&#8226; Punkt"),
        ("---", "\\---"),
        ("1. desember er fristen", "1\\. desember er fristen"),
        ("2. desember er fristen", "2. desember er fristen"),
        ("[x] a) Ja", "&#91;x] a) Ja"),
        ("☐ a) Ja", "&#9744; a) Ja"),
        ("| a | b |", "| a | b |"),
        ("Det er **viktig**", "Det er **viktig**"),
        ("\\", ""),
        ("Ord\x00 og\r\nord\u00a0til", "Ord og ord til"),
    ],
)
def test_what_would_be_a_mark_is_escaped_in_a_paragraph(typed: str, stored: str) -> None:
    composed = compose_quiz([QuestionCard("q", typed, "Hva nå?", WORDS.options)], is_source=True)
    (question,) = parse(composed).value.questions
    assert question.situation == ((stored,) if stored else ())
    assert question.legend == "Hva nå?"
    assert [card.situation for card in cards_of(composed)] == [words_of(typed)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ja (M05)", "Ja (&#77;05)"),
        ("(m 5) Ja", "(&#109; 5) Ja"),
        ("M05", "M05"),
        ("b) Ja", "b) Ja"),
        ("[ ] Ja", "[ ] Ja"),
        ("- Ja", "- Ja"),
        ("", ""),
    ],
)
def test_words_of_an_answer_are_no_misconception(typed: str, stored: str) -> None:
    options = (OptionCard("a", "Nei", "Nei.", is_right=True), OptionCard("b", typed, "> Fordi", misconception="M13"))
    composed = compose_quiz([QuestionCard("q", legend="Hva nå?", options=options)], is_source=True)
    (question,) = parse(composed).value.questions
    assert (question.options[1].text, question.options[1].misconception, question.options[1].why) == (
        stored,
        "M13",
        "> Fordi",
    )
    assert cards_of(composed)[0].options == options


def test_a_situation_without_a_question_does_not_become_the_question() -> None:
    composed = compose_quiz([QuestionCard("q", "Hamid leder laget.", "", WORDS.options)], is_source=True)
    assert "legend-missing" in {error.code for error in parse(composed).errors}
    (card,) = cards_of(composed)
    assert (card.situation, card.legend) == ("Hamid leder laget.", "")


def test_as_many_are_to_be_chosen_as_are_right() -> None:
    both = tuple(OptionCard(letter, f"Svar {letter}", "Derfor.", is_right=letter != "c") for letter in "abc")
    composed = compose_quiz([QuestionCard("q", legend="Hva?", options=both)], is_source=True)
    assert composed.startswith("## q (choose 2)\n")
    assert cards_of(composed)[0].right == {"a", "b"}


def test_a_right_answer_names_no_misconception() -> None:
    options = (OptionCard("a", "Ja", "Ja.", is_right=True, misconception="M05"), OptionCard("b", "Nei", "Nei."))
    assert "M05" not in compose_quiz([QuestionCard("q", legend="Hva?", options=options)], is_source=True)


def test_a_new_card_is_kept_before_anything_is_written_on_it() -> None:
    card = blank_card("question-1")
    composed = compose_quiz([card], is_source=True)
    assert cards_of(composed) == (card,)
    assert card.is_blank
    assert are_cards_enough(parse(composed).errors)


def test_new_ids_and_letters_are_those_that_nothing_had() -> None:
    assert free_question_id({"question-1", "question-3", "board"}) == "question-2"
    assert free_letter({"a", "b", "d"}) == "c"
    assert free_letter("abcdefghijklmnopqrstuvwxyz") == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## board-member", "Velkommen.\n\n## board-member"),
        ("## board-member", "## board-member (order)"),
        ("Hamid", "- Hamid"),
        ("Hamid", "# Hamid"),
        ("- [ ] b)", "- (x) b)"),
        ("- [ ] b)", "– [ ] b)"),
        ("- [ ] b)", "- b)"),
        ("c) Vente", "b) Vente"),
        ("  > Da vet", "  » Da vet"),
        ("Hamid leder", "§ roles-2\n\nHamid leder"),
        ("§ roles-1, roles-3", "§ roles-1, roller"),
        ("  > Saken venter ikke.\n", "  > Saken venter ikke.\n\nSlutt.\n"),
    ],
)
def test_cards_do_not_hide_what_they_cannot_show(old: str, new: str) -> None:
    assert old in GOOD
    assert not are_cards_enough(parse(GOOD.replace(old, new, 1)).errors)
    assert are_cards_enough(parse(GOOD).errors)


@examples
@given(any_text)
def test_a_quiz_that_cards_show_is_read_as_before_once_it_was_cards(text: str) -> None:
    for paragraph in (text, f"Ord {text}"):
        parsed = parse(GOOD.replace("Hamid leder idrettslaget.", paragraph))
        if are_cards_enough(parsed.errors) and len(parsed.value.questions) == 1:
            again = parse(compose_quiz(question_cards(parsed.value, is_source=True), is_source=True))
            before, after = (
                [as_seen(paragraph) for paragraph in reading.value.questions[0].situation]
                for reading in (parsed, again)
            )
            assert after == before


_words = st.one_of(
    any_text,
    st.sampled_from(
        ("", "§ roles-1", "# x", "> x", "- x", "1. x", "| x |", "\r", "\0", "(M05)", "x (M05)", "a) x", "\\")
    ),
    st.text("§#>-1.|*+[]()xXaM05\\&;\n\r\0 ", max_size=12),
)


@st.composite
def any_cards(draw: st.DrawFn, *, is_source: bool) -> tuple[QuestionCard, ...]:
    """Cards on which anything is written."""
    cards = []
    for key in ("board", "q2")[: draw(st.integers(1, 2))]:
        options = tuple(
            OptionCard(
                letter,
                draw(_words),
                draw(_words),
                is_right=draw(st.booleans()),
                misconception=draw(st.sampled_from(("", "M05"))) if is_source else "",
            )
            for letter in draw(st.permutations("abcdef"))[: draw(st.integers(2, 6))]
        )
        tests = ("roles-1", "roles-12") if is_source and draw(st.booleans()) else ()
        audience = "leaders" if is_source and draw(st.booleans()) else "everyone"
        cards.append(QuestionCard(key, draw(_words), draw(_words), options, audience, tests))
    return tuple(cards)


def seen(card: QuestionCard) -> object:
    """What a reader, and HR, sees of a card."""
    return (
        card.key,
        [as_seen(paragraph).strip() for paragraph in paragraphs_of(card.situation)],
        as_seen(words_of(card.legend)).strip(),
        [
            (
                option.key,
                as_seen(words_of(option.text)).strip(),
                as_seen(words_of(option.why)).strip(),
                option.is_right,
                "" if option.is_right else option.misconception,
            )
            for option in card.options
        ],
        card.audience,
        card.tests,
    )


@pytest.mark.parametrize("is_source", [True, False])
def test_whatever_is_written_on_cards_comes_back(is_source: bool) -> None:
    @examples
    @given(any_cards(is_source=is_source))
    def comes_back(cards: tuple[QuestionCard, ...]) -> None:
        composed = compose_quiz(cards, is_source=is_source)
        again = cards_of(composed, is_source=is_source)
        assert [seen(card) for card in again] == [seen(card) for card in cards]
        assert compose_quiz(again, is_source=is_source) == composed
        errors = parse_quiz_body(composed, language="nb" if is_source else "nn", source_language="nb").errors
        assert are_cards_enough(errors)

    comes_back()
