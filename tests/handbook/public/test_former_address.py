"""The address that a handbook or section had leads to the one that it has, for good."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from courses.models import Attempt
from handbook.composition.create import create_handbook, create_section
from handbook.handbooks import SlugTaken, rename_handbook
from handbook.models import ClauseText, FormerAddress, Handbook, Kind, Section
from handbook.sections import rename_section
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.content_files import run
from tests.support.publication import edit_and_publish
from tests.support.queries import queries


def renamed(handbook: Handbook, *slugs: str) -> Handbook:
    for slug in slugs:
        handbook = rename_handbook(handbook=handbook, slug=slug, by=None, at=MONDAY)
    return handbook


def section_renamed(section: Section, *slugs: str) -> Section:
    for slug in slugs:
        section = rename_section(section=section, slug=slug, by=None, at=MONDAY)
    return section


def leads(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/handbooks/small/", "/handbooks/ting/"),
        ("/handbooks/small/roles/?language=nn", "/handbooks/ting/roles/?language=nn"),
        ("/handbooks/small/print/", "/handbooks/ting/print/"),
        ("/handbooks/small/as-of/2026-11-23/", "/handbooks/ting/as-of/2026-11-23/"),
        ("/handbooks/small/roles/versions/1/", "/handbooks/ting/roles/versions/1/"),
    ],
)
def test_every_page_of_a_handbook_leads_on(old: str, new: str, small, amina) -> None:
    renamed(small, "ting")
    client = signed_in(amina)
    assert leads(client, old) == (301, new)
    assert client.get(old, follow=True).status_code == 200


def test_a_section_leads_on_and_both_together_in_two_steps(small, roles, amina) -> None:
    section_renamed(roles, "roller", "rollen-din")
    client = signed_in(amina)
    assert leads(client, "/handbooks/small/roles/") == (301, "/handbooks/small/rollen-din/")
    assert leads(client, "/handbooks/small/roller/changes/") == (301, "/handbooks/small/rollen-din/changes/")
    renamed(small, "ting")
    response = client.get("/handbooks/small/roles/", follow=True)
    assert [address for address, _status in response.redirect_chain] == [
        "/handbooks/ting/roles/",
        "/handbooks/ting/rollen-din/",
    ]


def test_a_form_that_was_open_is_sent_again_to_the_new_address(small, roles, required, amina) -> None:
    client = signed_in(amina)
    address = "/courses/small/roles/start/"
    section_renamed(roles, "roller")
    sent = {"version": 1, "language": "nb", "since": 0}
    refused = client.post(address, sent)
    assert (refused.status_code, refused["Location"]) == (308, "/courses/small/roller/start/")
    assert client.post(refused["Location"], sent).status_code == 302
    assert Attempt.objects.get().section == roles


def test_one_that_has_its_old_name_again_leads_nowhere_in_a_circle(small, amina) -> None:
    renamed(small, "ting", "small")
    client = signed_in(amina)
    assert leads(client, "/handbooks/ting/") == (301, "/handbooks/small/")
    assert leads(client, "/handbooks/small/") == (200, "")
    assert leads(client, "/handbooks/small/nothing/") == (404, "")
    renamed(Handbook.objects.get(), "ting", "liten")
    assert leads(client, "/handbooks/small/") == (301, "/handbooks/liten/")


def test_nobody_learns_of_a_handbook_that_they_may_not_read(small, amina) -> None:
    Handbook.objects.update(open_to_all=False)
    renamed(small, "ting")
    assert leads(Client(), "/handbooks/small/") == (404, "")
    assert leads(signed_in(amina), "/handbooks/small/") == (301, "/handbooks/ting/")


def test_only_what_is_not_found_asks_and_once(small, roles, amina) -> None:
    section_renamed(roles, "roller")
    client = signed_in(amina)

    def asked(address: str) -> list[str]:
        with queries() as statements:
            client.get(address)
        return [statement for statement in statements if "formeraddress" in str(statement)]

    assert [len(asked(address)) for address in ("/handbooks/small/roller/", "/handbooks/small/roles/", "/handbooks/x/y/", "/nothing/")] == [0, 1, 1, 0]  # fmt: skip


def test_a_former_address_is_given_to_no_other(small, roles, olav) -> None:
    section_renamed(roles, "roller")
    renamed(small, "ting")
    other = create_handbook(title="Small", source_language="nb", by=olav, at=MONDAY)
    draft = create_section(handbook=small, title="Roles", by=olav, at=MONDAY)
    assert (other.slug, draft.section.slug) == ("small-2", "roles-2")
    with pytest.raises(SlugTaken):
        renamed(other, "small")
    with pytest.raises(SlugTaken):
        section_renamed(draft.section, "roles")
    assert section_renamed(roles, "roles").slug == "roles"
    section = create_section(handbook=other, title="Roles", by=olav, at=MONDAY).section
    assert section.slug == "roles"  # of another handbook


def test_the_name_of_a_handbook_of_which_nothing_was_published_is_free_again(olav) -> None:
    handbook = create_handbook(title="Etik", source_language="nb", by=olav, at=MONDAY)
    renamed(handbook, "etikk")
    assert create_handbook(title="Etik", source_language="nb", by=olav, at=MONDAY).slug == "etik"


def test_links_to_points_find_a_section_by_its_former_name(small, roles, privacy) -> None:
    section_renamed(roles, "rollen-din")
    first = ClauseText.objects.filter(
        edition__version__section=privacy, edition__language="nb", origin="guideline"
    ).first()
    assert first
    ending = first.text[-12:]
    edit_and_publish(
        privacy, {"source_nb": (ending, f"{ending} Se [her](#roles-1).")}, kinds=Kind.CLARIFICATION, by=None, at=MONDAY
    )
    html = "".join(ClauseText.objects.filter(edition__version__section=privacy).values_list("html", flat=True))
    assert 'href="/handbooks/small/rollen-din/#roles-1"' in html


def test_a_folder_by_the_former_name_of_a_section_makes_no_second_one(small, roles, content: Path) -> None:
    section_renamed(roles, "roller")
    lines, refusal = run("import_content", content)
    sentence = (
        "The section in the folder “roles” is called “roller” now. Rename the folder, and its name in handbook.toml."
    )
    assert sentence in "\n".join([*lines, refusal])
    assert Section.objects.count() == 2
    (content / "roles").rename(content / "roller")
    toml = content / "handbook.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"roles"', '"roller"'), encoding="utf-8")
    assert run("import_content", content) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")


def test_the_database_takes_one_owner_of_each_former_address(small, roles, privacy) -> None:
    FormerAddress.objects.create(handbook=small, slug="ting")
    FormerAddress.objects.create(handbook=small, section=roles, slug="ting")
    for section, slug in ((None, "ting"), (privacy, "ting"), (None, "æ")):
        with pytest.raises(IntegrityError), transaction.atomic():
            FormerAddress.objects.create(handbook=small, section=section, slug=slug)
