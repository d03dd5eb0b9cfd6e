"""Errors and warnings of a text at the fields where it is written, without the names of files."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from markup.error_messages import message_with_line
from markup.errors import Part, TextError, in_order

LABELS = {"title": _("Title"), "message": _("Key message"), "source": _("Text"), "quiz": _("Questions")}
"""The names of the fields that are written in each language."""
_FIELDS = {
    "front-title": "title",
    "title-long": "title",
    "title-looks-like": "title",
    "front-message": "message",
    "message-looks-like": "message",
}
_MESSAGES = {
    "front-title": _("Write a title."),
    "front-message": _("Write a key message."),
    "page-empty": _("Write the text of the page."),
}
"""Shorter messages for errors that are shown at their own field, by error code."""


@dataclass(frozen=True, slots=True)
class LocatedError:
    """An error or a warning with its field and a message."""

    error: TextError
    field: str
    message: str

    @property
    def language(self) -> str:
        return self.error.place.language

    @property
    def language_name(self) -> str:
        return str(get_language_info(self.language)["name_local"]).capitalize()

    @property
    def label(self) -> str:
        return str(LABELS[self.field])


def located(errors: Iterable[TextError], source_language: str) -> list[LocatedError]:
    """Return each different error once: those of the source first, by language, field and line."""
    placed = [
        LocatedError(error, _field_of(error), str(_MESSAGES.get(error.code) or message_with_line(error)))
        for error in in_order(errors)
    ]
    fields = tuple(LABELS)
    return sorted(
        placed,
        key=lambda error: (error.language != source_language, error.language, fields.index(error.field)),
    )


def _field_of(error: TextError) -> str:
    return "quiz" if error.place.part == Part.QUIZ else _FIELDS.get(error.code, "source")
