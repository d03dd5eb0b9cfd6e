"""A verb refuses what it is asked, and says why in one sentence."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):
    """A verb does nothing, and the user who asked is told why and what to do.

    A kind of refusal is a subclass beside the verb that raises it, with its own sentence. Pages, forms and commands show
    `message`. An exception that no user is told of, such as one that a view turns into a 404, is no Refusal.
    """

    sentence: ClassVar[Promise]
    """The sentence in every language, with a placeholder for each of the values."""

    def values(self) -> Mapping[str, object]:
        """Return the values of the placeholders, by name."""
        return {}

    @property
    def message(self) -> str:
        """The sentence with its values, in the active language."""
        return str(self.sentence) % self.values()

    def __str__(self) -> str:
        return self.message
