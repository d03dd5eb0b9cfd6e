"""Pages where HR begins a handbook, or a copy of a handbook or section."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.handbooks.handbook_page import page_address
from backoffice.handbooks.names import name_context, row_or_404
from backoffice.texts import drafts
from handbook.composition.create import create_handbook
from handbook.composition.duplicate import copied_title, copy_handbook, copy_section, title_of_copy
from handbook.models import Handbook, Section
from markup.section.parser import LONGEST_TITLE
from people.language import ui_language
from people.permissions import signed_in

LANGUAGE_CHOICES = [(code, capfirst(name)) for code, name in settings.LANGUAGES]


class CopyForm(forms.Form):
    """The title of something new, in its source language."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Write a title.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
    )


class NewHandbookForm(CopyForm):
    """The title of a new handbook and its languages."""

    source_language = forms.ChoiceField(
        label=gettext_lazy("Written in"),
        choices=LANGUAGE_CHOICES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The language that you write the sections in first. It cannot be changed later."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Also offered in"),
        choices=LANGUAGE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("You can add a language later, too."),
    )


def new_handbook(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Ask for the title and the languages, then make the handbook and lead to its page."""
    typed = request.POST if request.method == "POST" else None
    form = NewHandbookForm(typed, initial={"source_language": ui_language()})
    if form.is_valid():
        handbook = create_handbook(**form.cleaned_data, by=signed_in(request), at=timezone.now())
        messages.success(request, _("The handbook is made. Nobody but HR sees it until you publish it."))
        return redirect(page_address(handbook))
    context = site.each_context(request) | {"title": _("New handbook"), "form": form}
    return render(request, "backoffice/new_handbook.html", context, status=422 if form.errors else 200)


def copy_named(
    request: HttpRequest, pk: int, *, site: AdminSite, model: type[Handbook] | type[Section]
) -> HttpResponse:
    """Ask for the title of the copy, and say what becomes of it; then make it and lead to it."""
    row = row_or_404(request, model, pk)
    handbook = row.handbook if isinstance(row, Section) else row
    language = handbook.source_language
    initial = {"title": title_of_copy(copied_title(row), language)}
    form = CopyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        return make_copy(request, row, form.cleaned_data["title"])
    context = name_context(request, site, row) | {"title": _("Copy"), "form": form, "language": language}
    return render(request, "backoffice/copy.html", context, status=422 if form.errors else 200)


def make_copy(request: HttpRequest, row: Handbook | Section, title: str) -> HttpResponse:
    made: dict[str, Any] = {"title": title, "by": signed_in(request), "at": timezone.now()}
    if isinstance(row, Section):
        return drafts.redirect_to_draft(copy_section(section=row, **made).pk)
    handbook = copy_handbook(handbook=row, **made)
    messages.success(request, _("The copy is made. Nobody but HR sees it until you publish it."))
    return redirect(page_address(handbook))
