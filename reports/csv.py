"""Tables as CSV files that a spreadsheet opens safely."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = "".join(
    chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
)
_INVISIBLE += "\ufeff"
"""Blank and zero-width characters, which a spreadsheet may skip."""


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download. It has a byte order mark and semicolons, which Norwegian spreadsheets expect.

    It is complete before the first byte is sent, and its length goes ahead of it: a download that breaks off is known to
    be no file. Each row becomes bytes at once.
    """
    written = io.BytesIO()
    with io.TextIOWrapper(written, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows([csv_cell(value) for value in row] for row in rows)
        text.flush()
        content = written.getvalue()
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Content-Length": str(len(content))},
    )


def csv_cell(value: object) -> str:
    """The value as text, with an apostrophe in front if a spreadsheet could run it as a formula."""
    text = "" if value is None else str(value)
    visible = text.lstrip(_INVISIBLE)
    return f"'{text}" if visible.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text
