from django.db import migrations


def note(apps, schema_editor):
    """Everybody's number, and those that the log says somebody had before. The holder of today comes first."""
    Employee, GivenNumber = apps.get_model("people", "Employee"), apps.get_model("people", "GivenNumber")
    Position, Event = apps.get_model("people", "Position"), apps.get_model("records", "Event")
    owners = dict(Employee.objects.order_by("pk").values_list("number", "pk"))
    employees = {str(pk): employee for pk, employee in Position.objects.values_list("pk", "employee")}
    events = Event.objects.filter(what__in=("joined", "moved"), subject_kind="people.Position").order_by("pk")
    for position, details in events.values_list("subject_key", "details").iterator():
        if position in employees and details.get("employee"):
            owners.setdefault(details["employee"], employees[position])
    noted = set(GivenNumber.objects.values_list("number", flat=True))
    GivenNumber.objects.bulk_create(
        (
            GivenNumber(number=number, employee_id=employee)
            for number, employee in owners.items()
            if number not in noted
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0012_numbers_given'),
        ('records', '0002_events_in_order'),
    ]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
