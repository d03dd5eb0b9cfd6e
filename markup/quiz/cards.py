"""The questions of a quiz as cards, which HR fills in: words without a mark of the grammar. A quiz becomes cards and back."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from string import ascii_lowercase

from markup.errors import TextError
from markup.normalize import clean_lines, one_line
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import FEWEST_OPTIONS, Option, Question, QuizText
from markup.quiz.writer import write_quiz_body
from markup.section.inline import ESCAPABLE, as_seen
from markup.section.types import Audience

NO_LEGEND = "&nbsp;"
"""Stands for a question that is not written yet below a situation, which would be read as the question otherwise."""
_BEYOND_CARDS = frozenset(
    {
        *("question-stray", "question-heading", "question-level", "question-empty", "question-twice", "question-word"),
        *("question-id", "question-block", "id-long", "name-reserved", "text-after-options", "tests-twice", "ruler"),
        *("option-dash", "option-form", "option-box", "option-id", "option-twice", "why-mark", "marker-unclear"),
        *("marks-in-translation", "source-in-source"),
    }
)
"""Errors of a quiz that a card cannot show: it would hide what was typed, or lose it."""
_REPORTED_TEXT = frozenset({"option-dash", "option-form", "ruler", "misconception-place"})
"""Errors about words that are read as words all the same."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_COUNTED = re.compile(r"([0-9]{1,9}|[a-zA-Z])([.)])")
_ESCAPED_COUNT = re.compile(r"([0-9]{1,9}|[a-zA-Z])\\([.)])")
_ENTITY = re.compile(r"&#([0-9]{1,7});")
_LETTER_M = re.compile(r"[mM](?= ?[0-9O])")
_ESCAPED_M = re.compile("&#(77|109);")
_SAMPLE = "## sample\n\n{paragraph}\n\nQ\n\n- [{box}] a) {option}\n"


@dataclass(frozen=True, slots=True)
class OptionCard:
    """One answer. Its key is its letter, which HR does not see."""

    key: str
    text: str = ""
    why: str = ""
    is_right: bool = False
    misconception: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.why or self.misconception)


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """One question. Its key is its id, which HR does not see. In `situation` a blank line begins a paragraph."""

    key: str
    situation: str = ""
    legend: str = ""
    options: tuple[OptionCard, ...] = ()
    audience: Audience = "everyone"
    tests: tuple[str, ...] = ()
    made_from: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written on it."""
        return not (self.situation or self.legend) and all(option.is_blank for option in self.options)

    @property
    def right(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options if option.is_right)

    def option(self, key: str) -> OptionCard | None:
        return next((option for option in self.options if option.key == key), None)


def are_cards_enough(errors: Sequence[TextError]) -> bool:
    """Whether cards can show all of a quiz that has these errors."""
    return not any(error.is_error and error.code in _BEYOND_CARDS for error in errors)


def question_cards(quiz: QuizText, *, is_source: bool) -> tuple[QuestionCard, ...]:
    """Return the questions of a quiz without errors that cards cannot show, in their order."""
    return tuple(
        QuestionCard(
            question.id,
            "\n\n".join(_plain_paragraph(paragraph) for paragraph in question.situation),
            _plain_paragraph(question.legend) if as_seen(question.legend).strip() else "",
            tuple(_option_card(option, is_source=is_source) for option in question.options),
            question.audience,
            question.tests,
            question.made_from,
        )
        for question in quiz.questions
    )


def compose_quiz(cards: Sequence[QuestionCard], *, is_source: bool) -> str:
    """Return the quiz of these cards in canonical form. As many options are to be chosen as are right."""
    questions = tuple(_question(card, is_source=is_source) for card in cards)
    return write_quiz_body(QuizText("", None, questions))


def blank_card(key: str) -> QuestionCard:
    """Return a card for a new question, with three empty answers."""
    return QuestionCard(key, options=tuple(OptionCard(letter) for letter in "abc"))


def free_question_id(taken: Collection[str]) -> str:
    """Return an id for a new question that is not among these. `taken` has every id that was ever used."""
    number = 1
    while f"question-{number}" in taken:
        number += 1
    return f"question-{number}"


def free_letter(taken: Collection[str]) -> str:
    """Return the first letter for a new option that is not among these; empty if all are taken."""
    return next((letter for letter in ascii_lowercase if letter not in taken), "")


def words_of(text: str) -> str:
    """Return a typed text as one line with single blanks, as the grammar reads it."""
    return one_line(" ".join(clean_lines(text)))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a typed text, each as one line."""
    lines = "\n".join(clean_lines(text))
    return tuple(words for paragraph in _BLANK_LINE.split(lines) if (words := words_of(paragraph)))


