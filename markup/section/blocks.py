"""Splits lines into blocks. Markdown later gets one block at a time, so it never decides where a block ends."""

import re
from typing import Literal

from markup.errors import Notes
from markup.normalize import single_blanks
from markup.section.clause_markers import is_marker
from markup.section.inline import check_inline
from markup.section.types import Align, Block, Heading, ItemList, Paragraph, Quote, Table

Line = tuple[int, str]
"""The number of a line in its file, and its text."""
_HEADING = re.compile(r" *(#{1,6})(.*)")
_BULLET = re.compile(r"( *)[-*+•] +(.*)|( *)[-*+•]()$")
_NUMBER = re.compile(r"( *)([0-9]{1,9})[.)] +(.*)")
_RULE = re.compile(r" *(?:-{3,}|={3,}|\*{3,}|_{3,})")
_FENCE = re.compile(r" *(?:`{3,}|~{3,})")
_TABLE_SEPARATOR = re.compile(r" *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")
_LINK_DEFINITION = re.compile(r" *\[[^\]]+\]:")
_SHORTENED_LENGTH = 40


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    text = single_blanks(text)
    return text if len(text) <= _SHORTENED_LENGTH else text[:_SHORTENED_LENGTH].rstrip() + "…"


def read_blocks(lines: list[Line], notes: Notes, *, in_quote: bool = False) -> list[Block]:
    """Return the blocks of these lines; errors go to `notes`."""
    return _BlockReader(lines, notes, in_quote=in_quote).read()


