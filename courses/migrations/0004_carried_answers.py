from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0003_since_for_leaders'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='is_carried',
            field=models.BooleanField(default=False, help_text='Given under an earlier attempt, and carried over.'),
        ),
    ]
