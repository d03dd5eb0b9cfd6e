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

from courses.attempts.answer import AlreadyAnswered, AttemptExpired, QuestionWithdrawn, answer
from courses.attempts.end import AttemptEnded
from courses.attempts.progress import open_questions, progress
from courses.attempts.question_page import QuestionView, open_questions_of, question_view, worth_another_look
from courses.attempts.quiz import NoSuchQuestion, edition_of, question_in
from courses.attempts.start import TextHasChanged, start
from courses.forms import AnswerForm, ConfirmForm
from courses.models import Attempt, Completion, Ending
from handbook.models import Section, Version
from people.language import ui_language
from people.permissions import signed_in
from people.views import NOT_SAVED


@require_http_methods(["GET", "HEAD", "POST"])
def start_attempt(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """Confirm, and open or resume the quiz. If the page was no longer the newest it is shown again, and nothing is written.
    Whoever comes here without the form is led to the section that has it."""
    page = reverse("handbook:section", args=[handbook, section])
    if request.method != "POST":
        return redirect(page)
    if not request.user.is_authenticated:
        return redirect_to_login(f"{page}?{NOT_SAVED}=1")
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    sections = Section.objects.published().in_force(timezone.localdate()).select_related("handbook")
    form = ConfirmForm(request.POST)
    confirmed = get_object_or_404(sections, handbook__slug=handbook, slug=section)
    if not form.is_valid():
        return redirect(f"{page}?moved=1")
    try:
        language, now = ui_language(), timezone.now()
        opened = start(
            employee=request.user, section=confirmed, requested_language=language, at=now, **form.cleaned_data
        )
    except TextHasChanged:
        return redirect(f"{page}?moved=1")
    return redirect("courses:attempt", opened.pk)


@require_safe
@login_required
def attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Leads to the first open question, or to the result."""
    found = visible_attempt(request, attempt)
    questions = [] if found.is_ended else open_questions(found)
    if not questions:
        return redirect("courses:result", found.pk)
    return redirect("courses:question", found.pk, questions[0])


def visible_attempt(request: HttpRequest, attempt: UUID) -> Attempt:
    attempts = Attempt.objects.visible_to(request.user).select_related("section__handbook", "version", "completion")
    return get_object_or_404(attempts, pk=attempt)


def asked_or_404(attempt: Attempt, question: str) -> QuestionView:
    try:
        return question_view(attempt, question)
    except NoSuchQuestion:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """One question a page, while the attempt is open. GET shows it, as it was answered last; POST answers it. Where the
    session had ended, the sign-in and then the question say that the answer was not saved."""
    if not request.user.is_authenticated:
        sent = request.method == "POST"
        return redirect_to_login(f"{request.path}?{NOT_SAVED}=1" if sent else request.get_full_path())
    if request.method == "POST":
        return answer_question(request, attempt, question)
    found = visible_attempt(request, attempt)
    page = asked_or_404(found, question)
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    if found.is_ended or page.is_credited:
        return redirect("courses:result", found.pk)
    was_signed_out = {"was_signed_out": NOT_SAVED in request.GET}
    return render(request, "courses/question.html", question_page(page) | was_signed_out)


def question_page(page: QuestionView, form: AnswerForm | None = None, *, not_saved: bool = False) -> dict[str, object]:
    """What the page of a question shows; after an answer that was not taken, with the ticks kept."""
    ticked = set(form.letters) if form and "option" in form.cleaned_data else {option.id for option in page.chosen}
    return {
        "asked": page,
        "attempt": page.attempt,
        "edition": page.edition,
        "sequence": page.attempt.answers.count() + 1,
        "ticked": ticked,
        "wrong_number": form is not None and form.has_wrong_number,
        "not_saved": not_saved,
        "was_signed_out": False,
        "invalid": form is not None and not form.is_valid(),
        "text": text_of(page.attempt),
        "credited": len(page.credited),
    }


@dataclass(frozen=True, slots=True)
class AttemptText:
    """Where the words stand that an attempt is about."""

    address: str
    is_newest: bool


def text_of(attempt: Attempt) -> AttemptText:
    section, number = attempt.section, attempt.version.number
    if Version.objects.published().filter(section=section, number__gt=number).exists():
        return AttemptText(reverse("handbook:old_version", args=[section.handbook.slug, section.slug, number]), False)
    return AttemptText(reverse("handbook:section", args=[section.handbook.slug, section.slug]), True)


def answer_question(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """Puts the answer on record and leads to what it was. What a page shows is read only where it is not taken."""
    mine = get_object_or_404(Attempt.objects.visible_to(request.user), pk=attempt)
    try:
        form = AnswerForm(question_in(mine, question), request.POST)
    except NoSuchQuestion:
        raise Http404 from None
    if not signed_in(request).is_employed(timezone.localdate()):
        raise PermissionDenied
    if not form.is_valid():
        page = question_view(visible_attempt(request, attempt), question)
        return render(request, "courses/question.html", question_page(page, form), status=422)
    sequence = form.cleaned_data["sequence"]
    try:
        answer(attempt=mine, question=question, options=form.letters, sequence=sequence, at=timezone.now())
    except AlreadyAnswered as refused:
        return already_answered(request, question_view(visible_attempt(request, attempt), question), form, refused)
    except (AttemptEnded, QuestionWithdrawn) as refused:
        context = result_page(visible_attempt(request, attempt)) | {"refused": refused}
        is_withdrawn = isinstance(refused, QuestionWithdrawn)
        return render(request, "courses/result.html", context | {"is_withdrawn": is_withdrawn}, status=409)
    except AttemptExpired:
        section = mine.section
        return redirect(f"{reverse('handbook:section', args=[section.handbook.slug, section.slug])}?moved=asked")
    return redirect("courses:feedback", attempt, question)


def already_answered(
    request: HttpRequest, page: QuestionView, form: AnswerForm, refused: AlreadyAnswered
) -> HttpResponse:
    """The answer that stands under this number; where it answers another question, this one again with the ticks kept."""
    earlier = refused.args[0]
    if earlier and (earlier.question, earlier.sequence) == (page.question.id, form.cleaned_data["sequence"]):
        return render(request, "courses/feedback.html", feedback_page(page) | {"refused": refused}, status=409)
    return render(request, "courses/question.html", question_page(page, form, not_saved=True), status=409)


@require_safe
@login_required
def feedback(request: HttpRequest, attempt: UUID, question: str) -> HttpResponse:
    """What the last answer to a question was, and why; after the last question, the result as well."""
    found = visible_attempt(request, attempt)
    page = asked_or_404(found, question)
    if page.answer is None:
        return redirect("courses:question", found.pk, question)
    return render(request, "courses/feedback.html", feedback_page(page) | {"refused": None})


def feedback_page(page: QuestionView) -> dict[str, object]:
    so_far, completion = progress(page.attempt), completion_of(page.attempt)
    return {
        "asked": page,
        "attempt": page.attempt,
        "edition": page.edition,
        "progress": so_far,
        "next": so_far.unanswered[0][1] if so_far.unanswered else None,
        "left": open_questions_of(page.edition, so_far),
        "completion": completion,
        "look_at": worth_another_look(page.attempt, page.edition) if completion else [],
        "text": text_of(page.attempt),
        "credited": so_far.credited,
    }


def completion_of(attempt: Attempt) -> Completion | None:
    return attempt.completion if attempt.ending == Ending.COMPLETED else None


@require_safe
@login_required
def result(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """How an attempt stands: completed with its receipt, or what is still to be answered again."""
    found = visible_attempt(request, attempt)
    return render(request, "courses/result.html", result_page(found) | {"refused": None})


def result_page(attempt: Attempt) -> dict[str, object]:
    edition, so_far, completion = edition_of(attempt), progress(attempt), completion_of(attempt)
    return {
        "attempt": attempt,
        "edition": edition,
        "progress": so_far,
        "left": open_questions_of(edition, so_far),
        "completion": completion,
        "look_at": worth_another_look(attempt, edition) if completion else [],
        "text": text_of(attempt),
        "credited": so_far.credited,
        "is_withdrawn": False,
    }
