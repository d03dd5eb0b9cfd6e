"""Quizzes read from their text."""

from markup.errors import Parsed
from markup.quiz.parser import parse_quiz
from markup.quiz.types import QuizText


def parse(text: str | bytes, language: str = "nb") -> Parsed[QuizText]:
    return parse_quiz(text, language=language, source_language="nb", section="roles")


def question_text(id_: str, legend: str, *, tests: str = "", marks: str = "", wrong: str = "") -> str:
    """A question as it stands below the others of the small handbook's quizzes; `wrong` ends the wrong answers."""
    return (
        f"\n## {id_}{marks}\n\n{tests}{legend}\n\n- [x] a) Ja\n  > Derfor {id_} a.\n- [ ] b) Nei{wrong}\n  > Derfor {id_} b.\n"
        f"- [ ] c) Kanskje{wrong}\n  > Derfor {id_} c.\n"
    )
