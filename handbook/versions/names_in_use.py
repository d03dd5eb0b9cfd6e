"""The names that are published already: a rule that came later does not forbid them, it only warns."""

from collections.abc import Iterable
from dataclasses import replace

from handbook.models import Edition, Handbook, Section, Version
from handbook.quizzes import quiz_of
from markup.errors import TextError

_ABOUT_NAMES = frozenset({"folder-name", "id-long", "misconception-name", "name-reserved"})
"""Errors about a name, which is the first value of each. Where it is published already, an export with it can be imported."""


def names_in_use(handbook: Handbook) -> frozenset[str]:
    """The slugs of a handbook and its published sections, their questions' ids and the handbook's misconceptions; none
    before anything of it is published."""
    # Of a slug that no address takes, too: `Section.objects.published()` are those that readers can be shown.
    sections = Section.objects.filter(handbook=handbook, pk__in=Version.objects.published().values("section"))
    slugs = frozenset(sections.values_list("slug", flat=True))
    if not slugs:
        return frozenset()
    editions = Edition.objects.newest().filter(version__section__in=sections, language=handbook.source_language)
    questions = {question.id for edition in editions for question in quiz_of(edition).questions}
    return slugs | questions | {handbook.slug} | frozenset(handbook.readable_misconceptions)


def allow_names_in_use(errors: Iterable[TextError], handbook: Handbook | None) -> list[TextError]:
    """Return the errors; those about a name that the handbook uses already become warnings."""
    listed = list(errors)
    if handbook is None or not any(error.code in _ABOUT_NAMES for error in listed):
        return listed
    names = names_in_use(handbook)
    return [
        replace(error, level="warning") if error.code in _ABOUT_NAMES and error.values[0] in names else error
        for error in listed
    ]
