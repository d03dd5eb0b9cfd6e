"""What an event changed is told in the reader's words, with the value before and after; old events stay readable."""

from datetime import UTC, datetime

from django.utils import translation

from records.changes import described, subject_label
from records.models import Event, record
from tests.cast import MONDAY, hire
from tests.support.backoffice import fields_of, signed_in
from tests.support.text import page_text

EVENING = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""The half hour after midnight in Oslo."""


def lines_of(event: Event, language: str = "nb") -> list[str]:
    with translation.override(language):
        return described(event)


def test_one_ticked_box_is_one_change_in_the_readers_words(siri, small) -> None:
    client = signed_in(siri)
    address = f"/admin/handbook/handbook/{small.pk}/change/"
    typed = fields_of(client.get(address).content.decode())
    typed |= {name: text.replace("\n", "\r\n") for name, text in typed.items()}
    assert client.post(address, typed | {"open_to_all": "on", "needs_four_eyes": "on"}).status_code == 302
    event = Event.objects.get(what="handbook edited")
    assert {language: lines_of(event, language) for language in ("nb", "nn", "en")} == {
        "nb": ["En annen må godkjenne en versjon før den publiseres: nei → ja"],
        "nn": ["Ein annan må godkjenne ein versjon før han blir publisert: nei → ja"],
        "en": ["Somebody else must approve a version before it is published: no → yes"],
    }
    page = page_text(client.get(address.replace("/change/", "/history/")))
    assert "Håndbok endret En annen må godkjenne en versjon før den publiseres: nei → ja" in page


def test_the_history_is_newest_first_by_the_clock_of_oslo(siri, small) -> None:
    record("handbook edited", small, by=siri, at=EVENING, fields=["title_nn"], changes={"title_nn": ["Før", "Etter"]})
    record(
        "frame replaced",
        small,
        by=None,
        at=MONDAY,
        changes={"lead_nb": ["x" * 200, ""], "withdrawn_on": [None, "2026-12-01"]},
    )
    page = page_text(signed_in(siri).get(f"/admin/handbook/handbook/{small.pk}/history/"))
    newest, older = page.index("Rammen rundt håndboka byttet ut"), page.index("Håndbok endret")
    assert newest < older
    assert "23. november 2026 kl. 00.30" in page
    assert "Tittel (norsk bokmål): «Før» → «Etter»" not in page
    assert "Tittel (nynorsk): «Før» → «Etter»" in page
    assert str(Event.objects.get(what="handbook edited")).startswith("23. november 2026 kl. 00.30 ")


def test_values_are_told_as_people_say_them(siri, olav, roles, required, amina) -> None:
    events = [
        record("section edited", roles, by=siri, at=MONDAY, fields=["owner"], changes={"owner": [None, olav.pk]}),
        record("section withdrawn", roles, by=siri, at=MONDAY, on="2026-12-01"),
        record(
            "requirement edited", required, by=siri, at=MONDAY, fields=["change_days"], changes={"change_days": [14, 7]}
        ),
        record(
            "employee edited", amina, by=siri, at=MONDAY, fields=["is_auditor"], roles={"is_auditor": [False, True]}
        ),
        record("employee renumbered", amina, by=siri, at=MONDAY, number=["1001", "2001"]),
        record("draft sent back", roles, by=siri, at=MONDAY, revision=3, comment="Kortere."),
        record("translation checked", roles, by=siri, at=MONDAY, language="nn", clauses=["roles-1"], number=1),
    ]
    assert [lines_of(event) for event in events] == [
        ["Eier: – → Olav Strand (1004)"],
        ["Fra dag: 1. desember 2026"],
        ["Dager for en ny regel: 14 → 7"],
        ["Revisor: leser rapporter: nei → ja"],
        ["Ansattnummer: «1001» → «2001»"],
        ["Kommentar: Kortere."],
        ["Språk: nynorsk", "Versjon: 1"],
    ]


def test_old_events_and_those_of_things_that_are_gone_stay_readable(siri, small) -> None:
    record("handbook edited", small, by=siri, at=MONDAY, fields=["title_nn", "no_longer_a_column"])
    older = Event.objects.latest("pk")
    assert lines_of(older) == ["Tittel (nynorsk)", "No_longer_a_column"]
    gone = Event(what="x", at=MONDAY, subject_kind="was.Here", subject_key="1", details={"fields": ["title"]})
    assert (lines_of(gone), subject_label(gone)) == (["Title"], "was.Here")


def test_the_log_says_what_changed_newest_first(solvik, siri, small) -> None:
    record("handbook edited", small, by=siri, at=MONDAY, fields=["open_to_all"], changes={"open_to_all": [True, False]})
    record("unit renamed", solvik.south, by=siri, at=MONDAY, changes={"name": ["Sør", "Syd"]})
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    page = page_text(signed_in(administrator).get("/admin/records/event/"))
    assert page.index("Navn: «Sør» → «Syd»") < page.index("ja → nei")
    assert "handbook.Handbook" not in page
