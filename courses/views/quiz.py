"""The pages of a quiz: start an attempt, answer its questions, and read feedback and result."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.attempts.answer import (
    AlreadyAnswered,
    AttemptExpired,
    OtherQuestionAnswered,
    QuestionWithdrawn,
    answer,
)
from courses.attempts.own_attempt import own_attempt
from courses.attempts.progress import open_question_ids, progress_of
from courses.attempts.question_page import QuestionView, question_view, worth_another_look
from courses.attempts.quiz import (
    NoSuchQuestion,
    audience_of,
    edition_of,
    newest_number,
    no_longer_asked,
    question_in,
)
from courses.attempts.start import TextHasChanged, start
from courses.forms import AnswerForm, ConfirmForm
from courses.home import handbook_plans
from courses.models import Attempt, Ending
from courses.todos.todo_list import status_of
from handbook.models import Edition, Section
from handbook.public.reader_editions import kept_sections_by_slug, section_for_reader
from people.language import ui_language
from people.permissions import signed_in
from people.signin.sessions import stamp_of
from people.views import NOT_SAVED
from records.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def start_attempt(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """Confirm the reading, and open or resume the quiz. If the page that was confirmed is outdated, the section is shown
    again and nothing is written. A GET is redirected to the section, which has the form."""
    page = reverse("handbook:section", args=[handbook, section])
    if request.method != "POST":
        return redirect(page)
    if not request.user.is_authenticated:
        return redirect_to_login(f"{page}?{NOT_SAVED}=1")
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    section_to_confirm = section_or_404(request, handbook, section)
    if not section_to_confirm.is_in_force(timezone.localdate()):
        return redirect(page)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect(f"{page}?moved=1")
    try:
        language, now = ui_language(), timezone.now()
        attempt = start(
            employee=request.user, section=section_to_confirm, requested_language=language, at=now, **form.cleaned_data
        )
    except TextHasChanged:
        return redirect(f"{page}?moved=1")
    return redirect(place_to_go_on(attempt, stamp=stamp_of(request)))


def section_or_404(request: HttpRequest, handbook: str, slug: str) -> Section:
    """A published section, in force or not: the one whose page the reader has seen, else asked for."""
    shown = kept_sections_by_slug(
        request.user,
        handbook,
        stamp=stamp_of(request),
        language=ui_language(),
        audience=audience_of(signed_in(request), timezone.now()),
        on=timezone.localdate(),
    )
    for other in shown:
        if other.version.section.slug == slug:
            return other.version.section
    return get_object_or_404(Section.objects.published().select_related("handbook"), handbook__slug=handbook, slug=slug)


@require_safe
@login_required
def resume_attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Redirect to where the attempt goes on."""
    return redirect(place_to_go_on(own_attempt_or_404(request, attempt), stamp=stamp_of(request)))


def place_to_go_on(attempt: Attempt, *, stamp: str | None) -> str:
    """The page of the first open question, or of the result; the newest text, if that asks none of them any more."""
    questions = [] if attempt.is_ended else open_question_ids(attempt)
    if not questions:
        return reverse("courses:result", args=[attempt.pk])
    removed = no_longer_asked(attempt, stamp=stamp)
    asked = [question for question in questions if question not in removed]
    if not asked:
        return f"{_newest_text(attempt.section)}?moved=questions"
    return reverse("courses:question", args=[attempt.pk, asked[0]])


def own_attempt_or_404(request: HttpRequest, attempt: UUID) -> Attempt:
    if (known := own_attempt(signed_in(request), attempt)) is None:
        raise Http404
    return known


def question_view_or_404(request: HttpRequest, attempt: Attempt, question: str) -> QuestionView:
    try:
        return question_view(attempt, question, stamp=stamp_of(request))
    except NoSuchQuestion:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """One question of an open attempt. GET shows it with its last answer; POST answers it.

    If the session has expired, the sign-in page and then the question say that the answer was not saved.
    """
    if not request.user.is_authenticated:
        was_sent = request.method == "POST"
        return redirect_to_login(f"{request.path}?{NOT_SAVED}=1" if was_sent else request.get_full_path())
    if request.method == "POST":
        return answer_question(request, attempt, question)
    own_attempt = own_attempt_or_404(request, attempt)
    view = question_view_or_404(request, own_attempt, question)
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    if own_attempt.is_ended or view.is_credited:
        return redirect("courses:result", own_attempt.pk)
    if question in no_longer_asked(own_attempt, stamp=stamp_of(request)):
        return redirect("courses:attempt", own_attempt.pk)
    was_signed_out = {"was_signed_out": NOT_SAVED in request.GET}
    return render(request, "courses/question.html", question_context(stamp_of(request), view) | was_signed_out)


def question_context(
    stamp: str | None, view: QuestionView, form: AnswerForm | None = None, *, refused: Refusal | None = None
) -> dict[str, object]:
    """The context of a question's page; after an answer that was not saved, its options stay ticked."""
    text = text_of(view.attempt, stamp=stamp)
    ticked = set(form.letters) if form and "option" in form.cleaned_data else {option.id for option in view.chosen}
    return {
        "question_view": view,
        "attempt": view.attempt,
        "edition": view.edition,
        "sequence": len(view.answers) + 1,
        "ticked": ticked,
        "wrong_number": form is not None and form.has_wrong_number,
        "refused": refused,
        "was_signed_out": False,
        "invalid": form is not None and not form.is_valid(),
        "text": text,
        "newest_text": _newest_text(view.attempt.section),
        "can_switch": text.is_newest and can_switch_language(view.attempt),
        "credited": len(view.credited),
    }


