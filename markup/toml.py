"""Reads TOML files, and checks the form of their values: each error at its line, with its key. It never raises."""

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markup.errors import Notes
from markup.normalize import decode

Path = tuple[str, ...]
"""The keys that lead to a value, from the outermost on. The tables of a list count from 1."""
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART_OF_KEY = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_REPEATED = re.compile("Cannot overwrite|Cannot declare|Cannot mutate|Duplicate inline table key")
_LONE_CR = re.compile("\r(?!\n)")
_QUOTED_BY_WORD = re.compile(r"[=\[,{]\s*[“”„«»‘’]")
_BACKSLASH = re.compile(r"Unescaped '\\\\'|Invalid hex value|escape")
_TOO_MANY_DIGITS = re.compile("[0-9_]{4000}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_EXCERPT = 40
TEXT_EXAMPLE = '"…"'


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The values of a file, with the notes that take its errors."""

    values: Mapping[str, Any]
    lines: Mapping[Path, int]
    notes: Notes

    def line(self, path: Path) -> int:
        """Return the line where a key begins; where it cannot be found, that of the table around it."""
        around = (path[:length] for length in range(len(path), 0, -1))
        return next((self.lines[key] for key in around if key in self.lines), 1)

    def wrong(self, path: Path, example: str) -> None:
        self.notes.error("frame-form", self.line(path), shown_key(path), example)

    def check(self, path: Path, value: object, has_form: Callable[[Any], bool], example: str) -> bool:
        """Whether a value has that form; an error if it has not."""
        if not has_form(value):
            self.wrong(path, example)
            return False
        return True

    def check_keys(
        self, path: Path, table: Mapping[str, object], needed: Iterable[str], optional: Collection[str]
    ) -> bool:
        """Whether a table has every needed key; an error for each that is missing, a warning for each unknown one.

        An unknown key with a value that no column takes, such as a day, is an error as well.
        """
        needed = tuple(needed)
        missing = [key for key in needed if key not in table]
        for key in missing:
            self.notes.error("frame-missing", self.line(path), shown_key((*path, key)))
        for key in table:
            if key not in needed and key not in optional:
                line, shown = self.line((*path, key)), shown_key((*path, key))
                if path and not _is_storable(table[key]):
                    self.notes.error("frame-extra", line, shown)
                else:
                    self.notes.warning("frame-unknown", line, shown)
        return not missing

    def check_each(
        self,
        path: Path,
        value: object,
        keys: Iterable[str],
        has_form: Callable[[Any], bool],
        example: str,
        *,
        optional: Collection[str] = (),
    ) -> bool:
        """Whether it is a table with a value of that form for each of the keys, perhaps for the optional ones, and for no
        other."""
        keys = tuple(keys)
        whole = f"{path[-1]} = {{ {', '.join(f'{key} = {example}' for key in keys)} }}"
        if not self.check(path, value, is_table, whole):
            return False
        table: Mapping[str, object] = value  # type: ignore[assignment] # checked above
        checks = [self.check_keys(path, table, keys, optional)]
        present = [key for key in dict.fromkeys((*keys, *optional)) if key in table]
        checks += [self.check((*path, key), table[key], has_form, f"{key} = {example}") for key in present]
        return all(checks)


def read_toml(data: bytes | str, notes: Notes) -> TomlFile | None:
    """Parse a file. None, with an error in `notes`, if it is not TOML."""
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
        return None
    text = _LONE_CR.sub("\n", text.removeprefix("\ufeff"))
    try:
        return TomlFile(tomllib.loads(text), _lines_of_keys(text), notes)
    except RecursionError:
        notes.error("frame-deep", 1)
    except ValueError as error:
        line = _line_of_error(text, str(error))
        at_fault = text.split("\n")[line - 1]
        notes.error(_code_of_error(str(error), at_fault), line, _excerpt(at_fault))
    return None


def shown_key(path: Path) -> str:
    """Return a key as messages show it: `title.nb`, `contacts[2].who.nn`."""
    shown = "".join(f"[{key}]" if key.isdecimal() else f".{key}" for key in path).removeprefix(".")
    return _CONTROL.sub("�", shown)


def _is_storable(value: object) -> bool:
    try:
        return "\\u0000" not in json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False


def is_table(value: object) -> bool:
    return isinstance(value, dict)


def is_text(value: object) -> bool:
    """Whether it is a text that both databases take: without control characters but line ends and tabs."""
    return isinstance(value, str) and not _CONTROL.search(value)


def is_line(value: object) -> bool:
    return isinstance(value, str) and is_text(value) and value.splitlines() in ([], [value])


def is_day(value: object) -> bool:
    return type(value) is date  # a datetime is a date as well


def _lines_of_keys(text: str) -> dict[Path, int]:
    """Return the line of each key, as far as it stands at the beginning of a line."""
    lines: dict[Path, int] = {}
    tables: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                tables[table] = tables.get(table, 0) + 1
            around = next((table[:length] for length in range(len(table), 0, -1) if table[:length] in tables), ())
            table = (*around, str(tables[around]), *table[len(around) :]) if around else table
            lines.setdefault(table[:-1] if header[1] == "[[" else table, number)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def _parts(key: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART_OF_KEY.findall(key))


def _line_of_error(text: str, message: str) -> int:
    """Return the line that Python's parser names, or the one with a number that is too long for it."""
    if named := re.search(r"at line ([0-9]+)", message):
        return int(named[1])
    if digits := _TOO_MANY_DIGITS.search(text):
        return text.count("\n", 0, digits.start()) + 1
    return text.rstrip("\n").count("\n") + 1


def _code_of_error(message: str, line: str) -> str:
    """Return the code of an error of Python's parser, by its message and its line."""
    if _REPEATED.search(message):
        return "frame-twice"
    if _QUOTED_BY_WORD.search(line):
        return "frame-quotes"
    return "frame-backslash" if "\\" in line and _BACKSLASH.search(message) else "frame-unreadable"


def _excerpt(line: str) -> str:
    shown = _CONTROL.sub("�", line.strip())
    return shown if len(shown) <= _EXCERPT else f"{shown[:_EXCERPT]}…"
