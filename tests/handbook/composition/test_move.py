"""Chapters are put in another order, and those beside them close up."""

import pytest

from handbook.composition.create import create_section
from handbook.composition.move import move_section
from handbook.models import Section
from records.models import Event
from tests.cast import MONDAY


@pytest.mark.parametrize(
    ("to", "order"),
    [
        (1, ["gifts", "roles", "privacy"]),
        (0, ["gifts", "roles", "privacy"]),
        (2, ["roles", "gifts", "privacy"]),
        (3, ["roles", "privacy", "gifts"]),
        (99, ["roles", "privacy", "gifts"]),
    ],
)
def test_a_chapter_goes_to_its_place(to: int, order: list[str], small, olav) -> None:
    gifts = create_section(handbook=small, title="Gifts", by=olav, at=MONDAY).section
    Section.objects.filter(pk=gifts.pk).update(position=7)  # as after a chapter was removed
    moved = move_section(section=gifts, to=to, by=olav, at=MONDAY)
    places = list(small.sections.order_by("position").values_list("slug", "position"))
    assert [slug for slug, _position in places] == order
    is_moved = order[-1] != "gifts"
    assert moved.position == (order.index("gifts") + 1 if is_moved else 7)
    events = [event.details for event in Event.objects.filter(what="section moved")]
    assert events == ([{"old": 3, "new": order.index("gifts") + 1}] if is_moved else [])
