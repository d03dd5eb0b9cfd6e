"""What HR's front page leads to: the handbooks with their state and figures, and the other pages of HR in groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.todos.sums import Sums, counts_by_handbook
from courses.todos.todo_list import required_handbooks
from handbook.models import Handbook, Section, Version
from people.models import Unit
from people.permissions import may_edit_text, may_look_back, may_publish_text, sees_overview

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("People"), ("Employee", "Unit", "Requirement")),
    (gettext_lazy("Reports"), ("Completion", "Event")),
    (gettext_lazy("Texts"), ("Handbook", "Section", "Version", "LawText", "WithdrawnQuestion")),
    (gettext_lazy("The site"), ("PageText", "Remark")),
)
"""The headings, each with the lists of the admin below it, by the names of their models."""


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A page that the front page leads to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class HandbookAtDesk:
    """A handbook on the front page."""

    handbook: Handbook
    sections: int
    """The number of those that are published, and that are not withdrawn themselves. Before anything is: of all."""
    drafts: int
    is_published: bool
    is_in_force: bool
    sums: Sums | None = None
    """Of those who must complete it; None if nobody must, and for visitors who do not see the overview."""


def front_page(request: HttpRequest, apps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The handbooks and the groups of links that the visitor may open. `apps` are the lists of the admin, as Django gives
    them for this visitor."""
    today = timezone.localdate()
    handbooks = handbooks_at_desk(today)
    if sees_overview(request.user):
        handbooks = with_sums(handbooks, today)
    return {
        "edits_text": may_edit_text(request.user),
        "handbooks": handbooks,
        "may_make_handbook": may_publish_text(request.user),
        "link_groups": list(link_groups(request, apps, handbooks)),
    }


def handbooks_at_desk(on: date) -> list[HandbookAtDesk]:
    """Every handbook, those that are published first. Five queries, however many there are."""
    kept = Section.objects.not_withdrawn(on)
    begun, in_force = count_by(kept.values_list("handbook")), count_by(kept.published().values_list("handbook"))
    drafts = count_by(Version.objects.drafts().values_list("section__handbook"))
    published = set(Handbook.objects.published().values_list("pk", flat=True))
    rows = [
        HandbookAtDesk(
            handbook,
            sections=(in_force if handbook.pk in published else begun).get(handbook.pk, 0),
            drafts=drafts.get(handbook.pk, 0),
            is_published=handbook.pk in published,
            is_in_force=handbook.is_in_force(on),
        )
        for handbook in Handbook.objects.all()
    ]
    return sorted(rows, key=lambda row: not row.is_published)


def with_sums(rows: Iterable[HandbookAtDesk], on: date) -> list[HandbookAtDesk]:
    """The rows, those of handbooks that somebody must complete with the figures of the overview."""
    counts = counts_by_handbook(Unit.objects.filter(parent=None), on=on)
    required = set(required_handbooks(on))
    return [replace(row, sums=counts[row.handbook.pk].sums) if row.handbook in required else row for row in rows]


def count_by(rows: Any) -> dict[int, int]:
    """The numbers of rows of a query, by its one value."""
    return dict(rows.annotate(Count("pk")).order_by())


def link_groups(
    request: HttpRequest, apps: Iterable[Mapping[str, Any]], handbooks: Iterable[HandbookAtDesk]
) -> Iterator[tuple[str, list[DeskLink]]]:
    """Each heading with its links; a list without a group of its own comes last."""
    lists = {
        page["object_name"]: DeskLink(capfirst(str(page["name"])), page["admin_url"])
        for app in apps
        for page in app["models"]
        if page["admin_url"]
    }
    for heading, names in GROUPS:
        links = list(reports(request, handbooks)) if "Completion" in names else []
        links += [lists.pop(name) for name in names if name in lists]
        if links:
            yield str(heading), links
    if lists:
        yield _("Other"), list(lists.values())


def reports(request: HttpRequest, handbooks: Iterable[HandbookAtDesk]) -> Iterator[DeskLink]:
    """The reports outside the admin: the overview, and each published handbook as it was."""
    if sees_overview(request.user):
        yield DeskLink(_("Overview"), reverse("reports:overview"))
    if may_look_back(request.user):
        for row in handbooks:
            if row.is_published:
                name = _("As it was: %(handbook)s") % {"handbook": row.handbook}
                yield DeskLink(name, reverse("reports:choose_whose_day", args=[row.handbook.slug]))
