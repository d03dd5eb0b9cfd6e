from django.db import migrations

from markup.search.stemming import stem
from markup.search.tokens import indexed_texts


def fill(apps, schema_editor):
    """The words of the newest version of each section. Frozen rows are read, never touched."""
    Version, Edition, Word, Occurrence = (
        apps.get_model('handbook', name) for name in ('Version', 'Edition', 'Word', 'Occurrence')
    )
    published = Version.objects.filter(published_at__isnull=False).order_by('number')
    newest = dict(published.values_list('section', 'pk'))
    words = {}
    for edition in Edition.objects.filter(version__in=newest.values()).select_related('version').order_by('pk'):
        clauses = edition.clauses.values_list('clause', 'position', 'html')
        found = indexed_texts(edition.title, edition.message, clauses)
        missing = {(edition.language, text) for place in found for text in place.words} - words.keys()
        for word in Word.objects.bulk_create(
            Word(language=language, text=text, stem=stem(text, language)) for language, text in sorted(missing)
        ):
            words[word.language, word.text] = word
        Occurrence.objects.bulk_create(
            Occurrence(
                word=words[edition.language, text],
                section_id=edition.version.section_id,
                language=edition.language,
                clause=place.clause,
                position=place.position,
                times=times,
            )
            for place in found
            for text, times in place.words.items()
        )


def empty(apps, schema_editor):
    apps.get_model('handbook', 'Occurrence').objects.all().delete()
    apps.get_model('handbook', 'Word').objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('handbook', '0002_words_for_searching'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
