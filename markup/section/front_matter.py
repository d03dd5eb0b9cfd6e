"""Front matter: `key: value` between two lines of ---. No YAML: colons and «no» are just text."""

import re

from markup.errors import Notes
from markup.normalize import clean_lines, decode, one_line

FENCE = "---"
SECTION_KEYS = ("title", "message", "laws", "source")
QUIZ_KEYS = ("source",)
SHORT_DIGEST = re.compile(r"[0-9a-f]{16}")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields and the rest of a text whose front matter is known to be right."""
    front, body, _first_line = parse_front_matter(clean_lines(text), Notes(""), keys=None)
    return front, "\n".join(body)


def parse_front_matter(
    lines: list[str], notes: Notes, *, keys: tuple[str, ...] | None
) -> tuple[dict[str, str], list[str], int]:
    """The fields, the lines below, and the number of the first of those. `keys` are the ones known; None: all."""
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        if lines and (lines[0] == FENCE or keys != QUIZ_KEYS):
            notes.error("front-missing", 1)
        return {}, lines, 1
    end = lines.index(FENCE, 1)
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:end], start=2):
        if not line:
            continue
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if not colon or not re.fullmatch(r"[a-z_]+", key):
            notes.error("front-line", number, line)
        elif keys is not None and key not in keys:
            notes.error("front-unknown", number, key)
        elif key in fields:
            notes.error("front-twice", number, key)
        else:
            fields[key] = one_line(value)
    return fields, lines[end + 1 :], end + 2


def declared_source(fields: dict[str, str], notes: Notes, *, is_source: bool) -> str | None:
    """What a translation says it was made from; an error in the source, and a warning where a translation says nothing."""
    value = fields.get("source", "").lower()
    if is_source:
        if value:
            notes.error("source-in-source", 1)
        return None
    if not value:
        notes.warning("source-missing", 1)
        return None
    if not SHORT_DIGEST.fullmatch(value):
        notes.error("source-form", 1, value)
        return None
    return value


_SOURCE_MARK = re.compile(
    r"^(\s*(?:§|##).*?)(?:\s*\(\s*from\s+[0-9a-f]{16}\s*\)|[\s,;·/]*\bfrom\s+[0-9a-f]{16})", re.IGNORECASE
)


def without_source_marks(body: str) -> str:
    """A text or a quiz whose clauses and questions no longer say by themselves what they were made from."""
    return "\n".join(_without_source_mark(line) for line in body.split("\n"))


def _without_source_mark(line: str) -> str:
    return _SOURCE_MARK.sub(r"\1", line)


def with_source(text: str, digest: str) -> str:
    """The file with that digest as its `source`, made last among its fields."""
    lines = clean_lines(decode(text)[0])
    fields, body, _first = parse_front_matter(lines, Notes(""), keys=QUIZ_KEYS if lines[:1] != [FENCE] else None)
    fields.pop("source", None)
    body = [_without_source_mark(line) for line in body]
    front = [FENCE, *(f"{key}: {value}" for key, value in fields.items()), f"source: {digest}", FENCE]
    return "\n".join([*front, *([] if body and body[0] == "" else [""]), *body]).rstrip("\n") + "\n"
