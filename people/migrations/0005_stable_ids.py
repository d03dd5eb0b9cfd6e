import uuid
from typing import Any

from django.db import migrations, models


def give_each_employee_an_id(apps: Any, schema_editor: Any) -> None:
    employees = apps.get_model("people", "Employee").objects
    for pk in employees.filter(stable_id=None).values_list("pk", flat=True).iterator():
        employees.filter(pk=pk).update(stable_id=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_leaders_are_found_by_an_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='employee',
            name='stable_id',
            field=models.UUIDField(default=None, editable=False, null=True, verbose_name='stable id'),
        ),
        migrations.RunPython(give_each_employee_an_id, migrations.RunPython.noop),
    ]
