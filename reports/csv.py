"""Tables as CSV files that a spreadsheet opens safely."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN = "".join(
    chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
)
_UNSEEN += "\ufeff"
"""Blanks and marks without a width, which a spreadsheet may skip."""


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download, whole or not at all. With a byte order mark and semicolons, which Norwegian spreadsheets expect."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([cell(each) for each in row] for row in rows)
    return HttpResponse(
        made.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def cell(value: object) -> str:
    """Text that no spreadsheet runs as a formula: one that looks like it gets an apostrophe in front."""
    text = "" if value is None else str(value)
    seen = text.lstrip(_UNSEEN)
    return f"'{text}" if seen.startswith(_STARTS) or text.startswith(_STARTS) else text
