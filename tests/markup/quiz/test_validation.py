"""A section's quizzes against its text and against each other."""

from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.parser import parse_quiz
from markup.quiz.types import QuizText
from markup.quiz.validation import check_quizzes, current_questions
from tests.markup.quiz.quiz_strategies import GOOD
from tests.markup.section.parsed_sections import body
from tests.support.quizzes import parse

TEXT = "§ roles-1 (guideline)\nEn.\n\n§ roles-3 (law)\nTo.\n\n§ roles-4 (advice)\nTre.\n\n§ roles-5\n## Fire\n"
NN = GOOD.replace("§ roles-1, roles-3\n\n", "").replace(" (M05)", "").replace(" (M13)", "")


def nn(text: str, source: str = "") -> QuizText:
    front = f"---\nsource: {source}\n---\n\n" if source else ""
    return parse_quiz(front + text, language="nn", source_language="nb", section="roles").value


def errors(nb: str = GOOD, nn_: str = NN, text: str = TEXT) -> list[tuple[str, int, tuple[str, ...]]]:
    quizzes = {"nb": parse(nb).value, "nn": nn(nn_)}
    errors = check_quizzes(
        quizzes, {"nb": body(text).value}, source_language="nb", owners={}, misconceptions=frozenset({"M05", "M13"})
    )
    return [(error.code, error.line, error.values) for error in errors]


def test_a_quiz_and_its_translation_without_an_error() -> None:
    assert errors() == []


def test_a_tested_clause_must_be_in_the_section() -> None:
    assert errors(nb=GOOD.replace("roles-1, roles-3", "roles-1, roles-3, roles-9")) == [
        ("clause-unknown", 1, ("board-member", "roles-9"))
    ]


def test_a_leaders_clause_is_tested_by_a_leaders_question() -> None:
    leaders = TEXT.replace("(law)", "(law, leaders)")
    assert errors(text=leaders) == [("audience-mismatch", 1, ("board-member",))]
    assert errors(nb=GOOD.replace("## board-member", "## board-member (leaders)"), text=leaders) == []


def test_a_misconception_must_be_in_the_handbook() -> None:
    assert errors(nb=GOOD.replace("M13", "M99")) == [("misconception-unknown", 13, ("board-member", "M99"))]


def test_a_guideline_or_law_that_no_question_tests_is_told() -> None:
    """Advice, headings and examples need no question."""
    assert errors(nb=GOOD.replace("roles-1, roles-3", "roles-1")) == [("clause-untested", 1, ("roles-3",))]


def test_swapped_letters_of_a_translation_are_found() -> None:
    assert errors(nn_=NN.replace("c) Vente", "d) Vente")) == [("options-differ", 1, ("board-member",))]
    swapped = NN.replace("[x] a)", "[ ] a)").replace("[ ] b)", "[x] b)")
    assert errors(nn_=swapped) == [("right-differs", 1, ("board-member",))]


def test_a_question_missing_or_too_many_in_a_translation_is_told() -> None:
    assert errors(nn_=NN.replace("## board-member", "## board")) == [
        ("question-extra", 1, ("board",)),
        ("question-untranslated", 1, ("board-member", "nn")),
    ]


def test_a_question_is_current_while_the_source_asks_what_it_was_made_from() -> None:
    source = parse(GOOD).value
    translation = nn(NN, quiz_digest(source)[:16])
    assert current_questions(translation, source) == {"board-member"}
    reworded = parse(GOOD.replace("Tie", "Tie stille")).value
    assert current_questions(translation, reworded) == set()


def test_a_question_may_say_by_itself_what_it_was_made_from() -> None:
    source = parse(GOOD).value
    made_from = question_digest(source.questions[0])[:16]
    translation = nn(NN.replace("## board-member", f"## board-member (from {made_from})"), "0" * 16)
    assert current_questions(translation, source) == {"board-member"}


def test_another_misconception_or_tested_clause_makes_no_translation_stale() -> None:
    source = parse(GOOD).value
    translation = nn(NN, quiz_digest(source)[:16])
    retagged = parse(GOOD.replace("M05", "M13").replace("roles-1, roles-3", "roles-1")).value
    assert current_questions(translation, retagged) == {"board-member"}


def test_a_question_that_is_not_there_or_vouched_for_by_nobody_is_not_current() -> None:
    source = parse(GOOD).value
    assert current_questions(nn("", quiz_digest(source)[:16]), source) == set()
    assert current_questions(nn(NN), source) == set()
    assert current_questions(source, source) == {"board-member"}
