from django.db import migrations

from people.names.order import sort_key
from people.names.search import search_text


def fill(apps, schema_editor):
    Unit, Employee = apps.get_model("people", "Unit"), apps.get_model("people", "Employee")
    units = list(Unit.objects.only("name"))
    for unit in units:
        unit.search_text = search_text(unit.name)
    Unit.objects.bulk_update(units, ["search_text"], batch_size=500)
    employees = list(Employee.objects.only("number", "given_name", "family_name"))
    for employee in employees:
        employee.sort_key = sort_key(employee.family_name, employee.given_name)
        employee.search_text = search_text(employee.given_name, employee.family_name, employee.number)
    Employee.objects.bulk_update(employees, ["sort_key", "search_text"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_keys_of_names'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
