"""The points of a draft as cards: the page where HR writes a text without any mark."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.cards.card_rows import blank_row, card_rows, head_errors, sum_of_states
from backoffice.cards.point_form import CardAction, TooManyPoints
from backoffice.cards.point_names import named_id_questions, point_names
from backoffice.cards.translated_points import current_points, with_source_marks
from backoffice.cards.typed_points import (
    EditedPoints,
    TypedPoints,
    edited_points,
    posted_points,
    require_room,
    stored_points,
)
from backoffice.texts.draft_changes import draft_changes
from backoffice.texts.drafts import (
    draft_context,
    draft_tabs,
    overtaken_title,
    page_after_saving,
    posted_section,
    preview_context,
    preview_draft,
    published_edition,
    question_facts,
    redirect_to_draft,
    requested_audience,
    requested_language,
    say_saved,
    store_typed,
    version_or_404,
)
from backoffice.texts.located_errors import LABELS
from handbook.laws.register import all_laws
from handbook.models import Section, Stage, Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate, open_draft, save_draft
from handbook.versions.validation import check_version
from markup.diff.paragraphs import changed_paragraphs
from markup.section.cards import fits_cards
from markup.section.clause_markers import natural_order
from markup.section.parser import LONGEST_TITLE
from people.language import ui_language
from people.permissions import signed_in
from records.refusal import Refusal

CLOSED = gettext_lazy("This draft is closed. Save to take your words to a new one.")


def edit_points(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The cards of a draft's text in one language. Every button first saves, and then does what its label says."""
    if request.method == "POST" and not Version.objects.drafts().filter(pk=pk).exists():
        if request.POST.get("action") == "autosave":
            return JsonResponse(
                {"message": _("This draft is closed. Save to take your words to a new one.")}, status=409
            )
        return overtaken_points(request, site, pk)
    draft = version_or_404(pk)
    if draft.is_published:
        messages.info(request, _("This version is published and cannot be changed. Open a draft to change the text."))
        return redirect("admin:handbook_version_change", draft.pk)
    if draft.is_scheduled:
        return redirect("admin:handbook_version_review", draft.pk)
    language = requested_language(request, draft)
    if not all(fits_cards(draft.text("source", code)) for code in {language, draft.section.handbook.source_language}):
        messages.info(request, _("This text has marks that cards cannot show. It is shown as it was written."))
        return redirect_to_draft(draft.pk, language, "markdown")
    if request.method != "POST":
        return points_page(request, site, draft, stored_points(draft, language))
    return save_points(request, site, draft, posted_points(draft, language, request.POST))


def save_points(request: HttpRequest, site: AdminSite, draft: Version, typed: TypedPoints) -> HttpResponse:
    action = request.POST.get("action", "save")
    if len(typed.title) > LONGEST_TITLE:
        return refuse_title(request, site, draft, typed, by_itself=action == "autosave")
    if action == "autosave":
        return autosave_points(request, draft, typed)
    if "conflict" in request.POST and action != "mine":  # a button of a card saves too, and the writer has not chosen
        return conflict_page(request, site, draft, typed)
    edit = edited_points(draft, typed, CardAction.of(action))
    columns = edit.typed.columns() | with_source_marks(draft, edit.typed, ticked={*request.POST.getlist("matches")})
    try:
        require_room(draft, edit.typed)
        saved = store_typed(request, draft, columns, language=typed.language, revision=typed.revision)
    except TooManyPoints as refused:
        return points_page(request, site, draft, typed, note=refused.message, status=422)
    except LostUpdate as refused:
        return conflict_page(request, site, refused.args[0], typed)
    except (AlreadyPublished, IsScheduled, Version.DoesNotExist):
        return overtaken_points(request, site, draft.pk)
    say_saved(request, saved, typed.revision, is_asked=action in ("save", "mine"))
    if not edit.focus:
        return page_after_saving(request, saved, action, typed.language, "edit")
    return redirect(f"{redirect_to_draft(saved.pk, typed.language).url}#card-{edit.focus}")


def refuse_title(
    request: HttpRequest, site: AdminSite, draft: Version, typed: TypedPoints, *, by_itself: bool
) -> HttpResponse:
    """A longer title would be cut: show it as typed, and say so."""
    note = _("A title has at most %(n)s characters, and this one has %(has)s. Shorten it. Nothing was saved.")
    note %= {"n": LONGEST_TITLE, "has": len(typed.title)}
    if by_itself:
        return JsonResponse({"message": note}, status=409)
    return points_page(request, site, draft, typed, note=note, status=422)


