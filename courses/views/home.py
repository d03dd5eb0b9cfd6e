from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.attempts.quiz import audience_of
from courses.completions.receipts import completed_by_withdrawal
from courses.home import cards, handbook_progress
from courses.models import Completion, Scope
from courses.todos.status import EmployeeStatus
from courses.todos.todo_list import employee_statuses, owed_in_section
from courses.whats_new import SectionUpdates, section_updates, since_of
from handbook.models import Audience, Edition, Handbook, Section
from handbook.public.reader_editions import ReaderEdition, section_for_reader
from people.forms import SignInForm
from people.language import ui_language

ANNOUNCED = "told_of_withdrawn_questions"
"""Where a session keeps the ids of receipts that home has told of."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My to-dos; signed out, the front page with the sign-in form."""
    if not request.user.is_authenticated:
        handbooks = Handbook.objects.readable_by(request.user).in_force(timezone.localdate())
        return render(request, "courses/front.html", {"form": SignInForm(request), "handbooks": handbooks})
    today = timezone.localdate()
    (employee_status,) = employee_statuses([request.user], on=today)
    to_dos = cards(employee_status, language=ui_language(), audience=audience_of(request.user, timezone.now()))
    context = {
        "employee_status": employee_status,
        "cards": to_dos,
        "shelves": handbook_progress(employee_status),
        "completed": announced_once(request, employee_status),
    }
    return render(request, "courses/home.html", context)


def announced_once(request: HttpRequest, employee_status: EmployeeStatus) -> list[Completion]:
    """The receipts of what a withdrawn question completed for me, the first time I come home after it. That I was told is
    kept with the session alone: at worst I am told again where I sign in anew."""
    completed = (
        completed_by_withdrawal(employee_status.employee, at=timezone.now()) if employee_status.has_withdrawn else []
    )
    updates = set(request.session.get(ANNOUNCED, ()))
    if news := [each for each in completed if str(each.pk) not in updates]:
        request.session[ANNOUNCED] = [str(each.pk) for each in completed]
    return news


@require_safe
def changes(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """What has changed since I last completed the section; with `?from=N`, since that version. Whoever has completed
    nothing of it reads the whole."""
    today, visitor = timezone.localdate(), request.user
    sections = Section.objects.in_force(today).filter(handbook__in=Handbook.objects.readable_by(visitor))
    found = get_object_or_404(sections.select_related("handbook"), handbook__slug=handbook, slug=section)
    audience = audience_of(visitor, timezone.now()) if visitor.is_authenticated else Audience.EVERYONE
    try:
        shown = section_for_reader(found, language=ui_language(), audience=audience)
    except Edition.DoesNotExist:
        raise Http404 from None
    if "from" in request.GET:
        number = version_before(shown, request.GET["from"])
        caught = section_updates(shown, dict.fromkeys(Audience, number), completed_in=shown.edition.language, owed=())
        return render(
            request, "courses/changes.html", changes_page(request, caught) | {"since": number, "since_other": True}
        )
    owes, latest = owed_in_section(visitor, found, on=today) if visitor.is_authenticated else (None, {})
    mine = latest.get(Audience.EVERYONE)
    if mine is None or (owes and owes.scope == Scope.WHOLE):
        return redirect("handbook:section", handbook, section)
    since = since_of(owes, latest)
    caught = section_updates(shown, since, completed_in=mine.language, owed=owes.clauses if owes else ())
    context = {"since": mine.number, "completed_at": mine.completed_at}
    return render(request, "courses/changes.html", changes_page(request, caught) | context)


def version_before(shown: ReaderEdition, wish: str) -> int:
    """The number of an earlier version than the one shown, as an address says it; else there is no such page."""
    newest = shown.version.number or 0
    if not (wish.isdecimal() and len(wish) < 10 and 0 < int(wish) < newest):
        raise Http404
    return int(wish)


def changes_page(request: HttpRequest, caught: SectionUpdates) -> dict[str, object]:
    section = caught.shown.version.section
    return {
        "caught": caught,
        "shown": caught.shown,
        "section": section,
        "handbook": section.handbook,
        "marks": request.GET.get("marks") != "off",
        "is_changes": True,
    }
