"""A handbook or section gets another address, or is removed while nothing of it is published."""

import re
from pathlib import Path

import pytest
from django.test import Client

from courses.models import Requirement
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Remark, Section, Version
from records.models import Event
from tests.cast import FIRST
from tests.support.clients import client_of
from tests.support.content_files import every_row, run

REFUSED_NAMES = {
    "Etiske retningslinjer": "etiske-retningslinjer",
    "åpenhet": "aapenhet",
    "start": "start-2",
    "a" * 60: "a" * 50,
    "HR": "hr",
    "🙂": "handbook",
}


@pytest.fixture
def drafts(db, content: Path) -> Handbook:
    """The small handbook as drafts, with a contact for two sections, a requirement and a remark."""
    import_folder(folder=content, publish_as=None, replace_drafts=False, by=None, at=FIRST)
    handbook = Handbook.objects.get(slug="small")
    texts = dict.fromkeys(("nb", "nn", "en"), "HR")
    handbook.contacts = [{"about": texts, "who": texts, "how": texts, "sections": ["roles", "privacy"]}]
    handbook.save()
    Requirement.objects.create(handbook=handbook, from_day=FIRST.date())
    section = handbook.sections.get(slug="roles")
    Remark.objects.create(section=section, page="/handbooks/small/roles/", language="nb", text="Feil", sent_at=FIRST)
    return handbook


def newest_event() -> tuple[str, int | None, dict[str, object]]:
    event = Event.objects.latest("pk")
    return event.what, event.by_id, event.details


def test_a_handbook_of_drafts_is_renamed_by_a_command(drafts: Handbook) -> None:
    assert run("rename_handbook", "small", "smaa-ting") == (
        ["small is called smaa-ting now. Rename its folder of files before you import it again."],
        "",
    )
    assert Handbook.objects.get().slug == "smaa-ting"
    assert newest_event() == ("handbook renamed", None, {"old": "small", "new": "smaa-ting"})


def test_a_section_of_drafts_is_renamed_with_the_contacts_that_name_it(drafts: Handbook) -> None:
    assert run("rename_handbook", "small/roles", "roller")[1] == ""
    assert list(Section.objects.order_by("position").values_list("slug", flat=True)) == ["roller", "privacy"]
    assert Handbook.objects.get().contacts[0]["sections"] == ["roller", "privacy"]
    assert newest_event() == ("section renamed", None, {"old": "roles", "new": "roller"})


@pytest.mark.parametrize("name", REFUSED_NAMES)
@pytest.mark.parametrize("path", ["small", "small/roles"])
def test_a_new_name_that_is_none_is_refused_with_one_that_works(path: str, name: str, drafts: Handbook) -> None:
    before = every_row()
    assert run("rename_handbook", path, name)[1].endswith(f", such as “{REFUSED_NAMES[name]}”.")
    assert every_row() == before


def test_a_name_that_is_taken_is_refused(drafts: Handbook) -> None:
    Handbook.objects.create(slug="other", title="Andre")
    before = every_row()
    taken = "Something else is called “{}”, or was: its old address still leads to it. Choose another name."
    assert run("rename_handbook", "small", "other")[1] == taken.format("other")
    assert run("rename_handbook", "small/roles", "privacy")[1] == taken.format("privacy")
    assert run("rename_handbook", "nowhere", "other")[1] == "There is no handbook or section called nowhere."
    assert run("remove_handbook", "small/nowhere")[1] == "There is no handbook or section called small/nowhere."
    assert every_row() == before


def test_what_is_published_stays(small: Handbook, required) -> None:
    before = every_row()
    kept = "Something of “{}” was published: readers, receipts and links know it by that name. Withdraw it instead."
    for path, slug in (("small", "small"), ("small/roles", "roles")):
        assert run("remove_handbook", path)[1] == kept.format(slug)
    assert every_row() == before


def test_a_handbook_of_drafts_is_removed_with_all_that_is_its_own(drafts: Handbook) -> None:
    assert run("remove_handbook", "small") == (["small is removed."], "")
    assert [model.objects.count() for model in (Handbook, Section, Version, Requirement)] == [0, 0, 0, 0]
    assert Remark.objects.filter(section=None, page="/handbooks/small/roles/").count() == 1
    details = {"slug": "small", "sections": ["roles", "privacy"], "requirements": 1}
    assert newest_event() == ("handbook removed", None, details)


