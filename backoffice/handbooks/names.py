"""HR gives a handbook or section another address, or removes one that was never published; each page says first what will
happen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Requirement
from courses.removal import remove_handbook, remove_section
from handbook.handbooks import rename_handbook
from handbook.models import Handbook, Section, Version
from handbook.sections import rename_section
from markup.slugs import LONGEST_SLUG
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal


class SlugForm(forms.Form):
    """The new name in addresses. The verb refuses what cannot be one, with a sentence at the field."""

    slug = forms.CharField(label=gettext_lazy("New name in addresses"), max_length=LONGEST_SLUG)


def row_or_404(request: HttpRequest, model: type[Handbook] | type[Section], pk: int) -> Handbook | Section:
    if not may_publish_text(request.user):
        raise PermissionDenied
    return get_object_or_404(Handbook, pk=pk) if model is Handbook else get_object_or_404(Section, pk=pk)


def is_published(row: Handbook | Section) -> bool:
    versions = Version.objects.published()
    of_row = versions.filter(section=row) if isinstance(row, Section) else versions.filter(section__handbook=row)
    return bool(of_row.exists())


def name_links(row: Handbook | Section | None, request: HttpRequest) -> dict[str, bool]:
    """Whether the page of a handbook or section leads to the pages that rename and remove it."""
    if row is None or not may_publish_text(request.user):
        return {"may_rename": False, "may_remove": False}
    return {"may_rename": True, "may_remove": not is_published(row)}


def change_page(row: Handbook | Section) -> str:
    return f"admin:handbook_{row._meta.model_name}_change"


def name_context(request: HttpRequest, site: AdminSite, row: Handbook | Section) -> dict[str, Any]:
    return site.each_context(request) | {
        "row": row,
        "change_page": change_page(row),
        "is_section": isinstance(row, Section),
    }


def rename(request: HttpRequest, pk: int, *, site: AdminSite, model: type[Handbook] | type[Section]) -> HttpResponse:
    """Ask for the new name, and say what follows; then rename."""
    row = row_or_404(request, model, pk)
    form = SlugForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_name(row, form.cleaned_data["slug"], request)
        except Refusal as refused:
            form.add_error("slug", refused.message)
        else:
            messages.success(request, renamed_message(row, form.cleaned_data["slug"]))
            return redirect(change_page(row), pk)
    context = name_context(request, site, row) | {
        "title": _("Change the address"),
        "form": form,
        "is_published": is_published(row),
    }
    return render(request, "backoffice/rename.html", context, status=422 if form.errors else 200)


def renamed_message(row: Handbook | Section, slug: str) -> str:
    """What is said after `row`, as it was before, got this name."""
    if slug == row.slug:
        return _("The address is the same as before.")
    return _("The address is changed. If it has a folder of files, rename that before you import it again.")


def give_name(row: Handbook | Section, slug: str, request: HttpRequest) -> None:
    by, at = signed_in(request), timezone.now()
    if isinstance(row, Section):
        rename_section(section=row, slug=slug, by=by, at=at)
    else:
        rename_handbook(handbook=row, slug=slug, by=by, at=at)


def remove(request: HttpRequest, pk: int, *, site: AdminSite, model: type[Handbook] | type[Section]) -> HttpResponse:
    """Say what is removed, and ask for confirmation; then remove."""
    row = row_or_404(request, model, pk)
    if request.method == "POST":
        try:
            take_away(row, request)
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect(change_page(row), pk)
        messages.success(request, _("“%(name)s” is removed.") % {"name": row.slug})
        return redirect("admin:handbook_handbook_changelist")
    sections = [row] if isinstance(row, Section) else list(row.sections.order_by("position"))
    context = name_context(request, site, row) | {
        "title": _("Remove"),
        "sections": [section.slug for section in sections],
        "requirements": 0 if isinstance(row, Section) else Requirement.objects.filter(handbook=row).count(),
        "is_published": is_published(row),
    }
    return render(request, "backoffice/remove.html", context)


def take_away(row: Handbook | Section, request: HttpRequest) -> None:
    by, at = signed_in(request), timezone.now()
    if isinstance(row, Section):
        remove_section(section=row, by=by, at=at)
    else:
        remove_handbook(handbook=row, by=by, at=at)
