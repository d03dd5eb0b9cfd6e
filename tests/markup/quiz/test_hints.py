"""What the form of the options of one question gives away."""

import pytest

from markup.quiz.hints import FormHint, form_hints
from markup.quiz.parser import parse_quiz
from tests.support.content_files import SHIPPED

SHORT, LONG = "Si fra", "Si fra til lederen din, og vent til dere har snakket om det"


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ([LONG], [SHORT, "Vente litt"], [FormHint.LONGER]),
        ([SHORT], [LONG, "Vente litt"], []),
        ([LONG], [SHORT, "Vente til noen andre i kommunen har svart på innlegget"], []),
        ([LONG, f"{SHORT} til lederen din"], ["Tie", "Gå"], [FormHint.LONGER]),
        ([LONG, SHORT], ["Tie", "Gå"], []),
        (["Ja, men spør"], ["Nei"], []),
        ([LONG], [SHORT, " "], []),
        ([LONG, "Gå"], ["Tie", "Spør"], []),
        ([SHORT], ["Si alltid fra", "Du må vente"], [FormHint.ABSOLUTES]),
        ([SHORT], ["Si alltid fra", "Vente litt"], []),
        (["Si alltid fra"], ["Aldri si fra", "Du må vente"], []),
        ([SHORT], ["Tie", "Tie, for det haster"], [FormHint.REASONS]),
        (["Si fra, for det haster"], ["Tie, for det er sent", "Gå, for de venter"], []),
        ([], ["Tie", "Tie, for det haster"], []),
        ([LONG], [], []),
    ],
)
def test_a_form_that_gives_the_right_answer_away(right: list[str], wrong: list[str], expected: list[FormHint]) -> None:
    assert list(form_hints(right=right, wrong=wrong, language="nb")) == expected


@pytest.mark.parametrize(("language", "most"), [("nb", 1), ("nn", 4), ("en", 2)])
def test_few_questions_that_ship_get_a_hint(language: str, most: int) -> None:
    """A hint that half of all good questions get would be read by nobody."""
    hinted = [
        question.id
        for path in SHIPPED.glob(f"**/{language}.quiz.md")
        for question in parse_quiz(path.read_bytes(), language=language, source_language="nb").value.questions
        if form_hints(
            right=[option.text for option in question.options if option.is_right],
            wrong=[option.text for option in question.options if not option.is_right],
            language=language,
        )
    ]
    assert len(hinted) <= most