def test_a_removed_handbook_is_imported_again(drafts: Handbook, content: Path) -> None:
    run("remove_handbook", "small")
    assert run("import_content", content) == (["small: 0 sections published, 2 drafts, 0 unchanged."], "")


def test_a_section_of_drafts_is_removed_beside_published_ones(small: Handbook) -> None:
    small.sections.create(slug="wrong", position=3)
    assert run("remove_handbook", "small/wrong") == (["small/wrong is removed."], "")
    assert list(small.sections.values_list("slug", flat=True)) == ["roles", "privacy"]
    assert newest_event() == ("section removed", None, {"handbook": "small", "slug": "wrong"})


# In the admin


def pages_of(row: Handbook | Section) -> tuple[str, str, str]:
    page = f"/admin/handbook/{row._meta.model_name}/{row.pk}/"
    return f"{page}change/", f"{page}rename/", f"{page}remove/"


def links(client: Client, row: Handbook | Section) -> list[str]:
    change, rename, remove = pages_of(row)
    text = client.get(change).content.decode()
    return [page for page in (rename, remove) if f'href="{page}"' in text]


def test_a_publisher_renames_what_is_not_published(drafts: Handbook, olav) -> None:
    client = client_of(olav, "nb")
    for row, slug in ((drafts, "smaa-ting"), (drafts.sections.get(slug="roles"), "roller")):
        change, rename, remove = pages_of(row)
        assert links(client, row) == [rename, remove]
        assert f"«{row.slug}»" in client.get(rename).content.decode()
        refused = client.post(rename, {"slug": "Små ting"})
        assert (refused.status_code, "«smaa-ting»" in refused.content.decode()) == (422, True)
        assert client.post(rename, {"slug": slug}).headers["Location"] == change
        row.refresh_from_db()
        assert (row.slug, newest_event()[1]) == (slug, olav.pk)


def test_a_publisher_removes_what_is_not_published_after_a_look_at_what_goes(drafts: Handbook, olav) -> None:
    client = client_of(olav, "nb")
    remove = pages_of(drafts)[2]
    text = re.sub(r"\s+", " ", client.get(remove).content.decode())
    assert ("roles, privacy" in text, "1 krav om det fjernes også." in text) == (True, True)
    assert Handbook.objects.exists()
    assert client.post(remove).headers["Location"] == "/admin/handbook/handbook/"
    assert (Handbook.objects.count(), newest_event()[:2]) == (0, ("handbook removed", olav.pk))


def test_what_is_published_is_renamed_and_not_removed_in_the_admin(small: Handbook, roles, olav) -> None:
    client = client_of(olav, "nb")
    for row, slug in ((small, "smaa-ting"), (roles, "roller")):
        change, rename, remove = pages_of(row)
        assert links(client, row) == [rename]
        assert "Den gamle adressen fører fortsatt hit" in client.get(rename).content.decode()
        assert client.post(rename, {"slug": slug}).headers["Location"] == change
        assert "Trekk det heller tilbake" in client.get(remove).content.decode()
        assert client.post(remove).headers["Location"] == change
    assert (Handbook.objects.get().slug, Section.objects.get(pk=roles.pk).slug) == ("smaa-ting", "roller")


def test_an_editor_may_neither_rename_nor_remove(drafts: Handbook, siri) -> None:
    client = client_of(siri, "nb")
    assert links(client, drafts) == []
    answers = [client.post(page).status_code for page in pages_of(drafts)[1:]]
    answers += [client.get(page).status_code for page in pages_of(drafts)[1:]]
    assert answers == [403] * 4


def test_the_same_name_again_changes_nothing_and_says_so(drafts: Handbook, olav) -> None:
    for row in (drafts, drafts.sections.get(slug="roles")):
        before = newest_event()
        page = client_of(olav).post(pages_of(row)[1], {"slug": row.slug}, follow=True).content.decode()
        assert "Adressen er den samme som før." in page
        assert newest_event() == before
