import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_first_tables'),
    ]

    operations = [
        migrations.AlterField(
            model_name='employee',
            name='number',
            field=models.CharField(max_length=20, unique=True, validators=[django.core.validators.RegexValidator('^\\w[\\w.-]*\\Z', 'Letters, digits, full stop, underscore and hyphen; a letter or a digit comes first.')], verbose_name='employee number'),
        ),
    ]
