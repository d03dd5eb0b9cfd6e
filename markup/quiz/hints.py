"""What the form of the options gives away to somebody who has read nothing: the longest one, the one without «always», a
reason that only some have. `make/guessers.py` measures it over a whole handbook."""

import re
from collections.abc import Sequence
from enum import StrEnum

CLASSIC = {
    "nb": ("alltid", "aldri", "alle", "kun"),
    "nn": ("alltid", "aldri", "alle", "kun"),
    "en": ("always", "never", "all", "everyone", "everybody", "only"),
}
ABSOLUTES = {
    "nb": (*CLASSIC["nb"], "ingen", "må", "bare", "hele", "fritt"),
    "nn": (*CLASSIC["nn"], "ingen", "inga", "må", "berre", "heile", "fritt"),
    "en": (*CLASSIC["en"], "no", "nobody", "none", "must", "just", "whole", "entire", "freely"),
}
_SUBJECT = {
    "nb": r"(?:jeg|du|han|hun|vi|dere|de|den|det|alle|andre|ingen|folk|noen)\b",
    "nn": r"(?:eg|du|han|ho|vi|de|dei|den|det|alle|andre|ingen|folk|nokon)\b",
    "en": r"(?:i|you|he|she|it|we|they|that|all|others|nobody|everyone|people|somebody)\b",
}
_ASKS_WHETHER = {"nn": r"^(?!.*\b(?:spør|sjekk|vurder|sjå|opp)\w*\b)", "en": r"^(?!.*\b(?:ask|check|see|find out)\b)"}
"""In nynorsk and English one word begins a condition and what is asked."""
REASONS = {
    "nb": r"\b(?:fordi|ettersom|så lenge|slik at|hvis|dersom)\b|, (?:for(?! eksempel)|siden|så|da)\b"
    rf"|\b(?:siden|så) {_SUBJECT['nb']}",
    "nn": r"\b(?:fordi|ettersom|så lenge|slik at|viss|dersom)\b|, (?:for(?! eksempel)|sidan|så|då|om)\b"
    rf"|\b(?:sidan|så) {_SUBJECT['nn']}|{_ASKS_WHETHER['nn']}.*(?<!sjølv )\bom {_SUBJECT['nn']}",
    "en": r"\b(?:because|as long as|so that|provided)\b|, (?:for(?! example)|since|so|as|then)\b"
    rf"|\b(?:since|so|as) {_SUBJECT['en']}|{_ASKS_WHETHER['en']}.*(?<!even )\bif\b",
}
"""What begins a reason or a condition that is tacked on."""

MUCH_LONGER, MORE_CHARACTERS = 1.5, 15
"""A right option gives itself away when it is so many times as long as the longest wrong one, and so much longer."""


class FormHint(StrEnum):
    """How the options of a question give the right ones away."""

    LONGER = "longer"
    ABSOLUTES = "absolutes"
    REASONS = "reasons"


def has_reason(text: str, language: str) -> bool:
    """Whether a reason or a condition is tacked on."""
    return bool(re.search(REASONS[language], text, re.IGNORECASE))


def count_of(words: Sequence[str], text: str) -> int:
    """How often these words stand in a text. «No, …» is an answer and rules nothing out."""
    return len(re.findall(rf"\b(?:{'|'.join(words)})\b(?!(?<=^no),)", text.casefold()))


def form_hints(*, right: Sequence[str], wrong: Sequence[str], language: str) -> tuple[FormHint, ...]:
    """Return what gives the right options of a question away. `right` and `wrong` are the texts of its options;
    as long as one is not written, nothing does."""
    if not right or not wrong or not all(text.strip() for text in (*right, *wrong)):
        return ()
    shortest_right, longest_wrong = min(map(len, right)), max(map(len, wrong))
    are_absolute = [count_of(ABSOLUTES[language], text) > 0 for text in wrong]
    is_right_absolute = any(count_of(ABSOLUTES[language], text) for text in right)
    reasons = {has_reason(text, language) for text in (*right, *wrong)}
    hints = {
        FormHint.LONGER: shortest_right > max(MUCH_LONGER * longest_wrong, MORE_CHARACTERS + longest_wrong),
        FormHint.ABSOLUTES: all(are_absolute) and not is_right_absolute,
        FormHint.REASONS: len(reasons) > 1,
    }
    return tuple(hint for hint, is_given in hints.items() if is_given)
