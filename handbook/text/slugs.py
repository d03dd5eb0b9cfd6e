"""Names that stand in addresses: of handbooks and of sections."""

import re
import unicodedata

from django.urls.converters import SlugConverter

LONGEST_SLUG = 50
ADDRESSED = rf"\A(?:{SlugConverter.regex})\Z"
"""What the addresses of the site take, which is more than a new name may be. Python and PostgreSQL read it alike."""
_SLUG = re.compile(rf"(?=.{{1,{LONGEST_SLUG}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "œ": "oe", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t",
        "ł": "l", "þ": "th",
    }
)  # fmt: skip
_NAMELESS = "handbook"


def is_slug(name: str) -> bool:
    """Whether a handbook or a section may be called so: a to z, 0 to 9, and single hyphens between them."""
    return _SLUG.fullmatch(name) is not None


def nearest_slug(name: str) -> str:
    """The slug that resembles a name most: «Åpenhet i HR» becomes `aapenhet-i-hr`."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = "".join(each for each in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(each))
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words or _NAMELESS
