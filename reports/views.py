from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.todos.status import Duties, EmployeeStatus
from courses.todos.sums import counts_of
from courses.todos.todo_list import required_handbooks, status_of
from handbook.models import Handbook, Section, Version
from handbook.public.former_address import present_slugs
from handbook.public.section_page import titles_of, whole_sections
from handbook.translations.status import count_untranslated
from handbook.versions.rollback import undone_versions
from people.language import ui_language
from people.models import Employee, Unit
from people.permissions import (
    allow,
    leads,
    left_out_of_lists,
    may_edit_text,
    may_look_back,
    may_see_unit,
    sees_figures,
    sees_overview,
    sees_people,
    units_led,
)
from reports.as_seen import look_back
from reports.csv import csv_file
from reports.forms import FilterForm, WhoseDayForm
from reports.misconceptions import difficulties
from reports.new_rules import new_rules
from reports.question_statistics import questions_over_time
from reports.team import (
    STATUS_ORDER,
    FileRow,
    Total,
    file_rows,
    members,
    overdue_first,
    shown_deadline,
    team_of,
    topmost_units,
    totals,
    units_to_level,
)

ROWS_OF_A_PAGE = 50


def sees_people_today(visitor: Any) -> bool:
    return sees_people(visitor, timezone.localdate())


def filter_form(request: HttpRequest) -> FilterForm:
    typed = request.GET.copy()
    if present := present_slugs(request, typed.get("handbook", ""), "").get("handbook"):
        typed["handbook"] = present
    return FilterForm(required_handbooks(timezone.localdate()), typed)


def requested_units(request: HttpRequest, unit: int | None, *, everybody: bool = False) -> list[Unit]:
    """The units that the visitor leads, or only `unit`, if the visitor may see its employees; or the whole organisation."""
    today = timezone.localdate()
    if everybody:
        return list(Unit.objects.filter(parent=None))
    if unit is None:
        return topmost_units(units_led(request.user, today))
    requested = get_object_or_404(Unit, pk=unit)
    if not may_see_unit(request.user, requested, today):
        raise Http404
    return [requested]


@require_safe
@allow(sees_people_today)
def team(request: HttpRequest, unit: int | None = None) -> HttpResponse:
    """The leader's units and all below, or one unit: one status for each employee, overdue employees first. A visitor who
    leads no unit but sees everybody is redirected to the overview."""
    if unit is None and not leads(request.user, timezone.localdate()):
        return redirect("reports:overview")
    return team_page(request, requested_units(request, unit), unit=unit)


@require_safe
@allow(sees_overview)
def team_of_all(request: HttpRequest) -> HttpResponse:
    """The whole organisation, as a team."""
    return team_page(request, requested_units(request, None, everybody=True), everybody=True)


