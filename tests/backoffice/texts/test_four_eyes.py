"""A second pair of eyes: the approver looks everywhere, and is no author for it."""

import pytest

from handbook.models import Version
from records.models import Event
from tests.support.backoffice import fields_of, reviewed, signed_in, type_over
from tests.support.drafts import ask_for
from tests.support.text import page_text

LOOKS = ("text-nb", "text-nn", "text-en", "save", "review")
"""The buttons that somebody presses who looks at a draft."""


def looked_at(client, draft: Version, language: str, action: str):
    """The page behind a button of the editor, pressed with the texts as the page has them."""
    address = f"/admin/handbook/version/{draft.pk}/edit/"
    form = fields_of(client.get(f"{address}?text={language}").content.decode())
    # Browsers send line ends of their own.
    sent = {name: text.replace("\n", "\r\n") for name, text in form.items()}
    return client.post(address, sent | {"action": action}, follow=True)


def state() -> tuple[object, ...]:
    authors = Version.authors.through.objects.order_by("pk").values_list("version", "employee")
    return list(Version.objects.order_by("pk").values()), list(authors), Event.objects.count()


@pytest.mark.parametrize("tail", ["", "\n\n", "\r\n"])
def test_looking_at_a_draft_in_all_tabs_writes_nothing(tail: str, olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    address = reviewed(signed_in(siri), roles)
    draft = Version.objects.drafts().get()
    Version.objects.filter(pk=draft.pk).update(source_nn=draft.source_nn.replace("\n", "\r\n") + tail)
    other, before = signed_in(olav), state()
    for page in ("edit/", "edit/?text=nn", "preview/", "preview/?audience=leaders", "review/", "discard/", "change/"):
        other.get(f"/admin/handbook/version/{draft.pk}/{page}")
    for language in ("nb", "nn", "en"):
        for action in LOOKS:
            assert looked_at(other, draft, language, action).status_code == 200
        typed = {"text": language, "audience": "leaders", "source": "Noe annet."}
        other.post(f"/admin/handbook/version/{draft.pk}/preview/", typed)
    assert state() == before
    assert "Godkjenn" in page_text(other.get(address))
    assert "Ingenting var endret, så det var ingenting å lagre." in page_text(looked_at(other, draft, "nb", "save"))


def test_who_changes_a_word_is_an_author_though_somebody_else_saves_last(olav, siri, roles) -> None:
    address = reviewed(signed_in(siri), roles)
    draft = Version.objects.drafts().get()
    type_over(signed_in(olav), draft, {"title": ("Rollene", "Alle rollene")})
    type_over(signed_in(siri), draft, {"title": ("Alle rollene", "Rollene")})
    for author in (siri, olav):
        assert "Du har skrevet i dette utkastet" in page_text(signed_in(author).get(address))
