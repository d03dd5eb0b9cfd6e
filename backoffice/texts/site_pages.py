"""HR edits the site's own pages: all languages in one form, a preview, and what a page said before."""

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
from django.views.decorators.http import require_POST

from backoffice.texts import drafts
from backoffice.texts.site_page_form import FIELDS, PageForm, language_of, stored
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
from markup.diff.paragraphs import Marked, marked, marked_paragraphs
from markup.error_messages import message
from markup.section.site_page import PageSource
from people.admin_permissions import GuardedAdmin, is_key
from people.language import LANGUAGES
from people.permissions import may_edit_text, may_publish_text, signed_in


@admin.register(PageText)
class PageTextAdmin(GuardedAdmin):
    """The pages, not their rows: editors see what they say and said, publishers write."""

    seen_by = staticmethod(may_edit_text)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("", drafts.door(site, pages), name="handbook_pagetext_changelist"),
            path("<slug:slug>/edit/", drafts.door(site, edit, may_publish_text), name="handbook_pagetext_edit"),
            path(
                "<slug:slug>/preview/",
                drafts.door(site, require_POST(preview), may_publish_text),
                name="handbook_pagetext_preview",
            ),
            path("<slug:slug>/history/", drafts.door(site, texts, may_edit_text), name="handbook_pagetext_history"),
        ]


