"""Questions are found again by their words, and options by theirs."""

from dataclasses import replace
from pathlib import Path

import pytest

from markup.clause_ids.proposals import Copied, Found, Held, Moved, New, OtherText, Proposal, Removed, Swapped
from markup.quiz.matching import QuizMatching, match_options, match_quiz, question_text
from markup.quiz.parser import parse_quiz
from markup.quiz.types import Option, Question, QuizText

FOLDER = Path(__file__).parents[3] / "content" / "social-media"
SLUGS = sorted(path.parent.name for path in FOLDER.glob("*/nb.quiz.md"))
BOARD = """## board

§ roles-1

Hamid leder det lokale idrettslaget. Laget søker om ny kunstgressbane.

Hva bør han gjøre på jobb?

- [x] a) Si fra at han leder laget, så en kollega tar saken
  > Da vet alle hvem han snakker for.
- [ ] b) Tie om vervet og behandle saken selv (M05)
  > God vilje er ikke nok, folk må kunne stole på kommunen.
- [ ] c) Gå ut av styret i idrettslaget med en gang (M31)
  > Ansatte har rett til å ha verv i fritida.
"""
SHARP = """## sharp

§ roles-6

En virksomhetsleder skriver et skarpt innlegg om en sak i egen sektor.

Hva bør hun regne med?

- [x] a) At mange leser det som kommunens syn
  > Det ledere sier, blir koblet til jobben.
- [ ] b) At ingen kobler det til jobben etter klokka fire (M13)
  > Lederrollen følger med, også på fritida.
- [ ] c) At ledere ikke har lov til å mene noe (M12)
  > Ledere har også ytringsfrihet.
"""
FACE = """## face

§ roles-5

Mange ser deg som et ansikt utad for kommunen.

Hva betyr det for deg?

- [ ] a) At du må forsvare vedtakene (M06)
  > Du har ingen plikt til å rose.
- [x] b) At andre kan koble det du gjør til arbeidsplassen
  > Slik tenker mange, også når du har fri.
- [ ] c) At ingen bryr seg om fritida di (M09)
  > Innbyggerne skiller ikke alltid mellom jobb og fritid.
"""


def quiz(*questions: str) -> QuizText:
    return parse_quiz("\n".join(questions), language="nb", source_language="nb", section="roles").value


OLD = quiz(BOARD, SHARP, FACE)


def proposals(*questions: str) -> list[Proposal]:
    return [question for question in match_quiz(OLD, quiz(*questions)).questions if not isinstance(question, Held)]


def named(question: str, id_: str) -> str:
    head, rest = question.split("\n", 1)
    return f"## {id_}\n{rest}" if head else question


def test_the_text_of_a_question_is_its_situation_its_legend_and_its_options_by_letter() -> None:
    (question,) = quiz(FACE).questions
    turned = replace(question, options=question.options[::-1])
    assert question_text(question) == question_text(turned)
    assert question_text(question).split("\n") == [
        "Mange ser deg som et ansikt utad for kommunen.",
        "Hva betyr det for deg?",
        "a) At du må forsvare vedtakene",
        "b) At andre kan koble det du gjør til arbeidsplassen",
        "c) At ingen bryr seg om fritida di",
    ]


def test_an_unchanged_quiz_is_held_with_all_its_letters() -> None:
    letters = tuple(Held(letter, place) for place, letter in enumerate("abc"))
    questions = tuple(Held(id_, place) for place, id_ in enumerate(("board", "sharp", "face")))
    assert match_quiz(OLD, OLD) == QuizMatching(questions, {"board": letters, "sharp": letters, "face": letters})


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ((BOARD, named(SHARP, "shrap"), FACE), [Found("sharp", 1, "certain", "shrap")]),
        ((BOARD, named(SHARP, "shrap").replace("skarpt", "krast"), FACE), [Found("sharp", 1, "likely", "shrap")]),
        ((named(BOARD, "sharp"), named(SHARP, "board"), FACE), [Swapped("board", 1, "sharp", 0)]),
        ((BOARD, FACE), [Removed("sharp")]),
        ((BOARD, SHARP, FACE, named(SHARP, "sharp")), [Copied("sharp", 3, "question-1")]),
        ((SHARP, FACE, BOARD), [Moved("board", 2)]),
        ((BOARD, named(FACE, "sharp"), FACE), [OtherText("sharp", 1, "question-1")]),
        ((BOARD, SHARP, FACE, named("## x\n\nHar barnehagen åpent i romjula?\n", "open")), [New("open", 3, is_named=True)]),
    ],
    ids=["misspelt", "misspelt and a word changed", "swapped", "removed", "copied", "moved", "another's text", "new"],
)  # fmt: skip
def test_questions_are_found_again(new: tuple[str, ...], expected: list[Proposal]) -> None:
    assert proposals(*new) == expected


