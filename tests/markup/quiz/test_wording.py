"""A question is withdrawn in one wording alone: what identifies that wording."""

from collections import UserDict
from collections.abc import ItemsView

from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import Question
from markup.quiz.wording import full_wording_of, has_wording

QUIZ = """## traces

§ privacy-1

Hva gjør du?

- [x] a) Ja
  > Fordi.
- [ ] b) Nei (M05)
  > Derfor.
"""


def question(text: str = QUIZ) -> Question:
    parsed = parse_quiz_body(text, language="nb", source_language="nb")
    return parsed.value.questions[0]


class LookedAt(UserDict[str, Question]):
    """A mapping that records whether its questions were read."""

    is_looked_at = False

    def items(self) -> ItemsView[str, Question]:
        self.is_looked_at = True
        return super().items()


def test_an_explanation_is_of_the_words_and_the_misconception_is_not() -> None:
    withdrawn = [full_wording_of({"nb": question()})]
    changed = [question(QUIZ.replace(*edit)) for edit in (("Derfor.", "Nettopp."), ("(M05)", "(M13)"))]
    assert [has_wording({"nb": question}, withdrawn) for question in (question(), *changed)] == [True, False, True]


def test_a_question_that_was_never_withdrawn_is_not_looked_at() -> None:
    asked = LookedAt(nb=question())
    assert (has_wording(asked, ()), asked.is_looked_at) == (False, False)
    assert (has_wording(asked, [{"nb": "other"}]), asked.is_looked_at) == (False, True)
