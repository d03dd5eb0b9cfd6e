"""Slugs of handbooks and sections, which are parts of addresses."""

import re
import unicodedata

LONGEST_SLUG = 50
ADDRESSABLE = r"\A[-a-zA-Z0-9_]+\Z"
"""The slugs that the site's addresses take (Django's converter `slug`), more than a new name may be. Python and
PostgreSQL read the pattern alike."""
_SLUG = re.compile(rf"(?=.{{1,{LONGEST_SLUG}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "œ": "oe", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t",
        "ł": "l", "þ": "th",
    }
)  # fmt: skip
_NAMELESS = "handbook"


def is_slug(name: str) -> bool:
    """Whether a handbook or section may have this slug: a to z, 0 to 9, and single hyphens between them."""
    return _SLUG.fullmatch(name) is not None


def nearest_slug(name: str) -> str:
    """The slug nearest to a name: «Åpenhet i HR» becomes `aapenhet-i-hr`."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words or _NAMELESS
