"""A section whose clauses are all translated is shown in that language again, though its questions are not: they are asked
in the source language now. Where a clause is outdated as well, the next publication works it out."""

from typing import Any
from uuid import uuid4

from django.db import migrations

BOTH = ["everyone", "leaders"]


def give_languages_back(apps: Any, schema_editor: Any) -> None:
    Section, Edition = apps.get_model("handbook", "Section"), apps.get_model("handbook", "Edition")
    for section in Section.objects.exclude(translation_status={}).select_related("handbook"):
        status = section.translation_status
        editions = Edition.objects.filter(version__section=section, version__number=status["number"])
        clauses = {
            edition.language: dict(edition.clauses.values_list("clause", "is_current"))
            for edition in editions.filter(title_is_current=True, message_is_current=True)
        }
        of_source = clauses.get(section.handbook.source_language, {})
        given_back = {
            language: BOTH
            for language, of_language in clauses.items()
            if status["languages"].get(language) != BOTH and all(of_language.get(clause) for clause in of_source)
        }
        if given_back:
            section.translation_status = status | {"languages": status["languages"] | given_back}
            section.change_stamp = uuid4()
            section.save(update_fields=["translation_status", "change_stamp"])


class Migration(migrations.Migration):
    dependencies = [("handbook", "0022_sent_back_and_legal_notes")]

    operations = [migrations.RunPython(give_languages_back, migrations.RunPython.noop)]
