"""The questions of a draft, as HR sees them before anybody is asked."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from handbook.models import Audience
from markup.quiz.parser import parse_quiz_body


def show_quiz(*, quiz: str, source_quiz: str, language: str, source_language: str, audience: str) -> SafeString:
    """Render every question that this audience is asked, with its options, right ones marked, and their explanations.

    Only the source says which audience a question is for.
    """
    mine = parse_quiz_body(quiz, file="", language=language, source_language=source_language).value
    source = parse_quiz_body(source_quiz, file="", language=source_language, source_language=source_language).value
    for_leaders = {question.id for question in source.questions if question.audience == "leaders"}
    shown = [
        {"question": question, "is_for_leaders": question.id in for_leaders}
        for question in mine.questions
        if audience == Audience.LEADERS or question.id not in for_leaders
    ]
    return render_to_string("courses/_quiz_preview.html", {"questions": shown, "language": language})
