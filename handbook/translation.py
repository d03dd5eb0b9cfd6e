"""The fields that have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from handbook.models import Handbook, Version


@register(Handbook)
class HandbookTranslation(TranslationOptions):
    fields = ("title", "lead", "in_short", "synonyms")


@register(Version)
class VersionTranslation(TranslationOptions):
    fields = ("title", "message", "source", "made_from", "quiz", "quiz_made_from", "news")
