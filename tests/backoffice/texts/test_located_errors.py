"""Errors and warnings at their fields: never under one heading, never twice, never with the name of a file."""

import re

import pytest
from django.urls import reverse

from handbook.models import Version
from handbook.site_pages import current_pages
from tests.support.backoffice import open_editor, signed_in, type_over

HEADED = re.compile(r'<div class="(errornote|note)"[^>]*>\s*<h2[^>]*>([^<]*)</h2>\s*<ul>(.*?)</ul>', re.DOTALL)
"""A list of errors or warnings with its heading."""


def review_address(draft: Version) -> str:
    return reverse("admin:handbook_version_review", args=[draft.pk])


def headed(page: str) -> dict[str, list[str]]:
    """The entries below each heading, without tags."""
    return {
        heading: [re.sub(r"<[^>]+>", "", entry).strip() for entry in re.findall(r"<li>(.*?)</li>", entries, re.DOTALL)]
        for _kind, heading, entries in HEADED.findall(page)
    }


@pytest.fixture
def draft(olav, roles) -> Version:
    """With an error and a warning in the text, and one of each in the questions."""
    client = signed_in(olav)
    opened = open_editor(client, roles)
    type_over(
        client,
        opened,
        {
            "source": ("Et verv kan", "Et <b>verv</b> *kan"),
            "quiz": (
                "Hva gjør du med vervet?",
                "Hva gjør du med vervet når saken til slutt havner på ditt eget bord der?",
            ),
        },
    )
    return opened


def test_the_editor_has_a_heading_for_errors_and_one_for_warnings(olav, draft) -> None:
    page = signed_in(olav).get(reverse("admin:handbook_version_markdown", args=[draft.pk])).content.decode()
    lists = headed(page)
    assert sorted(lists) == ["Rett dette før du publiserer. Utkastet er lagret slik det er.", "Verdt å vite"]
    errors, warnings = (lists[heading] for heading in sorted(lists))
    assert all(re.fullmatch(r"Tekst: Linje \d+: .*", entry) for entry in errors)
    assert any(re.match(r"Spørsmål: Linje \d+: ", entry) for entry in warnings)
    assert not set(errors) & set(warnings)
    assert (len(errors), len(warnings)) == (len(set(errors)), len(set(warnings)))
    assert ".md" not in "".join(errors + warnings)


def test_the_review_page_names_language_and_point_and_leads_there(olav, draft) -> None:
    page = signed_in(olav).get(review_address(draft)).content.decode()
    (entries,) = headed(page).values()
    assert all(re.match(r"Norsk \(bokmål\), Punkt \d+\.1: HTML ", entry) for entry in entries)
    assert f"/admin/handbook/version/{draft.pk}/edit/?text=nb#card-roles-1" in page
    assert ".md:" not in page


def test_the_same_page_twice_lists_the_same_in_the_same_order(olav, draft) -> None:
    pages = [headed(signed_in(olav).get(review_address(draft)).content.decode()) for _time in range(2)]
    assert pages[0] == pages[1]


def test_a_warning_does_not_keep_a_page_of_the_site_from_readers(olav) -> None:
    (page,) = current_pages(["privacy"])
    fields = {
        f"{field}_{language}": value
        for language, text in page.texts.items()
        for field, value in (("title", text.title), ("source", text.source), ("opened", text.digest))
    }
    fields["source_nb"] += "\n\nDette er *viktig for alle.\n"
    client = signed_in(olav)
    address = reverse("admin:handbook_pagetext_edit", args=["privacy"])
    shown = headed(client.post(address, fields | {"text": "nb", "action": "preview"}).content.decode())
    assert list(shown) == ["Verdt å vite"]
    assert client.post(address, fields | {"text": "nb", "action": "save"}).status_code == 302
    (saved,) = current_pages(["privacy"])
    assert "*viktig for alle" in saved.texts["nb"].source
