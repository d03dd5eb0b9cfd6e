"""HR makes a handbook and its chapters, without files."""

import pytest

from handbook.composition.create import create_handbook, create_section, section_slug
from handbook.models import Handbook
from records.models import Event
from tests.cast import MONDAY


def test_a_handbook_is_made_in_one_language_under_the_slug_of_its_title(olav) -> None:
    handbook = create_handbook(title="  Etiske\n retningslinjer ", source_language="nn", by=olav, at=MONDAY)
    stored = Handbook.objects.get(pk=handbook.pk)
    assert (stored.slug, stored.title_nn, stored.title_nb or "", stored.languages) == (
        "etiske-retningslinjer",
        "Etiske retningslinjer",
        "",
        ("nn",),
    )
    assert (stored.open_to_all, stored.needs_four_eyes, stored.is_wholly_readable) == (False, False, True)
    event = Event.objects.get(what="handbook created")
    assert (event.by, event.at, event.subject_key) == (olav, MONDAY, str(handbook.pk))


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Etikk", ["etikk", "etikk-2"]),
        ("倫理規程", ["handbook", "handbook-2"]),
        ("Start", ["start-2", "start-3"]),
        ("2026", ["2026", "2026-2"]),
        ("Å" * 200, ["aa" * 25, f"{'aa' * 24}-2"]),
    ],
)
def test_two_of_the_same_title_get_two_slugs(title: str, slugs: list[str], olav) -> None:
    made = [
        create_handbook(title=title, source_language="nb", languages=["en"], by=olav, at=MONDAY) for _copy in range(2)
    ]
    assert [handbook.slug for handbook in made] == slugs
    assert [handbook.languages for handbook in made] == [("nb", "en")] * 2


def test_a_chapter_is_the_last_and_its_draft_has_the_title_and_an_author(small, olav) -> None:
    draft = create_section(handbook=small, title="Gaver og bonuser", by=olav, at=MONDAY)
    assert (draft.section.slug, draft.section.position, draft.title_nb, draft.text("source", "nb")) == (
        "gaver-og-bonuser",
        3,
        "Gaver og bonuser",
        "",
    )
    assert ([*draft.authors.all()], draft.base, str(draft.section)) == ([olav], 0, "Gaver og bonuser")
    newest = Event.objects.order_by("-pk").values_list("what", flat=True)[:3]
    assert list(newest) == ["draft saved", "draft opened", "section created"]


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Roller", ["roller"], "roller-2"),
        ("2026 – planen", [], "section-2026-planen"),
        ("倫理", ["section"], "section-2"),
        ("Print", [], "print-2"),
    ],
)
def test_the_slug_of_a_chapter_begins_with_a_letter_as_the_ids_of_its_points_do(
    title: str, taken: list[str], slug: str
) -> None:
    assert section_slug(title, taken) == slug
