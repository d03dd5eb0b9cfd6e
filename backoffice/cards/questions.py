"""HR writes the quiz of a draft as cards: one for each question, without ids, letters and marks."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.cards.draft_quiz import DraftQuiz, used_names
from backoffice.cards.question_errors import card_errors, form_warnings
from backoffice.cards.question_form import (
    EditedCards,
    QuestionAction,
    edited,
    new_misconceptions,
    posted_cards,
    with_misconceptions,
)
from backoffice.cards.question_ids import card_questions
from backoffice.cards.question_page import (
    CardSurroundings,
    PointChoice,
    PointGroup,
    changes_of_source,
    fields_of_cards,
    misconception_choices,
    point_groups,
    published_questions,
)
from backoffice.cards.translated_questions import beside_source, by_key, following, with_marks
from backoffice.texts.drafts import (
    NOT_CARRIED_OVER,
    draft_context,
    draft_tabs,
    overtaken_title,
    page_after_saving,
    posted_section,
    redirect_from_closed,
    redirect_to_draft,
    render_quiz,
    requested_language,
    say_saved,
    store_typed,
    version_or_404,
)
from handbook.composition.misconceptions import add_misconception
from handbook.models import Audience, Handbook, Section, Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate, open_draft, save_draft
from markup.quiz.cards import QuestionCard, are_cards_enough, compose_quiz
from markup.quiz.digests import question_digest
from markup.section.digests import SHORT_DIGEST_LENGTH
from people.admin_permissions import is_key
from people.language import LANGUAGES
from people.permissions import may_publish_text, signed_in


def edit_questions(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The question cards of a draft. Every button first saves what was changed, and then does what its label says."""
    if request.method == "POST" and not Version.objects.drafts().filter(pk=pk).exists():
        return overtaken_questions(request, site, pk)
    draft = version_or_404(pk)
    if draft.is_published or draft.is_scheduled:
        return redirect_from_closed(request, draft)
    stored = DraftQuiz(draft, requested_language(request, draft))
    if request.method == "POST":
        return save_questions(request, site, stored)
    return questions_page(request, site, stored, stored.cards)


def save_questions(request: HttpRequest, site: AdminSite, stored: DraftQuiz) -> HttpResponse:
    action, revision = request.POST.get("action", "save"), posted_revision(request)
    cards = posted_cards(request.POST)
    try:
        changed = save_source(request, stored, cards) if stored.is_source else save_translation(request, stored, cards)
    except LostUpdate as refused:
        return conflict(request, site, DraftQuiz(refused.args[0], stored.language), cards)
    except (AlreadyPublished, IsScheduled, Version.DoesNotExist):
        return overtaken_questions(request, site, stored.draft.pk)
    saved = version_or_404(stored.draft.pk)
    say_saved(request, saved, revision, is_asked=action == "save")
    if changed.is_full:
        messages.warning(request, _("The page has no room for more. Split the section, or remove a question first."))
    if changed.focus:
        return redirect(f"{redirect_to_draft(saved.pk, stored.language, 'questions').url}#card-{changed.focus}")
    return page_after_saving(request, saved, action, stored.language, "questions")


def named_cards(request: HttpRequest, handbook: Handbook, cards: Sequence[QuestionCard]) -> tuple[QuestionCard, ...]:
    """The cards, with the misconceptions that are typed on them, which are in the handbook's list from now on."""
    by, at = signed_in(request), timezone.now()
    named = {
        (new.question, new.option): add_misconception(handbook=handbook, text=new.text, side=new.side, by=by, at=at)
        for new in new_misconceptions(request.POST, cards)
    }
    return with_misconceptions(cards, named)


