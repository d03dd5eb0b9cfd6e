"""HR's page of a handbook: its sections, who must complete it, and a short form for each of its parts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.handbooks import names
from backoffice.handbooks.checklist import checklist_of
from backoffice.handbooks.handbook_parts import PARTS
from backoffice.texts import drafts
from courses.models import Requirement
from handbook.composition.create import create_section
from handbook.composition.first_publication import count_first_drafts
from handbook.composition.move import move_section
from handbook.models import OPEN_STAGES, Handbook, Section, Version
from handbook.public.section_page import titles_of
from markup.section.parser import LONGEST_TITLE
from markup.slugs import is_addressable
from people.admin_permissions import is_key
from people.language import LANGUAGES, ui_language
from people.models import NAME_FIELDS, Employee
from people.permissions import Visitor, may_edit_text, may_publish_text, may_see_people, signed_in
from records.refusal import Refusal

MOST_NAMES = 5
VERSION_FIELDS = (
    "section", "number", "published_at", "saved_at", "stage", "publish_at", "held_back",
    *(f"title_{code}" for code in LANGUAGES), *(f"saved_by__{name}" for name in NAME_FIELDS),
)  # fmt: skip
"""The fields of versions that the row of a section shows. Their texts are not loaded."""


class NewSectionForm(forms.Form):
    """The title of a new section, in the source language of its handbook."""

    title = forms.CharField(
        label=gettext_lazy("Title of the new section"),
        max_length=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Write a title.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
    )


def handbook_page(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows the page. POST stores one part of the handbook, makes a section or moves one."""
    handbook = get_object_or_404(Handbook, pk=pk)
    if request.method != "POST":
        return show_page(request, site, handbook)
    if not may_edit_text(request.user):
        raise PermissionDenied
    name = request.POST.get("part", "")
    if name in PARTS:
        return store_part(request, site, handbook, name)
    actions = {"new-section": begin_section, "move": move_listed_section}
    if name not in actions:
        raise Http404
    if not may_publish_text(request.user):
        raise PermissionDenied
    return actions[name](request, site, handbook)


def page_address(handbook: Handbook, part: str = "") -> str:
    address = reverse("admin:handbook_handbook_change", args=[handbook.pk])
    return f"{address}#{part}" if part else address


