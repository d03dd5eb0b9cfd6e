"""Points that are one item each stand in one list, each with its number, wherever a section is shown."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import FIRST, publish_small
from tests.support.content_files import change

ITEMS = """§ privacy-1 (guideline)
Du svarer:

§ privacy-2 (guideline)
- raskt

§ privacy-3 (advice, leaders)
- høflig

§ privacy-4 (guideline)
{first} Les.

§ privacy-5 (guideline)
{second} Tenk.

§ privacy-6 (guideline)
{third} Svar.
"""
DAY = FIRST.date().isoformat()
PAGES = (
    "/handbooks/small/privacy/",
    "/handbooks/small/privacy/print/",
    "/handbooks/small/print/",
    "/handbooks/small/privacy/versions/1/",
    f"/handbooks/small/as-of/{DAY}/",
)


def lists_of(html: str) -> list[tuple[str, list[str]]]:
    """Each list of points: its tag, and the words of its items."""
    return [
        (
            tag,
            [
                " ".join(unescape(re.sub(r"<[^>]+>", " ", item)).split())
                for item in re.findall(r"<li.*?</li>", items, re.S)
            ],
        )
        for tag, items in re.findall(r'<(ul|ol) class="points" role="list">(.*?)</\1>', html, re.S)
    ]


@pytest.mark.parametrize(
    ("marks", "shown"),
    [(("1.", "2.", "3."), ("", "", "")), (("a)", "b)", "c)"), ("a) ", "b) ", "c) "))],
    ids=["numbers", "letters"],
)
@pytest.mark.parametrize("page", PAGES)
def test_each_item_has_its_number_once(
    db: None, content: Path, client: Client, page: str, marks: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    """The number of the point stands for that of the item; a letter is shown behind it."""
    items = ITEMS.format(first=marks[0], second=marks[1], third=marks[2])
    change(content / "privacy/nb.md", "§ privacy-1 (guideline)\nDu setter spor.\n", items)
    publish_small(content)
    assert lists_of(client.get(page).content.decode()) == [
        ("ul", ["Punkt 2.2 raskt", "Punkt 2.3 høflig For ledere Tips"]),
        ("ol", [f"Punkt 2.4 {shown[0]}Les.", f"Punkt 2.5 {shown[1]}Tenk.", f"Punkt 2.6 {shown[2]}Svar."]),
    ]
