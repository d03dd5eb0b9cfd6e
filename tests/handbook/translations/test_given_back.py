"""The migration that gives languages back which untranslated questions had taken away."""

from importlib import import_module

from django.apps import apps

from handbook.history import fresh_histories
from handbook.models import Kind, Section
from handbook.translations.status import translation_status
from tests.cast import MONDAY
from tests.support.publication import add_question, edit_and_publish
from tests.support.sections import again

migration = import_module("handbook.migrations.0023_languages_that_questions_took_away")


def as_it_was_before(section: Section) -> None:
    """The status as it was kept while questions took languages away."""
    taken_away = {"number": 2, "languages": {"nb": ["everyone", "leaders"], "nn": [], "en": []}}
    Section.objects.filter(pk=section.pk).update(translation_status=taken_away)


def test_a_language_that_a_question_took_away_is_given_back_under_a_new_stamp(roles: Section) -> None:
    add_question(roles)
    as_it_was_before(roles)
    stamp = again(roles).change_stamp
    migration.give_languages_back(apps, None)
    history = fresh_histories([again(roles)])[roles.pk]
    assert again(roles).translation_status == translation_status(history, roles.handbook.languages)
    assert again(roles).change_stamp != stamp


def test_a_language_that_an_outdated_clause_took_away_is_not(roles: Section, privacy: Section) -> None:
    edit_and_publish(
        again(roles), {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=None, at=MONDAY
    )
    before = list(Section.objects.order_by("pk").values("translation_status", "change_stamp"))
    migration.give_languages_back(apps, None)
    assert list(Section.objects.order_by("pk").values("translation_status", "change_stamp")) == before
