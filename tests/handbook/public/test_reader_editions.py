"""A handbook as it was when a day ended, as the site's clock has days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from handbook.public.reader_editions import sections_as_of
from tests.cast import MONDAY
from tests.support.publication import edit_and_publish

FIRST_DAY = date(2026, 11, 2)


def read(
    handbook: Handbook, day: date, *, language: str = "nb", audience: str = "everyone"
) -> list[tuple[object, ...]]:
    """Each section's slug, version and language on that day."""
    sections = sections_as_of(day, handbook, language=language, audience=audience)
    return [(shown.version.section.slug, shown.version.number, shown.edition.language) for shown in sections]


def publish_again(section: Section, old: str, new: str, *, at: datetime) -> None:
    section = Section.objects.select_related("handbook").get(pk=section.pk)
    edit_and_publish(section, {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=None, at=at)


def test_each_day_has_the_newest_version_there_was_by_then(small, roles) -> None:
    publish_again(roles, "Et verv kan", "Et verv vil", at=MONDAY - timedelta(days=7))
    publish_again(roles, "Et verv vil", "Et verv må", at=MONDAY)
    days = [FIRST_DAY - timedelta(days=1), FIRST_DAY, date(2026, 11, 15), date(2026, 11, 16), MONDAY.date()]
    assert {day: read(small, day) for day in days} == {
        date(2026, 11, 1): [],
        date(2026, 11, 2): [("roles", 1, "nb"), ("privacy", 1, "nb")],
        date(2026, 11, 15): [("roles", 1, "nb"), ("privacy", 1, "nb")],
        date(2026, 11, 16): [("roles", 2, "nb"), ("privacy", 1, "nb")],
        date(2026, 11, 23): [("roles", 3, "nb"), ("privacy", 1, "nb")],
    }


@pytest.mark.parametrize(
    ("last_second", "day"),
    [
        (datetime(2026, 1, 15, 22, 59, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), date(2026, 3, 28)),  # the clock moves on 29 March
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),  # and back on 25 October
    ],
    ids=str,
)
@pytest.mark.django_db
def test_a_day_ends_at_midnight_in_oslo(content, last_second: datetime, day: date) -> None:
    import_folder(folder=content, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=last_second)
    handbook, roles = Handbook.objects.get(slug="small"), Section.objects.get(slug="roles")
    publish_again(roles, "Et verv kan", "Et verv vil", at=last_second + timedelta(seconds=1))
    days = (day - timedelta(days=1), day, day + timedelta(days=1))
    assert [read(handbook, day)[:1] for day in days] == [[], [("roles", 1, "nb")], [("roles", 2, "nb")]]


def test_a_section_is_left_out_from_the_day_it_is_withdrawn(small, roles) -> None:
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=date(2026, 11, 10))
    slugs = {day: [slug for slug, *_ in read(small, date(2026, 11, day))] for day in (9, 10, 11)}
    assert slugs == {9: ["roles", "privacy"], 10: ["privacy"], 11: ["privacy"]}


def test_a_withdrawn_handbook_is_there_on_the_days_before(small, roles) -> None:
    Handbook.objects.filter(pk=small.pk).update(withdrawn_on=date(2026, 11, 10))
    assert {day: len(read(small, date(2026, 11, day))) for day in (9, 10)} == {9: 2, 10: 0}


def test_the_language_is_chosen_as_it_was_ready_on_that_day(small, roles) -> None:
    publish_again(roles, "Det ledere sier", "Det en leder sier", at=MONDAY)
    days, audiences = (FIRST_DAY, MONDAY.date()), ("everyone", "leaders")
    first_rows = {(day, who): read(small, day, language="nn", audience=who)[0] for day in days for who in audiences}
    assert first_rows == {
        (FIRST_DAY, "everyone"): ("roles", 1, "nn"),
        (FIRST_DAY, "leaders"): ("roles", 1, "nn"),
        (MONDAY.date(), "everyone"): ("roles", 2, "nn"),
        (MONDAY.date(), "leaders"): ("roles", 2, "nb"),
    }
