"""The page of a law: HR writes it, keeps its words beside a new release, takes the release's, or removes it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.laws.law_differences import changes_beside, differences
from backoffice.laws.law_form import LawForm
from handbook.laws.register import LawEntry
from handbook.laws.save import LawIsNamed, add_law, follow_release, keep_law, law_entry, remove_law, save_law
from handbook.laws.usage import handbooks_ever_naming
from people.admin_permissions import is_key
from people.language import ui_language
from people.permissions import signed_in
from records.refusal import Refusal

LIST = "admin:handbook_lawtext_changelist"


def entry_or_404(number: int) -> LawEntry:
    entry = law_entry(f"L{number}")
    if entry is None:
        raise Http404
    return entry


def opened(request: HttpRequest) -> int:
    """The number of the entry that was on the screen; -1 if the page sent none."""
    number = request.POST.get("opened", "")
    return int(number) if is_key(number) else -1


def new_law(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Ask for a law of HR's own, then add it."""
    form = LawForm(None, request.POST if request.method == "POST" else None)
    if form.is_valid() and stored(form, add_law, law=form.law(""), by=signed_in(request), at=timezone.now()):
        messages.success(request, _("The law is added. Tick it at the points that it belongs to."))
        return redirect(LIST)
    return law_form_page(request, site, form, {"title": _("New law")})


def edit_law(request: HttpRequest, site: AdminSite, law: int) -> HttpResponse:
    """Show the law beside what the release says; then store what was typed, and show it to readers."""
    entry = entry_or_404(law)
    form, saved_since = LawForm(entry.shown, request.POST if request.method == "POST" else None), []
    if form.is_valid():
        typed = form.law(entry.shown.id)
        if stored(form, save_law, law=typed, opened=opened(request), by=signed_in(request), at=timezone.now()):
            messages.success(request, _("The law is saved, and readers see it as it stands now."))
            return redirect(LIST)
        saved_since = differences(typed, entry.shown)
    context = {
        "title": _("Edit “%(law)s”") % {"law": entry.shown.in_language(ui_language()).name},
        "entry": entry,
        "number": law,
        "changes": changes_beside(entry),
        "saved_since": saved_since,
    }
    return law_form_page(request, site, form, context)


def stored(form: LawForm, verb: Any, **typed: Any) -> bool:
    """Whether the verb took what was typed; its refusal is shown above the form."""
    try:
        verb(**typed)
    except Refusal as refused:
        form.add_error(None, refused.message)
        return False
    return True


def law_form_page(request: HttpRequest, site: AdminSite, form: LawForm, context: dict[str, Any]) -> HttpResponse:
    page = site.each_context(request) | {"form": form} | context
    return render(request, "backoffice/law.html", page, status=422 if form.errors else 200)


def choose_words(request: HttpRequest, site: AdminSite, law: int) -> HttpResponse:
    """Keep HR's words beside the release, or show the release's again, as the button says."""
    if request.method != "POST":
        return redirect("admin:handbook_lawtext_edit", law)
    entry, verb = entry_or_404(law), keep_law if request.POST.get("words") == "own" else follow_release
    try:
        verb(id_=entry.shown.id, opened=opened(request), by=signed_in(request), at=timezone.now())
    except Refusal as refused:
        messages.error(request, refused.message)
        return redirect("admin:handbook_lawtext_edit", law)
    outcome = _("Your words stand.") if verb is keep_law else _("Readers see the law as the release has it.")
    messages.success(request, outcome)
    return redirect(LIST)


def remove(request: HttpRequest, site: AdminSite, law: int) -> HttpResponse:
    """Say whether the law can be removed, and ask for confirmation; then remove it."""
    entry = entry_or_404(law)
    if entry.released is not None:
        raise Http404
    if request.method == "POST":
        try:
            remove_law(id_=entry.shown.id, opened=opened(request), by=signed_in(request), at=timezone.now())
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect("admin:handbook_lawtext_edit", law)
        messages.success(request, _("The law is removed."))
        return redirect(LIST)
    handbooks = handbooks_ever_naming(entry.shown.id)
    name = entry.shown.in_language(ui_language()).name
    context = {"title": _("Remove “%(law)s”") % {"law": name}, "entry": entry, "number": law}
    context |= {"refusal": LawIsNamed(handbooks).message if handbooks else ""}
    return render(request, "backoffice/remove_law.html", site.each_context(request) | context)
