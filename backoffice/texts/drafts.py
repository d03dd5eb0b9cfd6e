"""HR writes a draft: one language at a time, the source or the preview beside it."""

from collections.abc import Callable
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
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from backoffice.texts.clause_statistics import clause_rows
from backoffice.texts.draft_changes import draft_changes
from backoffice.texts.forms import FIELDS, DraftForm
from handbook.models import Audience, Edition, Section, Version
from handbook.public.section_page import clause_groups
from handbook.versions.build import preview_clauses
from handbook.versions.clause_id_prompts import FIELD, language_with_open_ids, open_id_questions, resolve_ids, tidied
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate, discard_draft, open_draft, save_draft
from handbook.versions.validation import CheckedVersion, check_version, parse_version
from markup.diff.paragraphs import marked_paragraphs
from markup.error_messages import at_line
from markup.quiz.parser import parse_quiz_body
from markup.quiz.template import begin_question
from people.admin_permissions import is_key
from people.forms import SignInForm
from people.language import LANGUAGES
from people.permissions import Visitor, may_edit_text, may_publish_text, signed_in

View = Callable[..., HttpResponse]
"""Takes the request, the site, and what stands in the address."""
NOT_CARRIED = ("csrfmiddlewaretoken", "username", "password")
SAVES_NOTHING = ("show-", "preview", "theirs")
"""How those actions of an editor begin that only show what was typed."""


def door(
    site: AdminSite, view: View, allowed: Callable[[Visitor], bool] = may_edit_text
) -> Callable[..., HttpResponse]:
    """For those who may edit. Whoever was signed out while writing signs in on the spot, and what was typed goes on."""

    @wraps(view)
    def guarded(request: HttpRequest, **place: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method != "POST":
                return redirect_to_login(request.get_full_path())
            form = SignInForm(request, request.POST if "username" in request.POST else None)
            if not form.is_valid():
                return sign_in_again(request, site, form)
            login(request, form.get_user())
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, site, **place)

    return never_cache(guarded)


def sign_in_again(request: HttpRequest, site: AdminSite, form: SignInForm) -> HttpResponse:
    carried = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED]
    saves = not request.POST.get("action", "").startswith(SAVES_NOTHING)
    title = _("Sign in to save") if saves else _("Sign in to go on")
    context = site.each_context(request) | {"form": form, "carried": carried, "saves": saves, "title": title}
    return render(request, "backoffice/sign_in_again.html", context, status=401)


def to_editor(pk: int, language: str = "") -> HttpResponseRedirect:
    address = reverse("admin:handbook_version_edit", args=[pk])
    return redirect(f"{address}?{urlencode({'text': language})}" if language else address)


def version_or_404(pk: int) -> Version:
    """A draft, or a version: whoever wants a draft asks which it is."""
    versions = Version.objects.select_related("section__handbook", "saved_by")
    found: Version = get_object_or_404(versions, pk=pk)
    return found


def wanted_language(request: HttpRequest, draft: Version) -> str:
    wish = request.GET.get("text") or request.POST.get("text") or ""
    return wish if wish in LANGUAGES else draft.section.handbook.source_language


def wanted_audience(request: HttpRequest) -> str:
    wish = request.GET.get("audience") or request.POST.get("audience")
    return Audience.LEADERS if wish == Audience.LEADERS else Audience.EVERYONE


