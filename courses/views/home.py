"""The home page with my to-dos, and the page of what is new in a section."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.attempts.quiz import audience_of
from courses.completions.receipts import completed_by_withdrawal
from courses.home import handbook_plans
from courses.models import Completion, Scope
from courses.todos.status import EmployeeStatus
from courses.todos.sums import Sums, counts_of
from courses.todos.todo_list import owed_in_section, status_of
from courses.whats_new import SectionUpdates, section_updates, since_of
from handbook.models import Audience, Edition, Handbook, Section
from handbook.public.reader_editions import ReaderEdition, section_for_reader
from handbook.versions.rollback import undone_versions
from people.forms import SignInForm
from people.language import ui_language
from people.models import Employee
from people.permissions import left_out_of_lists, reads_as_employee, units_led
from people.signin.sessions import stamp_of

ANNOUNCED = "told_of_withdrawn_questions"
"""The session key with the ids of the completions that the home page has announced."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My to-dos; signed out, the front page with the sign-in form."""
    if not request.user.is_authenticated:
        handbooks = Handbook.objects.readable_by(request.user).in_force(timezone.localdate())
        return render(request, "courses/front.html", {"form": SignInForm(request), "handbooks": handbooks})
    today, stamp = timezone.localdate(), stamp_of(request)
    employee_status = status_of(request.user, on=today, stamp=stamp)
    audience = audience_of(request.user, timezone.now())
    plans = handbook_plans(employee_status, language=ui_language(), audience=audience, stamp=stamp)
    context = {
        "employee_status": employee_status,
        "plans": plans,
        "count": len(employee_status.to_dos),
        "completed": completions_to_announce(request, employee_status),
        "has_left": not reads_as_employee(request.user),
        "team_sums": team_sums(request.user, today),
    }
    return render(request, "courses/home.html", context)


def team_sums(visitor: Employee, on: date) -> Sums | None:
    """The sums of those whom the visitor leads, as their list has them; None for everybody else."""
    units = units_led(visitor, on)
    return counts_of(units, on=on, without=left_out_of_lists(visitor, on)).sums if units else None


def completions_to_announce(request: HttpRequest, employee_status: EmployeeStatus) -> list[Completion]:
    """My completions that the withdrawal of a question caused, on my first visit to the home page after it.

    Only the session remembers what was announced: at worst it is announced again after another sign-in.
    """
    if not employee_status.has_withdrawn:
        return []
    completions = completed_by_withdrawal(employee_status.employee, at=timezone.now())
    announced = set(request.session.get(ANNOUNCED, ()))
    if news := [completion for completion in completions if str(completion.pk) not in announced]:
        request.session[ANNOUNCED] = [str(completion.pk) for completion in completions]
    return news


@require_safe
def changes(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """The changes of a section since I last completed it; with `?from=N`, since that version. A reader who has not
    completed it is redirected to the section."""
    today, visitor = timezone.localdate(), request.user
    sections = Section.objects.published().filter(handbook__in=Handbook.objects.readable_by(visitor))
    requested = get_object_or_404(sections.select_related("handbook"), handbook__slug=handbook, slug=section)
    if not requested.is_in_force(today):
        return redirect("handbook:section", handbook, section)
    audience = audience_of(visitor, timezone.now()) if visitor.is_authenticated else Audience.EVERYONE
    shown = newest_edition_or_404(requested, audience)
    if "from" in request.GET:
        number = version_before(shown, request.GET["from"])
        updates = section_updates(shown, dict.fromkeys(Audience, number), completed_in=shown.edition.language, owed=())
        return render(
            request, "courses/changes.html", changes_context(request, updates) | {"since": number, "since_other": True}
        )
    owed, latest = owed_in_section(visitor, requested, on=today) if visitor.is_authenticated else (None, {})
    completed = latest.get(Audience.EVERYONE)
    if completed is None or (owed and owed.scope == Scope.WHOLE):
        return redirect("handbook:section", handbook, section)
    since = since_of(owed, latest)
    updates = section_updates(shown, since, completed_in=completed.language, owed=owed.clauses if owed else ())
    context = {"since": completed.number, "completed_at": completed.completed_at}
    return render(request, "courses/changes.html", changes_context(request, updates) | context)


def newest_edition_or_404(section: Section, audience: str) -> ReaderEdition:
    try:
        return section_for_reader(section, language=ui_language(), audience=audience)
    except Edition.DoesNotExist:
        raise Http404 from None


def version_before(shown: ReaderEdition, number: str) -> int:
    """Parse the number of a version earlier than the one shown. Raises Http404 for anything else."""
    newest = shown.version.number or 0
    if not (number.isdecimal() and len(number) < 10 and 0 < int(number) < newest):
        raise Http404
    return int(number)


def changes_context(request: HttpRequest, updates: SectionUpdates) -> dict[str, object]:
    section = updates.shown.version.section
    return {
        "updates": updates,
        "shown": updates.shown,
        "section": section,
        "handbook": section.handbook,
        "marks": request.GET.get("marks") != "off",
        "undone": undone_versions([section])[section.pk],
        "is_changes": True,
    }
