"""The database takes no name that no address takes, and the migration that says so mends the older ones."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from handbook.models import Handbook, Section
from records.models import Event
from tests.support.content_files import every_row
from tests.support.unchecked import unchecked_names

MEND = import_module("handbook.migrations.0026_slugs_that_no_address_takes").mend
NO_ADDRESSES = ["Etiske retningslinjer", "hr.v2", "åpenhet", "", "a/b", "hr\n", "a" * 51]


@pytest.mark.parametrize("slug", NO_ADDRESSES)
@pytest.mark.parametrize("table", ["handbook_handbook", "handbook_section"])
def test_the_database_refuses_a_name_that_no_address_takes(table: str, slug: str, small: Handbook) -> None:
    before = every_row()
    with pytest.raises(Exception, match=r"address|too long"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET slug = %s WHERE slug IN ('small', 'roles')", [slug])
    assert every_row() == before


def test_the_database_refuses_a_source_language_that_the_site_has_not(small: Handbook) -> None:
    with pytest.raises(IntegrityError, match="language"), transaction.atomic():
        Handbook.objects.update(source_language="no")


def call(handbook: str, section: str) -> None:
    """Names as older files gave them."""
    with unchecked_names():
        Section.objects.filter(slug="roles").update(slug=section)
        Handbook.objects.filter(slug="small").update(slug=handbook)


def test_an_older_name_becomes_the_nearest_one_on_record(small: Handbook) -> None:
    call("Etiske retningslinjer", "Rollene.dine")
    before = Event.objects.count()
    MEND(apps, None)
    assert Handbook.objects.get().slug == "etiske-retningslinjer"
    assert list(Section.objects.order_by("position").values_list("slug", flat=True)) == ["rollene-dine", "privacy"]
    events = Event.objects.order_by("pk")[before:]
    assert [(event.what, event.by_id, event.subject_key, event.details) for event in events] == [
        ("handbook renamed", None, str(small.pk), {"old": "Etiske retningslinjer", "new": "etiske-retningslinjer"}),
        (
            "section renamed",
            None,
            str(small.sections.get(position=1).pk),
            {"old": "Rollene.dine", "new": "rollene-dine"},
        ),
    ]


def test_a_name_whose_nearest_is_taken_stops_the_migration_with_the_command_that_mends_it(small: Handbook) -> None:
    Handbook.objects.create(slug="etiske-retningslinjer", title="Ny")
    call("Etiske retningslinjer", "Privacy!")
    with pytest.raises(CommandError) as stopped, transaction.atomic():
        MEND(apps, None)
    assert str(stopped.value).splitlines()[1:] == [
        "  manage.py rename_handbook 'Etiske retningslinjer' NEW",
        "  manage.py rename_handbook 'Etiske retningslinjer/Privacy!' NEW",
    ]
