"""Classifies the difference between two texts of a clause (content format, chapter 9).

The result is a hint for the editor who classifies the change; it is never preselected.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from markup.clause_ids.similarity import words
from markup.diff.rule_words import ENDINGS, NEGATING_PREFIXES, NEGATIONS, RULE_WORDS
from markup.section.links_and_words import AUTOLINK, LINK, WORD, without_addresses, without_emphasis

MOST_CHANGES = 3
"""Words that a correction may change in one clause."""
_ADDRESS = re.compile(rf"{AUTOLINK.pattern}|\S+@\S+|www\.\S+|https?://\S+")
"""An address outside of a link."""
_LINE = re.compile(r"(?P<quote>> )?(?P<kind>##+ |- |[0-9]+\. |\| )?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"[0-9]+")
_SIGN = re.compile(r"[%‰§?+=±€$£°&<>~^]|(?<!\w)[-−](?=[0-9])")
_QUOTES = re.compile(r"[\s«»„“”\"'‘’*_`]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause in one language: its reading text, its origin (empty for a heading) and its audience."""

    text: str
    origin: str = ""
    audience: str = "everyone"


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """The facts about a change that can be told in a sentence."""

    only_emphasis: bool
    """Only the emphasis differs, so a comparison of words shows nothing."""
    origin: tuple[str, str] | None
    """Old and new, if it has changed."""
    audience: tuple[str, str] | None


