"""The order of Norwegian names."""

import unicodedata

_ORDER = "abcdefghijklmnopqrstuvwxyzæøå"
_LIKE = {"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss", "œ": "ø", "þ": "th"}
"""Letters that are sorted as others: the Sámi ones with their base letter, those of our neighbours with ours."""


def alphabetical(text: str) -> tuple[tuple[int, ...], str]:
    """A key to sort by: a to z, æ, ø, å; other marks on a letter make no difference, but between equal names."""
    letters = "".join(_LIKE.get(letter, letter) for letter in unicodedata.normalize("NFC", text.casefold()))
    plain = "".join(letter if letter in _ORDER else _base(letter) for letter in letters)
    return tuple(_place(letter) for letter in plain), text


def _base(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def _place(letter: str) -> int:
    """Blanks, hyphens and digits before the letters; other scripts after them."""
    if letter in _ORDER:
        return 0x80 + _ORDER.index(letter)
    return ord(letter) if ord(letter) < 0x80 else 0x80 + len(_ORDER) + ord(letter)
