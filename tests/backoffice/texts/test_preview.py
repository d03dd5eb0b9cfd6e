"""A preview wears the labels of the language that it shows, whatever language HR works in."""

import pytest

from tests.support.backoffice import open_editor, signed_in
from tests.support.text import main_text, page_text

LABELS = {
    "nb": ("For ledere", "Eksempel", "Spørsmål", "Riktig", "Feil"),
    "nn": ("For leiarar", "Døme", "Spørsmål", "Rett", "Feil"),
    "en": ("For managers", "Example", "Questions", "Right", "Wrong"),
}
PAIRS = [(own, shown) for own in LABELS for shown in LABELS]


@pytest.mark.parametrize(("own", "shown"), PAIRS)
def test_the_labels_are_those_of_the_text_on_the_page_and_in_the_editor(own: str, shown: str, siri, roles) -> None:
    client = signed_in(siri, own)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/preview/?text={shown}&audience=leaders"
    page = main_text(client.get(address).content.decode())
    typed = {"text": shown, "audience": "leaders", **{name: draft.text(name, shown) for name in ("source", "quiz")}}
    beside = page_text(client.post(f"/admin/handbook/version/{draft.pk}/preview/", typed))
    others = {label for code in LABELS if code != shown for label in LABELS[code]} - set(LABELS[shown])
    for words in (page, beside):
        assert [label for label in LABELS[shown] if f" {label} " not in f"{words} ".replace(":", " ")] == []
        assert [label for label in others if f" {label} " in words.replace(":", " ")] == []
