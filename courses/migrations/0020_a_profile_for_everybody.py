"""Every employee gets a row. The next tick gives them their profiles; until then their completions are read."""

from itertools import islice

from django.db import migrations


def add_rows(apps, schema_editor):
    Employee = apps.get_model("people", "Employee")
    EmployeeProfile = apps.get_model("courses", "EmployeeProfile")
    rows = (EmployeeProfile(employee_id=pk) for pk in Employee.objects.order_by("pk").values_list("pk", flat=True))
    while batch := list(islice(rows, 5000)):
        EmployeeProfile.objects.bulk_create(batch)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0019_profiles_of_employees'),
    ]

    operations = [
        migrations.RunPython(add_rows, migrations.RunPython.noop),
    ]
