"""The editor of the site's own pages: all languages in one form, a preview, and earlier texts."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from backoffice.texts import drafts
from backoffice.texts.site_page_form import FIELDS, PageForm, stored_fields
from handbook.models import PageText
from handbook.site_pages import (
    SLUGS,
    SOURCE_LANGUAGE,
    CurrentPage,
    PageChanged,
    current_pages,
    page_history,
    restore_text,
    save_page,
)
from handbook.versions.publish import HasErrors
from markup.diff.paragraphs import MarkedText, changed_paragraphs, marked_text
from markup.section.site_page import PageSource
from people.admin_permissions import GuardedAdmin, is_key
from people.language import LANGUAGES
from people.permissions import may_edit_text, may_publish_text, signed_in
from records.refusal import Refusal


@admin.register(PageText)
class PageTextAdmin(GuardedAdmin):
    """The pages instead of their rows: editors see current and earlier texts, publishers write."""

    seen_by = staticmethod(may_edit_text)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("", drafts.guarded_view(site, page_list), name="handbook_pagetext_changelist"),
            path(
                "<slug:slug>/edit/",
                drafts.guarded_view(site, edit_page, may_publish_text),
                name="handbook_pagetext_edit",
            ),
            path(
                "<slug:slug>/preview/",
                drafts.guarded_view(site, preview_page, may_publish_text),
                name="handbook_pagetext_preview",
            ),
            path(
                "<slug:slug>/history/",
                drafts.guarded_view(site, earlier_texts, may_edit_text),
                name="handbook_pagetext_history",
            ),
        ]


def page_list(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Every page, with its last change in each language."""
    rows = [
        {
            "slug": page.slug,
            "title": page.texts[get_language() or SOURCE_LANGUAGE].title,
            "cells": [(page.texts[language], page.is_outdated(language)) for language in LANGUAGES],
        }
        for page in current_pages()
    ]
    context = site.each_context(request) | {
        "title": _("Pages of the site"),
        "rows": rows,
        "languages": LANGUAGES,
        "may_publish": may_publish_text(request.user),
    }
    return render(request, "backoffice/pages.html", context)


def page_or_404(slug: str) -> CurrentPage:
    if slug not in SLUGS:
        raise Http404
    return current_pages([slug])[0]


def requested_page_language(request: HttpRequest) -> str:
    language = request.GET.get("text") or request.POST.get("text") or ""
    return language if language in LANGUAGES else SOURCE_LANGUAGE


def site_page_context(request: HttpRequest, site: AdminSite, page: CurrentPage, language: str) -> dict[str, Any]:
    """The template context that all pages about a site page share."""
    return site.each_context(request) | {
        "page": page,
        "page_title": page.texts[get_language() or SOURCE_LANGUAGE].title,
        "language": language,
        "source_language": SOURCE_LANGUAGE,
        "may_publish": may_publish_text(request.user),
    }


def edit_page(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """The editor. One button publishes what was typed; the others show it and store nothing."""
    page, language = page_or_404(slug), requested_page_language(request)
    if request.method != "POST":
        return page_editor(request, site, PageForm(page, language))
    action = request.POST.get("action", "preview")
    if action == "save":
        return save_typed_page(request, site, PageForm(page, language, request.POST.dict()))
    if action.removeprefix("show-") in LANGUAGES:
        language = action.removeprefix("show-")
    sent = request.POST.dict() | (kept_fields(page, request.POST.getlist("both")) if action == "theirs" else {})
    return show_typed_page(request, site, PageForm(page, language, sent))


def show_typed_page(request: HttpRequest, site: AdminSite, form: PageForm) -> HttpResponse:
    """The editor with what was typed, and the errors of the languages that were changed."""
    for language, typed in form.typed().items():
        read = form.read(language)
        if read.digest != typed.opened:
            form.show_errors(read.errors)
    return page_editor(request, site, form)


def save_typed_page(request: HttpRequest, site: AdminSite, form: PageForm) -> HttpResponse:
    page, language = form.page, form.language
    try:
        saved = save_page(slug=page.slug, typed=form.typed(), by=signed_in(request), at=timezone.now())
    except HasErrors as refused:
        faulty = [error.place.language for error in refused.errors]
        form = form if language in faulty else form.in_language(faulty[0])
        form.show_errors(refused.errors)
        return page_editor(request, site, form, status=422)
    except PageChanged as refused:
        return page_conflict(request, site, form, refused.languages)
    if saved:
        names = ", ".join(get_language_info(text.language)["name_local"] for text in saved)
        messages.success(request, _("The page is saved, and readers see it now: %(languages)s.") % {"languages": names})
    else:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    return redirect_to_page(page.slug, language)


def redirect_to_page(slug: str, language: str) -> HttpResponseRedirect:
    return redirect(f"{reverse('admin:handbook_pagetext_edit', args=[slug])}?{urlencode({'text': language})}")


def page_editor(request: HttpRequest, site: AdminSite, form: PageForm, *, status: int = 200) -> HttpResponse:
    page, language = form.page, form.language
    is_source = language == SOURCE_LANGUAGE
    context = site_page_context(request, site, page, language) | {
        "form": form,
        "current": page.texts[language],
        "is_unsaved": any(form.read(language).digest != page.texts[language].digest for language in LANGUAGES),
        "tabs": page_tabs(form),
        "preview": form.read(language),
        "is_outdated": page.is_outdated(language),
        "source_side": None if is_source else page_source(form.read(SOURCE_LANGUAGE)),
        "source_changes": source_changes(page, language),
    }
    return render(request, "backoffice/page.html", context, status=status)


def page_source(source: PageSource) -> dict[str, str]:
    """The texts of the source, shown beside a translation."""
    return {"language": SOURCE_LANGUAGE, "title": source.title, "source": source.source}


def page_tabs(form: PageForm) -> list[dict[str, Any]]:
    """Each language with the number of its errors, the source first."""
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "is_current": code == form.language,
            "is_source": code == SOURCE_LANGUAGE,
            "errors": form.errors_in(code),
        }
        for code in sorted(LANGUAGES, key=lambda code: code != SOURCE_LANGUAGE)
    ]


