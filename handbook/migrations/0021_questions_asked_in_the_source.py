from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handbook', '0020_authors_of_open_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='outdated_questions',
            field=models.JSONField(help_text='The questions that are missing or outdated, and so are asked in the source language. Null: published before this was kept; see translations/questions.py.', null=True),
        ),
    ]
