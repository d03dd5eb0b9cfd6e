from collections import defaultdict

from django.db import migrations


def tell(apps, schema_editor):
    """What older editions were made from, as far as they say it: a title that stands as it stood, beside the source's that
    stands as it stood, is as current as it was. Each edition once; there are a few of each section."""
    Edition = apps.get_model("handbook", "Edition")
    editions = Edition.objects.select_related("version__section__handbook").defer("html", "source", "quiz")
    by_version = defaultdict(dict)
    for edition in editions.order_by("version__section", "version__number"):
        by_version[edition.version.section_id, edition.version.number][edition.language] = edition
    matches = set()
    for (section, _number), languages in by_version.items():
        source = languages[next(iter(languages.values())).version.section.handbook.source_language]
        for edition in languages.values():
            is_source = edition.pk == source.pk
            is_whole = is_source or edition.made_from == source.words_digest[:16]
            current = {}
            for clause in ("title", "message"):
                match = (section, edition.language, clause, getattr(edition, clause), getattr(source, clause))
                current[clause] = is_whole or match in matches
                if current[clause]:
                    matches.add(match)
            is_asked = is_source or edition.quiz_made_from == source.quiz_digest[:16]
            Edition.objects.filter(pk=edition.pk).update(
                title_is_current=current["title"],
                message_is_current=current["message"],
                quiz_serves_everyone=edition.serves_everyone or is_asked,
                quiz_serves_leaders=edition.serves_leaders or is_asked,
            )


class Migration(migrations.Migration):

    changes_frozen = ("handbook_edition",)

    dependencies = [
        ('handbook', '0005_what_an_edition_was_made_from'),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
