"""Checks the options of a question beside each other (content format, chapter 4). Readers see them in any order."""

import re
from collections.abc import Sequence

from markup.errors import Notes
from markup.quiz.types import Option
from markup.section.inline import as_seen

_MARKS = re.compile(r"(?<![^\W_])[.,;:!?…\"'«»“”„‘’()]+|[.,;:!?…\"'«»“”„‘’()]+(?![^\W_])")
"""Punctuation at the edges of words. «1,5» keeps its comma, «10 %» its sign."""

_ALL_OR_NONE = (
    r"(?:bare |kun |berre |only )?"
    r"(?:alle|alt|samtlige|samtlege|ikke no(?:en|e)|ikkje no(?:kon|ko)|ingen|inga|ingenting|begge|båe|verken|korkje|hverken|all|none|neither|both|nothing|everything)"
)
_THE = r"(?: (?:av|of))?(?: (?:de|dei|det|den|disse|desse|dette|the|these|those|this|that))?"
_OPTIONS = (
    r"(?: (?:to|tre|andre|two|three|other|first|første|fyrste|siste|last))?"
    r"(?: (?:svar|svara|svarene|svaralternativ|svaralternativa|svaralternativene|alternativ|alternativa|alternativene"
    r"|påstandene|påstandane|delene|delane|delar|deler|nevnte|nemnde|answers?|options?|choices|alternatives|statements))?"
)
_ABOVE = (
    r"(?: (?:som )?(?:(?:er |står |stod |nevnt |nemnt |are |listed |mentioned |given )*"
    r"(?:over|ovenfor|ovafor|ovanfor|ovennevnte|ovannemnde|ovannemnte|under|nedenfor|nedanfor|above|below"
    r"|foregående|føregåande|previous|preceding)))"
)
_VERDICT = (
    r"(?: (?:er|stemmer|are|is|apply|applies)(?: (?:riktige?|rette?|sanne?|sant|korrekte?|gale?|galne|feil"
    r"|correct|true|right|wrong|false))?)?"
)
_LETTERS = (
    r"(?:bare |kun |berre |only )?(?:både |begge |verken |hverken |korkje |both |either |neither )?"
    r"(?:svara?|svarene|alternativ\w*|options?|answers?)? ?[a-f](?: [a-f])*"
    r"(?: (?:og|eller|samt|and|or|nor|&) (?:også )?(?:svar |alternativ |option |answer )?[a-f])"
)
_JOINED = r"[a-f](?: [+/&] [a-f]|/[a-f])+"
_OTHER_ANSWER = (
    r"(?:det|den|the)? ?(?:samme|same) (?:som|as) (?:svar |alternativ |option |answer )?[a-f]"
    r"|(?:svaret|alternativet|påstanden|the (?:answer|option)) (?:over|under|ovenfor|ovanfor|nedenfor|nedanfor|above|below)"
    r"|(?:det|the) (?:første|fyrste|andre|siste|first|second|last)(?: og (?:det )?(?:første|fyrste|andre|tredje|siste))?"
    r"(?: (?:svaret|alternativet|answer|option))"
    r"|(?:alle|samtlige|samtlege|begge|all|both) (?:er|stemmer|are|is) (?:riktige?|rette?|sanne?|korrekte?|gale?|galne|feil|correct|true"
    r"|right|wrong|false)"
    r"|(?:alle|samtlige|samtlege|all) (?:to|tre|fire|two|three|four)|(?:alle|alt) (?:de|det|dei|av)? ?(?:nevnte|nemnde|nevnt|nemnt)"
    r"|(?:alle|samtlige|samtlege|ingen|all|none)(?: (?:av|of))? (?:de|dei|the) (?:andre|others)"
)
_ONE_LETTER = r"(?:bare |kun |berre |only )?(?:svar|alternativ|option|answer) [a-f]"
_REFERENCE = re.compile(
    rf"(?:{_ALL_OR_NONE}{_THE}{_OPTIONS}{_ABOVE}"
    rf"|{_ALL_OR_NONE}(?: av| of)?(?: (?:de|dei|disse|desse|dette|the|these|those|this|them|it))(?: (?:to|tre|two|three))?"
    rf"|{_ALL_OR_NONE}{_THE}(?: (?:to|tre|two|three))? (?:svara|svarene|alternativa|alternativene|svaralternativa"
    rf"|svaralternativene|påstandene|påstandane|delene|delane|delar|deler|answers|options|choices|alternatives|statements)"
    rf"|{_LETTERS}|{_ONE_LETTER}|{_JOINED}|{_OTHER_ANSWER}){_VERDICT}"
)


def check_options(question: str, options: Sequence[Option], notes: Notes) -> None:
    """Report options with the words of an earlier one, and those that mean others by where they are."""
    earlier: dict[str, str] = {}
    for option in options:
        words = _as_compared(option.text)
        if words and words in earlier:
            notes.error("options-alike", option.line, question, earlier[words], option.id)
        earlier.setdefault(words, option.id)
        if _REFERENCE.fullmatch(words):
            notes.warning("option-refers", option.line, question, option.text)


def _as_compared(text: str) -> str:
    """Return the words of an option as a reader sees them, without capitals and the punctuation around words."""
    words = " ".join(_MARKS.sub(" ", as_seen(text)).casefold().split())
    return re.sub(r"(?<=\d) (?=[%°])", "", words)
