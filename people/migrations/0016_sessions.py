from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import migrations, models
from django.utils import timezone


def copy_sessions(apps: Any, schema_editor: Any) -> None:
    """Those who are signed in stay so. Django's own table is read no more; its rows expire within a day."""
    session, employees = apps.get_model("people", "Session"), apps.get_model("people", "Employee")
    decode = import_module("django.contrib.sessions.backends.db").SessionStore().decode
    known = {str(pk) for pk in employees.objects.values_list("pk", flat=True)}
    valid = apps.get_model("sessions", "Session").objects.filter(expire_date__gt=timezone.now())
    session.objects.bulk_create(
        (
            session(
                session_key=old.session_key,
                session_data=old.session_data,
                expire_date=old.expire_date,
                employee_id=owner if (owner := decode(old.session_data).get(SESSION_KEY)) in known else None,
            )
            for old in valid.iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_everyday_labels"),
        ("records", "0003_site_stamp"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        migrations.RunPython(copy_sessions, migrations.RunPython.noop),
    ]
