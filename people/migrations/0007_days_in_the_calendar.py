import datetime
from typing import Any

import django.core.validators
from django.db import migrations, models
from django.db.models import Q

from records.old_rows import require_none_outside

CALENDAR = (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))


def check(apps: Any, schema_editor: Any) -> None:
    require_none_outside(apps, "people.Position", {"from_day": Q(from_day__range=CALENDAR), "to_day": Q(to_day__range=CALENDAR)})
    require_none_outside(apps, "people.Absence", {"from_day": Q(from_day__range=CALENDAR), "to_day": Q(to_day__range=CALENDAR)})


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_stable_ids_are_unique'),
    ]

    operations = [
        migrations.RunPython(check, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='absence',
            name='from_day',
            field=models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='from'),
        ),
        migrations.AlterField(
            model_name='absence',
            name='to_day',
            field=models.DateField(blank=True, help_text='The last day. Empty: until further notice.', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='to'),
        ),
        migrations.AlterField(
            model_name='position',
            name='from_day',
            field=models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='from'),
        ),
        migrations.AlterField(
            model_name='position',
            name='to_day',
            field=models.DateField(blank=True, help_text='The last day. Empty: until further notice.', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='to'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_day__isnull', True), ('from_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('to_day__isnull', True), ('to_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='days_of_an_absence_are_in_the_calendar', violation_error_message='Write a day from 1 January 1900 to 31 December 2199.'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_day__isnull', True), ('from_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('to_day__isnull', True), ('to_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='days_of_a_position_are_in_the_calendar', violation_error_message='Write a day from 1 January 1900 to 31 December 2199.'),
        ),
    ]
