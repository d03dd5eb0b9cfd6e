"""What points and questions are called for people: points by the number that readers see, or by their first words; questions
by their number on the cards."""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from backoffice.cards.card_rows import named_by_numbers, reader_numbers
from backoffice.cards.draft_quiz import DraftQuiz
from backoffice.texts.draft_changes import in_sentence
from backoffice.texts.drafts import published_edition
from handbook.models import Edition, Section, Version
from handbook.quizzes import quiz_of
from handbook.versions.clause_id_prompts import OpenIdQuestion, open_id_questions
from handbook.versions.validation import CheckedVersion
from markup.clause_ids.prompts import IdChoice
from markup.section.cards import point_cards

_FIRST_WORDS = 8


def point_names(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return the name of each point by id, such as “Point 4.3” or “Heading “Who sees it””: those of the draft, and those of
    the published version that it removes."""
    published = published_edition(draft, language)
    names = published_names(draft.section, published) if published else {}
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    for card in filter(attrgetter("key"), point_cards(draft.text("source", language))):
        names[card.key] = _name(numbers.get(card.key, ""), card.heading or card.text, is_heading=card.is_heading)
    return names


def published_names(section: Section, *editions: Edition) -> dict[str, str]:
    """Return the name of each point of published versions of one section by id; one that several have, as the last has it."""
    return {
        clause.clause: _name(
            f"{section.position}.{clause.number}" if clause.number else "", clause.text, is_heading=not clause.origin
        )
        for edition in editions
        for clause in edition.clauses.all()
    }


def named_id_questions(draft: Version, language: str) -> tuple[list[OpenIdQuestion], list[str]]:
    """Return the open questions about which point a text is, and what is said of points that end, with the names that the
    points have in the published version."""
    published = published_edition(draft, language)
    names = published_names(draft.section, published) if published else {}
    in_sentences = {id_: in_sentence(name) for id_, name in names.items()}
    questions, ended = open_id_questions(draft, language)

    def named(text: str) -> str:
        return capfirst(named_by_numbers(text, in_sentences))

    def answer(choice: IdChoice) -> IdChoice:
        is_new = choice.value not in names and choice.value in choice.label
        return IdChoice(choice.value, _("A new point") if is_new else named(choice.label))

    return [
        replace(question, sentence=named(question.sentence), answers=tuple(map(answer, question.answers)))
        for question in questions
    ], list(map(named, ended))


def question_names(draft: Version) -> dict[str, str]:
    """Return the name of each question of a draft by id, such as “Question 3”."""
    return _question_names(card.key for card in DraftQuiz(draft, draft.section.handbook.source_language).cards)


def published_question_names(source: Edition) -> dict[str, str]:
    """Return the same of the questions of a published version."""
    return _question_names(question.id for question in quiz_of(source).questions)


def _question_names(ids: Iterable[str]) -> dict[str, str]:
    return {id_: _("Question %(number)s") % {"number": number} for number, id_ in enumerate(ids, start=1)}


def names_in_sentences(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return what stands for the id of a point within a sentence: its number, or its name if it has none."""
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    return point_names(draft, checked, language) | numbers


def _name(number: str, text: str, *, is_heading: bool) -> str:
    if number:
        return _("Point %(number)s") % {"number": number}
    words = text.split()
    shortened = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    if not shortened:
        return _("Heading") if is_heading else _("Example")
    name = _("Heading “%(words)s”") if is_heading else _("Example “%(words)s”")
    return name % {"words": shortened}
