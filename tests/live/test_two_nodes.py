"""What changes on one node is seen on the other at its next request, whatever both have kept until then."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.live.server import Filled, Site, another_node, serving
from tests.live.visitor import Visitor

BOOK = "/handbooks/social-media"


@dataclass(frozen=True)
class Change:
    """Something that a third process does, and what a reader sees before and after."""

    who: str
    page: str
    before: str
    """Words on the page until then."""
    after: str
    """Words that are there afterwards."""
    call: str
    """The function of `tests.live.shared_changes`; empty: the day turns."""
    first: str = ""
    """What is done before anybody looks."""


TITLE = "title_section('roles', 'Verv og roller')"
CHANGES = {
    "a version is published": Change("1001", f"{BOOK}/roles/", "Rollene dine", "Verv og roller", TITLE),
    "its title beside another section": Change("1001", f"{BOOK}/privacy/", "Rollene dine", "Verv og roller", TITLE),
    "its title on home": Change("1001", "/", "Rollene dine", "Verv og roller", TITLE),
    "a kind is judged again": Change(
        "1001",
        "/",
        "ett har fått en ny regel",
        "1 av 10 kapitler er ferdige",
        "judge_newest_again('privacy', 'clarification')",
        "complete('1001', 'privacy'); add_words('privacy')",
    ),
    "a requirement is saved": Change(
        "1001", "/", "0 av 10", "Du har ingen håndbok å fullføre nå", "require_only_of('Oppvekst')"
    ),
    "a page of the site is edited": Change(
        "1001", "/privacy/", "<h1>Personvern</h1>", "<h1>Om personvern</h1>", "edit_page('privacy', 'Om personvern')"
    ),
    "a handbook gets another title": Change(
        "1001",
        f"{BOOK}/roles/",
        "Sosiale medier – retningslinjer for ansatte",
        "Ny tittel",
        "title_handbook('Ny tittel')",
    ),
    "a unit is renamed": Change(
        "1002", "/reports/team/", "Hjemmetjenesten sør", "Sør i bygda", "rename('Hjemmetjenesten sør', 'Sør i bygda')"
    ),
    "a right is taken": Change(
        "1003", f"{BOOK}/roles/", "Rediger dette kapittelet", "Rollene dine", "take_rights('1003')"
    ),
    "a leader is replaced": Change("1002", "/", "Teamet ditt", "Kvitteringene mine", "replace_leader('1002', '1001')"),
    "a section is withdrawn": Change(
        "1001", f"{BOOK}/roles/", 'id="confirm"', "ble trukket", "withdraw_in(0, 'roles')"
    ),
    "a handbook is withdrawn": Change("1001", "/", "0 av 10", "Du har ingen håndbok å fullføre nå", "withdraw_all()"),
    "the day turns, beside another section": Change(
        "1001", f"{BOOK}/privacy/", "Rollene dine", "Personvern", "", "withdraw_in(1, 'roles')"
    ),
    "the day turns": Change("1001", f"{BOOK}/roles/", 'id="confirm"', "ble trukket", "", "withdraw_in(1, 'roles')"),
}


@pytest.fixture
def nodes(empty: Filled) -> Iterator[tuple[Site, Site]]:
    """Two servers of two processes each, on one database."""
    with serving(empty, {"DJANGO_SETTINGS_MODULE": "tests.live.moved_clock"}) as one, another_node(one) as other:
        yield one, other


def run(site: Site, calls: str) -> str:
    return site.run("manage.py", "shell", "-v0", "-c", f"from tests.live.shared_changes import *; {calls}")


def turn_the_day(site: Site) -> None:
    """For every process of both nodes at once."""
    (site.folder / "seconds-ahead").write_text(str(24 * 3600))


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_is_seen_on_the_other_node_at_the_next_request(name: str, nodes: tuple[Site, Site]) -> None:
    change = CHANGES[name]
    if change.first:
        run(nodes[0], change.first)
    with ExitStack() as stack:
        # Connections go to the processes of a node in turn: with four, each of them has kept the page.
        visitors = [stack.enter_context(Visitor(node.address)) for node in nodes for _ in range(4)]
        visitors[0].sign_in(change.who)
        for visitor in visitors:
            visitor.cookies = visitors[0].cookies
            for _ in range(2):
                text = visitor.get(change.page).text
                assert change.before in text
        if change.call:
            run(nodes[0], change.call)
        else:
            turn_the_day(nodes[0])
        for visitor in visitors:
            text = visitor.get(change.page).text
            assert (change.after in text, change.before in text) == (True, False)


def test_who_signs_out_on_one_node_is_out_on_the_other(nodes: tuple[Site, Site]) -> None:
    with Visitor(nodes[0].address) as here, Visitor(nodes[1].address) as there:
        here.sign_in("1001")
        there.cookies = dict(here.cookies)
        assert "Logg ut" in there.get("/").text
        here.post("/sign-out/", {})
        assert "Logg ut" not in there.get("/").text
        assert there.get("/courses/completions/").status == 302


def test_what_a_restored_backup_says_is_seen_on_both_nodes(nodes: tuple[Site, Site]) -> None:
    if nodes[0].url.startswith("postgres"):
        pytest.skip("PostgreSQL's own programs restore it")
    backup = nodes[0].folder / "backup.sqlite3"
    nodes[0].run("manage.py", "backup", str(backup))
    with Visitor(nodes[0].address) as here, Visitor(nodes[1].address) as there:
        here.sign_in("1001")
        there.cookies = dict(here.cookies)
        run(nodes[0], TITLE)
        assert "Verv og roller" in there.get(f"{BOOK}/privacy/").text
        nodes[0].run("manage.py", "restore", str(backup))
        for visitor in (here, there):
            visitor.cookies.pop("sessionid")  # it is younger than the backup
            visitor.sign_in("1001")
            assert "Verv og roller" not in visitor.get(f"{BOOK}/privacy/").text
