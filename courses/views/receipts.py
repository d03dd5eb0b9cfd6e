"""The pages of receipts: all of mine, one, and the receipt for a whole handbook."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.completions.complete import number_when_completed
from courses.completions.receipts import newest_of_each_section, receipts_of
from courses.models import Completion
from courses.todos.todo_list import status_of
from handbook.models import Edition, Handbook
from handbook.public.section_page import titles_of
from handbook.versions.rollback import undone_versions
from markup.slugs import is_addressable
from people.language import ui_language
from people.permissions import signed_in
from people.signin.sessions import stamp_of


@require_safe
@login_required
def my_receipts(request: HttpRequest) -> HttpResponse:
    """My receipts, and the receipts for the handbooks that I have completed, also when a new rule has come since. Employees
    who have left can still read theirs."""
    receipts = receipts_of(signed_in(request), language=ui_language())
    employee_status = status_of(signed_in(request), on=timezone.localdate(), stamp=stamp_of(request))
    unfinished = {to_do.section.handbook_id for to_do in employee_status.to_dos if not to_do.is_new_rule}
    handbooks = {receipt.completion.section.handbook for receipt in receipts}
    handbooks = {book for book in handbooks if is_addressable(book.slug) and book.pk not in unfinished}
    return render(request, "courses/completions.html", {"receipts": receipts, "handbooks": handbooks})


@require_safe
@login_required
def receipt(request: HttpRequest, completion: UUID) -> HttpResponse:
    """One receipt: a page that can be bookmarked and printed."""
    own_completions = Completion.objects.visible_to(request.user).select_related(
        "section__handbook", "version", "payload", "employee"
    )
    own_completion = get_object_or_404(own_completions, pk=completion)
    edition, own_title = titles_of_receipt(own_completion)
    context = {
        "completion": own_completion,
        "edition": edition,
        "own_title": own_title,
        "facts": own_completion.payload.facts,
        "number": number_when_completed(own_completion.payload.facts) or own_completion.employee.number,
        "undone": undone_versions([own_completion.section])[own_completion.section_id],
        "is_readable": Handbook.objects.readable_by(request.user)
        .filter(pk=own_completion.section.handbook_id)
        .exists(),
    }
    return render(request, "courses/completion.html", context)


def titles_of_receipt(completion: Completion) -> tuple[Edition, Edition]:
    """The edition that was read, and the one whose title is in the reader's language, as lists have it; the same if
    there is no such title. Raises Http404 if the text is gone."""
    languages = (ui_language(), completion.language)
    editions = {edition.language: edition for edition in completion.version.editions.filter(language__in=languages)}
    if (edition := editions.get(completion.language)) is None:
        raise Http404
    return edition, editions.get(ui_language(), edition)


@require_safe
@login_required
def handbook_receipt(request: HttpRequest, handbook: str) -> HttpResponse:
    """The receipt for a whole handbook: the newest version completed of each section, and the sections left to do."""
    completed_handbook = get_object_or_404(Handbook, slug=handbook)
    receipts = newest_of_each_section(receipts_of(signed_in(request), completed_handbook, language=ui_language()))
    if not receipts:
        raise Http404
    today, stamp = timezone.localdate(), stamp_of(request)
    employee_status = status_of(signed_in(request), on=today, handbook=completed_handbook, stamp=stamp)
    titles = titles_of([completed_handbook], ui_language())
    sections = {
        is_new_rule: [
            (to_do.section, titles[to_do.section.pk])
            for to_do in employee_status.to_dos
            if to_do.is_new_rule == is_new_rule
        ]
        for is_new_rule in (False, True)
    }
    context = {
        "handbook": completed_handbook,
        "receipts": receipts,
        "employee_status": employee_status,
        "sections_to_do": sections[False],
        "changed_sections": sections[True],
    }
    return render(request, "courses/handbook_completion.html", context)
