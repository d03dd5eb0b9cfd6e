"""The editor of drafts: one language at a time, with the source and the preview beside it."""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from backoffice.texts.clause_statistics import asks_about_clauses
from backoffice.texts.draft_changes import draft_changes
from backoffice.texts.forms import FIELDS, DraftForm
from backoffice.texts.question_changes import quiz_changes_since_base
from handbook.models import Audience, Edition, Section, Version
from handbook.public.section_page import clause_groups
from handbook.versions.build import preview_clauses
from handbook.versions.clause_id_prompts import (
    FIELD,
    language_with_open_ids,
    open_id_questions,
    open_quiz_id_questions,
    resolve_ids,
    tidied,
)
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate, discard_draft, open_draft, save_draft
from handbook.versions.validation import CheckedVersion, check_version, parse_version
from markup.diff.paragraphs import changed_paragraphs
from markup.quiz.parser import parse_quiz_body
from markup.quiz.template import begin_question
from people.admin_permissions import is_key
from people.forms import SignInForm
from people.permissions import Visitor, may_edit_text, may_publish_text, signed_in
from records.refusal import Refusal

View = Callable[..., HttpResponse]
"""Takes the request, the admin site, and the parameters of the address."""
NOT_CARRIED_OVER = ("csrfmiddlewaretoken", "username", "password")
EDITOR_PAGES = ("edit", "questions", "markdown")
"""The pages of the editor, as their addresses end."""
SAVES_NOTHING = ("show-", "preview", "theirs")
"""Prefixes of the editor's actions that only show what was typed."""


def guarded_view(
    site: AdminSite, view: View, allowed: Callable[[Visitor], bool] = may_edit_text
) -> Callable[..., HttpResponse]:
    """Admit the visitors that `allowed` accepts, by default editors. A visitor signed out while writing signs in on the spot and
    loses nothing that was typed."""

    @wraps(view)
    def guarded(request: HttpRequest, **parameters: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method != "POST":
                return redirect_to_login(request.get_full_path())
            form = SignInForm(request, request.POST if "username" in request.POST else None)
            if not form.is_valid():
                return sign_in_again(request, site, form)
            login(request, form.get_user())
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, site, **parameters)

    return never_cache(guarded)


