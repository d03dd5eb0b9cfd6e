"""The words of a page, their languages, and the cells of a file."""

import csv
import io
import re
from collections import defaultdict
from html import unescape
from html.parser import HTMLParser


def page_text(page) -> str:
    """The words of a page, blanks run together."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def main_text(page: str) -> str:
    """The words of a page's main part."""
    (main,) = re.findall(r"<main.*?</main>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def csv_rows(response) -> list[list[str]]:
    """The file as a spreadsheet with Norwegian settings reads it."""
    text = response.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


class _Languages(HTMLParser):
    """Sorts the words of a page's main part by the `lang` nearest around them."""

    VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.words: dict[str, set[str]] = defaultdict(set)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and any(tag == "main" for tag, _language in self.open):
            self.words[self.open[-1][1]].add(" ".join(data.split()))


def words_by_language(page) -> dict[str, set[str]]:
    """The runs of words in a page's main part, by the language that they are marked as."""
    parser = _Languages()
    parser.feed(page.content.decode())
    return dict(parser.words)
