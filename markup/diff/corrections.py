"""What kind of difference there is between two texts of a clause (content format, chapter 9).

All of it is a help for whoever judges: a suggestion is never preselected.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markup.clause_ids.similarity import words
from markup.diff.rule_words import ENDINGS, NEGATING_PREFIXES, NEGATIONS, RULE_WORDS
from markup.diff.words import REWRITTEN, share_changed

MOST_CHANGES = 3
_TARGET = re.compile(
    r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?=[^)]*\))|<https://[^\s<>]+>|\S+@\S+|www\.\S+|https?://\S+"
)
_LINK = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_EMPHASIS = re.compile(r"[*`]|(?<![^\W_])_|_(?![^\W_])")
_LINE = re.compile(r"(?P<quote>> )?(?P<kind>##+ |- |[0-9]+\. |\| )?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"[0-9]+")
_SIGN = re.compile(r"[%‰§?+=±€$£°&<>~^]|(?<!\w)[-−](?=[0-9])")
_QUOTES = re.compile(r"[\s«»„“”\"'‘’*_`]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause as it stands in one language: its reading text, its origin (empty for a heading) and its audience."""

    text: str
    origin: str = ""
    audience: str = "everyone"


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """What can be said in a sentence of a change."""

    only_emphasis: bool
    """The same words, with other emphasis: a comparison of words shows no mark."""
    only_link_target: bool
    """The same words, and a link goes elsewhere."""
    origin: tuple[str, str] | None
    """From and to, if it has changed."""
    audience: tuple[str, str] | None
    share: float
    """How much of the words, from 0 to 1."""

    @property
    def is_rewritten(self) -> bool:
        """Old and new are better shown as two blocks."""
        return self.share > REWRITTEN


