from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("handbook", "0018_held_back_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="authors",
            field=models.ManyToManyField(
                editable=False, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="authors"
            ),
        ),
    ]
