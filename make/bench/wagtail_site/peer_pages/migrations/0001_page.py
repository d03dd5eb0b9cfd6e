import django.db.models.deletion
from django.db import migrations, models
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.CreateModel(
            name="TextPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        to="wagtailcore.page",
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        auto_created=True,
                    ),
                ),
                ("body", StreamField([("paragraph", RichTextBlock())])),
            ],
            options={"abstract": False},
            bases=("wagtailcore.page",),
        ),
    ]