def source_changes(page: CurrentPage, language: str) -> list[MarkedText]:
    """The changes of the source since the translation was compared with it; empty if that is not known."""
    if not page.is_outdated(language):
        return []
    earlier = page_history(page.slug, SOURCE_LANGUAGE)
    compared = next((text for text in earlier if text.mark == page.texts[language].made_from), None)
    return marked_differences(compared, page.source) if compared else []


def marked_differences(before: PageText, after: PageText) -> list[MarkedText]:
    """The title, if it has changed, and each changed paragraph, with its changes marked; as Markdown, which HR writes."""
    title = [marked_text(before.title, after.title)] if before.title != after.title else []
    return title + changed_paragraphs(before.source, after.source)


def preview_page(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """The preview part of the editor, with the text as typed."""
    if request.method != "POST":
        return redirect("admin:handbook_pagetext_edit", slug)
    language = requested_page_language(request)
    form = PageForm(page_or_404(slug), language, request.POST.dict())
    context = {"preview": form.read(language), "language": language}
    return render(request, "backoffice/_page_preview.html", context)


def page_conflict(request: HttpRequest, site: AdminSite, form: PageForm, languages: tuple[str, ...]) -> HttpResponse:
    """Somebody else saved in the meantime: show both texts, and store nothing until the writer has chosen."""
    (page,) = current_pages([form.page.slug])
    fields = [
        {
            "name": f"{field}_{language}",
            "label": form.fields[f"{field}_{language}"].label,
            "language": language,
            "typed": getattr(form.read(language), field),
            "saved": getattr(page.texts[language], field),
            "changes": changed_paragraphs(getattr(page.texts[language], field), getattr(form.read(language), field)),
        }
        for language in languages
        for field in FIELDS
    ]
    shown = {field["name"] for field in fields} | {f"opened_{language}" for language in languages}
    context = site_page_context(request, site, page, form.language) | {
        "title": _("Somebody else saved in the meantime"),
        "fields": [field for field in fields if field["typed"] != field["saved"]],
        "saved_texts": [page.texts[language] for language in languages],
        "unchanged": [(name, form.data[name]) for name in form.fields if name not in shown and form.data.get(name)]
        + [(field["name"], field["typed"]) for field in fields if field["typed"] == field["saved"]],
    }
    return render(request, "backoffice/page_conflict.html", context, status=409)


def kept_fields(page: CurrentPage, languages: Iterable[str]) -> dict[str, str]:
    """Form fields of the languages where the other editor's text is kept, not confirmed as matching the source."""
    kept = set(languages) & set(LANGUAGES)
    return {
        name: value
        for language in kept
        for name, value in {**stored_fields(page, language), f"matches_{language}": ""}.items()
    }


def earlier_texts(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """The current and earlier texts of a page in a language, one at a time, each compared with the one before it."""
    page, language = page_or_404(slug), requested_page_language(request)
    if request.method == "POST":
        return restore_page_text(request, page, language)
    rows = page_history(slug, language)
    number = request.GET.get("number", "")
    shown = rows[0] if not number else next((text for text in rows if str(text.number) == number), None)
    if shown is None:
        raise Http404
    before = rows[rows.index(shown) + 1] if shown.number else None
    context = site_page_context(request, site, page, language) | {
        "title": _("“%(page)s”, current and earlier texts") % {"page": page.texts[language].title},
        "rows": rows,
        "shown": shown,
        "before": before,
        "changes": marked_differences(before, shown) if before else [],
        "current": rows[0],
        "languages": LANGUAGES,
        "is_outdated": page.is_outdated(language),
    }
    return render(request, "backoffice/page_history.html", context)


def restore_page_text(request: HttpRequest, page: CurrentPage, language: str) -> HttpResponse:
    """Publish an earlier text again."""
    if not may_publish_text(request.user):
        raise PermissionDenied
    number = request.POST.get("number", "")
    try:
        text = restore_text(
            slug=page.slug,
            language=language,
            number=int(number) if is_key(number) else -1,
            opened=request.POST.get("opened", ""),
            by=signed_in(request),
            at=timezone.now(),
        )
    except PageText.DoesNotExist:
        raise Http404 from None
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        outcome = _("The earlier text is shown to readers again.") if text else _("Readers already see this text.")
        messages.success(request, outcome)
    return redirect(f"{reverse('admin:handbook_pagetext_history', args=[page.slug])}?{urlencode({'text': language})}")
