from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0004_carried_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='completion',
            name='sequence',
            field=models.PositiveIntegerField(help_text="1 for the employee's first completion of the section.", null=True),
        ),
    ]
