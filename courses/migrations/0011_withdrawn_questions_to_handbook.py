from django.db import migrations


class Migration(migrations.Migration):
    """Withdrawn questions belong to the handbook: state only. Table, rows and guards stay as they are."""

    dependencies = [
        ("courses", "0010_unit_of_a_latest_completion"),
        ("handbook", "0016_withdrawn_questions"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="WithdrawnQuestion")]),
    ]
