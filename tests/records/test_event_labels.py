"""Every event that is put on record has words for people."""

import ast
from pathlib import Path

from django.utils import translation

from records.event_labels import EVENT_LABELS, event_label
from records.models import record
from tests.cast import MONDAY, hire
from tests.support.backoffice import signed_in

ROOT = Path(__file__).parents[2]


def recorded() -> set[str]:
    """The names that the code hands to `record` and `record_each`; those it chooses among are strings that begin like one of them."""
    labels = set()
    for app in ("config", "reports", "courses", "handbook", "people", "records"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id="record" | "record_each"), args=[ast.Constant(value=str(what)), *_]):
                        labels.add(what)
    return labels


def test_every_event_has_words() -> None:
    assert recorded() - EVENT_LABELS.keys() == set()
    assert len(recorded()) > 15


def test_the_words_are_those_of_the_reader_and_an_unknown_name_stands_as_it_is() -> None:
    with translation.override("nn"):
        assert (event_label("reading confirmed"), event_label("something else")) == (
            "lesing stadfesta",
            "something else",
        )


def test_the_list_of_events_is_in_words(solvik, amina) -> None:
    record("draft discarded", amina, by=amina, at=MONDAY)
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    client = signed_in(administrator)
    page = client.get("/admin/records/event/?what=draft+discarded").content.decode()
    assert page.count("utkast slettet</td>") == 1
    assert "Records" not in client.get("/admin/").content.decode()