class _BlockReader:
    """Reads blocks from `lines`, beginning at index `at`. Each method reads one block and moves `at` behind it."""

    def __init__(self, lines: list[Line], notes: Notes, *, in_quote: bool) -> None:
        self.lines, self.notes, self.in_quote, self.at = lines, notes, in_quote, 0

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            if not line.strip():
                self.at += 1
                continue
            block = self._block(number, line)
            if block is not None:
                blocks.append(block)
        return blocks

    def _block(self, number: int, line: str) -> Block | None:
        if self.in_quote and is_marker(line):
            self.notes.error("marker-in-quote", number)
            self.at += 1
            return None
        if _is_heading(line):
            return self._heading(number, line)
        if line.lstrip(" ").startswith(">"):
            return self._quote(number)
        if _FENCE.match(line):
            self._code(number)
            return None
        if _BULLET.fullmatch(line) and not _RULE.fullmatch(line):
            return self._list(number, numbered=False)
        if _starts_numbered_list(line):
            return self._list(number, numbered=True)
        if _RULE.fullmatch(line):
            self.notes.error("ruler", number)
            self.at += 1
            return None
        if self._is_table():
            return self._table(number)
        return self._paragraph(number)

    def _heading(self, number: int, line: str) -> Block | None:
        self.at += 1
        matched = _HEADING.fullmatch(line)
        assert matched
        marks, text = matched[1], single_blanks(re.sub(r" +#+$", "", matched[2]))
        if len(marks) not in (2, 3):
            self.notes.error("heading-level", number, marks)
        if not text.strip("# "):
            self.notes.error("heading-empty", number)
            return None
        check_inline(text, number, self.notes)
        level: Literal[2, 3] = 2 if len(marks) <= 2 else 3
        return Heading(level, text, number)

    def _quote(self, number: int) -> Block | None:
        quoted: list[Line] = []
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            stripped = line.lstrip(" ")
            is_lazy = bool(quoted) and bool(quoted[-1][1].strip()) and not _starts_block(stripped)
            if stripped.startswith(">"):
                quoted.append((at, stripped[1:].removeprefix(" ")))
            elif line.strip() and is_lazy:
                quoted.append((at, stripped))
            else:
                break
            self.at += 1
        if self.in_quote:
            self.notes.error("quote-in-quote", number)
            return None
        blocks = read_blocks(quoted, self.notes, in_quote=True)
        if not blocks:
            self.notes.error("quote-empty", number)
            return None
        return Quote(tuple(block for block in blocks if not isinstance(block, Quote)), number)

    def _code(self, number: int) -> None:
        self.notes.error("code-block", number)
        self.at += 1
        while self.at < len(self.lines) and not _FENCE.match(self.lines[self.at][1]):
            self.at += 1
        self.at += 1

    def _list(self, number: int, *, numbered: bool) -> ItemList | None:
        items: list[list[str]] = []
        blank = False
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            matched = (_NUMBER if numbered else _BULLET).fullmatch(line)
            if not line.strip():
                blank = True
            elif matched and not _RULE.fullmatch(line):
                indent = len(matched[1] or "")
                if items and indent >= 2:
                    self.notes.error("list-nested", at)
                text = (matched[3] if numbered else matched[2]) or ""
                items.append([single_blanks(text)] if text.strip() else [])
                blank = False
            elif (_BULLET.fullmatch(line) or _starts_numbered_list(line)) and line.startswith("  ") and items:
                self.notes.error("list-nested", at)
                items[-1].append(single_blanks(line))
                blank = False
            elif blank and line.startswith("  "):
                self.notes.error("list-paragraph", at)
                items[-1].append(single_blanks(line))
                blank = False
            elif blank or _starts_block(line.lstrip(" ")):
                break
            else:
                items[-1].append(single_blanks(line))
            self.at += 1
        if numbered and len(items) == 1 and items[0] and items[0][0][:1].islower():
            self.notes.error("list-or-date", number, items[0][0].split(" ")[0])
        for item in items:
            check_inline("\n".join(item), number, self.notes)
        filled = tuple(tuple(item) for item in items if item)
        return ItemList(numbered, filled, number) if filled else None

    def _is_table(self) -> bool:
        line, below = self.lines[self.at][1], self.lines[self.at + 1][1] if self.at + 1 < len(self.lines) else ""
        return "|" in line and "-" in below and "|" in below and _TABLE_SEPARATOR.fullmatch(below) is not None

    def _table(self, number: int) -> Table:
        head = _table_cells(self.lines[self.at][1])
        align = tuple(_alignment(cell) for cell in _table_cells(self.lines[self.at + 1][1]))
        align = (*align, *([""] * len(head)))[: len(head)]  # type: ignore[assignment]
        self.at += 2
        rows: list[tuple[str, ...]] = []
        while self.at < len(self.lines) and "|" in self.lines[self.at][1] and not _is_heading(self.lines[self.at][1]):
            at, line = self.lines[self.at]
            cells = _table_cells(line)
            if len(cells) != len(head):
                self.notes.error("table-row", at, len(cells), len(head))
                cells = (*cells, *([""] * len(head)))[: len(head)]
            for cell in cells:
                check_inline(cell, at, self.notes)
            rows.append(cells)
            self.at += 1
        if not rows:
            self.notes.error("table-empty", number)
        for cell in head:
            check_inline(cell, number, self.notes)
        return Table(head, align, tuple(rows), number)

    def _paragraph(self, number: int) -> Paragraph:
        lines: list[str] = []
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            if not line.strip() or (lines and (_starts_block(line.lstrip(" ")) or self._is_table())):
                break
            if _LINK_DEFINITION.match(line):
                self.notes.error("link-reference", at)
            lines.append(single_blanks(line))
            self.at += 1
        check_inline("\n".join(lines), number, self.notes)
        return Paragraph(tuple(lines), number)


def _is_heading(line: str) -> bool:
    """Whether a line is a heading: `##Tittel` and `# Tittel` are, `#metoo` is text."""
    matched = _HEADING.fullmatch(line)
    return matched is not None and (len(matched[1]) > 1 or not matched[2] or matched[2].startswith(" "))


def _starts_numbered_list(line: str) -> bool:
    """Whether a line starts a numbered list. Only 1 does, so that «4. desember er fristen» is text."""
    matched = _NUMBER.fullmatch(line)
    return matched is not None and int(matched[2]) == 1


def _starts_block(line: str) -> bool:
    return (
        _is_heading(line)
        or line.startswith(">")
        or _FENCE.match(line) is not None
        or _RULE.fullmatch(line) is not None
        or _BULLET.fullmatch(line) is not None
        or _starts_numbered_list(line)
    )


def _table_cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row; an escaped bar is part of its cell."""
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return tuple(single_blanks(cell) for cell in re.split(r"(?<!\\)\|", line))


def _alignment(cell: str) -> Align:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
