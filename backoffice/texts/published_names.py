"""What the points and questions of a published version are called for people: points by the number that readers see, or by
their first words; questions by their number on the cards."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from handbook.models import Edition, Section
from handbook.quizzes import quiz_of

_FIRST_WORDS = 8


def published_names(section: Section, *editions: Edition) -> dict[str, str]:
    """Return the name of each point of published versions of one section by id; one that several have, as the last has it."""
    return {
        clause.clause: point_name(
            f"{section.position}.{clause.number}" if clause.number else "",
            clause.heading or clause.text,
            is_heading=not clause.origin,
        )
        for edition in editions
        for clause in edition.clauses.all()
    }


def published_question_names(source: Edition) -> dict[str, str]:
    """Return the name of each question of a published version by id, such as “Question 3”."""
    return numbered_questions(question.id for question in quiz_of(source).questions)


def numbered_questions(ids: Iterable[str]) -> dict[str, str]:
    return {id_: _("Question %(number)s") % {"number": number} for number, id_ in enumerate(ids, start=1)}


def point_name(number: str, text: str, *, is_heading: bool) -> str:
    """The name of one point, such as “Point 4.3” or “Heading “Who sees it””. An empty number: it has none."""
    if number:
        return _("Point %(number)s") % {"number": number}
    words = text.split()
    shortened = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    if not shortened:
        return _("Heading") if is_heading else _("Example")
    name = _("Heading “%(words)s”") if is_heading else _("Example “%(words)s”")
    return name % {"words": shortened}


def in_sentence(name: str) -> str:
    """The name of a point as it stands within a sentence."""
    return name[:1].lower() + name[1:]
