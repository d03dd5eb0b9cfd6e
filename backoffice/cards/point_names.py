"""What points and questions are called for people: points by the number that readers see, or by their first words; questions
by their number on the cards."""

from dataclasses import replace
from operator import attrgetter

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from backoffice.cards.card_rows import named_by_numbers, reader_numbers
from backoffice.cards.draft_quiz import DraftQuiz
from backoffice.texts.drafts import published_edition
from backoffice.texts.published_names import in_sentence, numbered_questions, point_name, published_names
from handbook.models import Version
from handbook.versions.clause_id_prompts import OpenIdQuestion, open_id_questions
from handbook.versions.validation import CheckedVersion
from markup.clause_ids.prompts import IdChoice
from markup.section.cards import point_cards


def point_names(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return the name of each point by id, such as “Point 4.3” or “Heading “Who sees it””: those of the draft, and those of
    the published version that it removes."""
    published = published_edition(draft, language)
    names = published_names(draft.section, published) if published else {}
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    for card in filter(attrgetter("key"), point_cards(draft.text("source", language))):
        names[card.key] = point_name(numbers.get(card.key, ""), card.heading or card.text, is_heading=card.is_heading)
    return names


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
    return numbered_questions(card.key for card in DraftQuiz(draft, draft.section.handbook.source_language).cards)


def names_in_sentences(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return what stands for the id of a point within a sentence: its number, or its name if it has none."""
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    return point_names(draft, checked, language) | numbers