def statement_difference(old: Statement, new: Statement) -> StatementDifference:
    return StatementDifference(
        only_emphasis=old.text != new.text and without_emphasis(old.text) == without_emphasis(new.text),
        origin=(old.origin, new.origin) if old.origin != new.origin else None,
        audience=(old.audience, new.audience) if old.audience != new.audience else None,
    )


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of these texts, for `elsewhere` of `looks_like_correction`."""
    return frozenset(word for text in texts for word in words(text))


@dataclass(frozen=True, slots=True)
class WordsElsewhere:
    """The words of a text but for one of its clauses, and of other texts. They are looked up, not put together: a draft
    may change a thousand clauses."""

    others: Container[str]
    times: Mapping[str, int]
    """In how many clauses of the text each word stands."""
    own: Container[str]
    """The words of the one clause."""

    def __contains__(self, word: object) -> bool:
        return word in self.others or self.times.get(str(word), 0) > (1 if word in self.own else 0)


def looks_like_correction(old: Statement, new: Statement, *, language: str, elsewhere: Container[str]) -> bool:
    """Whether a change looks like a correction of spelling, commas, capitals or emphasis.

    False in any doubt, and in three more cases than the chapter requires: two forms of one word (image, images),
    another letter in a word of less than six, and another first letter. `elsewhere` is the `vocabulary` of the
    handbook's other clauses in this language: a word in it is no misspelling, and a short word must be in it after
    the correction.
    """
    if old.text == new.text or _unchangeable_parts(old) != _unchangeable_parts(new):
        return False
    units = list(zip(_lines_and_cells(old.text), _lines_and_cells(new.text), strict=True))
    if not all(_punctuation_may_differ(was, is_) for was, is_ in units):
        return False
    changes = _WordChanges(language, elsewhere)
    return all(changes.add(words(was), words(is_)) for was, is_ in units) and changes.are_corrections()


def _unchangeable_parts(statement: Statement) -> tuple[object, ...]:
    """Return everything but the words. If any of it differs, the change is no correction."""
    linked = without_addresses(statement.text)
    text = _ADDRESS.sub(" ", linked)
    bare = "\n".join(line[_line_start(line).end() :].replace("|", " ") for line in text.split("\n"))
    return (
        statement.origin,
        statement.audience,
        [link["address"] + link["more"] for link in LINK.finditer(statement.text)],
        _ADDRESS.findall(linked),
        [_line_shape(line) for line in statement.text.split("\n")],
        _NUMBER.findall(bare),
        _SIGN.findall(bare),
    )


def _line_start(line: str) -> re.Match[str]:
    start = _LINE.match(line)
    assert start  # every part of the pattern is optional
    return start


def _line_shape(line: str) -> tuple[str, str, int]:
    """Return whether a line is quoted, its kind (heading, item, row or paragraph) and its number of cells."""
    start = _line_start(line)
    kind = start["kind"] or ""
    cells = len(_BAR.findall(line)) if kind == "| " else 0
    return start["quote"] or "", "1." if kind[:1].isdigit() else kind, cells


def _lines_and_cells(text: str) -> list[str]:
    """Return the lines, table rows split into cells. Moving a word to another item is not a change of punctuation."""
    parts: list[str] = []
    for line in text.split("\n"):
        if _line_start(line)["kind"] == "| ":
            parts += _BAR.split(line)
        else:
            parts.append(line)
    return parts


def _punctuation_may_differ(old: str, new: str) -> bool:
    """Whether punctuation differs harmlessly. Beside a negation it matters: «Vent ikke, del», «Vent, ikke del»."""
    if words(old) != words(new):
        return True
    return _marks_beside_negations(old) == _marks_beside_negations(new)


def _marks_beside_negations(text: str) -> list[tuple[str, str]]:
    """Return the punctuation before and after each negation, each with the negation that it follows, if any."""
    text = without_addresses(text).translate({ord("*"): None, ord("`"): None})
    marks: list[tuple[str, str]] = []
    end, negation = 0, ""
    for match in WORD.finditer(text):
        word = match[0].casefold()
        if negation or word in NEGATIONS:
            marks.append((negation, _QUOTES.sub("", text[end : match.start()])))
        end, negation = match.end(), word if word in NEGATIONS else ""
    return [*marks, (negation, "")]


class _WordChanges:
    """Collects the changed words of a clause, line by line and cell by cell."""

    def __init__(self, language: str, elsewhere: Container[str]) -> None:
        self.rule_words, self.endings, self.elsewhere = RULE_WORDS[language], ENDINGS[language], elsewhere
        self.unchanged: set[str] = set()
        self.replaced: list[tuple[str, str]] = []
        self.repetitions = 0
        self.word_count = 0

    def add(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Add the words of one line or cell. False if a change cannot be a correction."""
        self.word_count += len(old)
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            removed, added = old[a:b], new[c:d]
            if tag == "equal":
                self.unchanged |= set(removed)
            elif self._is_joined(removed, added):
                pass
            elif not added and len(removed) == 1 and removed[0] in (*old[a - 1 : a], *old[b : b + 1]):
                if removed[0] in NEGATIONS:
                    return False
                self.repetitions += 1
            elif len(removed) == len(added):
                self.replaced += zip(removed, added, strict=True)
            else:
                return False
        return True

    def are_corrections(self) -> bool:
        changes = len(self.replaced) + self.repetitions
        return changes <= min(MOST_CHANGES, self.word_count / 4) and all(
            self._is_correction(old, new) for old, new in self.replaced
        )

    def _is_joined(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether words were joined or split, as in «verne ombud», and none is a rule word or a negating prefix."""
        if "".join(old).replace("-", "") != "".join(new).replace("-", ""):
            return False
        parts = {part for word in (*old, *new) for part in (word, *word.split("-"))}
        return not any(part in self.rule_words or part in NEGATING_PREFIXES for part in parts)

    def _is_correction(self, old: str, new: str) -> bool:
        """Whether the new word corrects the spelling of the old one."""
        letters = min(_letter_count(old), _letter_count(new))
        if old in self.rule_words or new in self.rule_words or letters < 4 or _is_negation_of_other(old, new):
            return False
        if self._are_forms_of_one(old, new):
            return False
        if old[0] != new[0] and sorted(old[:2]) != sorted(new[:2]):
            return False  # «avkreftes», «bekreftes»: other first letters can reverse the meaning
        if OSA.distance(old, new) > (2 if letters >= 9 else 1) or self._is_known(old):
            return False
        # Among short words too many differ in one letter alone: rose, rase.
        return letters >= 6 or (self._is_known(new) and not _replaces_one_letter(old, new))

    def _is_known(self, word: str) -> bool:
        return word in self.elsewhere or word in self.unchanged

    def _are_forms_of_one(self, old: str, new: str) -> bool:
        shared = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        return any(old[at:] in self.endings and new[at:] in self.endings for at in range(3, shared + 1))


def _replaces_one_letter(old: str, new: str) -> bool:
    return len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1


def _letter_count(word: str) -> int:
    return sum(character.isalpha() for character in word)


def _is_negation_of_other(old: str, new: str) -> bool:
    """Whether one word is the other with a negating prefix, misspelt or not."""
    apart = OSA.distance(old, new)
    return any(
        one.startswith(prefix) and OSA.distance(one.removeprefix(prefix).lstrip("-"), other) < apart
        for prefix in NEGATING_PREFIXES
        for one, other in ((old, new), (new, old))
    )
