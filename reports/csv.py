"""Tables as CSV files that a spreadsheet opens safely."""

import codecs
import csv
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = "".join(
    chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
)
_INVISIBLE += "\ufeff"
"""Blank and zero-width characters, which a spreadsheet may skip."""


Row = Sequence[object]
_KEPT_IN_MEMORY = 2**18
"""Bytes of a part, after which it is written to the disk."""


class _Part:
    """Rows as bytes, on the disk once they are many."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(_KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
        self._writer = csv.writer(self, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")

    def write_row(self, row: Row) -> None:
        self._writer.writerow([csv_cell(value) for value in row])

    def write(self, text: str) -> int:
        """Takes what the writer of rows hands on."""
        return self.file.write(text.encode())


def csv_file(name: str, heading: Row, rows: Iterable[tuple[int, Row]]) -> HttpResponseBase:
    """A file to download: the heading, and the rows with the lowest number first, otherwise in the order in which they
    come. It has a byte order mark and semicolons, which Norwegian spreadsheets expect.

    It is complete before the first byte is sent, and its length goes ahead of it: a download that breaks off is known to
    be no file. Memory does not grow with the rows.
    """
    whole = _Part()
    with ExitStack() as whole_stack, ExitStack() as stack:
        whole_stack.enter_context(whole.file)
        whole.file.write(codecs.BOM_UTF8)
        whole.write_row(heading)
        parts: dict[int, _Part] = {}
        for number, row in rows:
            if number not in parts:
                parts[number] = _Part()
                stack.enter_context(parts[number].file)
            parts[number].write_row(row)
        for number in sorted(parts):
            parts[number].file.seek(0)
            copyfileobj(parts[number].file, whole.file)
        length = whole.file.tell()
        whole.file.seek(0)
        if length > _KEPT_IN_MEMORY:
            whole_stack.pop_all()  # sending the response closes it
        content = whole.file if length > _KEPT_IN_MEMORY else whole.file.read()
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Content-Length": str(length)}
    response = HttpResponse if isinstance(content, bytes) else FileResponse
    return response(content, content_type="text/csv; charset=utf-8", headers=headers)


def csv_cell(value: object) -> str:
    """The value as text, with an apostrophe in front if a spreadsheet could run it as a formula."""
    text = "" if value is None else str(value)
    if text[:1].isalnum():
        return text
    visible = text.lstrip(_INVISIBLE)
    return f"'{text}" if visible.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text
