"""Similarity of two clauses by the trigrams of their words (content format, chapter 8)."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markup.section.links_and_words import WORD, without_addresses

_NUMBERED_ITEM = re.compile(r"((?:> )?)([0-9]{1,9})\. ")
_IGNORED_MARKS = str.maketrans({"*": None, "`": None, "’": "'"})


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """The words of a reading text, and the trigrams of ` word ` for each of them, with their counts."""

    words: tuple[str, ...]
    trigrams: Mapping[str, int]
    size: int


@lru_cache(maxsize=1000)
def tokenize(reading_text: str) -> TokenizedText:
    """Tokenize a text into case-folded words; a text without words into runs of characters between blanks.

    Cached, because an editor changes one clause between two previews, not all of them.
    """
    tokens = words(reading_text) or tuple(reading_text.split())
    trigrams: Counter[str] = Counter()
    for word in tokens:
        padded = f" {word} "
        trigrams.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return TokenizedText(tokens, trigrams, trigrams.total())


def words(reading_text: str) -> tuple[str, ...]:
    """Return the case-folded words that a reader sees.

    `**verne**ombud` is one word, of a link only its text counts, and the numbers of list items are left out.
    """
    text = _without_item_numbers(without_addresses(reading_text)).translate(_IGNORED_MARKS)
    return tuple(WORD.findall(text.casefold()))


def _without_item_numbers(text: str) -> str:
    """Remove the numbers of list items, which count from 1. «4. desember er fristen» keeps its number."""
    expected, lines = 1, []
    for line in text.split("\n"):
        item = _NUMBERED_ITEM.match(line)
        if item and int(item[2]) == expected:
            expected += 1
            lines.append(item[1] + line[item.end() :])
        else:
            expected = 1
            lines.append(line)
    return "\n".join(lines)


def similarity(one: TokenizedText, other: TokenizedText) -> float:
    """Return the Dice coefficient of the trigrams, 2·|a∩b| / (|a|+|b|), to four digits; 1 if the words are equal."""
    if one.words == other.words:
        return 1.0
    both = one.size + other.size
    return round(2 * _shared_trigrams(one, other) / both, 4) if both else 0.0


def containment(part: TokenizedText, whole: TokenizedText) -> float:
    """Return the share of the trigrams of `part` that `whole` contains, |a∩b| / |a|, to four digits."""
    return round(_shared_trigrams(part, whole) / part.size, 4) if part.size else 0.0


def _shared_trigrams(one: TokenizedText, other: TokenizedText) -> int:
    fewer, more = sorted((one.trigrams, other.trigrams), key=len)
    return sum(min(count, more.get(trigram, 0)) for trigram, count in fewer.items())
