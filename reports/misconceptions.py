"""Misconceptions and first answers, section by section: the sums of the statistics of each question."""

from dataclasses import dataclass, field

from courses.statistics.first_answers import FirstAnswers, first_answers_of, wording_key
from courses.statistics.question_history import QuestionHistory, question_histories
from handbook.models import Handbook, Section
from handbook.public.section_page import titles_of


@dataclass(slots=True)
class Difficulty:
    """The statistics of the first answers in a section."""

    section: Section
    title: str
    has_questions: bool
    """Whether any version of the section asks a question."""
    first_answers: FirstAnswers = field(default_factory=FirstAnswers)
    points: dict[str, str] = field(default_factory=dict)
    """By misconception, the first clause tested by a question in which it was chosen."""

    @property
    def is_shown(self) -> bool:
        return self.first_answers.answers > 0

    @property
    def misconceptions(self) -> list[str]:
        """The ids of the two most common misconceptions."""
        return self.first_answers.misconceptions[:2]


def difficulties(handbook: Handbook, *, language: str) -> list[Difficulty]:
    """The published sections of a handbook, the most difficult first; sections with fewer than five answers last."""
    titles = titles_of([handbook], language)
    sections = Section.objects.published().filter(pk__in=titles).select_related("handbook")
    histories = question_histories(sections)
    counted = first_answers_of(histories)
    unsorted = [_difficulty(section, titles[section.pk], histories[section.pk], counted) for section in sections]

    def sort_key(difficulty: Difficulty) -> tuple[bool, int, int]:
        return not difficulty.is_shown, difficulty.first_answers.percent_right, difficulty.section.position

    return sorted(unsorted, key=sort_key)


def _difficulty(
    section: Section, title: str, history: QuestionHistory, counted: dict[tuple[str, int], FirstAnswers]
) -> Difficulty:
    """Includes questions that are no longer asked and earlier wordings, but no withdrawn wordings."""
    difficulty = Difficulty(section, title, bool(history.wordings))
    for wording in (wording for wordings in history.wordings.values() for wording in wordings):
        if wording.withdrawn_at:
            continue
        first_answers = counted.get(wording_key(wording), FirstAnswers())
        difficulty.first_answers.add(first_answers)
        for misconception in first_answers.chosen:
            difficulty.points.setdefault(misconception, history.tests[wording.newest][wording.question][0])
    return difficulty