def _question(card: QuestionCard, *, is_source: bool) -> Question:
    situation = tuple(_marked_paragraph(paragraph) for paragraph in paragraphs_of(card.situation))
    legend = _marked_paragraph(words_of(card.legend))
    options = card.options + tuple(
        OptionCard(letter)
        for letter in [letter for letter in ascii_lowercase if card.option(letter) is None][
            : max(0, FEWEST_OPTIONS - len(card.options))
        ]
    )
    right_count = len(card.right)
    return Question(
        card.key,
        card.audience,
        card.tests,
        situation,
        legend if as_seen(legend).strip() or not situation else NO_LEGEND,
        tuple(_option(option, is_source=is_source) for option in options),
        card.made_from,
        count=right_count if right_count > 1 else None,
    )


def _option(card: OptionCard, *, is_source: bool) -> Option:
    text = _marked_option(words_of(card.text), is_right=card.is_right, is_source=is_source)
    misconception = card.misconception if card.misconception and not card.is_right else None
    return Option(card.key, text, words_of(card.why), card.is_right, misconception)


def _option_card(option: Option, *, is_source: bool) -> OptionCard:
    text = _plain_option(option.text, is_right=option.is_right, is_source=is_source)
    return OptionCard(option.id, text, option.why, option.is_right, option.misconception or "")


# Words that the grammar would read as a mark get an escape, and lose it again on a card. The parser itself says which.


def _marked_paragraph(words: str) -> str:
    return _first_read(words, _escaped_paragraphs(words), _is_paragraph)


def _plain_paragraph(text: str) -> str:
    return _first_escaped_to(text, _plain_paragraphs(text), _marked_paragraph)


def _marked_option(words: str, *, is_right: bool, is_source: bool) -> str:
    escaped = _LETTER_M.sub(lambda letter: f"&#{ord(letter[0])};", words)
    return _first_read(words, [escaped], partial(_is_option, is_right=is_right, is_source=is_source))


def _plain_option(text: str, *, is_right: bool, is_source: bool) -> str:
    plain = _ESCAPED_M.sub(lambda escaped: chr(int(escaped[1])), text)
    return _first_escaped_to(text, [plain], partial(_marked_option, is_right=is_right, is_source=is_source))


def _first_read(words: str, escaped: Collection[str], is_read: Callable[[str], bool]) -> str:
    """Return the words, or the first of their escaped forms, that the parser reads as words."""
    return next((text for text in (words, *escaped) if not text or is_read(text)), words)


def _first_escaped_to(text: str, plain: Iterable[str], marked: Callable[[str], str]) -> str:
    """Return the first of the plain forms whose escaped form is the text; else the text."""
    return next((words for words in plain if text != words == words_of(words) and marked(words) == text), text)


def _escaped_paragraphs(words: str) -> list[str]:
    return [
        f"\\{words}" if words[:1] in ESCAPABLE else words,
        _COUNTED.sub(r"\1\\\2", words, count=1) if _COUNTED.match(words) else words,
        f"&#{ord(words[0])};{words[1:]}" if words else words,
    ]


def _plain_paragraphs(text: str) -> Iterator[str]:
    if text.startswith("\\"):
        yield text[1:]
    if _ESCAPED_COUNT.match(text):
        yield _ESCAPED_COUNT.sub(r"\1\2", text, count=1)
    if (entity := _ENTITY.match(text)) and 0 < int(entity[1]) < 0x110000:
        yield chr(int(entity[1])) + text[entity.end() :]


@lru_cache(2_000)
def _is_paragraph(text: str) -> bool:
    """Whether a paragraph of a question is read as these words."""
    questions, codes = _read(_SAMPLE.format(paragraph=text, box="x", option="A"), is_source=True)
    return len(questions) == 1 and questions[0].situation == (text,) and not codes & _REPORTED_TEXT


@lru_cache(2_000)
def _is_option(text: str, *, is_right: bool, is_source: bool) -> bool:
    """Whether the text of an option is read as these words."""
    box = "x" if is_right else " "
    questions, codes = _read(_SAMPLE.format(paragraph="P", box=box, option=text), is_source=is_source)
    options = [(option.text, option.misconception) for question in questions for option in question.options]
    return options == [(text, None)] and not codes & _REPORTED_TEXT


def _read(quiz: str, *, is_source: bool) -> tuple[tuple[Question, ...], set[str]]:
    parsed = parse_quiz_body(quiz, language="nb" if is_source else "nn", source_language="nb")
    return parsed.value.questions, {error.code for error in parsed.errors}
