import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0010_unit_of_a_latest_completion'),
    ]

    operations = [
        migrations.AlterField(
            model_name='requirement',
            name='change_days',
            field=models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(0, 'Write a whole number of days from 0 to 3650.'), django.core.validators.MaxValueValidator(3650, 'Write a whole number of days from 0 to 3650.')], verbose_name='days for a new rule'),
        ),
        migrations.AlterField(
            model_name='requirement',
            name='newcomer_days',
            field=models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(0, 'Write a whole number of days from 0 to 3650.'), django.core.validators.MaxValueValidator(3650, 'Write a whole number of days from 0 to 3650.')], verbose_name='days for a first time'),
        ),
        migrations.AlterField(
            model_name='requirement',
            name='valid_months',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: until something changes.', null=True, validators=[django.core.validators.MinValueValidator(1, 'Write a whole number of months from 1 to 120, or leave the field empty: then a completion never expires.'), django.core.validators.MaxValueValidator(120, 'Write a whole number of months from 1 to 120, or leave the field empty: then a completion never expires.')], verbose_name='valid for months'),
        ),
    ]
