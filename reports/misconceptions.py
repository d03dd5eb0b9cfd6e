"""What people are unsure of, section by section: the sums of what is told of each question."""

from dataclasses import dataclass, field

from courses.statistics.first_answers import FirstAnswers, first_answers_of, wording_key
from courses.statistics.question_history import QuestionHistory, question_histories
from handbook.models import Handbook, Section
from handbook.public.section_page import titles_of


@dataclass(slots=True)
class Difficulty:
    """How the first answers in a section went."""

    section: Section
    title: str
    figures: FirstAnswers = field(default_factory=FirstAnswers)
    points: dict[str, str] = field(default_factory=dict)
    """By misconception, the first clause that a question tests in which it was chosen."""

    @property
    def is_shown(self) -> bool:
        return self.figures.answers > 0

    @property
    def misconceptions(self) -> list[str]:
        """The ids of the two most common ones."""
        return self.figures.misconceptions[:2]


def difficulties(handbook: Handbook, *, language: str) -> list[Difficulty]:
    """The published sections of a handbook, the least certain first; those that fewer than five have answered last."""
    titles = titles_of([handbook], language)
    sections = Section.objects.filter(pk__in=titles)
    histories = question_histories(sections)
    counted = first_answers_of(histories)
    found = [_difficulty(section, titles[section.pk], histories[section.pk], counted) for section in sections]
    return sorted(found, key=lambda each: (not each.is_shown, each.figures.percent_right, each.section.position))


def _difficulty(
    section: Section, title: str, histories: QuestionHistory, counted: dict[tuple[str, int], FirstAnswers]
) -> Difficulty:
    """Of questions that are asked no longer, and of earlier words, too; not of those withdrawn as being at fault."""
    found = Difficulty(section, title)
    for wording in (
        wording for wordings in histories.wordings.values() for wording in wordings if not wording.withdrawn_at
    ):
        figures = counted.get(wording_key(wording), FirstAnswers())
        found.figures.add(figures)
        for misconception in figures.chosen:
            found.points.setdefault(misconception, histories.tests[wording.newest][wording.question][0])
    return found