def options(question: str, swap: tuple[tuple[str, str], ...]) -> list[Proposal]:
    """The proposals for options that got other letters: pairs of old and new."""
    (before,) = quiz(question).questions
    letters = dict(swap)
    after = replace(
        before, options=tuple(replace(option, id=letters.get(option.id, option.id)) for option in before.options)
    )
    return [match_option for match_option in match_options(before, after) if not isinstance(match_option, Held)]


def test_swapped_letters_are_proposed_back() -> None:
    assert options(BOARD, (("a", "b"), ("b", "a"))) == [Swapped("a", 1, "b", 0)]
    assert options(BOARD, (("a", "c"), ("c", "a"))) == [Swapped("a", 2, "c", 0)]


ALIKE = """## alike

§ roles-1

Hvem svarer du?

- [x] a) Kollegene
  > Fordi det er slik vi har avtalt det.
- [ ] b) Lederen (M05)
  > Fordi det ikke er slik vi har avtalt det.
- [ ] c) Ledere (M13)
  > Fordi det ikke er slik vi har avtalt det.
"""


def test_letters_are_proposed_back_however_alike_the_explanations_are() -> None:
    assert options(ALIKE, (("b", "c"), ("c", "b"))) == [Swapped("b", 2, "c", 1)]
    assert options(ALIKE, (("c", "d"),)) == [Found("c", 2, "certain", "d")]


def test_letters_that_went_round_are_all_found() -> None:
    assert options(FACE, (("a", "b"), ("b", "c"), ("c", "a"))) == [
        Found("a", 0, "certain", "d"),
        Found("b", 1, "certain", "e"),
        Found("c", 2, "certain", "f"),
    ]


def test_a_letter_that_never_was_is_the_one_whose_words_it_has() -> None:
    assert options(BOARD, (("c", "d"),)) == [Found("c", 2, "certain", "d")]


def test_the_order_of_options_means_nothing() -> None:
    (before,) = quiz(BOARD).questions
    after = replace(before, options=before.options[::-1])
    assert match_options(before, after) == (Held("c", 0), Held("b", 1), Held("a", 2))


def test_a_new_option_keeps_its_letter_and_one_without_gets_the_next() -> None:
    (before,) = quiz(BOARD).questions
    added = Option("d", "Spørre ordføreren om råd", "Det er ikke hennes sak.", False, "M05")
    for letter, expected in (("d", New("d", 3, is_named=True)), ("", New("d", 3, is_named=False))):
        after = replace(before, options=(*before.options, replace(added, id=letter)))
        assert match_options(before, after)[3:] == (expected,)


def shipped(slug: str, language: str) -> QuizText:
    path = FOLDER / slug / f"{language}.quiz.md"
    return parse_quiz(path.read_bytes(), language=language, source_language="nb").value


def relabelled(question: Question, one: int, other: int) -> Question:
    """Two options under each other's letters."""
    letters = [option.id for option in question.options]
    letters[one], letters[other] = letters[other], letters[one]
    return replace(
        question,
        options=tuple(replace(option, id=id_) for option, id_ in zip(question.options, letters, strict=True)),
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_pair_of_swapped_letters_that_ships_is_proposed_back(language: str) -> None:
    for slug in SLUGS:
        for question in shipped(slug, language).questions:
            for one, other in [(0, 1), (1, 2), (0, 2)]:
                matched = match_options(question, relabelled(question, one, other))
                letters = [option.id for option in question.options]
                asked = [proposal for proposal in matched if not isinstance(proposal, Held)]
                assert asked == [Swapped(letters[one], other, letters[other], one)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_wrong_question_is_certain_or_likely(language: str) -> None:
    for slug in SLUGS:
        old = shipped(slug, language)
        ids = [question.id for question in old.questions]
        slipped = tuple(
            replace(question, id=id_) for question, id_ in zip(old.questions, [*ids[1:], ids[0]], strict=True)
        )
        unnamed = tuple(replace(question, id=f"{question.id}-x", legend="Hva nå?") for question in old.questions)
        for new in (slipped, unnamed):
            matched = [question for question in match_quiz(old, replace(old, questions=new)).questions if not isinstance(question, Moved)]  # fmt: skip
            assert [type(proposal) for proposal in matched] == [Found] * len(ids)
            sure = [
                proposal for proposal in matched if isinstance(proposal, Found) and proposal.certainty != "possible"
            ]
            assert [proposal.id for proposal in sure] == [ids[proposal.position] for proposal in sure]
            assert len(sure) == len(ids)
