"""A handbook that is imported as drafts is known to HR alone until its first section is published."""

from pathlib import Path

import pytest

from courses.models import Requirement
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Version
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from tests.cast import FIRST, MONDAY
from tests.support.clients import client_of

ITS_WORDS = ("Liten håndbok", "To kapitler.", "Vær tydelig.", "Rollene dine", "Et verv kan", "/handbooks/small/")
LISTS = [
    "/",
    "/handbooks/",
    "/search/?q=verv",
    "/search/?q=tydelig",
    "/remarks/?page=/handbooks/small/roles/",
    "/privacy/",
]
OWN = ["/courses/completions/"]
REPORTS = ["/reports/overview/", "/reports/team/", "/reports/team.csv", "/reports/team/employees/1001/"]
OF_IT = [
    "/handbooks/small/", "/handbooks/small/print/", "/handbooks/small/as-of/", "/handbooks/small/as-of/2026-11-23/",
    "/handbooks/small/roles/", "/handbooks/small/roles/print/", "/handbooks/small/roles/versions/",
    "/handbooks/small/roles/versions/1/", "/handbooks/small/roles/changes/",
]  # fmt: skip
OF_ITS_PEOPLE = [
    "/courses/completions/handbooks/small/",
    "/reports/handbooks/small/as-of/",
    "/reports/handbooks/small/roles/questions/",
]


@pytest.fixture
def drafts(db, content: Path) -> Handbook:
    """The small handbook, open to all and required of everybody, of which nothing is published."""
    import_folder(folder=content, publish_as=None, replace_drafts=False, by=None, at=FIRST)
    handbook = Handbook.objects.get(slug="small")
    Requirement.objects.create(handbook=handbook, from_day=FIRST.date())
    return handbook


def words_shown(visitor, page: str) -> tuple[str, int, list[str]]:
    response = client_of(visitor).get(page)
    text = response.content.decode()
    return page, response.status_code, [words for words in ITS_WORDS if words in text and words not in page]


def test_nobody_is_shown_a_word_of_a_handbook_before_its_first_publication(drafts, amina, kari, ines, siri) -> None:
    for visitor in (None, amina, kari):
        for page in LISTS:
            assert words_shown(visitor, page) == (page, 200, [])
        for page in OF_IT:
            assert words_shown(visitor, page) == (page, 404, [])
    for page in OWN:
        assert words_shown(amina, page) == (page, 200, [])
    for visitor, page in [(kari, page) for page in REPORTS[1:]] + [(ines, "/reports/overview/")]:
        assert words_shown(visitor, page) == (page, 200, [])
    for page in OF_ITS_PEOPLE:
        assert words_shown(ines, page) == (page, 404, [])


def test_hr_finds_it_in_the_admin(drafts, siri) -> None:
    assert "Liten håndbok" in client_of(siri).get("/admin/handbook/handbook/").content.decode()


def test_it_is_there_as_soon_as_one_section_is_published(drafts, amina) -> None:
    (draft,) = Version.objects.filter(section__slug="privacy")
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=None, at=MONDAY)
    for visitor in (None, amina):
        contents = client_of(visitor).get("/handbooks/small/").content.decode()
        assert [words in contents for words in ("Liten håndbok", "To kapitler.", "Vær tydelig.")] == [True] * 3
        assert ("Personvern" in contents, "Rollene dine" in contents) == (True, False)
        assert client_of(visitor).get("/handbooks/small/roles/").status_code == 404
    assert "Liten håndbok" in client_of(None).get("/").content.decode()
