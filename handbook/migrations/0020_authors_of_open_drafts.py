"""Whoever began an open draft, or saved it last, and has saved it at all, is an author of it."""

from typing import Any

from django.db import migrations


def name_authors(apps: Any, schema_editor: Any) -> None:
    Version, Event = apps.get_model("handbook", "Version"), apps.get_model("records", "Event")
    for draft in Version.objects.filter(published_at=None):
        savings = Event.objects.filter(what="draft saved", subject_kind="handbook.Version", subject_key=str(draft.pk))
        savers = set(savings.values_list("by", flat=True))
        draft.authors.add(*{draft.begun_by_id, draft.saved_by_id} & savers - {None})


def forget_authors(apps: Any, schema_editor: Any) -> None:
    apps.get_model("handbook", "Version").authors.through.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("handbook", "0019_authors_of_a_version"),
        ("records", "0002_events_in_order"),
    ]

    operations = [migrations.RunPython(name_authors, forget_authors)]