@transaction.atomic
def save_source(request: HttpRequest, stored: DraftQuiz, cards: Sequence[QuestionCard]) -> EditedCards:
    """Store the cards after what the button does to them, and the misconceptions that are typed on them; both or nothing.
    Raises what `save_draft` raises."""
    action = QuestionAction.of(request.POST.get("action", ""))
    named = named_cards(request, stored.draft.section.handbook, cards)
    changed = edited(named, action, used_names(stored.draft))
    columns = {f"quiz_{stored.language}": stored.text_of(changed.cards)}
    columns |= followed_columns(stored, changed.cards)
    store_typed(request, stored.draft, columns, language=stored.language, revision=posted_revision(request))
    return changed


def followed_columns(stored: DraftQuiz, cards: Sequence[QuestionCard]) -> dict[str, str]:
    """The translations without what the source has lost, and with its ticks, as far as that changes them."""
    columns = {}
    for language in LANGUAGES:
        quiz = stored.in_language(language)
        if quiz.is_source or not are_cards_enough(quiz.parsed.errors):
            continue
        follows = following(quiz.cards, stored.cards, cards)
        if follows != quiz.cards:
            columns[f"quiz_{language}"] = compose_quiz(follows, is_source=False)
    return columns


def save_translation(request: HttpRequest, stored: DraftQuiz, words: Sequence[QuestionCard]) -> EditedCards:
    """Store the words of a translation, and which questions somebody has compared. Raises what `save_draft` raises."""
    cards = beside_source(stored.source.cards, words)
    digests = {
        question.id: question_digest(question)[:SHORT_DIGEST_LENGTH] for question in stored.source.quiz.questions
    }
    before = by_key(stored.cards)
    begun = {card.key for card in cards if card.key not in before and not card.is_blank}
    compared = {key: digests[key] for key in request.POST.getlist("matches") if key in digests}
    column = f"quiz_{stored.language}"
    typed = with_marks(cards, stored.cards, {key: digests[key] for key in begun})
    marked = with_marks(cards, stored.cards, {key: digests[key] for key in begun} | compared)
    columns = {column: stored.text_of(typed)}
    marks = {column: stored.text_of(marked)} if compared else {}
    verb = partial(save_draft, confirmed=stored.language if compared else "")
    revision = posted_revision(request)
    store_typed(request, stored.draft, columns, language=stored.language, revision=revision, verb=verb, marked=marks)
    return EditedCards(typed)


def posted_revision(request: HttpRequest) -> int:
    """The revision that the page was opened at; 0, which no draft has, if the form does not say."""
    revision = request.POST.get("revision", "")
    return int(revision) if is_key(revision) else 0


