"""What two spellings of a name have in common."""

import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʹ′`´＇"))
_BASE = {
    "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t", "ß": "ss", "þ": "th", "œ": "oe", "æ": "ae", "ø": "o",
}  # fmt: skip
"""Letters that Unicode does not take apart into a base letter and a mark."""

_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling in some scripts."""


def tidy(text: str) -> str:
    """A name as it is seen: in composed letters, without what is invisible or turns the direction of the words around
    it, and with one blank between its parts."""
    return " ".join("".join(map(_seen, unicodedata.normalize("NFC", text))).split())


def _seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    return " " if kind == "Cc" else "" if kind == "Cf" and letter not in _JOINERS else letter


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters: apostrophes and invisible characters are dropped, and whatever else is no
    letter, digit or mark parts words."""
    without_marks = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    visible = (letter for letter in unicodedata.normalize("NFC", without_marks) if unicodedata.category(letter) != "Cf")
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in visible).split()


def base_letters(text: str, *, keep: str = "") -> str:
    """The text without marks: é as e, ø as o; the letters of `keep` stay."""
    return "".join(letter if letter in keep else _base_letter(letter) for letter in text)


def _base_letter(letter: str) -> str:
    parts = (part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
    return "".join(_BASE.get(part, part) for part in parts)
