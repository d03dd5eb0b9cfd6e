"""Splits lines into blocks. Markdown later gets one block at a time, so it never decides where a block ends."""

import re
from collections.abc import Container
from itertools import pairwise
from typing import Literal

from markup.errors import Notes
from markup.normalize import plain_spaces, single_blanks
from markup.section.clause_markers import is_marker
from markup.section.inline import check_inline
from markup.section.list_marks import (
    ListMark,
    first_that_looks_counted,
    list_mark,
    looks_like_item,
    looks_like_tight_item,
)
from markup.section.types import Align, Block, Heading, ItemList, Paragraph, Quote, Table

Line = tuple[int, str]
"""The number of a line in its file, and its text."""
_HEADING = re.compile(r" *(#{1,6})(.*)")
_RULE = re.compile(r" *(?:-{3,}|={3,}|\*{3,}|_{3,})")
_SPACED_RULE = re.compile(r" *(?:(?:- +){2,}-|(?:\* +){2,}\*|(?:_ +){2,}_)")
_LONG_DASHES = re.compile(r" *(?:(?:[–—―=_*~-] *){2,}|(?:[.•·] *){4,}|=|(?:… *){2,})")
_BOLD_LINE = re.compile(r" *(\*\*|__)(?=\S)[^*_]*[^*_\s.:!?,;]\1")
_OTHER_HEADING = re.compile(r" *(?:={2,} +\S.*|h[1-6]\. .*|＃+ *\S.*|#[A-ZÆØÅ][a-zæøå]+ [^#.!?;]*)")
_INNER_HEADING = re.compile(r"#{1,6} +\S")
_COLUMNS = re.compile(r"\S {3,}\S")
_OTHER_BARS = re.compile("[│¦｜┃]")
_LONE_STAR = re.compile(r"(?<!\S)\*(?!\S)|(?<=\S)\*(?!\S)(?<!\*\*)")
_CELL_PART = re.compile(r"\\.|`[^`]*`|\[[^\[\]]*\]\([^()\s]*\)|\|")
_CALLOUT = re.compile(r" *(?::::+|!!! ?\w|\?\?\? ?\w)")
_FENCE = re.compile(r" *(?:`{3,}|~{3,})")
_DASHES = re.compile("[‐‑‒–—―−]")
_TABLE_SEPARATOR = re.compile(r" *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")
_BAR = re.compile(r"(?<!\\)\|")
_LINK_DEFINITION = re.compile(r" *\[[^\]]+\]:")
_FIRST_READING_MARK = re.compile(r" *(?:[-*+•](?: +|$)|[0-9]{1,9}[.)] +)")
_NESTED = 2
_SHORTENED_LENGTH = 40


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    text = single_blanks(text)
    return text if len(text) <= _SHORTENED_LENGTH else text[:_SHORTENED_LENGTH].rstrip() + "…"


def read_blocks(
    lines: list[Line], notes: Notes, *, in_quote: bool = False, breaks: Container[int] = (), first_reading: bool = False
) -> list[Block]:
    """Return the blocks of these lines; errors go to `notes`.

    `breaks` are the numbers of the lines that end in a line break of Markdown. The first reading is that of the parser that
    took fewer marks for a list and fewer lines for a table; nobody asks for its errors.
    """
    return _BlockReader(lines, notes, in_quote=in_quote, breaks=breaks, first_reading=first_reading).read()


