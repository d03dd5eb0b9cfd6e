"""Writes questions as a quiz file in canonical form."""

from markup.quiz.types import Option, Question, QuizText


def write_quiz(quiz: QuizText) -> str:
    """Return the whole file. In a translation it begins with the source that it was made from."""
    front = f"---\nsource: {quiz.source}\n---\n\n" if quiz.source else ""
    return front + write_quiz_body(quiz)


def write_quiz_body(quiz: QuizText) -> str:
    """Return the quiz without front matter, which is the text in the editor."""
    return "\n".join(write_question(question) for question in quiz.questions)


def write_question(question: Question) -> str:
    words = [
        "" if question.count is None else f"choose {question.count}",
        "leaders" if question.audience == "leaders" else "",
        f"from {question.made_from}" if question.made_from else "",
    ]
    marks = ", ".join(word for word in words if word)
    parts = [f"## {question.id} ({marks})" if marks else f"## {question.id}"]
    if question.tests:
        parts.append(f"§ {', '.join(question.tests)}")
    parts += [*question.situation, question.legend]
    options = "\n".join(_write_option(option) for option in question.options)
    return "\n\n".join(part for part in [*parts, options] if part) + "\n"


def _write_option(option: Option) -> str:
    box, misconception = "x" if option.is_right else " ", f" ({option.misconception})" if option.misconception else ""
    why = f"\n  > {option.why}" if option.why else ""
    return f"- [{box}] {option.id}) {option.text}{misconception}{why}"
