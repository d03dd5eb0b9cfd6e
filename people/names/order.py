"""The order of Norwegian names, as a key that every database sorts alike."""

from people.names.words import base_letters, plain_words

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_IN_ORDER = " 0123456789" + _LETTERS
_LIKE = {"ä": "æ", "ö": "ø", "œ": "ø", "ő": "ø", "ü": "y", "ű": "y"}
"""Letters of other languages that Norwegian lists sort as their own."""
_END = "00"
"""After each name: «Berg» comes before «Berg Olsen», and that before «Bergan»."""
KEY_LENGTH = 400
"""The most characters of a key. What a longer name has beyond them does not change its place."""


def sort_key(*names: str) -> str:
    """A key of names, the deciding one first: a to z, æ, ø, å, with aa as å, whatever the capitals, marks and dashes.

    It has digits alone, two for a character, since databases order those alike in every locale.
    """
    return _END.join(_key(name) for name in names if plain_words(name))[:KEY_LENGTH]


def _key(name: str) -> str:
    letters = " ".join(plain_words(name)).replace("aa", "å")
    like = "".join(_LIKE.get(letter, letter) for letter in letters)
    return "".join(_place(letter) for letter in base_letters(like, keep="æøå"))


def _place(letter: str) -> str:
    """Blanks, digits and letters from 10 to 50; letters of other scripts after them, as eight digits."""
    return str(10 + _IN_ORDER.index(letter)) if letter in _IN_ORDER else f"9{ord(letter):07}"
