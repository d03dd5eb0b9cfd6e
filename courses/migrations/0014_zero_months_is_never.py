from typing import Any

from django.db import migrations
from django.utils import timezone


def mend(apps: Any, schema_editor: Any) -> None:
    """Under 0 months nobody is ever done. Who wrote it meant that a completion does not expire."""
    requirements = apps.get_model("courses", "Requirement").objects.filter(valid_months=0)
    keys = list(requirements.values_list("pk", flat=True))
    requirements.update(valid_months=None)
    details = {"field": "valid_months", "before": 0, "after": None}
    event = apps.get_model("records", "Event")
    event.objects.bulk_create(
        event(what="value mended", at=timezone.now(), subject_kind="courses.Requirement", subject_key=str(key), details=details)
        for key in keys
    )


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0013_expired_label'),
        ('records', '0002_events_in_order'),
    ]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
    ]
