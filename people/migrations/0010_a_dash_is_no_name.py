from django.db import migrations
from django.utils import timezone

from people.names.order import sort_key
from people.names.search import search_text
from people.names.words import plain_words

NAMES = ("given_name", "family_name")
NAMELESS = """These employees have no name, and one is needed. Give each of them one, then migrate again:
{commands}"""
COMMAND = (
    """  manage.py shell -c "from people.models import Employee; Employee.objects.filter(number={number!r})"""
    """.update(family_name='THE NAME')\""""
)


def mend(apps, schema_editor):
    """People with one name had to be given «-» as the other: it becomes empty, and an event says so.

    Whoever is left without any name stops the migration.
    """
    Employee, Event = apps.get_model("people", "Employee"), apps.get_model("records", "Event")
    nameless = []
    for employee in Employee.objects.only("number", *NAMES).order_by("pk"):
        names = {name: getattr(employee, name) for name in NAMES}
        if not any(plain_words(name) for name in names.values()):
            nameless.append(COMMAND.format(number=employee.number))
            continue
        dashes = [name for name, text in names.items() if text and not plain_words(text)]
        if not dashes:
            continue
        for name in dashes:
            setattr(employee, name, "")
        employee.sort_key = sort_key(employee.family_name, employee.given_name)
        employee.search_text = search_text(employee.given_name, employee.family_name, employee.number)
        employee.save(update_fields=[*dashes, "sort_key", "search_text"])
        Event.objects.create(
            what="employee renamed",
            at=timezone.now(),
            subject_kind="people.Employee",
            subject_key=str(employee.pk),
            details={name: [names[name], ""] for name in dashes},
        )
    if nameless:
        raise RuntimeError(NAMELESS.format(commands="\n".join(nameless)))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_fill_keys_of_names'),
        ('records', '0002_events_in_order'),
    ]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
