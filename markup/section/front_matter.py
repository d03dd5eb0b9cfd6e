"""Front matter: lines of `key: value` between two lines of ---. It is not YAML: colons and «no» are plain text."""

import re

from markup.errors import Notes
from markup.normalize import clean_lines, decode, one_line

FENCE = "---"
SECTION_KEYS = ("title", "message", "laws", "source")
QUIZ_KEYS = ("source",)
SHORT_DIGEST = re.compile(r"[0-9a-f]{16}")


def parse_front_matter(
    lines: list[str], notes: Notes, *, keys: tuple[str, ...] | None
) -> tuple[dict[str, str], list[str], int]:
    """Return the fields, the lines below, and the number of the first of them. `keys` are allowed; None allows all."""
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


def declared_source(fields: dict[str, str], notes: Notes, *, is_source: bool, is_empty: bool = False) -> str | None:
    """Return the short digest of the source that a translation was made from, from the field `source`.

    It is an error in the source text itself, and a warning if a translation has none; an empty one needs none.
    """
    value = fields.get("source", "").lower()
    if is_source:
        if value:
            notes.error("source-in-source", 1)
        return None
    if not value:
        if not is_empty:
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
    """Remove `from <digest>` from the marker of each clause, or the heading of each question."""
    return "\n".join(_without_source_mark(line) for line in body.split("\n"))


def _without_source_mark(line: str) -> str:
    return _SOURCE_MARK.sub(r"\1", line)


def with_source(text: str, digest: str) -> str:
    """Return the file with this digest as its `source`, the last of its fields, and without `from` marks."""
    lines = clean_lines(decode(text)[0])
    fields, body, _first = parse_front_matter(lines, Notes(), keys=QUIZ_KEYS if lines[:1] != [FENCE] else None)
    fields.pop("source", None)
    body = [_without_source_mark(line) for line in body]
    head = [FENCE, *(f"{key}: {value}" for key, value in fields.items()), f"source: {digest}", FENCE]
    return "\n".join([*head, *([] if body and body[0] == "" else [""]), *body]).rstrip("\n") + "\n"
