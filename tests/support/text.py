"""The words of a page, and the cells of a file."""

import csv
import io
import re
from html import unescape


def page_text(page) -> str:
    """The words of a page, blanks run together."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def main_text(page: str) -> str:
    """The words of a page's main part."""
    (main,) = re.findall(r"<main.*?</main>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def csv_rows(response) -> list[list[str]]:
    """The file as a spreadsheet with Norwegian settings reads it."""
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
