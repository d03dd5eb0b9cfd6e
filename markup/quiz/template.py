"""Adds a template for a new question to a quiz. Its gaps are reported as errors when the draft is saved."""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from markup.section.clause_markers import LEADERS

_USED_NUMBER = re.compile(r"^## *new-question-([0-9]{1,9})\b", re.MULTILINE)
_LEADERS_QUESTION = re.compile(rf"^##[^#\n(]*\([^)\n]*\b({'|'.join(sorted(LEADERS))})\b", re.MULTILINE | re.IGNORECASE)


def begin_question(*, quiz: str, choose: int, language: str, source_language: str) -> str:
    """Return the quiz with an unfinished question for everyone, below the others but above those for leaders.

    It has `choose` right options, one or two.
    """
    number = max((int(used) for used in _USED_NUMBER.findall(quiz)), default=0) + 1
    words = f" (choose {choose})" if choose > 1 else ""
    tests = "§ \n\n" if language == source_language else ""
    with translation.override(language):
        rights, wrongs = (
            (_("A right answer"), _("Another right answer")),
            (_("A wrong answer"), _("Another wrong answer")),
        )
        answers = [*((answer, "x") for answer in rights[:choose]), *((answer, " ") for answer in wrongs)]
        options = [
            f"- [{box}] {letter}) {answer}\n  > " for letter, (answer, box) in zip("abcd", answers, strict=False)
        ]
        situation, legend = _("What happens, in a sentence or two."), _("What is the best advice?")
    head = f"## new-question-{number}{words}\n\n{tests}{situation}\n\n{legend}\n\n"
    question = head + "\n".join(options) + "\n"
    leaders = _LEADERS_QUESTION.search(quiz)
    above, below = (quiz[: leaders.start()], quiz[leaders.start() :]) if leaders else (quiz, "")
    return "\n\n".join(part.rstrip() for part in (above, question, below) if part.strip()) + "\n"
