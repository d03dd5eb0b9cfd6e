from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0006_number_completions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='completion',
            name='sequence',
            field=models.PositiveIntegerField(help_text="1 for the employee's first completion of the section."),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.UniqueConstraint(fields=('employee', 'section', 'sequence'), name='one_completion_per_sequence'),
        ),
    ]
