"""Completions made before they were numbered get the order that the clock gave them: there is no better one."""

from collections import Counter
from typing import Any

from django.db import migrations


def number(apps: Any, schema_editor: Any) -> None:
    completions = apps.get_model("courses", "Completion").objects
    counted: Counter[tuple[int, int]] = Counter()
    rows = completions.order_by("completed_at", "pk").values_list("pk", "employee", "section")
    for pk, employee, section in rows.iterator():
        counted[(employee, section)] += 1
        completions.filter(pk=pk).update(sequence=counted[(employee, section)])


class Migration(migrations.Migration):

    changes_frozen = ("courses_completion",)

    dependencies = [
        ('courses', '0005_sequence_of_completions'),
    ]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
