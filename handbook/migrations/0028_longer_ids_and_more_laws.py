from django.db import migrations, models


class Migration(migrations.Migration):
    """Files always took longer ids of questions and more laws than these columns, on PostgreSQL alone, which refused them."""

    dependencies = [
        ('handbook', '0027_addresses_in_the_database'),
    ]

    operations = [
        migrations.AlterField(
            model_name='version',
            name='laws',
            field=models.TextField(blank=True, verbose_name='laws no clause carries'),
        ),
        migrations.AlterField(
            model_name='withdrawnquestion',
            name='question',
            field=models.TextField(verbose_name='question'),
        ),
    ]