def edit(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The editor. Every button saves first, with errors and all; then it does what it says."""
    if request.method == "POST" and not Version.objects.drafts().filter(pk=pk).exists():
        return overtaken(request, site, pk)
    draft = version_or_404(pk)
    if draft.is_published:
        messages.info(request, _("This version is published and is never changed. Open a draft to change the text."))
        return redirect("admin:handbook_version_change", draft.pk)
    if draft.is_scheduled:
        return redirect("admin:handbook_version_review", draft.pk)
    language = wanted_language(request, draft)
    if request.method != "POST":
        return editor(request, site, draft, language)
    form = DraftForm(draft, language, request.POST)
    if not form.is_valid():
        return editor(request, site, draft, language, form)
    return save(request, site, draft, form)


def save(request: HttpRequest, site: AdminSite, draft: Version, form: DraftForm) -> HttpResponse:
    action, language = request.POST.get("action", "save"), form.language
    texts, resolved = resolve_ids(draft, columns_typed(draft, form, action), language, chosen_in(request))
    verb = partial(save_confirmed_draft, language=language) if form.cleaned_data.get("confirmed") else save_draft
    try:
        saved = verb(
            draft=draft,
            texts=tidied(draft, texts),
            revision=form.cleaned_data["revision"],
            resolved=resolved,
            by=signed_in(request),
            at=timezone.now(),
        )
    except LostUpdate as refused:
        return conflict(request, site, refused.args[0], form)
    except (AlreadyPublished, IsScheduled, Version.DoesNotExist):
        return overtaken(request, site, draft.pk)
    messages.success(request, _("The draft is saved."))
    if action == "review":
        return to_review(request, saved)
    if action.startswith("insert-"):
        return redirect(f"{to_editor(saved.pk, language).url}#id_quiz")
    return to_editor(saved.pk, action.removeprefix("text-") if action.startswith("text-") else language)


def columns_typed(draft: Version, form: DraftForm, action: str) -> dict[str, str]:
    """The columns as typed, with a question begun below the others if the button asked for one."""
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


def to_review(request: HttpRequest, draft: Version) -> HttpResponseRedirect:
    """On to the page before publishing, unless somebody has to say first which point a block is."""
    if behind := language_with_open_ids(draft):
        messages.warning(request, _("Say first which point each of these blocks is."))
        return to_editor(draft.pk, behind)
    return redirect("admin:handbook_version_review", draft.pk)


def chosen_in(request: HttpRequest) -> dict[str, str]:
    """What was answered about blocks, by the fields of what is unsettled."""
    return {name: value for name, value in request.POST.items() if name.startswith(FIELD) and isinstance(value, str)}


def editor(
    request: HttpRequest, site: AdminSite, draft: Version, language: str, refused: DraftForm | None = None
) -> HttpResponse:
    """The page of the editor, with the errors of what is stored; or with what could not be stored."""
    checked = check_version(draft)
    form = refused or stored_form(draft, language, checked)
    asked, ends = open_id_questions(draft, language)
    published = published_edition(draft, language)
    context = page(request, site, draft, language) | {
        "form": form,
        "unsettled": asked,
        "ends": ends,
        "is_refused": refused is not None,
        "tabs": tabs(draft, language, checked),
        "source_side": None if form.is_source else source_side(draft),
        "is_vouched": not form.is_source and draft.text("made_from", language),
        "changes": draft_changes(published, checked.texts[language]) if language in checked.texts else [],
        "figures": clause_rows(published),
        "preview": preview_context(draft, language, wanted_audience(request)),
    }
    return render(request, "backoffice/draft.html", context, status=422 if refused else 200)


def page(request: HttpRequest, site: AdminSite, draft: Version, language: str) -> dict[str, Any]:
    """What every page about a draft shows in its frame."""
    source_language = draft.section.handbook.source_language
    title = draft.text("title", language) or draft.text("title", source_language) or draft.section.slug
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
    form.show_errors(checked.errors, {error: at_line(error) for error in checked.errors})
    return form


def tabs(draft: Version, language: str, checked: CheckedVersion) -> list[dict[str, Any]]:
    """Each language with the number of its errors, the source first."""
    source_language = draft.section.handbook.source_language
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "is_current": code == language,
            "is_source": code == source_language,
            "errors": sum(f"/{code}." in error.file for error in checked.blocking),
        }
        for code in sorted(LANGUAGES, key=lambda each: each != source_language)
    ]


def source_side(draft: Version) -> dict[str, str]:
    """The source, to translate from."""
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


def preview_context(draft: Version, language: str, audience: str) -> dict[str, Any]:
    """The draft as a reader would meet it. `draft` may hold texts that are not stored."""
    source_language = draft.section.handbook.source_language
    texts, _errors = parse_version(draft, draft.section.slug, source_language, {language, source_language})
    quiz = show_quiz(
        quiz=draft.text("quiz", language),
        source_quiz=draft.text("quiz", source_language),
        language=language,
        source_language=source_language,
        audience=audience,
    )
    clauses = preview_clauses(draft.section, texts[language], texts[source_language]) if language in texts else ()
    return {
        "title": draft.text("title", language),
        "message": draft.text("message", language),
        "groups": clause_groups(clauses),
        "section": draft.section,
        "quiz": quiz,
        "language": language,
        "audience": audience,
    }


def preview(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """A page of its own that shows the draft as stored; asked with POST, the part of the editor that shows what is typed."""
    draft, audience = version_or_404(pk), wanted_audience(request)
    language = wanted_language(request, draft)
    if request.method != "POST":
        return render(
            request, "backoffice/draft_preview.html", {"draft": draft} | preview_context(draft, language, audience)
        )
    for field in FIELDS:
        setattr(draft, f"{field}_{language}", request.POST.get(field, "").replace("\x00", ""))
    return render(request, "backoffice/_preview.html", {"preview": preview_context(draft, language, audience)})


def overtaken(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The draft is a version by now, or gone: what was typed is shown, with a button that takes it to a new draft."""
    version = Version.objects.select_related("section__handbook").filter(pk=pk).first()
    section = version.section if version else section_of_form(request)
    if request.POST.get("action") == "new-draft":
        return carry_over(request, site, open_draft(section=section, by=signed_in(request), at=timezone.now()))
    empty = Version(section=section, saved_at=timezone.now())
    language = wanted_language(request, empty)
    form = DraftForm(empty, language, request.POST)
    context = page(request, site, version or empty, language) | {
        "version": version,
        "typed": [
            {"name": name, "label": form.fields[name].label, "text": form[name].value()}
            for name in form.fields
            if name not in ("revision", "confirmed") and form[name].value()
        ],
        "title": title_of_overtaken(version),
    }
    return render(request, "backoffice/overtaken.html", context, status=409)


def title_of_overtaken(version: Version | None) -> str:
    if version is None:
        return _("The draft is gone")
    if version.is_scheduled:
        return _("The draft was scheduled in the meantime")
    return _("The draft was published in the meantime")


def section_of_form(request: HttpRequest) -> Section:
    """The section whose editor was sent: the draft itself is gone and cannot say it."""
    pk = request.POST.get("section", "")
    found: Section = get_object_or_404(Section.objects.select_related("handbook"), pk=pk if is_key(pk) else None)
    return found


def carry_over(request: HttpRequest, site: AdminSite, draft: Version) -> HttpResponse:
    """What was typed beside the draft that is open now, to choose from."""
    draft = version_or_404(draft.pk)
    language = wanted_language(request, draft)
    typed = request.POST.copy()
    typed["revision"] = str(draft.revision)
    form = DraftForm(draft, language, typed)
    if not form.is_valid():
        return editor(request, site, draft, language, form)
    return conflict(request, site, draft, form, is_carried=True)


def conflict(
    request: HttpRequest, site: AdminSite, theirs: Version, mine: DraftForm, *, is_carried: bool = False
) -> HttpResponse:
    """Somebody else saved in the meantime: both texts are shown, and nothing is stored until the reader has chosen.
    `is_carried`: mine was typed in a draft that is closed by now."""
    language = mine.language
    fields = differing_fields(theirs, mine)
    context = page(request, site, theirs, language) | {
        "fields": fields,
        "theirs": theirs,
        "is_carried": is_carried,
        "unchanged": [
            (name, mine.cleaned_data[name])
            for name in mine.fields
            if name != "revision" and name not in {field["name"] for field in fields} and mine.cleaned_data[name]
        ],
        "title": _("Your text and the new draft") if is_carried else _("Somebody else saved in the meantime"),
    }
    return render(request, "backoffice/conflict.html", context, status=409)


def differing_fields(theirs: Version, mine: DraftForm) -> list[dict[str, Any]]:
    """Each field that I have typed otherwise than it is stored, with both texts."""
    columns, language = mine.columns(), mine.language
    both = {name: (columns[f"{name}_{language}"], theirs.text(name, language)) for name in FIELDS}
    if mine.is_source:
        both["laws"] = (columns["laws"], theirs.laws)
    return [
        {
            "name": name,
            "label": mine.fields[name].label,
            "mine": typed,
            "theirs": stored,
            "changes": marked_paragraphs(stored, typed),
        }
        for name, (typed, stored) in both.items()
        if typed != stored
    ]


def discard(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Asks once, then throws the draft away; asks again if somebody has saved it since."""
    draft = version_or_404(pk)
    if draft.is_published:
        return redirect("admin:handbook_version_change", draft.pk)
    if draft.is_scheduled and not may_publish_text(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return ask_to_discard(request, site, draft)
    revision = request.POST.get("revision", "")
    try:
        discard_draft(
            draft=draft, revision=int(revision) if is_key(revision) else 0, by=signed_in(request), at=timezone.now()
        )
    except LostUpdate:
        messages.error(request, _("Somebody saved the draft after you opened this page. It was not thrown away."))
        return ask_to_discard(request, site, version_or_404(pk), status=409)
    except AlreadyPublished:
        messages.info(request, _("The draft is published already."))
        return redirect("admin:handbook_version_change", pk)
    messages.success(request, _("The draft is gone. The published text is as it was."))
    return redirect("admin:handbook_handbook_change", draft.section.handbook_id)


def ask_to_discard(request: HttpRequest, site: AdminSite, draft: Version, *, status: int = 200) -> HttpResponse:
    context = page(request, site, draft, draft.section.handbook.source_language)
    context |= {"title": _("Throw the draft away?")}
    return render(request, "backoffice/discard.html", context, status=status)


def show_quiz(*, quiz: str, source_quiz: str, language: str, source_language: str, audience: str) -> SafeString:
    """Render every question that this audience is asked, with its options, right ones marked, and their explanations.

    Only the source says which audience a question is for.
    """
    mine = parse_quiz_body(quiz, file="", language=language, source_language=source_language).value
    source = parse_quiz_body(source_quiz, file="", language=source_language, source_language=source_language).value
    for_leaders = {question.id for question in source.questions if question.audience == "leaders"}
    shown = [
        {"question": question, "is_for_leaders": question.id in for_leaders}
        for question in mine.questions
        if audience == Audience.LEADERS or question.id not in for_leaders
    ]
    return render_to_string("backoffice/_quiz_preview.html", {"questions": shown, "language": language})
