import shlex
from typing import Any

from django.core.management.base import CommandError
from django.db import migrations
from django.db.models import F
from django.utils import timezone

from markup.slugs import ADDRESSABLE, nearest_slug


def mend(apps: Any, schema_editor: Any) -> None:
    """Nobody could reach what no address takes. It gets the nearest slug, unless something beside it is called so already:
    then nobody knows which of the two is meant, and a person has to say."""
    handbooks = apps.get_model("handbook", "Handbook").objects.annotate(path=F("slug"))
    sections = apps.get_model("handbook", "Section").objects.annotate(path=F("handbook__slug"))
    unclear = _mend(apps, "handbook", handbooks, lambda row: handbooks)
    unclear += _mend(apps, "section", sections, lambda row: sections.filter(handbook=row.handbook_id))
    if unclear:
        raise CommandError(
            "No address takes these names, and the nearest ones are taken. Rename each, then run migrate again:\n"
            + "\n".join(unclear)
        )


def _mend(apps: Any, kind: str, rows: Any, beside: Any) -> list[str]:
    """Rename what is clear, on record; return a line with the command for each of the others."""
    event, unclear = apps.get_model("records", "Event"), []
    for row in rows.exclude(slug__regex=ADDRESSABLE).order_by("pk"):
        slug = nearest_slug(row.slug, kind)
        if beside(row).filter(slug=slug).exists():
            path = row.slug if kind == "handbook" else f"{row.path}/{row.slug}"
            unclear.append(f"  manage.py rename_handbook {shlex.quote(path)} NEW")
            continue
        rows.model.objects.filter(pk=row.pk).update(slug=slug)
        event.objects.create(
            what=f"{kind} renamed",
            at=timezone.now(),
            subject_kind=f"handbook.{kind.capitalize()}",
            subject_key=str(row.pk),
            details={"old": row.slug, "new": slug},
        )
    return unclear


class Migration(migrations.Migration):

    dependencies = [
        ('handbook', '0025_one_waiting_remark'),
        ('records', '0002_events_in_order'),
    ]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
    ]
