"""How names are searched: any of their words, in any order, in part, whatever the capitals, marks and apostrophes."""

from django.db.models import Q

from people.names.words import base_letters, plain_words

_SPELLED_OUT = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "œ": "oe", "å": "aa", "ü": "ue"}


def search_text(*texts: str) -> str:
    """The words of these texts, in both spellings of å, ø and their like: aa and a, oe and o."""
    words = [word for text in texts for word in plain_words(text)]
    return " ".join(dict.fromkeys([*map(_spelled_out, words), *map(base_letters, words)]))


def _spelled_out(word: str) -> str:
    return base_letters("".join(_SPELLED_OUT.get(letter, letter) for letter in word))


def contains_words(column: str, query: str) -> Q:
    """Rows whose `column`, filled by `search_text`, contains every word of a query; none if it has no words."""
    words = plain_words(query)
    if not words:
        return Q(pk__in=())
    return Q(*(Q(**{f"{column}__contains": _spelled_out(word)}) for word in words))
