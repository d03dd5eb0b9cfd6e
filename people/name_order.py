"""The order of Norwegian names."""

import unicodedata

_ORDER = "abcdefghijklmnopqrstuvwxyzæøå"
_LIKE = {"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss", "œ": "ø", "þ": "th"}
"""Letters sorted as others: Sámi ones as their base letters, those of neighbouring languages as the Norwegian
ones."""


def alphabetical(text: str) -> tuple[tuple[int, ...], str]:
    """A sort key in Norwegian order: a to z, æ, ø, å. Other diacritics matter only between otherwise equal names."""
    letters = "".join(_LIKE.get(letter, letter) for letter in unicodedata.normalize("NFC", text.casefold()))
    plain = "".join(letter if letter in _ORDER else _base(letter) for letter in letters)
    return tuple(_place(letter) for letter in plain), text


def _base(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def _place(letter: str) -> int:
    """The place of a character: spaces, hyphens and digits before the letters, other scripts after them."""
    if letter in _ORDER:
        return 0x80 + _ORDER.index(letter)
    return ord(letter) if ord(letter) < 0x80 else 0x80 + len(_ORDER) + ord(letter)