def pages(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Every page, and in each language who changed it last."""
    rows = [
        {
            "slug": current_page.slug,
            "title": current_page.texts[get_language() or SOURCE_LANGUAGE].title,
            "cells": [(current_page.texts[language], current_page.is_outdated(language)) for language in LANGUAGES],
        }
        for current_page in current_pages()
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


def wanted_language(request: HttpRequest) -> str:
    wish = request.GET.get("text") or request.POST.get("text") or ""
    return wish if wish in LANGUAGES else SOURCE_LANGUAGE


def about(request: HttpRequest, site: AdminSite, page: CurrentPage, language: str) -> dict[str, Any]:
    """What every page about a page shows in its frame."""
    return site.each_context(request) | {
        "page": page,
        "page_title": page.texts[get_language() or SOURCE_LANGUAGE].title,
        "language": language,
        "source_language": SOURCE_LANGUAGE,
        "may_publish": may_publish_text(request.user),
    }


def edit(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """The editor. One button puts what was typed in force; the others show it, and nothing is stored."""
    page, language = page_or_404(slug), wanted_language(request)
    if request.method != "POST":
        return editor(request, site, PageForm(page, language))
    action = request.POST.get("action", "preview")
    if action == "save":
        return save(request, site, PageForm(page, language, request.POST.dict()))
    if action.removeprefix("show-") in LANGUAGES:
        language = action.removeprefix("show-")
    sent = request.POST.dict() | (stored_page(page, request.POST.getlist("both")) if action == "theirs" else {})
    return shown_as_typed(request, site, PageForm(page, language, sent))


def shown_as_typed(request: HttpRequest, site: AdminSite, form: PageForm) -> HttpResponse:
    """The editor with what was typed, and with the errors of what is not as it was opened."""
    for language, typed in form.typed().items():
        read = form.read(language)
        if read.digest != typed.opened:
            form.show_errors(read.errors)
    return editor(request, site, form)


def save(request: HttpRequest, site: AdminSite, form: PageForm) -> HttpResponse:
    page, language = form.standing, form.language
    try:
        saved = save_page(slug=page.slug, typed=form.typed(), by=signed_in(request), at=timezone.now())
    except HasErrors as refused:
        faulty = [language_of(error) for error in refused.errors]
        form = form if language in faulty else form.looking_at(faulty[0])
        form.show_errors(refused.errors)
        return editor(request, site, form, status=422)
    except PageChanged as refused:
        return conflict(request, site, form, refused.languages)
    if saved:
        names = ", ".join(get_language_info(page_text.language)["name_local"] for page_text in saved)
        messages.success(request, _("The page is saved, and readers see it now: %(languages)s.") % {"languages": names})
    else:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    return to_editor(page.slug, language)


def to_editor(slug: str, language: str) -> HttpResponseRedirect:
    return redirect(f"{reverse('admin:handbook_pagetext_edit', args=[slug])}?{urlencode({'text': language})}")


def editor(request: HttpRequest, site: AdminSite, form: PageForm, *, status: int = 200) -> HttpResponse:
    page, language = form.standing, form.language
    is_source = language == SOURCE_LANGUAGE
    context = about(request, site, page, language) | {
        "form": form,
        "stands": page.texts[language],
        "is_unsaved": any(form.read(language).digest != page.texts[language].digest for language in LANGUAGES),
        "tabs": tabs(form),
        "preview": form.read(language),
        "is_behind": page.is_outdated(language),
        "source_side": None if is_source else source_side(form.read(SOURCE_LANGUAGE)),
        "source_changes": source_changes(page, language),
    }
    return render(request, "backoffice/page.html", context, status=status)


def source_side(source: PageSource) -> dict[str, str]:
    """The source, to translate from."""
    return {"language": SOURCE_LANGUAGE, "title": source.title, "source": source.source}


def tabs(form: PageForm) -> list[dict[str, Any]]:
    """Each language with the number of its errors, the source first."""
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "is_current": code == form.language,
            "is_source": code == SOURCE_LANGUAGE,
            "errors": form.errors_in(code),
        }
        for code in sorted(LANGUAGES, key=lambda each: each != SOURCE_LANGUAGE)
    ]


def source_changes(page: CurrentPage, language: str) -> list[Marked]:
    """What the source says otherwise than when the translation was compared with it; nothing if that is not known."""
    if not page.is_outdated(language):
        return []
    earlier = page_history(page.slug, SOURCE_LANGUAGE)
    was = next((page_text for page_text in earlier if page_text.mark == page.texts[language].made_from), None)
    return differences(was, page.source) if was else []


def differences(was: PageText, now: PageText) -> list[Marked]:
    """The title, if it is another, and each paragraph that is, with the words marked; as Markdown, which HR writes."""
    title = [marked(was.title, now.title)] if was.title != now.title else []
    return title + marked_paragraphs(was.source, now.source)


def preview(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """The part of the editor that shows what is typed."""
    language = wanted_language(request)
    form = PageForm(page_or_404(slug), language, request.POST.dict())
    context = {"preview": form.read(language), "language": language}
    return render(request, "backoffice/_page_preview.html", context)


def conflict(request: HttpRequest, site: AdminSite, form: PageForm, languages: tuple[str, ...]) -> HttpResponse:
    """Somebody else saved in the meantime: both texts are shown, and nothing is stored until the reader has chosen."""
    (page,) = current_pages([form.standing.slug])
    fields = [
        {
            "name": f"{field}_{language}",
            "label": form.fields[f"{field}_{language}"].label,
            "language": language,
            "mine": getattr(form.read(language), field),
            "theirs": getattr(page.texts[language], field),
            "changes": marked_paragraphs(getattr(page.texts[language], field), getattr(form.read(language), field)),
        }
        for language in languages
        for field in FIELDS
    ]
    shown = {field["name"] for field in fields} | {f"opened_{language}" for language in languages}
    context = about(request, site, page, form.language) | {
        "title": _("Somebody else saved in the meantime"),
        "fields": [field for field in fields if field["mine"] != field["theirs"]],
        "theirs": [page.texts[language] for language in languages],
        "unchanged": [(name, form.data[name]) for name in form.fields if name not in shown and form.data.get(name)]
        + [(field["name"], field["mine"]) for field in fields if field["mine"] == field["theirs"]],
    }
    return render(request, "backoffice/page_conflict.html", context, status=409)


def stored_page(page: CurrentPage, languages: Iterable[str]) -> dict[str, str]:
    """What the form brings where somebody else's text is kept: what they saved, compared with nothing."""
    kept = set(languages) & set(LANGUAGES)
    return {
        name: value
        for language in kept
        for name, value in {**stored(page, language), f"matches_{language}": ""}.items()
    }


def texts(request: HttpRequest, site: AdminSite, slug: str) -> HttpResponse:
    """What a page says in a language and what it said before, one text at a time, beside the one before it."""
    page, language = page_or_404(slug), wanted_language(request)
    if request.method == "POST":
        return back(request, page, language)
    rows = page_history(slug, language)
    wish = request.GET.get("number", "")
    shown = rows[0] if not wish else next((page_text for page_text in rows if str(page_text.number) == wish), None)
    if shown is None:
        raise Http404
    before = rows[rows.index(shown) + 1] if shown.number else None
    context = about(request, site, page, language) | {
        "title": _("«%(page)s», now and earlier") % {"page": page.texts[language].title},
        "rows": rows,
        "shown": shown,
        "before": before,
        "changes": differences(before, shown) if before else [],
        "stands": rows[0],
        "languages": LANGUAGES,
        "is_behind": page.is_outdated(language),
    }
    return render(request, "backoffice/page_history.html", context)


def back(request: HttpRequest, page: CurrentPage, language: str) -> HttpResponse:
    """An earlier text is put in force again."""
    if not may_publish_text(request.user):
        raise PermissionDenied
    number = request.POST.get("number", "")
    wanted: dict[str, Any] = {"slug": page.slug, "language": language, "opened": request.POST.get("opened", "")}
    try:
        row = restore_text(
            number=int(number) if is_key(number) else -1, by=signed_in(request), at=timezone.now(), **wanted
        )
    except PageText.DoesNotExist:
        raise Http404 from None
    except PageChanged:
        messages.error(request, _("Somebody saved the page after you opened this. Nothing was brought back."))
    except HasErrors as refused:
        said = " ".join(message(error) for error in refused.errors)
        messages.error(request, _("That text cannot be shown as it is: %(errors)s") % {"errors": said})
    else:
        messages.success(request, _("The earlier text is shown to readers again.") if row else _("It stands already."))
    return redirect(f"{reverse('admin:handbook_pagetext_history', args=[page.slug])}?{urlencode({'text': language})}")
