import datetime
from typing import Any

import django.core.validators
from django.db import migrations, models
from django.db.models import Q

from records.old_rows import require_none_outside

CALENDAR = (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))


def check(apps: Any, schema_editor: Any) -> None:
    require_none_outside(apps, "courses.Requirement", {"from_day": Q(from_day__range=CALENDAR), "to_day": Q(to_day__range=CALENDAR), "again_from": Q(again_from__range=CALENDAR), "newcomer_days": Q(newcomer_days__lte=3650), "change_days": Q(change_days__lte=3650), "valid_months": Q(valid_months__range=(1, 120))})


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0014_zero_months_is_never'),
        ('handbook', '0024_days_in_the_calendar'),
        ('people', '0007_days_in_the_calendar'),
    ]

    operations = [
        migrations.RunPython(check, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='requirement',
            name='again_from',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='everybody again from'),
        ),
        migrations.AlterField(
            model_name='requirement',
            name='from_day',
            field=models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='from'),
        ),
        migrations.AlterField(
            model_name='requirement',
            name='to_day',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='to'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_day__isnull', True), ('from_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('to_day__isnull', True), ('to_day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('again_from__isnull', True), ('again_from__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='days_of_a_requirement_are_in_the_calendar', violation_error_message='Write a day from 1 January 1900 to 31 December 2199.'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('change_days__lte', 3650), ('newcomer_days__lte', 3650), models.Q(('valid_months__isnull', True), ('valid_months__range', (1, 120)), _connector='OR')), name='days_and_months_of_a_requirement_are_in_bounds'),
        ),
    ]