def team_page(
    request: HttpRequest, units: list[Unit], *, unit: int | None = None, everybody: bool = False
) -> HttpResponse:
    today, form = timezone.localdate(), filter_form(request)
    handbook, status = form.filters["handbook"], form.filters["status"]
    shown_team = team_of(units, on=today, handbook=handbook, without=left_out_of_lists(request.user, today))
    page = Paginator(shown_team.listed(status), ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    listed = members(list(page.object_list), on=today, handbook=handbook)
    context = {
        "units": units,
        "is_one": unit is not None,
        "is_all": everybody,
        "form": form,
        "page": page,
        "members": listed,
        "shows_units": any(member.unit.pk != units[0].pk or not member.is_counted for member in listed),
        "totals": totals(shown_team, units_to_level(units, 1)),
        "sums": shown_team.sums,
        "latest_publication": latest_publication(handbook),
        "new_rules": new_rules(shown_team, language=ui_language(), on=today),
        "status": status,
        "query": file_query(request, unit, everybody=everybody),
    }
    return render(request, "reports/team.html", context | filter_context(handbook))


def file_query(request: HttpRequest, unit: int | None, *, everybody: bool) -> str:
    """The query of the CSV file that holds the same rows as the list, on all its pages."""
    query = request.GET.copy()
    query.pop("page", None)
    if unit is not None:
        query["unit"] = str(unit)
    if everybody:
        query["everybody"] = "yes"
    return query.urlencode()


def filter_context(handbook: Handbook | None) -> dict[str, Any]:
    """The chosen handbook, and the end of a query that keeps a list to it."""
    return {"handbook": handbook, "filter_query": f"&handbook={handbook.slug}" if handbook else ""}


def latest_publication(handbook: Handbook | None) -> dict[str, Any] | None:
    """The latest published version and its title, for one line on the page; None if nothing is published."""
    published = Version.objects.published().select_related("section__handbook").order_by("-published_at", "-pk")
    version = (published.filter(section__handbook=handbook) if handbook else published).first()
    if version is None:
        return None
    titles = titles_of([version.section.handbook], ui_language())
    undone = undone_versions([version.section])[version.section_id]
    return {"version": version, "title": titles.get(version.section_id, ""), "undone": undone}


@require_safe
@allow(sees_people_today)
def member(request: HttpRequest, number: str) -> HttpResponse:
    """One employee: what is not done with its deadline, then what is done, with the version and when; never an answer."""
    today = timezone.localdate()
    employee = get_object_or_404(Employee.objects.employed(today), number=number)
    if not any(may_see_unit(request.user, position.unit, today) for position in employee.positions_on(today)):
        raise Http404
    employee_status = status_of(employee, on=today)
    rows = section_rows(employee_status)
    context = {
        "employee": employee,
        "employee_status": employee_status,
        "owed_rows": sorted((row for row in rows if row["to_do"]), key=lambda row: not row["is_overdue"]),
        "done_rows": [row for row in rows if not row["to_do"]],
    }
    return render(request, "reports/member.html", context)


def section_rows(employee_status: EmployeeStatus) -> list[dict[str, Any]]:
    titles = titles_of({section.handbook for section in employee_status.required}, ui_language())
    undone = undone_versions(employee_status.required)
    owed = {to_do.section.pk: to_do for to_do in employee_status.to_dos}
    return [
        {
            "title": titles[section.pk],
            "to_do": owed.get(section.pk),
            "is_overdue": section.pk in owed and owed[section.pk].is_overdue(employee_status.on),
            "completed": employee_status.completed.get(section.pk),
            "undone": undone[section.pk],
        }
        for section in employee_status.required
    ]


@require_safe
@allow(sees_people_today)
def team_csv(request: HttpRequest) -> HttpResponseBase:
    unit, today = request.GET.get("unit", ""), timezone.localdate()
    if unit and not (unit.isascii() and unit.isdigit() and len(unit) < 10):
        raise Http404
    everybody = "everybody" in request.GET
    if everybody and not sees_overview(request.user):
        raise Http404
    units = requested_units(request, int(unit) if unit else None, everybody=everybody)
    filters, without = filter_form(request).filters, left_out_of_lists(request.user, today)
    rows = file_rows(units, filter_by=filters["status"], on=today, handbook=filters["handbook"], without=without)
    name = _("team")
    return csv_file(f"{name}-{today}", member_heading(), member_rows(rows))


def member_heading() -> Sequence[object]:
    """The columns of the page."""
    heading = (_("Name"), _("Employee number"), _("Unit"), _("Status"), _("Deadline"))
    return (*heading, _("Sections done"), _("New rules to read"), _("Sections in all"))


def member_rows(rows: Iterable[FileRow]) -> Iterator[tuple[int, Sequence[object]]]:
    """The place of each member's status in the list, and their row."""
    known: dict[int, tuple[Duties, int, Sequence[object]]] = {}
    for row in rows:
        duties = row.duties
        if id(duties) not in known:  # many have the same
            figures = (duties.done, duties.new_rules, len(duties.required))
            columns: Sequence[object] = (str(row.status.label), shown_deadline(duties), *figures)
            known[id(duties)] = (duties, STATUS_ORDER.index(row.status), columns)
        _duties, place, rest = known[id(duties)]
        yield place, (row.name, row.number, row.unit.name, *rest)


@require_safe
@allow(sees_overview)
def overview(request: HttpRequest) -> HttpResponse:
    """The whole organisation: done and overdue by unit, new rules, and misconceptions."""
    today, form = timezone.localdate(), filter_form(request)
    handbook = form.filters["handbook"]
    units = list(Unit.objects.filter(parent=None))
    everybody = counts_of(units, on=today, handbook=handbook)
    handbooks = [handbook] if handbook else required_handbooks(today)
    by_unit = Paginator(overdue_first(totals(everybody, units_to_level(units, 1))), ROWS_OF_A_PAGE)
    page = by_unit.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "on": today,
        "page": page,
        "totals": page.object_list,
        "sums": everybody.sums,
        "new_rules": new_rules(everybody, language=ui_language(), on=today),
        "difficulties": [handbook_difficulties(handbook) for handbook in handbooks],
        "untranslated": untranslated_sections(handbooks, today) if may_edit_text(request.user) else [],
        "query": file_query(request, None, everybody=False),
    }
    return render(request, "reports/overview.html", context | filter_context(handbook))