def store_part(request: HttpRequest, site: AdminSite, handbook: Handbook, name: str) -> HttpResponse:
    """Store a part, or show the page with what was typed in it."""
    part = PARTS[name](handbook, section_choices(handbook), request.POST)
    refusal = ""
    if part.is_valid():
        try:
            part.store(by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            refusal = refused.message
        else:
            messages.success(request, _("“%(part)s” is saved.") % {"part": part.heading})
            return redirect(page_address(handbook, name))
    return show_page(request, site, handbook, typed={name: part}, refusal=refusal, status=422)


def begin_section(request: HttpRequest, site: AdminSite, handbook: Handbook) -> HttpResponse:
    """Make a section, and lead to its draft."""
    form = NewSectionForm(request.POST)
    if not form.is_valid():
        return show_page(request, site, handbook, new_section=form, status=422)
    draft = create_section(
        handbook=handbook, title=form.cleaned_data["title"], by=signed_in(request), at=timezone.now()
    )
    return drafts.redirect_to_draft(draft.pk)


def move_listed_section(request: HttpRequest, site: AdminSite, handbook: Handbook) -> HttpResponse:
    """Move a section to the place that the button says: pressed twice, it moves once."""
    pk, _colon, place = request.POST.get("to", "").partition(":")
    if not (is_key(pk) and is_key(place)):
        raise Http404
    section = get_object_or_404(Section, pk=int(pk), handbook=handbook)
    move_section(section=section, to=int(place), by=signed_in(request), at=timezone.now())
    at = next(row for row in section_rows(handbook) if row["section"].pk == section.pk)
    note = _("“%(title)s” is now section %(number)s.")
    messages.success(request, note % {"title": at["title"], "number": at["place"]})
    return redirect(page_address(handbook, "chapters"))


def show_page(
    request: HttpRequest,
    site: AdminSite,
    handbook: Handbook,
    *,
    typed: dict[str, Any] | None = None,
    refusal: str = "",
    new_section: NewSectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `typed` has the part that was refused, with what was typed in it."""
    rows = section_rows(handbook)
    choices = [(row["section"].slug, str(row["title"])) for row in rows]
    context = site.each_context(request) | page_context(handbook, rows) | names.name_links(handbook, request)
    context |= {
        "new_sections": count_first_drafts(handbook) if context["is_published"] else 0,
        "checklist": None if context["is_published"] else checklist_of(handbook, context["requirements"], request.user),
        "opened": request.GET.get("part", ""),
        "parts": [(typed or {}).get(name) or part(handbook, choices) for name, part in PARTS.items()],
        "refusal": refusal,
        "new_section": new_section or NewSectionForm(),
        "may_publish": may_publish_text(request.user),
        **requirement_door(request.user),
    }
    return render(request, "backoffice/handbook.html", context, status=status)


def requirement_door(visitor: Visitor) -> dict[str, Any]:
    """Whether the visitor may say who must complete a handbook; if not, the names of a few who may."""
    if may_see_people(visitor):
        return {"may_require": True}
    staff = Employee.objects.employed(timezone.localdate()).filter(is_hr_staff=True)
    names_of_staff = [employee.name for employee in staff.order_by("sort_key", "number")[:MOST_NAMES]]
    return {"may_require": False, "who_may_require": names_of_staff}


def page_context(handbook: Handbook, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page says of the handbook and its sections, for every visitor."""
    return {
        "title": handbook.title,
        "handbook": handbook,
        "section_rows": rows,
        "is_published": any(row["newest"] for row in rows),
        "has_address": is_addressable(handbook.slug),
        "requirements": requirements_of(handbook),
    }


def requirements_of(handbook: Handbook) -> list[Requirement]:
    """The requirements that are in force or to come, the newest first."""
    today = timezone.localdate()
    named = Requirement.objects.filter(handbook=handbook).select_related("unit").order_by("-from_day", "-pk")
    return [requirement for requirement in named if requirement.to_day is None or requirement.to_day >= today]


def section_choices(handbook: Handbook) -> list[tuple[str, str]]:
    return [(row["section"].slug, str(row["title"])) for row in section_rows(handbook)]


def section_rows(handbook: Handbook) -> list[dict[str, Any]]:
    """The sections of a handbook in reading order, each with its newest, its draft and its scheduled version."""
    versions = Version.objects.newest() | Version.objects.drafts() | Version.objects.scheduled()
    shown = Prefetch("versions", versions.select_related("saved_by").only(*VERSION_FIELDS))
    sections = Section.objects.filter(handbook=handbook).select_related("owner").prefetch_related(shown)
    titles, rows = titles_of([handbook], ui_language()), []
    for place, section in enumerate(sections.order_by("position", "pk"), start=1):
        section.handbook = handbook
        rows.append(section_row(section, place, titles.get(section.pk)))
    return rows


def section_row(section: Section, place: int, title: str | None) -> dict[str, Any]:
    """`title` is that of the newest version; before there is one, the row has that of the draft."""
    versions = list(section.versions.all())
    draft = next((version for version in versions if version.stage in OPEN_STAGES), None)
    scheduled = next((version for version in versions if version.is_scheduled), None)
    language, unpublished = section.handbook.source_language, draft or scheduled
    drafted = unpublished.text("title", language) if unpublished else ""
    return {
        "section": section,
        "place": place,
        "title": title or drafted or _("Section without a title"),
        "draft": draft,
        "scheduled": scheduled,
        "newest": next((version for version in versions if version.is_published), None),
    }
