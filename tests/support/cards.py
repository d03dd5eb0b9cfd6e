"""HR at the cards of a draft, through the form that a browser has without script."""

import re
from html import unescape
from typing import Any

from django.test import Client

from handbook.models import Version

Form = dict[str, list[str]]
"""What a browser would post: the values of each field."""


def form_of(page: str) -> Form:
    """The fields of the form of cards, as they would be posted untouched."""
    body = page[page.index('id="draft"') :].split("</form>")[0]
    form: Form = {}
    for tag, text in re.findall(r"(<(?:input|textarea|select)\b[^>]*>)([^<]*)", body):
        if not (name := attribute(tag, "name")) or name == "csrfmiddlewaretoken":
            continue
        if tag.startswith("<textarea"):
            form.setdefault(name, []).append(unescape(text.removeprefix("\n")))
        elif tag.startswith("<select"):
            options = body[body.index(tag) :].split("</select>")[0]
            chosen = re.search(r'<option value="([^"]*)" selected', options)
            form.setdefault(name, []).append(unescape(chosen[1]) if chosen else "")
        elif attribute(tag, "type") not in ("checkbox", "radio") or " checked" in tag:
            form.setdefault(name, []).append(unescape(attribute(tag, "value") or ("on" if " checked" in tag else "")))
    return form


def attribute(tag: str, name: str) -> str:
    matched = re.search(rf'\s{name}="([^"]*)"', tag)
    return matched[1] if matched else ""


def address(draft: Version, language: str = "nb", page: str = "edit") -> str:
    return f"/admin/handbook/version/{draft.pk}/{page}/?text={language}"


def open_cards(client: Client, draft: Version, language: str = "nb", page: str = "edit") -> Form:
    response = client.get(address(draft, language, page))
    assert response.status_code == 200
    return form_of(response.content.decode())


def press(
    client: Client, draft: Version, form: Form, action: str = "save", language: str = "nb", page: str = "edit"
) -> Any:
    """Post the form with a button."""
    return client.post(address(draft, language, page), {**form, "action": action})
