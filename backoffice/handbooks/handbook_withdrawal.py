"""Two pages that withdraw a handbook and bring it back, each with the number of employees that it concerns."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.handbooks.handbook_page import page_address
from backoffice.handbooks.names import row_or_404
from backoffice.handbooks.section_withdrawal import figures_of, is_seen
from backoffice.texts.forms import WithdrawForm
from courses.impact.employee_count import count_employees_owing_handbook, impact_of_bringing_back_handbook
from handbook.composition.withdraw import HandbookNotWithdrawn, bring_back_handbook, withdraw_handbook
from handbook.models import Handbook
from people.permissions import signed_in
from records.refusal import Refusal


def requested_handbook(request: HttpRequest, pk: int) -> Handbook:
    """The handbook, for those who publish; others are refused."""
    handbook = row_or_404(request, Handbook, pk)
    assert isinstance(handbook, Handbook)
    return handbook


def withdraw(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Ask for confirmation, with the number of employees who owe something of the handbook now; then withdraw it."""
    handbook = requested_handbook(request, pk)
    owing = count_employees_owing_handbook(handbook, on=timezone.localdate())
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (handbook.withdrawn_on or is_seen(request, f"{owing}")):
        try:
            withdraw_handbook(handbook=handbook, on=form.cleaned_data["on"], by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, _("The handbook is withdrawn. Its text and the receipts stay readable."))
        return redirect(page_address(handbook))
    context = page_context(request, site, handbook) | {
        "title": _("Withdraw the handbook?"),
        "form": form,
        "owing": owing,
    }
    status = 422 if form.errors else 409 if form.is_bound else 200
    return render(request, "backoffice/withdraw_handbook.html", context, status=status)


def bring_back(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Ask for confirmation, with the number of employees who would owe something of it; then bring it back."""
    handbook, today = requested_handbook(request, pk), timezone.localdate()
    if handbook.withdrawn_on is None:
        messages.info(request, HandbookNotWithdrawn(handbook).message)
        return redirect(page_address(handbook))
    impact, is_withdrawn = impact_of_bringing_back_handbook(handbook, on=today), not handbook.is_in_force(today)
    figures = figures_of(impact, is_withdrawn)
    if request.method == "POST" and is_seen(request, figures):
        try:
            bring_back_handbook(handbook=handbook, by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            messages.info(request, refused.message)
        else:
            done = _("The handbook is no longer withdrawn.") if is_withdrawn else _("The handbook stays in force.")
            messages.success(request, done)
        return redirect(page_address(handbook))
    context = page_context(request, site, handbook) | {"title": _("Bring the handbook back?"), "figures": figures}
    context |= {"impact": impact, "is_withdrawn": is_withdrawn}
    return render(
        request, "backoffice/bring_back_handbook.html", context, status=409 if request.method == "POST" else 200
    )


def page_context(request: HttpRequest, site: AdminSite, handbook: Handbook) -> dict[str, Any]:
    return site.each_context(request) | {"handbook": handbook}