def autosave_points(request: HttpRequest, draft: Version, typed: TypedPoints) -> HttpResponse:
    """Save while somebody writes. Answers with the new revision and the ids of new cards, or with what prevents it.

    Only words are saved. To tick that a translation matches, to choose which point a text is, and to part a card are acts
    of the writer, which a button stores.
    """
    edit = edited_points(draft, typed, CardAction("", ""))
    if draft.stage == Stage.IN_REVIEW:
        return JsonResponse({"message": _("The draft is in review. It is not saved by itself.")}, status=409)
    if edit.has_parted:
        message = _("A point has several paragraphs. It is not saved by itself; “Save draft” makes a point of each.")
        return JsonResponse({"message": message}, status=202)
    try:
        saved = store_words(request, draft, edit.typed, revision=typed.revision)
    except Refusal as refused:
        return JsonResponse({"message": refused.message}, status=409)
    except Version.DoesNotExist:
        return JsonResponse({"message": str(CLOSED)}, status=409)
    return JsonResponse(facts_of_saved(version_or_404(saved.pk), edit))


def store_words(request: HttpRequest, draft: Version, typed: TypedPoints, *, revision: int) -> Version:
    """Store what was typed, and no choice of the writer's. Raises TooManyPoints and what `save_draft` raises."""
    require_room(draft, typed)
    columns = typed.columns() | with_source_marks(draft, typed, ticked=())
    by_itself = partial(save_draft, by_itself=True)
    return store_typed(request, draft, columns, language=typed.language, revision=revision, chosen={}, verb=by_itself)


def facts_of_saved(saved: Version, edit: EditedPoints) -> dict[str, Any]:
    """What the page needs to go on: the revision, the ids of new cards by the key they were posted with, when it was saved,
    and `page_facts`."""
    kept = {card.key for card in edit.typed.cards}
    ids = {key: id_ for key, id_ in edit.dealt.items() if key != id_ and id_ in kept}
    moment = date_format(timezone.localtime(saved.saved_at), "TIME_FORMAT")
    message = _("Saved by itself at %(time)s.") % {"time": moment}
    return {"revision": saved.revision, "ids": ids, "message": message} | page_facts(saved, edit.typed.language)


def page_facts(draft: Version, language: str) -> dict[str, Any]:
    """What the page says of a stored draft and has to say anew when it has saved itself: errors and legends by card."""
    checked = check_version(draft)
    rows = card_rows(draft, checked, stored_points(draft, language).cards, language)
    return {
        "errors": {row.card.key: row.errors for row in rows},
        "legends": {row.card.key: row.legend for row in rows},
        "head": head_errors(checked, language),
        "states": render_to_string("backoffice/_card_states.html", {"states": sum_of_states(rows)}).strip(),
    }


