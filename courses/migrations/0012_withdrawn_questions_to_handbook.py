from django.db import migrations


class Migration(migrations.Migration):
    """Withdrawn questions belong to the handbook: state only. Table, rows and guards stay as they are."""

    dependencies = [
        ("courses", "0011_bounded_days_and_months"),
        ("handbook", "0016_withdrawn_questions"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="WithdrawnQuestion")]),
    ]
