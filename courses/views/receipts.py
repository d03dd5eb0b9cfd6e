from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.completions.receipts import newest_of_each_section, receipts
from courses.models import Completion
from courses.todos.todo_list import employee_statuses
from handbook.models import Handbook
from handbook.public.section_page import titles_of
from people.language import ui_language
from people.permissions import signed_in


@require_safe
@login_required
def completions(request: HttpRequest) -> HttpResponse:
    """My receipts. They can be read by whoever has left as well."""
    mine = receipts(signed_in(request), language=ui_language())
    handbooks = {receipt.completion.section.handbook for receipt in mine}
    return render(request, "courses/completions.html", {"receipts": mine, "handbooks": handbooks})


@require_safe
@login_required
def completion(request: HttpRequest, completion: UUID) -> HttpResponse:
    """One receipt: a page that can be bookmarked and printed."""
    mine = Completion.objects.visible_to(request.user).select_related(
        "section__handbook", "version", "payload", "employee"
    )
    found = get_object_or_404(mine, pk=completion)
    context = {
        "completion": found,
        "edition": found.version.editions.get(language=found.language),
        "facts": found.payload.facts,
    }
    return render(request, "courses/completion.html", context)


@require_safe
@login_required
def handbook_completion(request: HttpRequest, handbook: str) -> HttpResponse:
    """The receipt for a whole handbook: each section with the newest version completed, and whether any is wanting."""
    found = get_object_or_404(Handbook.objects.readable_by(request.user), slug=handbook)
    mine = newest_of_each_section(receipts(signed_in(request), found, language=ui_language()))
    if not mine:
        raise Http404
    (employee_status,) = employee_statuses([signed_in(request)], on=timezone.localdate(), handbook=found)
    titles = titles_of([found], ui_language())
    context = {
        "handbook": found,
        "receipts": mine,
        "employee_status": employee_status,
        "wanting": [(to_do.section, titles[to_do.section.pk]) for to_do in employee_status.to_dos],
    }
    return render(request, "courses/handbook_completion.html", context)
