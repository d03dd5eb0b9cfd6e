import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Withdrawn questions belong to the handbook: state only. Table, rows and guards stay as they are."""

    dependencies = [
        ("courses", "0010_unit_of_a_latest_completion"),
        ("handbook", "0015_pages_that_hr_edits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="WithdrawnQuestion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("question", models.CharField(max_length=64, verbose_name="question")),
                        ("wording", models.JSONField(help_text="What identifies its words in each language of that version.")),
                        ("wording_digest", models.CharField(help_text="Of all those together.", max_length=64)),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        ("at", models.DateTimeField(verbose_name="at")),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="by")),
                        ("section", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawn_questions", to="handbook.section", verbose_name="section")),
                        ("version", models.ForeignKey(help_text="The version with the faulty words.", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="handbook.version", verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "withdrawn question",
                        "verbose_name_plural": "withdrawn questions",
                        "db_table": "courses_withdrawnquestion",
                        "ordering": ["-at", "-pk"],
                        "constraints": [models.UniqueConstraint(fields=("section", "question", "wording_digest"), name="one_withdrawal_of_the_same_words")],
                    },
                ),
            ],
        ),
    ]