def untranslated_sections(handbooks: Iterable[Handbook], on: date) -> list[dict[str, Any]]:
    """The number of sections that are not ready, by handbook and language. One query for all handbooks."""
    by_handbook: dict[int, list[Section]] = {}
    for section in Section.objects.published().in_force(on).filter(handbook__in=handbooks):
        by_handbook.setdefault(section.handbook_id, []).append(section)
    return [
        {"handbook": handbook, "language": language, "sections": count}
        for handbook in handbooks
        for language in handbook.languages
        if (count := count_untranslated(by_handbook.get(handbook.pk, []), language))
    ]


def handbook_difficulties(handbook: Handbook) -> dict[str, Any]:
    language = ui_language()
    rows = [
        {
            "difficulty": difficulty,
            "misconceptions": [
                handbook.misconception(id_, language) | {"clause": difficulty.points[id_]}
                for id_ in difficulty.misconceptions
            ],
        }
        for difficulty in difficulties(handbook, language=language)
    ]
    return {"handbook": handbook, "rows": rows}


@require_safe
@allow(sees_figures)
def section_questions(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """The questions of a section, with statistics of the first answers to each wording."""
    sections = Section.objects.published().select_related("handbook")
    published = get_object_or_404(sections, handbook__slug=handbook, slug=section)
    language = ui_language()
    context = {
        "handbook": published.handbook,
        "section": published,
        "title": titles_of([published.handbook], language)[published.pk],
        "questions": questions_over_time(published, language=language),
        "undone": undone_versions([published])[published.pk],
    }
    return render(request, "reports/section_questions.html", context)


@require_safe
@allow(sees_overview)
def overview_csv(request: HttpRequest) -> HttpResponseBase:
    today = timezone.localdate()
    everybody = counts_of(Unit.objects.filter(parent=None), on=today, handbook=filter_form(request).filters["handbook"])
    every_unit = Unit.objects.in_tree_order().select_related("parent")
    name = _("overview")
    return csv_file(f"{name}-{today}", total_heading(), map(total_row, totals(everybody, every_unit)))


def total_heading() -> Sequence[object]:
    """The columns of the page."""
    heading = (_("Unit"), _("Part of"), _("Done"), _("Of them with a new rule to read"), _("On track"), _("Overdue"))
    return (*heading, _("On leave"), _("Employees without those on leave"), _("Done, per cent"))


def total_row(total: Total) -> tuple[int, Sequence[object]]:
    """The row of a unit. All are in one part: they stay in the order of units."""
    sums = total.sums
    return 0, (
        total.unit, total.unit.parent, sums.done, sums.new_rule, sums.on_track, sums.overdue, sums.on_leave,
        sums.of, sums.percent,
    )  # fmt: skip


@require_safe
@allow(may_look_back)
def choose_whose_day(request: HttpRequest, handbook: str) -> HttpResponse:
    """Ask for an employee and a day. `?employee=1001&day=2026-03-15` redirects to the handbook as they would have seen it."""
    shown_handbook = get_object_or_404(Handbook.objects.published(), slug=handbook)
    form = WhoseDayForm(timezone.localdate(), request.GET if "employee" in request.GET else None)
    if form.is_valid():
        day, employee = form.cleaned_data["day"], form.cleaned_data["employee"]
        return redirect("reports:as_seen", shown_handbook.slug, day.isoformat(), employee.number)
    if not form.is_bound:
        form.initial = {"day": request.GET.get("day", "")}
    context = {"handbook": shown_handbook, "form": form}
    return render(request, "reports/choose_whose_day.html", context, status=422 if form.errors else 200)


@require_safe
@allow(may_look_back)
def as_seen(request: HttpRequest, handbook: str, day: str, number: str) -> HttpResponse:
    """The whole handbook as an employee would have seen it at the end of a day, and the sections completed by then."""
    shown_handbook, today = get_object_or_404(Handbook.objects.published(), slug=handbook), timezone.localdate()
    form = WhoseDayForm(today, {"day": day, "employee": number})
    if not form.is_valid():
        return render(request, "reports/choose_whose_day.html", {"handbook": shown_handbook, "form": form}, status=404)
    employee, on = form.cleaned_data["employee"], form.cleaned_data["day"]
    seen = look_back(employee, shown_handbook, day=on, titles_in=ui_language())
    context = {
        "handbook": shown_handbook,
        "form": form,
        "employee": employee,
        "day": on,
        "seen": seen,
        "sections": whole_sections([shown for shown, _completed in seen.sections], on=on),
        "printed_on": today,
    }
    return render(request, "reports/as_seen.html", context)
