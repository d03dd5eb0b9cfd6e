from django.db import migrations, models

from markup.search.compounds import Vocabulary
from markup.search.stemming import family


def fill(apps, schema_editor):
    """The families and parts of all words, and which occurrences are in examples."""
    Word, Occurrence, ClauseText, Version = (
        apps.get_model('handbook', name) for name in ('Word', 'Occurrence', 'ClauseText', 'Version')
    )
    for language in Word.objects.order_by('language').values_list('language', flat=True).distinct():
        words = list(Word.objects.filter(language=language).order_by('pk'))
        vocabulary = Vocabulary((word.text for word in words), language)
        for word in words:
            word.stem = family(word.text, language)
            word.first, word.last = vocabulary.parts(word.text)
        Word.objects.bulk_update(words, ['stem', 'first', 'last'], batch_size=60)
    newest = dict(
        Version.objects.filter(published_at__isnull=False).order_by('number').values_list('section', 'pk')
    )
    examples = ClauseText.objects.filter(origin='example', edition__version__in=newest.values())
    by_section = {}
    for section, clause in examples.values_list('edition__version__section', 'clause'):
        by_section.setdefault(section, set()).add(clause)
    for section, clauses in by_section.items():
        ids = sorted(clauses)
        for start in range(0, len(ids), 200):
            Occurrence.objects.filter(section=section, clause__in=ids[start:start + 200]).update(is_example=True)


class Migration(migrations.Migration):
    dependencies = [
        ('handbook', '0028_longer_ids_and_more_laws'),
    ]

    operations = [
        migrations.AddField(
            model_name='word',
            name='first',
            field=models.CharField(blank=True, default='', help_text="The family of a compound's first word.", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='word',
            name='last',
            field=models.CharField(blank=True, default='', help_text="The family of a compound's last word.", max_length=60),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='word',
            name='stem',
            field=models.CharField(help_text='Its family: what varsle, varsling and varsel have in common.', max_length=60),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='is_example',
            field=models.BooleanField(default=False, help_text='Examples are shown after the rules.'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
