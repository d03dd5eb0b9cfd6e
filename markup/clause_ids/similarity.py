"""How alike two clauses are, by the letters of their words (content format, chapter 8)."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_NUMBERED_ITEM = re.compile(r"((?:> )?)([0-9]+)\. ")
_IGNORED_MARKS = str.maketrans({"*": None, "`": None, "’": "'"})
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """The words of a reading text, and the trigrams of ` word ` for each of them, as a multiset."""

    words: tuple[str, ...]
    trigrams: Mapping[str, int]
    size: int


@lru_cache(maxsize=1000)
def tokenize(reading_text: str) -> TokenizedText:
    """Case-folded words, without marks and link targets. A text without any word is taken character by character.

    Kept for the clauses told apart last: an editor changes one of them between two looks, not all.
    """
    said = words(reading_text) or tuple(reading_text.split())
    trigrams: Counter[str] = Counter()
    for word in said:
        padded = f" {word} "
        trigrams.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return TokenizedText(said, trigrams, trigrams.total())


def words(reading_text: str) -> tuple[str, ...]:
    """What stands there for the eye: `**verne**ombud` is one word, a link is its text, a list's numbers are marks."""
    text = _without_item_numbers(_TARGET.sub("]", reading_text)).translate(_IGNORED_MARKS)
    return tuple(_WORD.findall(text.casefold()))


def _without_item_numbers(text: str) -> str:
    """Items are counted from 1, so «4. desember er fristen» keeps its number."""
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
    """2·|a∩b| / (|a|+|b|) of the trigrams, to four digits; 1 when the words are equal."""
    if one.words == other.words:
        return 1.0
    both = one.size + other.size
    return round(2 * _shared_trigrams(one, other) / both, 4) if both else 0.0


def containment(part: TokenizedText, whole: TokenizedText) -> float:
    """|a∩b| / |a| of the trigrams, to four digits: how much of `part` stands in `whole`."""
    return round(_shared_trigrams(part, whole) / part.size, 4) if part.size else 0.0


def _shared_trigrams(one: TokenizedText, other: TokenizedText) -> int:
    few, many = sorted((one.trigrams, other.trigrams), key=len)
    return sum(min(count, many.get(trigram, 0)) for trigram, count in few.items())
