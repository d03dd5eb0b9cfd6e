from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_languages_to_choose'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='position',
            index=models.Index(condition=models.Q(('is_leader', True)), fields=['employee', 'from_day', 'to_day'], name='positions_of_leaders'),
        ),
    ]