@dataclass(frozen=True, slots=True)
class AttemptText:
    """The text that an attempt is about."""

    address: str
    """Its page; home, if no address takes the handbook's slug."""
    is_newest: bool


def text_of(attempt: Attempt, *, stamp: str | None) -> AttemptText:
    section, number = attempt.section, attempt.version.number
    is_newest = newest_number(section, stamp=stamp) == number
    if is_newest or not section.has_address:
        return AttemptText(_newest_text(section), is_newest)
    return AttemptText(reverse("handbook:old_version", args=[section.handbook.slug, section.slug, number]), False)


def can_switch_language(attempt: Attempt) -> bool:
    """Whether the text that an attempt is about can be confirmed in the page's language, which is not the attempt's."""
    language, section = ui_language(), attempt.section
    if attempt.language == language or not section.has_address or not section.is_in_force(timezone.localdate()):
        return False
    try:
        shown = section_for_reader(section, language=language, audience=attempt.audience)
    except Edition.DoesNotExist:  # its page cannot be shown: handbook.unreadable
        return False
    return shown.edition.language == language


def _newest_text(section: Section) -> str:
    if not section.has_address:
        return reverse("courses:home")
    return reverse("handbook:section", args=[section.handbook.slug, section.slug])


def answer_question(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """Record an answer and redirect to its feedback. The facts of a page are read only if the answer is refused."""
    own_attempt, stamp = get_object_or_404(Attempt.objects.visible_to(request.user), pk=attempt), stamp_of(request)
    try:
        form = AnswerForm(question_in(own_attempt, question, stamp=stamp), request.POST)
    except NoSuchQuestion:
        raise Http404 from None
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    if not form.is_valid():
        view = question_view_or_404(request, own_attempt_or_404(request, attempt), question)
        return render(request, "courses/question.html", question_context(stamp, view, form), status=422)
    sequence = form.cleaned_data["sequence"]
    try:
        at = timezone.now()
        answer(attempt=own_attempt, question=question, options=form.letters, sequence=sequence, at=at, stamp=stamp)
    except AttemptExpired:
        return redirect(f"{_newest_text(own_attempt.section)}?moved=asked")
    except Refusal as refused:
        return unsaved_answer(request, own_attempt_or_404(request, attempt), question, form, refused)
    return redirect("courses:feedback", attempt, question)


def unsaved_answer(
    request: HttpRequest, attempt: Attempt, question: str, form: AnswerForm, refused: Refusal
) -> HttpResponse:
    """The page that says why the answer is not saved: the question again, still ticked; the answer that counts; the result."""
    match refused:
        case OtherQuestionAnswered():
            context = question_context(
                stamp_of(request), question_view_or_404(request, attempt, question), form, refused=refused
            )
            return render(request, "courses/question.html", context, status=409)
        case AlreadyAnswered():
            context = feedback_context(request, question_view_or_404(request, attempt, question)) | {"refused": refused}
            return render(request, "courses/feedback.html", context, status=409)
    context = result_context(request, attempt) | {
        "refused": refused,
        "is_withdrawn": isinstance(refused, QuestionWithdrawn),
    }
    return render(request, "courses/result.html", context, status=409)


@require_safe
@login_required
def feedback(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """The last answer to a question and its explanation; after the last question, the result as well."""
    own_attempt = own_attempt_or_404(request, attempt)
    view = question_view_or_404(request, own_attempt, question)
    if view.answer is None:
        return redirect("courses:question", own_attempt.pk, question)
    return render(request, "courses/feedback.html", feedback_context(request, view) | {"refused": None})


def feedback_context(request: HttpRequest, view: QuestionView) -> dict[str, object]:
    progress = view.progress
    return completion_context(request, view.attempt, view.edition) | {
        "question_view": view,
        "progress": progress,
        "next": progress.next_after(view.question.id),
        "credited": progress.credited,
    }


def completion_context(request: HttpRequest, attempt: Attempt, edition: Edition) -> dict[str, object]:
    """The completion of an attempt with its receipt and what comes next; without one, nothing of that is read."""
    context = {
        "attempt": attempt,
        "edition": edition,
        "text": text_of(attempt, stamp=stamp_of(request)),
        "completion": None,
    }
    if attempt.ending != Ending.COMPLETED:
        return context
    employee, stamp = signed_in(request), stamp_of(request)
    employee_status = status_of(employee, on=timezone.localdate(), handbook=attempt.section.handbook, stamp=stamp)
    audience = audience_of(employee, timezone.now())
    plans = handbook_plans(employee_status, language=ui_language(), audience=audience, stamp=stamp)
    return context | {
        "completion": attempt.completion,
        "look_at": worth_another_look(attempt, edition, stamp=stamp),
        "plan": next(iter(plans), None),
    }


@require_safe
@login_required
def result(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The result of an attempt: its receipt if it is completed, else the questions still to be answered right."""
    own_attempt = own_attempt_or_404(request, attempt)
    return render(request, "courses/result.html", result_context(request, own_attempt) | {"refused": None})


def result_context(request: HttpRequest, attempt: Attempt) -> dict[str, object]:
    progress = progress_of(attempt)
    return completion_context(request, attempt, edition_of(attempt, stamp=stamp_of(request))) | {
        "progress": progress,
        "credited": progress.credited,
        "is_withdrawn": False,
    }
