import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_stable_ids'),
    ]

    operations = [
        migrations.AlterField(
            model_name='employee',
            name='stable_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='stable id'),
        ),
    ]
