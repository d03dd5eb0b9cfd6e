"""Two pages that withdraw a section and bring it back, each with the number of employees that it concerns."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.texts.forms import WithdrawForm
from courses.impact.employee_count import BringingBackImpact, count_employees_owing, impact_of_bringing_back
from handbook.models import Section
from handbook.public.section_page import titles_of
from handbook.sections import SectionNotWithdrawn, bring_back_section, withdraw_section
from people.language import ui_language
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal


def requested_section(request: HttpRequest, pk: int) -> Section:
    """The section, for those who publish; others are refused."""
    if not may_publish_text(request.user):
        raise PermissionDenied
    return get_object_or_404(Section.objects.select_related("handbook"), pk=pk)


def is_seen(request: HttpRequest, figures: str) -> bool:
    """Whether the button that was pressed was shown with these figures. If not, the visitor is told that they changed."""
    if request.POST.get("seen") == figures:
        return True
    messages.warning(
        request, _("The figures have changed since they were shown. Nothing is done yet. Look at them again.")
    )
    return False


def withdraw(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Ask for confirmation, with the number of employees who owe the section now; then withdraw it."""
    section = requested_section(request, pk)
    owing = count_employees_owing(section, on=timezone.localdate())
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (section.withdrawn_on or is_seen(request, f"{owing}")):
        try:
            withdraw_section(section=section, on=form.cleaned_data["on"], by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, _("The section is withdrawn. Its text and the receipts stay readable."))
        return redirect("admin:handbook_section_change", pk)
    context = page_context(request, site, section) | {"title": _("Withdraw the section?"), "form": form, "owing": owing}
    status = 422 if form.errors else 409 if form.is_bound else 200
    return render(request, "backoffice/withdraw.html", context, status=status)


def bring_back(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Ask for confirmation, with the number of employees who would owe the section; then bring it back."""
    section, today = requested_section(request, pk), timezone.localdate()
    if section.withdrawn_on is None:
        messages.info(request, SectionNotWithdrawn(section).message)
        return redirect("admin:handbook_section_change", pk)
    impact, is_withdrawn = impact_of_bringing_back(section, on=today), section.withdrawn_on <= today
    figures = figures_of(impact, is_withdrawn)
    if request.method == "POST" and is_seen(request, figures):
        try:
            bring_back_section(section=section, by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, brought_back_message(section, is_withdrawn=is_withdrawn, on=today))
        return redirect("admin:handbook_section_change", pk)
    context = page_context(request, site, section) | {"title": _("Bring the section back?"), "figures": figures}
    context |= {
        "impact": impact,
        "is_withdrawn": is_withdrawn,
        "is_handbook_in_force": section.handbook.is_in_force(today),
    }
    return render(request, "backoffice/bring_back.html", context, status=409 if request.method == "POST" else 200)


def brought_back_message(section: Section, *, is_withdrawn: bool, on: date) -> str:
    """What became of a section that was withdrawn, or was to be."""
    if is_withdrawn:
        return _("The section is no longer withdrawn.")
    if section.handbook.is_in_force(on):
        return _("It stays in force.")
    return _("The section is not to be withdrawn any more.")


def figures_of(impact: BringingBackImpact, is_withdrawn: bool) -> str:
    """What the page says about the section, for the value of its button."""
    return f"{impact.owing}-{impact.overdue}-{'withdrawn' if is_withdrawn else 'in-force'}"


def page_context(request: HttpRequest, site: AdminSite, section: Section) -> dict[str, Any]:
    title = titles_of([section.handbook], ui_language()).get(section.pk, section.slug)
    return site.each_context(request) | {"section": section, "section_title": title}