def sign_in_again(request: HttpRequest, site: AdminSite, form: SignInForm) -> HttpResponse:
    carried = [
        (name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED_OVER
    ]
    saves = not request.POST.get("action", "").startswith(SAVES_NOTHING)
    title = _("Sign in to save") if saves else _("Sign in to continue")
    context = site.each_context(request) | {"form": form, "carried": carried, "saves": saves, "title": title}
    return render(request, "backoffice/sign_in_again.html", context, status=401)


def redirect_to_draft(pk: int, language: str = "", page: str = "edit") -> HttpResponseRedirect:
    """Redirect to a page of the editor."""
    address = reverse(f"admin:handbook_version_{page}", args=[pk])
    return redirect(f"{address}?{urlencode({'text': language})}" if language else address)


def redirect_from_closed(request: HttpRequest, version: Version) -> HttpResponseRedirect:
    """Redirect from the editor of what is no draft any more to the page that shows it."""
    if version.is_scheduled:
        return redirect("admin:handbook_version_review", version.pk)
    messages.info(request, _("This version is published and cannot be changed. Open a draft to change the text."))
    return redirect("admin:handbook_version_change", version.pk)


def version_or_404(pk: int) -> Version:
    """The draft or published version with this id."""
    versions = Version.objects.select_related("section__handbook", "saved_by")
    version: Version = get_object_or_404(versions, pk=pk)
    return version


def requested_language(request: HttpRequest, draft: Version) -> str:
    language = request.GET.get("text") or request.POST.get("text") or ""
    handbook = draft.section.handbook
    return language if language in handbook.languages else handbook.source_language


def requested_audience(request: HttpRequest) -> str:
    audience = request.GET.get("audience") or request.POST.get("audience")
    return Audience.LEADERS if audience == Audience.LEADERS else Audience.EVERYONE


def edit_draft(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The raw text of a draft. Every button first saves what was changed, even with errors, and then does what its label says."""
    if request.method == "POST" and not Version.objects.drafts().filter(pk=pk).exists():
        return overtaken_draft(request, site, pk)
    draft = version_or_404(pk)
    if draft.is_published or draft.is_scheduled:
        return redirect_from_closed(request, draft)
    language = requested_language(request, draft)
    if request.method != "POST":
        return draft_editor(request, site, draft, language)
    form = DraftForm(draft, language, request.POST)
    if not form.is_valid():
        return draft_editor(request, site, draft, language, form)
    return save_typed_draft(request, site, draft, form)


def save_typed_draft(request: HttpRequest, site: AdminSite, draft: Version, form: DraftForm) -> HttpResponse:
    action, language, revision = request.POST.get("action", "save"), form.language, form.cleaned_data["revision"]
    columns = typed_columns(draft, form, action)
    # Somebody has compared the whole translation with its source.
    verb = partial(save_confirmed_draft, language=language) if form.cleaned_data.get("vouched") else save_draft
    try:
        saved = store_typed(request, draft, columns, language=language, revision=revision, verb=verb)
    except LostUpdate as refused:
        return draft_conflict(request, site, refused.args[0], form)
    except (AlreadyPublished, IsScheduled, Version.DoesNotExist):
        return overtaken_draft(request, site, draft.pk)
    say_saved(request, saved, revision, is_asked=action == "save")
    return page_after_saving(request, saved, action, language)


def store_typed(
    request: HttpRequest,
    draft: Version,
    columns: dict[str, str],
    *,
    language: str,
    revision: int,
    verb: Callable[..., Version] = save_draft,
    marked: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Version:
    """Store columns of one language as typed and return the draft. `marked` are the columns with marks that nobody typed;
    `chosen` are the ids for blocks whose id was open, by default those of the form. Raises what `save_draft` raises."""
    typed = unless_changed(draft, columns)
    ids = chosen_ids(request) if chosen is None else chosen
    texts, resolved = resolve_ids(draft, {**typed, **(marked or {})}, language, ids)
    return verb(
        draft=draft,
        texts=tidied(draft, texts),
        revision=revision,
        resolved=resolved,
        typed=typed,
        by=signed_in(request),
        at=timezone.now(),
    )


def say_saved(request: HttpRequest, saved: Version, revision: int, *, is_asked: bool) -> None:
    """Say that the draft is saved; to a visitor who asked for that alone, also that nothing was changed."""
    if saved.revision != revision:
        messages.success(request, _("The draft is saved."))
    elif is_asked:
        messages.info(request, _("Nothing was changed, so there was nothing to save."))


def page_after_saving(
    request: HttpRequest, saved: Version, action: str, language: str, page: str = "markdown"
) -> HttpResponse:
    """Go where the button says: to the review, another page or another language of the editor, or back to `page`."""
    if action == "review":
        return redirect_to_review(request, saved, page)
    if action.startswith("insert-"):
        return redirect(f"{redirect_to_draft(saved.pk, language, 'markdown').url}#id_quiz")
    if action.removeprefix("page-") in EDITOR_PAGES:
        return redirect_to_draft(saved.pk, language, action.removeprefix("page-"))
    return redirect_to_draft(saved.pk, action.removeprefix("text-") if action.startswith("text-") else language, page)


def typed_columns(draft: Version, form: DraftForm, action: str) -> dict[str, str]:
    """The columns as typed, with a new question appended if the button asked for one."""
    texts, language = form.columns(), form.language
    if action in ("insert-1", "insert-2"):
        column, source_language = f"quiz_{language}", draft.section.handbook.source_language
        texts[column] = begin_question(
            quiz=texts[column],
            choose=int(action[-1]),
            language=language,
            source_language=source_language,
        )
    return texts


def unless_changed(draft: Version, typed: dict[str, str]) -> dict[str, str]:
    """The typed columns; where a text differs from the stored one only in line ends and outer blanks, which a browser
    changes by itself, the stored one."""
    stored = {column: getattr(draft, column) or "" for column in typed}
    return {
        column: stored[column] if as_browsers_send(text) == as_browsers_send(stored[column]) else text
        for column, text in typed.items()
    }


def as_browsers_send(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def redirect_to_review(request: HttpRequest, draft: Version, page: str) -> HttpResponseRedirect:
    """Go on to the review page, or back to the editor if HR must first say which point a block is; to the question cards, if
    that is where HR was and it is about questions alone."""
    if language := language_with_open_ids(draft):
        messages.warning(request, _("First say which point or question each of these is."))
        is_about_questions = page == "questions" and not open_id_questions(draft, language)[0]
        return redirect_to_draft(draft.pk, language, "questions" if is_about_questions else "markdown")
    return redirect("admin:handbook_version_review", draft.pk)


def chosen_ids(request: HttpRequest) -> dict[str, str]:
    """The ids chosen for blocks whose id was open, by the names of their form fields."""
    return {name: value for name, value in request.POST.items() if name.startswith(FIELD) and isinstance(value, str)}


def draft_editor(
    request: HttpRequest, site: AdminSite, draft: Version, language: str, invalid_form: DraftForm | None = None
) -> HttpResponse:
    """The page of the editor: the stored draft with its errors, or a form that could not be stored."""
    checked = check_version(draft)
    form = invalid_form or stored_form(draft, language, checked)
    open_ids, ended_points = open_id_questions(draft, language)
    open_quiz_ids = open_quiz_id_questions(draft, language)
    published = published_edition(draft, language)
    context = draft_context(request, site, draft, language) | {
        "form": form,
        "sent_back": draft.sent_back.select_related("by").last(),
        "open_ids": open_ids,
        "ended_points": ended_points,
        "open_quiz_ids": open_quiz_ids,
        "is_refused": invalid_form is not None,
        "tabs": draft_tabs(draft, language, checked),
        "source_side": None if form.is_source else draft_source(draft),
        "is_confirmed": not form.is_source and draft.text("made_from", language),
        "changes": draft_changes(published, checked.texts[language]) if language in checked.texts else [],
        "point_names": {},  # beside the raw text, which has ids
        **question_facts(draft, checked, published),
        "preview": preview_context(draft, language, requested_audience(request)),
    }
    return render(request, "backoffice/draft.html", context, status=422 if invalid_form else 200)


def question_facts(draft: Version, checked: CheckedVersion, published: Edition | None) -> dict[str, Any]:
    """What an editor shows of the questions: those that the draft changes, and how the published ones went; nothing of
    these once the draft asks none."""
    asks = draft.text("quiz", draft.section.handbook.source_language)
    return {
        "quiz_changes": quiz_changes_since_base(draft, checked),
        "answered": published.version if published and asks and asks_about_clauses(published) else None,
    }


def draft_context(request: HttpRequest, site: AdminSite, draft: Version, language: str) -> dict[str, Any]:
    """The template context that all pages about a draft share."""
    source_language = draft.section.handbook.source_language
    title = draft.text("title", language) or draft.text("title", source_language) or draft.section.title_in_words
    return site.each_context(request) | {
        "draft": draft,
        "section": draft.section,
        "handbook": draft.section.handbook,
        "draft_title": title,
        "language": language,
        "source_language": source_language,
        "opts": Version._meta,
    }


def stored_form(draft: Version, language: str, checked: CheckedVersion) -> DraftForm:
    """The draft as stored, with each error of this language at its field."""
    form = DraftForm(draft, language)
    form = DraftForm(
        draft, language, {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    )
    form.is_valid()
    form.show_errors(checked.errors)
    return form


def draft_tabs(draft: Version, language: str, checked: CheckedVersion) -> list[dict[str, Any]]:
    """Each language with the number of its errors, the source first."""
    source_language = draft.section.handbook.source_language
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "is_current": code == language,
            "is_source": code == source_language,
            "errors": sum(error.place.language == code for error in checked.blocking),
        }
        for code in draft.section.handbook.languages_source_first
    ]


def draft_source(draft: Version) -> dict[str, str]:
    """The texts of the source, shown beside a translation."""
    language = draft.section.handbook.source_language
    return {"language": language} | {field: draft.text(field, language) for field in FIELDS}


def published_edition(draft: Version, language: str) -> Edition | None:
    """The edition that the draft was begun from."""
    return (
        Edition.objects.filter(version__section=draft.section_id, version__number=draft.base, language=language)
        .select_related("version__section__handbook")
        .prefetch_related("clauses")
        .first()
    )


def preview_context(
    draft: Version, language: str, audience: str, slugs: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The draft, with texts that may not be stored, as a reader would see it. `slugs` are as in `preview_clauses`."""
    source_language = draft.section.handbook.source_language
    texts, _errors = parse_version(draft, draft.section.slug, source_language, {language, source_language})
    quiz = render_quiz(
        quiz=draft.text("quiz", language),
        source_quiz=draft.text("quiz", source_language),
        language=language,
        source_language=source_language,
        audience=audience,
        name=draft.section.slug,
    )
    text, source = texts.get(language), texts[source_language]
    return {
        "title": draft.text("title", language),
        "message": draft.text("message", language),
        "groups": clause_groups(preview_clauses(draft.section, text, source, slugs) if text else ()),
        "folds_leaders": audience != Audience.LEADERS,
        "section": draft.section,
        "quiz": quiz,
        "language": language,
        "audience": audience,
    }


def preview_draft(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET: a page that shows the draft as stored. POST: the preview part of the editor, with the texts as typed."""
    draft, audience = version_or_404(pk), requested_audience(request)
    language = requested_language(request, draft)
    if request.method != "POST":
        return render(
            request, "backoffice/draft_preview.html", {"draft": draft} | preview_context(draft, language, audience)
        )
    for field in FIELDS:
        setattr(draft, f"{field}_{language}", request.POST.get(field, "").replace("\x00", ""))
    return render(request, "backoffice/_preview.html", {"preview": preview_context(draft, language, audience)})


def overtaken_draft(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The draft was published, scheduled or discarded meanwhile: show what was typed, with a button that takes it to a new
    draft."""
    version = Version.objects.select_related("section__handbook").filter(pk=pk).first()
    section = version.section if version else posted_section(request)
    if request.POST.get("action") == "new-draft":
        return carry_over(request, site, open_draft(section=section, by=signed_in(request), at=timezone.now()))
    empty = Version(section=section, saved_at=timezone.now())
    language = requested_language(request, empty)
    form = DraftForm(empty, language, request.POST)
    context = draft_context(request, site, version or empty, language) | {
        "version": version,
        "typed": [
            {"name": name, "label": form.fields[name].label, "text": form[name].value()}
            for name in form.fields
            if name not in ("revision", "vouched") and form[name].value()
        ],
        "title": overtaken_title(version),
    }
    return render(request, "backoffice/overtaken.html", context, status=409)


def overtaken_title(version: Version | None) -> str:
    if version is None:
        return _("The draft is gone")
    if version.is_scheduled:
        return _("The draft was scheduled in the meantime")
    return _("The draft was published in the meantime")


def posted_section(request: HttpRequest) -> Section:
    """The section named in the posted form, since the draft itself is gone."""
    pk = request.POST.get("section", "")
    sections = Section.objects.select_related("handbook")
    section: Section = get_object_or_404(sections, pk=pk if is_key(pk) else None)
    return section


def carry_over(request: HttpRequest, site: AdminSite, draft: Version) -> HttpResponse:
    """Show the typed text beside the draft that is open now, and let the writer choose."""
    draft = version_or_404(draft.pk)
    language = requested_language(request, draft)
    typed = request.POST.copy()
    typed["revision"] = str(draft.revision)
    form = DraftForm(draft, language, typed)
    if not form.is_valid():
        return draft_editor(request, site, draft, language, form)
    return draft_conflict(request, site, draft, form, is_carried=True)


def draft_conflict(
    request: HttpRequest, site: AdminSite, saved: Version, form: DraftForm, *, is_carried: bool = False
) -> HttpResponse:
    """Somebody else saved in the meantime: show both texts, and store nothing until the writer has chosen.

    `is_carried` means that the form was typed in a draft that is closed by now.
    """
    language = form.language
    fields = differing_fields(saved, form)
    context = draft_context(request, site, saved, language) | {
        "fields": fields,
        "saved": saved,
        "is_carried": is_carried,
        "unchanged": [
            (name, form.cleaned_data[name])
            for name in form.fields
            if name != "revision" and name not in {field["name"] for field in fields} and form.cleaned_data[name]
        ],
        "title": _("Your text and the new draft") if is_carried else _("Somebody else saved in the meantime"),
    }
    return render(request, "backoffice/conflict.html", context, status=409)


def differing_fields(saved: Version, form: DraftForm) -> list[dict[str, Any]]:
    """Each field whose typed text differs from the saved one, with both texts."""
    columns, language = form.columns(), form.language
    both = {name: (columns[f"{name}_{language}"], saved.text(name, language)) for name in FIELDS}
    if form.is_source:
        both["laws"] = (columns["laws"], saved.laws)
    return [
        {
            "name": name,
            "label": form.fields[name].label,
            "typed": typed,
            "saved": stored,
            "changes": changed_paragraphs(stored, typed),
        }
        for name, (typed, stored) in both.items()
        if typed != stored
    ]


def discard(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Ask for confirmation, then discard the draft; ask again if somebody has saved it since."""
    draft = version_or_404(pk)
    if draft.is_published:
        return redirect("admin:handbook_version_change", draft.pk)
    if draft.is_scheduled and not may_publish_text(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return discard_page(request, site, draft)
    revision = request.POST.get("revision", "")
    try:
        discard_draft(
            draft=draft, revision=int(revision) if is_key(revision) else 0, by=signed_in(request), at=timezone.now()
        )
    except LostUpdate as refused:  # the page asks once more
        messages.error(request, refused.message)
        return discard_page(request, site, version_or_404(pk), status=409)
    except Refusal as refused:
        messages.info(request, refused.message)
        return redirect("admin:handbook_version_change", pk)
    messages.success(request, _("The draft is gone. The published text is as it was."))
    return redirect("admin:handbook_handbook_change", draft.section.handbook_id)


def discard_page(request: HttpRequest, site: AdminSite, draft: Version, *, status: int = 200) -> HttpResponse:
    context = draft_context(request, site, draft, draft.section.handbook.source_language)
    context |= {"title": _("Delete the draft?")}
    return render(request, "backoffice/discard.html", context, status=status)


def previewed_questions(
    quiz: str, source_quiz: str, language: str, source_language: str, audience: str
) -> list[dict[str, Any]]:
    """The questions that this audience is asked, each with its language."""
    typed = parse_quiz_body(quiz, language=language, source_language=source_language).value.questions
    source = parse_quiz_body(source_quiz, language=source_language, source_language=source_language).value.questions
    for_leaders = {question.id for question in source if question.audience == "leaders"}
    has_words = {question.id for question in typed}
    asked = [(question, language) for question in typed]
    asked += [(question, source_language) for question in source if question.id not in has_words]
    return [
        {"question": question, "language": code, "is_for_leaders": question.id in for_leaders}
        for question, code in asked
        if audience == Audience.LEADERS or question.id not in for_leaders
    ]


def render_quiz(
    *, quiz: str, source_quiz: str, language: str, source_language: str, audience: str, name: str = "draft"
) -> SafeString:
    """Render the questions that this audience is asked, with their options, the right ones marked, and the explanations.

    Only the source says which audience a question is for. A translation's readers get the questions that it lacks in the
    source language. `name` keeps the ids of several quizzes on a page apart.
    """
    shown = previewed_questions(quiz, source_quiz, language, source_language, audience)
    with override(language):  # its labels are those that the reader would see
        return render_to_string(
            "backoffice/_quiz_preview.html", {"questions": shown, "reader_language": language, "name": name}
        )
