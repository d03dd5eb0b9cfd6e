"""Reads and writes the marker line above a clause: `§ roles-12 (law, L6, L17)`."""

import re
from dataclasses import dataclass

from markup.errors import Notes
from markup.normalize import plain_spaces
from markup.section.types import Audience, Origin
from markup.slugs import LONGEST_ID, has_clause_id_form, is_clause_id, is_law_id

# Indented lines count as well: a paragraph is written without leading blanks, so it would be a marker when read again.
_MARKER = re.compile(r"\s*§(?!§?\s*[0-9])§?\s*(.*)")
_LOOKS_LIKE_MARKER = re.compile(
    r"\s*(?:[*_#`•\-–+]+\s*§|[*_#`•\-–+]*\s*[$¤])\s*[a-z][a-z0-9]*(?:-[a-z0-9]+)+\s*(?P<marks>[(\[{].*)?[*_`\s]*",
    re.IGNORECASE,
)
_BRACKETS = str.maketrans({"[": "(", "{": "(", "]": ")", "}": ")", "（": "(", "）": ")", "，": ",", "；": ";"})
_FILLERS = frozenset({"for", "og", "and"})
_DASHES = re.compile("[‐‑‒–—―−]")
ORIGINS: dict[str, Origin] = {
    "guideline": "guideline",
    "retningslinje": "guideline",
    "retningslinjer": "guideline",
    "retningsline": "guideline",
    "retningsliner": "guideline",
    "regel": "guideline",
    "law": "law",
    "lov": "law",
    "forklaring": "law",
    "advice": "advice",
    "råd": "advice",
    "tips": "advice",
    "example": "example",
    "eksempel": "example",
    "døme": "example",
}
LEADERS = frozenset({"leaders", "leader", "leder", "ledere", "leiar", "leiarar"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker line as values. `id` is None if it could not be read, which is reported as an error."""

    id: str | None
    origin: Origin | None = None
    audience: Audience = "everyone"
    laws: tuple[str, ...] = ()
    illustrates: tuple[str, ...] = ()
    made_from: str | None = None
    line: int = 0

    @property
    def has_marks(self) -> bool:
        return bool(self.origin or self.laws or self.illustrates or self.audience == "leaders")


def is_marker(line: str) -> bool:
    """Whether a line is a marker. «§ 13 …» and «\\§ a» are text."""
    return _MARKER.fullmatch(line) is not None


def looks_like_marker(line: str) -> bool:
    """Whether a line is a marker with other marks around it, or with a sign that looks like § in front: `**§ roles-3**`."""
    matched = _LOOKS_LIKE_MARKER.fullmatch(_DASHES.sub("-", line))
    return matched is not None and ("§" in line or bool(matched["marks"]))


def parse_marker(line: str, number: int, notes: Notes) -> Marker:
    """Parse a line for which `is_marker` is true; errors go to `notes`."""
    matched = _MARKER.fullmatch(line)
    assert matched
    content = _DASHES.sub("-", plain_spaces(matched[1]).translate(_BRACKETS)).lower().strip()
    id_, _space, rest = re.sub(r"\(", " (", content, count=1).partition(" ")
    id_, rest = id_.rstrip(":.,"), rest.lstrip(" -:")
    if not is_clause_id(id_):
        note_unclear_id(id_, matched[1].strip(), number, notes)
        return Marker(None, line=number)
    marks, _end, after = rest.strip().partition(")") if rest.strip().startswith("(") else (rest.strip(), "", "")
    after = after.strip(" .)")
    if after:
        notes.error("marker-text", number, after.split()[0], id_)
    return _read_marks(id_, marks, number, notes)


def note_unclear_id(id_: str, shown: str, number: int, notes: Notes) -> None:
    """Add the error of what should be a clause's id and is not: its length, or its form."""
    if has_clause_id_form(id_):
        notes.error("id-long", number, id_, len(id_), LONGEST_ID)
    else:
        notes.error("marker-unclear", number, shown)


def _read_marks(id_: str, marks: str, number: int, notes: Notes) -> Marker:
    in_parentheses = marks.startswith("(")
    words = re.split(r"[\s,;·/]+", marks.strip("()").strip())
    origins: list[Origin] = []
    laws: set[str] = set()
    illustrates: set[str] = set()
    audience: Audience = "everyone"
    made_from: str | None = None
    words = [word for word in (word.strip("\"'“”„«»") for word in words) if word and word not in _FILLERS]
    while words:
        word = words.pop(0)
        if word in ORIGINS:
            origins.append(ORIGINS[word])
        elif word in LEADERS:
            audience = "leaders"
        elif word == "from" and words and re.fullmatch(r"[0-9a-f]{16}", words[0]):
            made_from = words.pop(0)
        elif word == "from":
            notes.error("source-form", number, words.pop(0) if words else "")
        elif is_law_id(word.upper()):
            laws.add(word.upper())
        elif is_clause_id(word):
            illustrates.add(word)
        else:
            if not in_parentheses:
                notes.error("marker-text", number, word, id_)
                break
            notes.error("mark-unknown", number, id_, word)
    if len(set(origins)) > 1:
        notes.error("origin-twice", number, id_)
    return Marker(
        id_,
        origins[0] if origins else None,
        audience,
        tuple(sorted(laws, key=lambda law: int(law[1:]))),
        tuple(sorted(illustrates, key=natural_order)),
        made_from,
        number,
    )


def natural_order(id_: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key for ids: roles-3 comes before roles-12."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in id_.split("-"))


def write_marker(
    id_: str,
    origin: str | None,
    audience: str,
    laws: tuple[str, ...],
    illustrates: tuple[str, ...],
    made_from: str | None,
) -> str:
    """Return the marker line in canonical form."""
    words = [
        origin or "",
        "leaders" if audience == "leaders" else "",
        *laws,
        *illustrates,
        f"from {made_from}" if made_from else "",
    ]
    marks = ", ".join(word for word in words if word)
    return f"§ {id_} ({marks})" if marks else f"§ {id_}"


def parse_law_ids(field: str, number: int, notes: Notes) -> tuple[str, ...]:
    """Return the law ids of the front matter field `laws`, sorted by number; errors go to `notes`."""
    words = [word for word in re.split(r"[\s,;·/]+", field.lower()) if word]
    for word in words:
        if not is_law_id(word.upper()):
            notes.error("mark-unknown", number, "laws", word)
    laws = {word.upper() for word in words if is_law_id(word.upper())}
    return tuple(sorted(laws, key=lambda law: int(law[1:])))
