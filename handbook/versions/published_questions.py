"""The questions that are published already, beside those of a new quiz."""

from handbook.models import Edition, Section
from handbook.quizzes import quiz_of
from markup.quiz.id_prompts import QuizIdPrompt, quiz_id_prompts
from markup.quiz.matching import match_quiz, question_text
from markup.quiz.types import Question, QuizText


def compare_questions(section: Section, quiz: QuizText, source: QuizText, base: int) -> list[QuizIdPrompt]:
    """Compare a quiz with the questions of the version of that number, and return what a person has to decide about ids.

    `source` is the new quiz in the source language. Answers, credits and statistics are bound to these ids.
    """
    editions = Edition.objects.filter(version__section=section, language=quiz.language)
    earlier = editions.filter(version__number=base).only("language", "quiz", "quiz_digest").first()
    before = quiz_of(earlier) if earlier else None
    if before is None or before.questions == quiz.questions:
        return []
    gone: dict[str, Question] = {}
    for edition in editions.only("language", "quiz", "quiz_digest").order_by("version__number"):
        gone |= {question.id: question for question in quiz_of(edition).questions if not before.question(question.id)}
    matching = match_quiz(
        before,
        quiz,
        ever_used=[*gone, *(question.id for question in before.questions)],
        retired={id_: question_text(question) for id_, question in gone.items()},
    )
    return quiz_id_prompts(matching, quiz, source)