def statement_difference(old: Statement, new: Statement) -> StatementDifference:
    return StatementDifference(
        only_emphasis=old.text != new.text and _EMPHASIS.sub("", old.text) == _EMPHASIS.sub("", new.text),
        only_link_target=old.text != new.text and _LINK.sub("]", old.text) == _LINK.sub("]", new.text),
        origin=(old.origin, new.origin) if old.origin != new.origin else None,
        audience=(old.audience, new.audience) if old.audience != new.audience else None,
        share=share_changed(old.text, new.text),
    )


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of the other clauses of a handbook in one language: `elsewhere` below."""
    return frozenset(word for text in texts for word in words(text))


def looks_like_correction(old: Statement, new: Statement, *, language: str, elsewhere: Collection[str]) -> bool:
    """Whether a change reads as a correction of language, which asks nobody: spelling, commas, capitals, emphasis.

    False wherever there is doubt; in three ways more often than the chapter asks: two forms of one word (image, images)
    are no slip, nor is another letter in a word of less than six, nor another first letter. `elsewhere` are the words of the handbook's other clauses in this language, from
    `words_of`: a word that stands there as well is no slip, and a short word must stand there to be a right one.
    """
    if old.text == new.text or _unchangeable_parts(old) != _unchangeable_parts(new):
        return False
    units = list(zip(_lines_and_cells(old.text), _lines_and_cells(new.text), strict=True))
    if not all(_punctuation_may_differ(was, is_) for was, is_ in units):
        return False
    changes = _WordChanges(language, elsewhere)
    return all(changes.take(words(was), words(is_)) for was, is_ in units) and changes.are_corrections()


def _unchangeable_parts(said: Statement) -> tuple[object, ...]:
    """All but the words: if it differs, nothing is suggested."""
    text = _TARGET.sub(" ", said.text)
    bare = "\n".join(line[_line_start(line).end() :].replace("|", " ") for line in text.split("\n"))
    return (
        said.origin,
        said.audience,
        _TARGET.findall(said.text),
        [_line_shape(line) for line in said.text.split("\n")],
        _NUMBER.findall(bare),
        _SIGN.findall(bare),
    )


def _line_start(line: str) -> re.Match[str]:
    found = _LINE.match(line)
    assert found  # all of it is optional
    return found


def _line_shape(line: str) -> tuple[str, str, int]:
    """In a quote or not, heading with its level, item, row with its cells, or paragraph."""
    found = _line_start(line)
    kind = found["kind"] or ""
    cells = len(_BAR.findall(line)) if kind == "| " else 0
    return found["quote"] or "", "1." if kind[:1].isdigit() else kind, cells


def _lines_and_cells(text: str) -> list[str]:
    """Lines, and cells of tables: a word that has gone from one item to the next is no comma."""
    return [
        cell
        for line in text.split("\n")
        for cell in (_BAR.split(line) if _line_start(line)["kind"] == "| " else [line])
    ]


def _punctuation_may_differ(old: str, new: str) -> bool:
    """«Vent ikke, del» is not «Vent, ikke del»: beside a negation every mark counts, if the words are the same."""
    if words(old) != words(new):
        return True
    return _marks_beside_negations(old) == _marks_beside_negations(new)


def _marks_beside_negations(text: str) -> list[tuple[str, str]]:
    text = _LINK.sub("]", text).translate({ord("*"): None, ord("`"): None})
    found, end, beside = [], 0, ""
    for word in _WORD.finditer(text):
        said = word[0].casefold()
        if beside or said in NEGATIONS:
            found.append((beside, _QUOTES.sub("", text[end : word.start()])))
        end, beside = word.end(), said if said in NEGATIONS else ""
    return [*found, (beside, "")]


class _WordChanges:
    """The changed words of a clause, taken one line or cell after the other."""

    def __init__(self, language: str, elsewhere: Collection[str]) -> None:
        self.weighty, self.endings, self.elsewhere = RULE_WORDS[language], ENDINGS[language], elsewhere
        self.kept: set[str] = set()
        self.pairs: list[tuple[str, str]] = []
        self.others = 0
        self.words = 0

    def take(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """False: something comes, goes or changes that no slip explains."""
        self.words += len(old)
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            gone, came = old[a:b], new[c:d]
            if tag == "equal":
                self.kept |= set(gone)
            elif self._is_joined(gone, came):
                pass
            elif not came and len(gone) == 1 and gone[0] in (*old[a - 1 : a], *old[b : b + 1]):
                if gone[0] in NEGATIONS:
                    return False
                self.others += 1
            elif len(gone) == len(came):
                self.pairs += zip(gone, came, strict=True)
            else:
                return False
        return True

    def are_corrections(self) -> bool:
        changes = len(self.pairs) + self.others
        return changes <= min(MOST_CHANGES, self.words / 4) and all(self._is_slip(*pair) for pair in self.pairs)

    def _is_joined(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """«verne ombud» and «verneombud», unless a weighty word or a prefix that negates stood or stands alone."""
        if "".join(old).replace("-", "") != "".join(new).replace("-", ""):
            return False
        parts = {part for word in (*old, *new) for part in (word, *word.split("-"))}
        return not any(part in self.weighty or part in NEGATING_PREFIXES for part in parts)

    def _is_slip(self, old: str, new: str) -> bool:
        """One word for one word."""
        letters = min(_letter_count(old), _letter_count(new))
        if old in self.weighty or new in self.weighty or letters < 4 or _is_negation_of_other(old, new):
            return False
        if self._are_forms_of_one(old, new):
            return False
        if old[0] != new[0] and sorted(old[:2]) != sorted(new[:2]):
            return False  # «avkreftes», «bekreftes»: it is the first letters that turn a word round
        if distance(old, new) > (2 if letters >= 9 else 1) or self._stands(old):
            return False
        # Among short words one letter for another makes too many right ones of right ones: rose, rase.
        return letters >= 6 or (self._stands(new) and not _replaces_one_letter(old, new))

    def _stands(self, word: str) -> bool:
        return word in self.elsewhere or word in self.kept

    def _are_forms_of_one(self, old: str, new: str) -> bool:
        shared = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        return any(old[at:] in self.endings and new[at:] in self.endings for at in range(3, shared + 1))


def _replaces_one_letter(old: str, new: str) -> bool:
    return len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1


def _letter_count(word: str) -> int:
    return sum(character.isalpha() for character in word)


def _is_negation_of_other(old: str, new: str) -> bool:
    """Whether one is the other behind a negating prefix, misspelt or not."""
    apart = distance(old, new)
    return any(
        one.startswith(prefix) and distance(one.removeprefix(prefix).lstrip("-"), other) < apart
        for prefix in NEGATING_PREFIXES
        for one, other in ((old, new), (new, old))
    )


def distance(one: str, other: str) -> int:
    """Letters to put in, take out, replace, or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, above, row = row, before, [at]
        for place, wanted in enumerate(other, start=1):
            least = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                least = min(least, above[place - 2] + 1)
            row.append(least)
    return row[-1]
