from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0007_one_completion_per_sequence'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('to_day__isnull', True), ('to_day__gte', models.F('from_day')), _connector='OR'), name='requirement_ends_after_it_begins', violation_error_message='The last day cannot come before the first.'),
        ),
    ]
