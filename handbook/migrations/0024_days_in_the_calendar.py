import datetime
from typing import Any

import django.core.validators
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from records.old_rows import require_none_outside

CALENDAR = (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))


def check(apps: Any, schema_editor: Any) -> None:
    days = {"withdrawn_on": Q(withdrawn_on__range=CALENDAR)}
    require_none_outside(apps, "handbook.Handbook", days)
    more = {"review_on": Q(review_on__range=CALENDAR), "review_months": Q(review_months__range=(1, 120))}
    require_none_outside(apps, "handbook.Section", days | more)


class Migration(migrations.Migration):

    dependencies = [
        ('handbook', '0023_languages_that_questions_took_away'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(check, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='handbook',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='withdrawn on'),
        ),
        migrations.AlterField(
            model_name='section',
            name='review_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='to be reviewed by'),
        ),
        migrations.AlterField(
            model_name='section',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write a day from 1 January 1900 to 31 December 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write a day from 1 January 1900 to 31 December 2199.')], verbose_name='withdrawn on'),
        ),
        migrations.AddConstraint(
            model_name='handbook',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), name='days_of_a_handbook_are_in_the_calendar', violation_error_message='Write a day from 1 January 1900 to 31 December 2199.'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('review_on__isnull', True), ('review_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='days_of_a_section_are_in_the_calendar', violation_error_message='Write a day from 1 January 1900 to 31 December 2199.'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('review_months__isnull', True), ('review_months__range', (1, 120)), _connector='OR'), name='a_section_is_reviewed_every_1_to_120_months'),
        ),
    ]
