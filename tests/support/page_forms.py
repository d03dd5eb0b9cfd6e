"""The forms of a page, as a browser finds them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class PageForm:
    """A form that is posted: where to, what stands in it, and the names of its buttons with their values."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = PageForm(urljoin(self.address, attributes.get("action", "")))
            if attributes.get("method", "").lower() == "post":
                self.forms.append(self.form)
        if self.form is None:
            return
        name, kind = attributes.get("name", ""), attributes.get("type", "text")
        if tag == "textarea":
            self.textarea = name
            self.form.fields[name] = [""]
        elif tag == "select":
            self.select = name
            self.form.fields.setdefault(name, [])
        elif tag == "option" and self.select and "selected" in attributes:
            self.form.fields[self.select].append(attributes.get("value", ""))
        elif tag == "button" or (tag == "input" and kind == "submit"):
            self.form.buttons.append((name, attributes.get("value", "")))
        elif tag == "input" and name:
            values = self.form.fields.setdefault(name, [])
            if kind not in ("checkbox", "radio") or "checked" in attributes:
                values.append(attributes.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.form and self.textarea:
            self.form.fields[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            self.select = ""


def forms_of(page: str, address: str) -> list[PageForm]:
    """The posted forms of a page that was opened at `address`."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