class _BlockReader:
    """Reads blocks from `lines`, beginning at index `at`. Each method reads one block and moves `at` behind it."""

    def __init__(
        self, lines: list[Line], notes: Notes, *, in_quote: bool, breaks: Container[int], first_reading: bool
    ) -> None:
        self.lines, self.notes, self.in_quote, self.at = lines, notes, in_quote, 0
        self.breaks, self.first_reading = breaks, first_reading

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
        if begins_heading(line):
            return self._heading(number, line)
        if self._shift(line).startswith(">"):
            return self._quote(number)
        if _FENCE.match(line):
            self._code(number)
            return None
        if self._is_rule(line):
            self.notes.error("ruler", number)
            self.at += 1
            return None
        if mark := self._list_start():
            return self._list(number, mark)
        if self._is_table():
            return self._table(number)
        return self._paragraph(number)

    def _shift(self, line: str) -> str:
        """Return the line without the blanks in front of it."""
        return line.lstrip(" ") if self.first_reading else line.lstrip()

    def _is_rule(self, line: str) -> bool:
        return _RULE.fullmatch(line) is not None if self.first_reading else is_ruler(line)

    def _mark(self, line: str) -> ListMark | None:
        """Return the mark of a line that is an item, or would be one in a list."""
        if self._is_rule(line):
            return None
        mark = list_mark(line)
        if mark is None or not self.first_reading:
            return mark
        return mark if _FIRST_READING_MARK.match(line) else None

    def _starts_block(self, line: str) -> bool:
        """Whether a line alone ends what stands above it, be it a paragraph, an item or a quote."""
        if begins_heading(line) or self._shift(line).startswith(">") or _FENCE.match(line) or self._is_rule(line):
            return True
        mark = self._mark(line)
        return mark is not None and mark.is_sure and (self.first_reading or not mark.is_date)

    def _list_start(self) -> ListMark | None:
        """Return the mark of the present line if a list begins there: a sure one, or the first of two that count on."""
        mark = self._mark(self.lines[self.at][1])
        if mark is None or mark.is_sure:
            return mark
        if self.first_reading or mark.is_date or (mark.kind == "bullet" and mark.text.endswith(":")):
            return None
        is_parted = False
        for at in range(self.at + 1, len(self.lines)):
            line = self.lines[at][1]
            following = self._mark(line)
            if not line.strip():
                is_parted = True
            elif following and (following.kind, following.style) == (mark.kind, mark.style):
                return mark if mark.goes_on_with(following) and not following.is_date else None
            elif is_parted or self._starts_block(line):
                return None
        return None

    def _heading(self, number: int, line: str) -> Block | None:
        self.at += 1
        matched = _HEADING.fullmatch(line)
        assert matched
        marks, text = matched[1], single_blanks(matched[2]).strip()
        closing = "#+" if self.first_reading else marks  # the «#» at the end of «## Fag #» is no closing mark
        text = re.sub(rf"(?:^| +){closing}$", "", text)
        if len(marks) not in (2, 3):
            self.notes.error("heading-level", number, marks)
        if not text.strip("# "):
            self.notes.error("heading-empty", number)
            return None
        self._check(text, number, first=number)
        level: Literal[2, 3] = 2 if len(marks) <= 2 else 3
        return Heading(level, text, number)

    def _quote(self, number: int) -> Block | None:
        quoted: list[Line] = []
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            stripped = self._shift(line)
            is_lazy = bool(quoted) and bool(quoted[-1][1].strip()) and not self._starts_block(line)
            if stripped.startswith(">"):
                inner = stripped[1:]
                quoted.append((at, inner[1:] if plain_spaces(inner[:1]) == " " else inner))
            elif line.strip() and is_lazy:
                quoted.append((at, stripped))
            else:
                break
            self.at += 1
        if self.in_quote:
            self.notes.error("quote-in-quote", number)
            return None
        blocks = read_blocks(quoted, self.notes, in_quote=True, breaks=self.breaks, first_reading=self.first_reading)
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

    def _list(self, number: int, first: ListMark) -> ItemList | None:
        items: list[list[Line]] = []
        is_parted = False
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            if not line.strip():
                is_parted = True
            elif self._reads_into(items, first, at, line, is_parted=is_parted):
                is_parted = False
            else:
                break
            self.at += 1
        filled = [item for item in items if item]
        for item in filled:
            self._report_looks_of_item(first, item)
            self._check("\n".join(line for _at, line in item), number, first=item[0][0])
        if len(items) == 1 and filled:
            self._check_lone_item(first, filled[0][0])
        if not filled:
            return None
        is_numbered = first.kind != "bullet"
        lines = tuple(tuple(line for _at, line in item) for item in filled)
        return ItemList(is_numbered, lines, number, first.value if is_numbered else 1, first.letters)

    def _check_lone_item(self, first: ListMark, line: Line) -> None:
        """Report a date or a number with a sign, which is no item."""
        number, text = line
        if first.kind == "number" and text[:1].islower():
            self.notes.error("list-or-date", number, text.split(" ")[0])
        elif first.sign in ("-", "+") and text[:1].isdigit():
            self.notes.warning("list-or-sign", number, f"{first.sign} {shortened(text)}", first.sign)

    def _reads_into(self, items: list[list[Line]], first: ListMark, at: int, line: str, *, is_parted: bool) -> bool:
        """Add a line to a list as an item, or to its last item. Returns whether it belongs there."""
        mark = self._mark(line)
        expected = first.value + len(items)
        if mark and self._is_item(mark, first, expected, line):
            if items and (mark.indent >= first.indent + _NESTED or first.has_within(mark)):
                self.notes.error("list-nested", at)
            if mark.value not in (first.value, expected):
                self.notes.warning("list-renumbered", at, mark.value, expected)
            text = single_blanks(mark.text).strip()
            items.append([(at, text)] if text else [])
        elif mark and self._is_nested(mark, first) and items:
            self.notes.error("list-nested", at)
            items[-1].append((at, single_blanks(line)))
        elif is_parted and line.startswith("  "):
            self.notes.error("list-paragraph", at)
            items[-1].append((at, single_blanks(line)))
        elif is_parted or self._starts_block(line):
            return False
        else:
            self._continue(items[-1], at, line)
        return True

    def _is_nested(self, mark: ListMark, first: ListMark) -> bool:
        """Whether a line that is no item of this list begins one within it."""
        is_item = mark.is_sure or (mark.is_inner_bullet and not self.first_reading)
        return is_item and mark.indent >= first.indent + _NESTED

    def _is_item(self, mark: ListMark, first: ListMark, expected: int, line: str) -> bool:
        """Whether a line is the next item of a list that began with `first`."""
        if (mark.kind, mark.style) != (first.kind, first.style):
            return False
        if self.first_reading:
            return True
        if mark.kind == "bullet":
            return mark.is_sure or not first.is_sure or not line.startswith(" ")
        if mark.kind == "letter":
            return mark.value == expected
        return mark.value == expected or not mark.is_date

    def _continue(self, lines: list[Line], at: int, line: str) -> None:
        """Add a line to the paragraph or the item that it goes on with."""
        is_told = bool(lines) and looks_like_item(lines[-1][1], is_first=len(lines) == 1)
        if looks_like_item(line, is_first=False) and not is_told and not _LONG_DASHES.fullmatch(line):
            self.notes.warning("looks-like", at, shortened(line), "list")
        if at - 1 in self.breaks and lines:
            self.notes.warning("line-break", at - 1, shortened(lines[-1][1]))
        lines.append((at, single_blanks(line)))

    def _check(self, text: str, number: int, *, first: int) -> None:
        if not self.first_reading:
            check_inline(text, number, self.notes, first=first)

    def _is_table(self) -> bool:
        line, below = self.lines[self.at][1], self.lines[self.at + 1][1] if self.at + 1 < len(self.lines) else ""
        if not self.first_reading:
            if not below.strip() and line.lstrip().startswith("|"):
                below = self._row_behind_blanks(self.at + 1)
            below = _DASHES.sub("-", plain_spaces(below))
        return "|" in line and "-" in below and "|" in below and _TABLE_SEPARATOR.fullmatch(below) is not None

    def _row_behind_blanks(self, at: int) -> str:
        """Return the next line that is not empty, if it begins like a row; Word's lines are often parted by empty ones."""
        while at < len(self.lines) and not self.lines[at][1].strip():
            at += 1
        line = self.lines[at][1] if at < len(self.lines) and not self.first_reading else ""
        return line if line.lstrip().startswith("|") else ""

    def _skip_blanks(self) -> None:
        while self.at < len(self.lines) and not self.lines[self.at][1].strip():
            self.at += 1

    def _table(self, number: int) -> Table:
        head = _table_cells(self.lines[self.at][1])
        self.at += 1
        self._skip_blanks()
        ruler = _DASHES.sub("-", plain_spaces(self.lines[self.at][1]))
        align = tuple(_alignment(cell) for cell in _table_cells(ruler))
        align = (*align, *([""] * len(head)))[: len(head)]  # type: ignore[assignment]
        self.at += 1
        rows: list[tuple[str, ...]] = []
        while self._is_row():
            self._skip_blanks()
            at, line = self.lines[self.at]
            cells = _table_cells(line)
            if len(cells) != len(head) and not self.first_reading:
                cells = _whole_cells(line, len(head)) or cells
            if _TABLE_SEPARATOR.fullmatch(line):
                self.notes.warning("looks-like", at, shortened(line), "table")
            if len(cells) != len(head):
                self.notes.error("table-row", at, len(cells), len(head))
                cells = (*cells, *([""] * len(head)))[: len(head)]
            for cell in cells:
                self._check(cell, at, first=at)
                self._report_inner_heading(at, cell)
            rows.append(cells)
            self.at += 1
        if not rows:
            self.notes.error("table-empty", number)
        for cell in head:
            self._check(cell, number, first=number)
        return Table(head, align, tuple(rows), number)

    def _is_row(self) -> bool:
        """Whether the present line is a row of the table above it, or the line behind the empty ones is."""
        if self.at >= len(self.lines):
            return False
        line = self.lines[self.at][1]
        if line.strip():
            return "|" in line and not begins_heading(line)
        at = self.at
        while at < len(self.lines) and not self.lines[at][1].strip():
            at += 1
        below = self.lines[at + 1][1] if at + 1 < len(self.lines) else ""
        return bool(self._row_behind_blanks(at)) and not _TABLE_SEPARATOR.fullmatch(
            _DASHES.sub("-", plain_spaces(below))
        )

    def _paragraph(self, number: int) -> Paragraph:
        lines: list[Line] = []
        begin = self.at
        while self.at < len(self.lines):
            at, line = self.lines[self.at]
            if not line.strip() or (lines and self._ends_paragraph(line)):
                break
            if _LINK_DEFINITION.match(line):
                self.notes.error("link-reference", at)
            if lines:
                self._continue(lines, at, line)
            else:
                lines.append((at, single_blanks(line)))
            self.at += 1
        self._check("\n".join(line for _at, line in lines), number, first=number)
        self._report_looks(lines, [line for _at, line in self.lines[begin : self.at]])
        return Paragraph(tuple(line for _at, line in lines), number)

    def _ends_paragraph(self, line: str) -> bool:
        if self._starts_block(line) or self._is_table():
            return True
        mark = self._list_start()
        return mark is not None and (self.first_reading or not mark.is_date)

    def _report_looks(self, lines: list[Line], typed: list[str]) -> None:
        """Warn of lines of a paragraph that look like a table, a callout, a line, a heading or a list without blanks."""
        is_table = self._report_table(lines, typed)
        tight = [(at, line) for at, line in lines if looks_like_tight_item(line)]
        counted = None if is_table else first_that_looks_counted([line for _at, line in lines])
        if len(tight) > 1:
            self._looks_like(tight[0], "list")
        elif counted is not None:
            self._looks_like(lines[counted], "list")
        for at, line in lines:
            if _CALLOUT.match(line):
                self._looks_like((at, line), "callout")
            elif _LONG_DASHES.fullmatch(line):
                self._looks_like((at, line), "ruler")
            elif _BOLD_LINE.fullmatch(line) or (at == lines[0][0] and _OTHER_HEADING.fullmatch(line)):
                self._looks_like((at, line), "heading")

    def _report_table(self, lines: list[Line], typed: list[str]) -> bool:
        """Warn of bars or wide gaps between words that look like a table. Returns whether they do."""
        with_bars = [(at, line) for at, line in lines if _BAR.search(line)]
        columns = [line for line, text in zip(lines, typed, strict=True) if _COLUMNS.search(text)]
        other_bars = [line for line in lines if len(_OTHER_BARS.findall(line[1])) > 1]
        if len(with_bars) > 1 or (with_bars and with_bars[0][1].startswith("|")):
            self._looks_like(with_bars[0], "table")
        elif len(other_bars) > 1:
            self._looks_like(other_bars[0], "table")
        elif len(columns) > 1:
            self.notes.warning("table-columns", columns[0][0], shortened(columns[0][1]))
        else:
            return False
        return True

    def _report_looks_of_item(self, first: ListMark, item: list[Line]) -> None:
        """Warn of an item that looks like a heading, a table, or emphasis whose first mark became the bullet."""
        number, text = item[0]
        self._report_inner_heading(number, text)
        self._report_table(item, [line for _at, line in item])
        if first.sign == "*" and _LONE_STAR.search(text):
            self._looks_like((number, f"* {text}"), "emphasis")

    def _report_inner_heading(self, number: int, text: str) -> None:
        if _INNER_HEADING.match(text):
            self._looks_like((number, text), "heading")

    def _looks_like(self, line: Line, what: str) -> None:
        self.notes.warning("looks-like", line[0], shortened(line[1]), what)


