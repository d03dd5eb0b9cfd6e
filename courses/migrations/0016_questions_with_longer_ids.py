from django.db import migrations, models


class Migration(migrations.Migration):
    """An older question's id may be longer than 64: PostgreSQL refused each answer to it. Its varchar becomes text in place."""

    dependencies = [
        ('courses', '0015_bounds_in_the_database'),
    ]

    operations = [
        migrations.AlterField(
            model_name='answer',
            name='question',
            field=models.TextField(help_text='Of any length: an older id may be longer than a new one.'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='question',
            field=models.TextField(),
        ),
    ]
