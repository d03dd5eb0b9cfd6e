"""The shipped handbook takes as many minutes at home, in the contents, on a section's page and in HR's preview."""

import re
from pathlib import Path

import pytest

from courses.models import Requirement
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from handbook.versions.drafts import open_draft, save_draft
from tests.cast import FIRST, MONDAY
from tests.support.attempts import complete
from tests.support.clients import LANGUAGES, client_of
from tests.support.impact import impact
from tests.support.publication import new_rule
from tests.support.text import page_text

SHIPPED = Path(__file__).resolve().parents[2] / "content" / "social-media"
ROW = re.compile(r'<a href="/handbooks/social-media/([\w-]+)/"[^>]*>(.*?)</a>', re.DOTALL)
ON_PAGE = {"nb": "Kapittel", "nn": "Kapittel", "en": "Section"}

Minutes = dict[str, int]
"""By section."""


@pytest.fixture
def shipped(solvik) -> Handbook:
    """In force, and everybody must complete it."""
    import_folder(folder=SHIPPED, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    handbook = Handbook.objects.get(slug="social-media")
    Requirement.objects.create(handbook=handbook, from_day=FIRST.date(), newcomer_days=30, change_days=14)
    return handbook


def in_rows(html: str) -> Minutes:
    """The minutes of each row that leads to a section."""
    by_section: Minutes = {}
    for slug, row in ROW.findall(html):
        if minutes := re.search(r"(\d+) min\b", row):
            by_section[slug] = int(minutes[1])
    return by_section


def whole_section_as_new_rules(section: Section) -> int:
    """The minutes of HR's preview if each point were a new rule: one letter of each is written otherwise."""
    draft = open_draft(section=section, by=None, at=MONDAY)
    lines = [line if line.startswith("§") else line.replace("e", "é") for line in draft.source_nb.splitlines()]
    draft = save_draft(draft=draft, texts={"source_nb": "\n".join(lines)}, revision=draft.revision, by=None, at=MONDAY)
    return impact(draft).time.minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_the_same_in_all_places(language: str, amina, shipped) -> None:
    client = client_of(amina, language)
    sections = list(Section.objects.filter(handbook=shipped).select_related("handbook").order_by("position"))
    home = client.get("/").content.decode()
    contents = in_rows(client.get("/handbooks/social-media/").content.decode())
    pages: Minutes = {}
    for section in sections:
        page = page_text(client.get(f"/handbooks/social-media/{section.slug}/"))
        place = re.search(rf"{ON_PAGE[language]} {section.position} \w+ {len(sections)} · (\d+) min", page)
        assert place, section.slug
        pages[section.slug] = int(place[1])
    rows = in_rows(home)
    first = sections[0].slug  # it comes next: its card says what is counted, and not the sum
    assert set(rows) == {section.slug for section in sections[1:]}
    assert len(contents) == len(sections) == 10
    assert contents == pages == {first: pages[first]} | rows
    if language == shipped.source_language:
        assert {section.slug: whole_section_as_new_rules(section) for section in sections} == pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_changed_section_they_are_those_of_what_is_owed(language: str, amina, olav, shipped) -> None:
    """One point of each of two sections is a new rule; the row of the second is at home too."""
    for slug, words in (("respect", "Del gjerne"), ("intent", "Finn ut hva du egentlig")):
        section = Section.objects.select_related("handbook").get(handbook=shipped, slug=slug)
        complete(amina, section)
        new_rule(section, olav, words, f"{words} alltid")
    client = client_of(amina, language)
    home = in_rows(client.get("/").content.decode().replace("/changes/", "/"))
    contents = in_rows(client.get("/handbooks/social-media/").content.decode())
    assert {slug: contents[slug] for slug in home} == home
    assert (contents["respect"], contents["intent"]) == (1, 1)
    assert {"respect", "intent"} & home.keys()