def is_ruler(line: str) -> bool:
    """Whether a line is one of --- or ===, which is a line across the page, or a heading above it, in Markdown."""
    return _RULE.fullmatch(line) is not None or _SPACED_RULE.fullmatch(plain_spaces(line)) is not None


def is_fence(line: str) -> bool:
    """Whether a line begins or ends a block of code."""
    return _FENCE.match(line) is not None


def begins_heading(line: str) -> bool:
    """Whether a line is a heading: `##Tittel` and `# Tittel` are, `#metoo` is text."""
    matched = _HEADING.fullmatch(line)
    return matched is not None and (len(matched[1]) > 1 or not matched[2] or matched[2].startswith(" "))


def check_no_block(line: str, number: int, notes: Notes, *, is_first: bool) -> None:
    """Warn of a line that looks like a heading, an item or a row in a text that has none: that of a question."""
    for what, looks in (
        ("heading", begins_heading(line)),
        ("list", looks_like_item(line, is_first=is_first)),
        ("table", line.startswith("|")),
    ):
        if looks:
            notes.warning("looks-like", number, shortened(line), what)


def _table_cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row; an escaped bar is part of its cell."""
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return tuple(single_blanks(cell).strip() for cell in _BAR.split(line))


def _whole_cells(line: str, count: int) -> tuple[str, ...] | None:
    """Return that many cells of a row, if bars in code or in links are part of their cells; None if there are not so many."""
    line = line.strip().removeprefix("|")
    bars = [part.start() for part in _CELL_PART.finditer(line) if part[0] == "|"]
    if bars and bars[-1] == len(line) - 1:
        line = line[: bars.pop()]
    edges = [-1, *bars, len(line)]
    cells = tuple(single_blanks(line[begin + 1 : end]).strip() for begin, end in pairwise(edges))
    return cells if len(cells) == count else None


def _alignment(cell: str) -> Align:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