def questions_page(
    request: HttpRequest,
    site: AdminSite,
    stored: DraftQuiz,
    cards: Sequence[QuestionCard],
    *,
    theirs: Mapping[str, QuestionCard] | None = None,
    is_carried: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page with these cards: the stored ones with their errors, or those that could not be stored."""
    context = draft_context(request, site, stored.draft, stored.language)
    context |= {
        "unreadable": stored.unreadable_language,
        "is_carried": is_carried,
        "conflict": theirs is not None,
        "part": "questions",
    }
    if not stored.unreadable_language:
        context |= cards_context(request, stored, cards, theirs or {})
    return render(request, "backoffice/question_cards.html", context, status=status)


def cards_context(
    request: HttpRequest, stored: DraftQuiz, cards: Sequence[QuestionCard], theirs: Mapping[str, QuestionCard]
) -> dict[str, object]:
    errors = stored.errors if cards is stored.cards else ()
    if not stored.is_source:
        cards = stored.stale_first(beside_source(stored.source.cards, cards))
    located = card_errors(errors, stored.quiz, cards)
    surroundings = surroundings_of(request, stored, theirs)
    fields = fields_of_cards(cards, [*located, *form_warnings(cards, stored.language)], surroundings)
    numbers = {card.card.key: card.number for card in fields}
    return {
        "tabs": draft_tabs(stored.draft, stored.language, stored.checked),
        "is_source": stored.is_source,
        "cards": fields,
        "groups": surroundings.groups,
        "told": [(numbers[error.key], error) for error in located if error.is_error and error.key in numbers],
        "misconceptions": misconception_choices(stored.draft.section.handbook),
        "untested": untested_points(stored, surroundings.groups),
        "published": surroundings.published,
        "left_behind": left_behind(stored),
        "only_theirs": [card for key, card in theirs.items() if key not in numbers],
    }


def surroundings_of(request: HttpRequest, stored: DraftQuiz, theirs: Mapping[str, QuestionCard]) -> CardSurroundings:
    section = stored.draft.section
    published, withdrawable = published_questions(section) if may_publish_text(request.user) else (None, frozenset())
    return CardSurroundings(
        groups=point_groups(stored.draft),
        source={} if stored.is_source else by_key(stored.source.cards),
        theirs=theirs,
        new_misconceptions={
            (new.question, new.option): new for new in new_misconceptions(request.POST, posted_cards(request.POST))
        },
        asked=[] if theirs else card_questions(stored.draft, stored.language),
        changes=changes_of_source(section, stored.quiz, stored.source.quiz, stored.outdated),
        outdated=stored.outdated,
        translated=by_key(stored.cards),
        published=published,
        withdrawable=withdrawable,
    )


def left_behind(stored: DraftQuiz) -> list[tuple[str, QuestionCard]]:
    """The questions of a translation that the source no longer has; they go away with the next saving. On the page of a
    source without questions, those of all translations. Each with its language."""
    if stored.is_source and stored.cards:
        return []
    languages = stored.draft.section.handbook.languages if stored.is_source else (stored.language,)
    known = by_key(stored.source.cards)
    quizzes = [stored.in_language(language) for language in languages]
    return [(quiz.language, card) for quiz in quizzes for card in quiz.cards if card.key not in known]


def untested_points(stored: DraftQuiz, groups: Sequence[PointGroup]) -> list[PointChoice]:
    """The points that no question is about, if there are questions."""
    if not stored.is_source:
        return []
    untested = {error.values[0] for error in stored.errors if error.code == "clause-untested"}
    return [point for group in groups for point in group.points if point.id in untested]


def conflict(
    request: HttpRequest, site: AdminSite, saved: DraftQuiz, cards: Sequence[QuestionCard], *, is_carried: bool = False
) -> HttpResponse:
    """Somebody else saved in the meantime: show the typed cards beside the saved ones, and store nothing until the writer
    has chosen. `is_carried` means that they were typed in a draft that is closed by now."""
    return questions_page(request, site, saved, cards, theirs=by_key(saved.cards), is_carried=is_carried, status=409)


def overtaken_questions(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The draft was published, scheduled or discarded meanwhile: show what was typed, with a button that takes it to a new
    draft."""
    version = Version.objects.select_related("section__handbook").filter(pk=pk).first()
    section = version.section if version else posted_section(request)
    if request.POST.get("action") == "new-draft":
        return carry_over_questions(request, site, section)
    cards = posted_cards(request.POST)
    empty = Version(section=section, saved_at=timezone.now())
    language = requested_language(request, empty)
    context = draft_context(request, site, version or empty, language) | {
        "version": version,
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in (*NOT_CARRIED_OVER, "action", "section", "text")
        ],
        "questions": typed_quiz(cards, language, section.handbook.source_language),
        "title": overtaken_title(version),
    }
    return render(request, "backoffice/overtaken.html", context, status=409)


def carry_over_questions(request: HttpRequest, site: AdminSite, section: Section) -> HttpResponse:
    """Show the typed cards beside the draft that is open now, and let the writer choose."""
    opened = open_draft(section=section, by=signed_in(request), at=timezone.now())
    draft, cards = version_or_404(opened.pk), posted_cards(request.POST)
    return conflict(request, site, DraftQuiz(draft, requested_language(request, draft)), cards, is_carried=True)


def typed_quiz(cards: Sequence[QuestionCard], language: str, source_language: str) -> str:
    """The typed cards as readers would see them."""
    text = compose_quiz(cards, is_source=language == source_language)
    return render_quiz(
        quiz=text, source_quiz=text, language=language, source_language=source_language, audience=Audience.LEADERS
    )
