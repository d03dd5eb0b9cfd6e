import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0009_withdrawn_questions'),
        ('handbook', '0015_pages_that_hr_edits'),
        ('people', '0003_languages_to_choose'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='latestcompletion',
            name='completions_of_a_version',
        ),
        migrations.AddField(
            model_name='latestcompletion',
            name='unit',
            field=models.ForeignKey(db_index=False, help_text='Where the employee is counted on each of the days below; empty: nowhere.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit'),
        ),
        migrations.AddField(
            model_name='latestcompletion',
            name='unit_from',
            field=models.DateField(help_text='Empty: not reckoned yet.', null=True),
        ),
        migrations.AddField(
            model_name='latestcompletion',
            name='unit_to',
            field=models.DateField(help_text='The last day. Empty: until further notice.', null=True),
        ),
        migrations.AddIndex(
            model_name='latestcompletion',
            index=models.Index(fields=['section', 'audience', 'number', 'language', 'unit', 'unit_from', 'unit_to', 'completed_at'], name='completions_to_count'),
        ),
        migrations.AddIndex(
            model_name='latestcompletion',
            index=models.Index(condition=models.Q(('unit_from__isnull', True)), fields=['employee'], name='completions_not_reckoned'),
        ),
        migrations.AddIndex(
            model_name='latestcompletion',
            index=models.Index(condition=models.Q(('unit_to__isnull', False)), fields=['unit_to', 'employee'], name='completions_reckoned_to_a_day'),
        ),
    ]
