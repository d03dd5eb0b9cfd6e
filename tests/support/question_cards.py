"""HR at the question cards of a draft, as a browser fills in and sends the form."""

import re
from functools import partial
from html import unescape

from handbook.models import Version
from tests.support import cards
from tests.support.page_forms import forms_of

Fields = dict[str, list[str]]


def questions_address(draft: Version, language: str = "nb") -> str:
    return cards.address(draft, language, "questions")


def card_fields(page: str) -> Fields:
    """What the form would send, without a button."""
    form = next(form for form in forms_of(page, "/") if "revision" in form.fields)
    fields = {name: [value.removeprefix("\n") for value in values] for name, values in form.fields.items()}
    return {name: values for name, values in fields.items() if name not in ("csrfmiddlewaretoken", "next")}


open_cards = partial(cards.open_cards, page="questions")
press = partial(cards.press, page="questions")


def seen_words(page: str) -> str:
    """What a page shows and reads aloud: its text, the words in its fields, and labels for screen readers."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *labels]))