def preview_points(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The preview as the page of the raw text has it, and of the cards as they are typed."""
    if request.method != "POST" or "card" not in request.POST:
        return preview_draft(request, site, pk)
    draft = version_or_404(pk)
    language = requested_language(request, draft)
    typed = edited_points(draft, posted_points(draft, language, request.POST), CardAction("", "")).typed
    for column, text in typed.columns().items():
        setattr(draft, column, text)
    preview = preview_context(draft, language, requested_audience(request))
    return render(request, "backoffice/_preview.html", {"preview": preview})


def points_page(
    request: HttpRequest,
    site: AdminSite,
    draft: Version,
    shown: TypedPoints,
    *,
    note: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page with these points; `note` says why they are not saved."""
    context = points_context(request, site, draft, shown) | {"note": note}
    return render(request, "backoffice/points.html", context | more, status=status)


def points_context(request: HttpRequest, site: AdminSite, draft: Version, shown: TypedPoints) -> dict[str, Any]:
    checked, language = check_version(draft), shown.language
    open_ids, ended_points = named_id_questions(draft, language)
    laws = [(law.id, law.name) for law in all_laws(ui_language())] if shown.is_source else []
    rows, published = card_rows(draft, checked, shown.cards, language, laws), published_edition(draft, language)
    return draft_context(request, site, draft, language) | {
        "shown": shown,
        "rows": rows,
        "states": sum_of_states(rows),
        "head": head_fields(shown, head_errors(checked, language) if draft.revision > 1 else {}),
        "head_outdated": outdated_head(draft, shown),
        "kinds": KIND_LABELS.items(),
        "law_choices": law_choices(laws, shown.laws),
        "source_side": None if shown.is_source else source_head(draft),
        "open_ids": open_ids,
        "ended_points": ended_points,
        "sent_back": draft.sent_back.select_related("by").last(),
        "tabs": draft_tabs(draft, language, checked),
        "part": "edit",
        "blank": None if not shown.is_source else blank_row(laws),
        "changes": draft_changes(published, checked.texts[language]) if language in checked.texts else [],
        "point_names": point_names(draft, checked, language),
        **question_facts(draft, checked, published),
        "preview": preview_context(draft, language, requested_audience(request)),
    }


KIND_LABELS = {
    "guideline": gettext_lazy("Rule"),
    "law": gettext_lazy("Follows from the law"),
    "advice": gettext_lazy("Tip"),
    "example": gettext_lazy("Example"),
    "heading": gettext_lazy("Heading"),
    "subheading": gettext_lazy("Subheading"),
}
"""What a card can be."""


def head_fields(shown: TypedPoints, errors: Mapping[str, list[str]]) -> list[tuple[str, str, str, list[str]]]:
    """Title and key message: each with its field, its text, its label and its errors."""
    texts = {"title": shown.title, "message": shown.message}
    return [(field, text, str(LABELS[field]), errors.get(field, [])) for field, text in texts.items()]


def outdated_head(draft: Version, shown: TypedPoints) -> list[str]:
    """Which of title and key message have words that do not match the source as it is now."""
    if shown.is_source:
        return []
    current = current_points(draft, shown.language)
    return [field for field in ("title", "message") if draft.text(field, shown.language) and field not in current]


def law_choices(laws: Sequence[tuple[str, str]], ticked: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """The laws by id and name, and whether they are ticked; an unknown one that is ticked is offered as well."""
    names = dict(laws)
    ids = sorted({*names, *ticked}, key=natural_order)
    return [(id_, names.get(id_, id_), id_ in ticked) for id_ in ids]


def source_head(draft: Version) -> Mapping[str, str]:
    """Title and key message of the source, shown beside those of a translation."""
    language = draft.section.handbook.source_language
    return {"language": language, "title": draft.text("title", language), "message": draft.text("message", language)}


def conflict_page(
    request: HttpRequest, site: AdminSite, saved: Version, typed: TypedPoints, *, is_carried: bool = False
) -> HttpResponse:
    """Somebody else has saved: the cards as typed, what the saved text says otherwise, and nothing stored until the writer
    chooses."""
    stored = stored_points(saved, typed.language)
    conflict = {
        "is_carried": is_carried,
        "changes": changed_paragraphs(plain_text(stored), plain_text(typed)),
        "saved": saved,
    }
    shown = replace(typed, revision=saved.revision)
    return points_page(request, site, saved, shown, status=409, conflict=conflict)


def plain_text(points: TypedPoints) -> str:
    """The words alone, a paragraph for each point."""
    cards = ("\n".join(filter(None, [card.heading, card.text])) for card in points.cards)
    return "\n\n".join([points.title, points.message, *cards])


def overtaken_points(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The draft was published, scheduled or deleted: show what was typed, with a button that takes it to a new draft."""
    version = Version.objects.select_related("section__handbook").filter(pk=pk).first()
    section: Section = version.section if version else posted_section(request)
    if request.POST.get("action") == "new-draft":
        draft = version_or_404(open_draft(section=section, by=signed_in(request), at=timezone.now()).pk)
        typed = posted_points(draft, requested_language(request, draft), request.POST)
        return conflict_page(request, site, draft, typed, is_carried=True)
    empty = Version(section=section, saved_at=timezone.now())
    language = requested_language(request, empty)
    typed = posted_points(version or empty, language, request.POST)
    context = draft_context(request, site, version or empty, language) | {
        "version": version,
        "typed_points": plain_text(typed),
        "carried": [(name, value) for name, values in request.POST.lists() for value in values],
        "title": overtaken_title(version),
    }
    return render(request, "backoffice/overtaken_points.html", context, status=409)
