from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Three fields are renamed in the code alone: their columns keep their names, and nothing is done to the tables."""

    dependencies = [("handbook", "0016_withdrawn_questions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("version", "a_scheduled_version_has_its_moment"),
                migrations.RenameField("version", "settled", "resolved_ids"),
                migrations.RenameField("version", "decided", "decision"),
                migrations.RenameField("section", "serving", "translation_status"),
                migrations.AlterField(
                    "version",
                    "resolved_ids",
                    models.JSONField(
                        db_column="settled", default=list, editable=False,
                        help_text="Questions about clause ids that HR has answered in this draft.",
                    ),
                ),
                migrations.AlterField(
                    "version",
                    "decision",
                    models.JSONField(
                        db_column="decided", editable=False, null=True,
                        help_text="What was decided when it was scheduled: kinds, reviewed questions.",
                    ),
                ),
                migrations.AlterField(
                    "section",
                    "translation_status",
                    models.JSONField(
                        db_column="serving", default=dict, editable=False,
                        help_text="Which audiences each language of the newest version is available to now; see translations/status.py.",
                    ),
                ),
                migrations.AddConstraint(
                    "version",
                    models.CheckConstraint(
                        condition=Q(stage="scheduled", publish_at__isnull=False, decision__isnull=False)
                        | (~Q(stage="scheduled") & Q(publish_at__isnull=True, decision__isnull=True)),
                        name="a_scheduled_version_has_its_moment",
                    ),
                ),
            ],
        ),
    ]
