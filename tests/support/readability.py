"""How readable a text is: LIX, sentences, words that carry the weight of law, words of the other written language."""

import re

LONG = 6
"""A word of more letters than this is a long one."""
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
BINDING = re.compile(r"\b(må|skal|måtte|skulle)\b", re.IGNORECASE)
_FORMS = (
    "ikke hva hvem hvor hvordan hvorfor hvilken hvilket hvilke noen noe bare fra også jeg hun dere hennes være "
    "gjøre gjør vet mer uten mye egen eget egne hjemme hjem innbygger innbyggere innbyggeren innbyggerne ansatt "
    "ansatte ansattes leder ledere lederen ledernes arbeidsgiver arbeidsgiveren taushetsplikt taushetsplikten "
    "taushetsbelagt ytringsfrihet ytringsfriheten kilde kilden kilder kildene kildekritikk bilde bildet bilder "
    "bildene uke loven lovens saken gruppen rollen meldingen muligheter mulighet enhet forskjell spørre mulig "
    "mulige tydelig vanlig farlig lovlig lovlige offentlig offentlige riktig personlig personlige vennlig tidlig "
    "ærlig disse sammen allerede skrevet funnet vært uenig enig uenighet sannhet frihet følger følgerne "
    "følgere beklage beklager unnskyldning sier gjengjeldelse navn navnet skjermbilde fornærmet selv hvis"
)
BOKMAAL = frozenset(_FORMS.split())


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """A full stop, question mark or colon ends a sentence, and so does a line."""
    parts = re.split(r"(?<=[.?:])\s+|\n", re.sub(r"[#>*|`_]|^- ", " ", text, flags=re.MULTILINE))
    return [part.strip() for part in parts if words(part)]


def lix(text: str) -> float:
    """Words a sentence, plus long words in a hundred words (Björnsson 1968)."""
    all_words = words(text)
    return len(all_words) / len(sentences(text)) + 100 * sum(len(word) > LONG for word in all_words) / len(all_words)


def bokmaal_in(text: str) -> list[str]:
    """Bokmål forms in what ought to be nynorsk. A list of common ones, not a proof."""
    return sorted({word.lower() for word in words(text)} & BOKMAAL)
