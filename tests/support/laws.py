"""HR's laws as tests write them, and what readers are shown of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape

from django.test import Client

from handbook.laws.entries import LawWords, RegisteredLaw
from handbook.laws.register import LawEntry
from handbook.laws.save import add_law, law_entry, save_law
from handbook.models import LawText
from people.models import Employee
from tests.cast import MONDAY

SECTION = "/handbooks/small/roles/"
OWN = RegisteredLaw(
    "",
    {"nb": ("Kommuneloven", "§ 4-1", "Kommunen informerer."), "nn": ("Kommunelova", "§ 4-1", "Kommunen informerer.")},
    "known",
)


def entry_of(id_: str) -> LawEntry:
    entry = law_entry(id_)
    assert entry
    return entry


def in_words(law: RegisteredLaw, says: str, languages: Sequence[str] = ("nb", "nn", "en")) -> RegisteredLaw:
    """The law with what it says in other words, in all those languages."""
    texts: dict[str, LawWords] = {
        language: (law.texts[language][0], law.texts[language][1], f"{says} ({language})") for language in languages
    }
    return replace(law, texts=texts)


def reword(id_: str, says: str, *, by: Employee | None, at: datetime = MONDAY, **changes: object) -> LawText | None:
    """HR changes what a law says, and perhaps more of it."""
    entry = entry_of(id_)
    changed = replace(in_words(entry.shown, says), **changes)
    return save_law(law=changed, opened=entry.number, by=by, at=at)


def add_own(*, by: Employee | None, **changes: object) -> LawText:
    return add_law(law=replace(OWN, **changes), by=by, at=MONDAY)


def law_box(address: str = SECTION, *, language: str = "nb", client: Client | None = None) -> dict[str, str]:
    """What a page says of each law, by its name."""
    page = (client or Client()).get(address, headers={"accept-language": language}).content.decode()
    pairs = re.findall(
        r"<dt[^>]*>([^<]*)</dt><dd[^>]*>([^<]*)</dd>",
        "".join(re.findall(r'<dl class="laws[^"]*".*?</dl>', page, re.S)[:1]),
    )
    return {unescape(name): unescape(says) for name, says in pairs}
