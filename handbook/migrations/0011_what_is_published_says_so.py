from django.db import migrations


def say_so(apps, schema_editor):
    """A version with a number is published; every other one is the draft of its section."""
    Version = apps.get_model('handbook', 'Version')
    Version.objects.filter(published_at__isnull=False).update(stage='published')


class Migration(migrations.Migration):

    changes_frozen = ("handbook_version",)

    dependencies = [
        ('handbook', '0010_stages_of_a_version'),
    ]

    operations = [
        migrations.RunPython(say_so, migrations.RunPython.noop),
    ]
