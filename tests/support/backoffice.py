"""HR at work in the admin, through its real forms."""

import re
from collections.abc import Mapping
from html import unescape

from django.test import Client

from handbook.models import Section, Version

ROLES_1, ROLES_1_EDITED = (
    "Et verv kan komme i konflikt med jobben din.",
    "Et verv kan lett komme i konflikt med jobben din.",
)
NEWS = {"news_nb": "Se nøyere på verv.", "news_nn": "Sjå nøyare på verv.", "news_en": "Look closer at offices."}


def signed_in(employee, language: str = "nb") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(employee)
    return client


def post_confirmed(client: Client, address: str, form: Mapping[str, object]):
    """Post a form of the admin; if it asks for a confirmation of what it will change, give it."""
    response = client.post(address, dict(form))
    if response.status_code == 200 and (
        token := re.search(r'name="confirmed" value="(\w+)"', response.content.decode())
    ):
        return client.post(address, {**form, "confirmed": token[1]})
    return response


def open_editor(client: Client, section: Section) -> Version:
    """Press «Edit» beside a section."""
    response = client.post(f"/admin/handbook/section/{section.pk}/edit/")
    assert response.status_code == 302
    return Version.objects.get(pk=response["Location"].split("/")[-3])


def fields_of(page: str) -> dict[str, str]:
    """What the editor's form would send."""
    fields = {
        name: value
        for tag in re.findall(r"<input [^>]*>", page)
        if (name := _attribute(tag, "name")) and _attribute(tag, "type") in ("hidden", "text", "date")
        for value in [unescape(_attribute(tag, "value"))]
    }
    for tag, text in re.findall(r"(<textarea [^>]*>)\s?(.*?)</textarea>", page, re.DOTALL):
        if name := _attribute(tag, "name"):
            fields[name] = unescape(text)
    fields.pop("csrfmiddlewaretoken", None)
    fields.pop("next", None)
    return fields


def _attribute(tag: str, name: str) -> str:
    matched = re.search(rf' {name}="([^"]*)"', tag)
    return matched[1] if matched else ""


def type_over(
    client: Client,
    draft: Version,
    replacements: dict[str, tuple[str, str]],
    *,
    language: str = "nb",
    action: str = "save",
    **more: str,
):
    """Open the editor in a language, change words in some fields, press a button."""
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(f"{address}?text={language}").content.decode())
    for field, (old, new) in replacements.items():
        assert old in form[field]
        form[field] = form[field].replace(old, new)
    return client.post(address, form | {"action": action} | more)


def reviewed(client, roles) -> str:
    """The address of the review page of a changed draft."""
    draft = open_editor(client, roles)
    return type_over(client, draft, {"source": (ROLES_1, ROLES_1_EDITED)}, action="review")["Location"]


ALTHOUGH = ("questions", "nb", "nn", "en")
"""The values of the tick boxes with which a version is published although something is missing."""


def publish_as(client, address: str, kinds: dict[str, str], *, action: str, **more: object):
    """Choose and press a button; the page that follows. `although=ALTHOUGH` ticks every box above the button."""
    revision = client.get(address).context["form"]["revision"].value()
    chosen = {f"kind-{clause}": kind for clause, kind in kinds.items()}
    return client.post(address, {"revision": revision, "action": action, **NEWS, **chosen, **more}, follow=True)


def typed_in_part(client: Client, address: str, part: str) -> dict[str, object]:
    """What the form of a part of a handbook would send."""
    form = next(part_form for part_form in client.get(address).context["parts"] if part_form.name == part)
    fields = {"part": part, "seen": form.seen if isinstance(form.seen, str) else form.seen()}
    cards = [*form.forms, form.management_form] if hasattr(form, "management_form") else [form]
    for card in cards:
        values = {bound.html_name: bound.value() for bound in card}
        fields |= {name: value for name, value in values.items() if value is not None and value is not False}
    return fields
