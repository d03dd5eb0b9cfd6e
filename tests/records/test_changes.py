"""What an event changed is told in the reader's words, with the value before and after; old events stay readable."""

import ast
from datetime import UTC, datetime
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise

from courses.models import Requirement
from handbook.models import Handbook, Section
from people.models import Employee, Unit
from records.changes import described, subject_label
from records.details import LABELS, UNTOLD, subject_name
from records.models import Event, record
from tests.cast import MONDAY, hire
from tests.support.backoffice import signed_in, typed_in_part
from tests.support.text import page_text

ROOT = Path(__file__).parents[2]
EVENING = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""The half hour after midnight in Oslo."""


def lines_of(event: Event, language: str = "nb") -> list[str]:
    with translation.override(language):
        return described(event)


def test_one_ticked_box_is_one_change_in_the_readers_words(siri, small) -> None:
    client = signed_in(siri)
    address = f"/admin/handbook/handbook/{small.pk}/change/"
    typed = typed_in_part(client, address, "approvals")
    assert client.post(address, typed | {"needs_four_eyes": "on"}).status_code == 302
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
    newest, older = page.index("Opplysninger om håndboka byttet ut"), page.index("Håndbok endret")
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
        ["Frist ved ny regel (dager): 14 → 7"],
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


def recorded_details() -> set[tuple[str, str]]:
    """Each event that the code records, with each fact that it is given by name."""
    recorded = set()
    for app in ("config", "reports", "courses", "handbook", "people", "records"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id="record" | "record_each"), args=[what, *_], keywords=keywords):
                        name = ast.unparse(what)
                        recorded |= {
                            (name, keyword.arg) for keyword in keywords if keyword.arg not in ("by", "at", None)
                        }
    return recorded


def test_every_fact_of_every_event_has_words() -> None:
    changes = {"fields", "changes", "roles", "field", "before", "after"}
    untold = {fact for fact in recorded_details() if fact[1] not in LABELS.keys() | UNTOLD | changes}
    assert (untold, len(recorded_details()) > 40) == (set(), True)


def test_every_label_of_a_fact_is_in_norwegian() -> None:
    for language in ("nb", "nn"):
        with translation.override(language):
            labels = {key: str(label) for key, label in LABELS.items()}
        with translation.override("en"):
            assert {key for key, label in LABELS.items() if str(label) == labels[key]} == set()


def test_every_field_that_can_change_has_a_label_in_norwegian() -> None:
    """Columns that Django names by itself would be told in English."""
    models = (Handbook, Section, Requirement, Employee, Unit)
    unnamed = {
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.concrete
        and field.editable
        and not field.primary_key
        and not isinstance(getattr(field, "translated_field", field).verbose_name, Promise)
    }
    assert unnamed == set()


def test_codes_keys_and_slugs_are_told_by_their_names(solvik, siri, roles, amina, required) -> None:
    facts = {
        "version held back": {"reason": "base_moved", "stage": "draft"},
        "version approved": {"role": "legal", "revision": 2},
        "kind corrected": {"clause": "roles-1", "was": "new_rule", "kind": "correction", "reason": "Bare skrivefeil."},
        "attempt ended": {"ending": "lifted"},
        "draft discarded": {"section": roles.pk},
        "question withdrawn": {"section": "roles", "question": "board-member", "version": 1},
        "joined": {"employee": "1001", "unit": solvik.south.pk},
        "left": {"last_day": "2026-11-23", "ended": [{"position": 1, "unit": solvik.south.pk}], "taken_away": []},
        "publishing undone": {"by_version": 3},
        "version published": {"number": 2, "new_rules": ["roles-1"], "languages_not_ready": ["nn"]},
    }
    assert {what: lines_of(record(what, roles, by=siri, at=MONDAY, **details)) for what, details in facts.items()} == {
        "version held back": ["Grunn: en annen versjon ble publisert i mellomtiden"],
        "version approved": ["Rolle: juridisk godkjenning"],
        "kind corrected": [
            "Punkt: roles-1",
            "Type endring: språkretting",
            "Grunn: Bare skrivefeil.",
            "Type endring før: ny regel",
        ],
        "attempt ended": ["Hvordan det endte: ikke lenger et gjøremål"],
        "draft discarded": ["Kapittel: Rollene dine"],
        "question withdrawn": ["Spørsmål: board-member", "Kapittel: Rollene dine", "Versjon: 1"],
        "joined": [f"Ansatt: {amina}", f"Enhet: {solvik.south}"],
        "left": [f"Stillinger avsluttet: {solvik.south}", "Siste dag: 23. november 2026"],
        "publishing undone": ["Angret av versjon: 3"],
        "version published": ["Språk som ikke var klare: nynorsk", "Nye regler: roles-1", "Versjon: 2"],
    }
    row = Requirement.objects.first()
    mended = record("value mended", row, by=None, at=MONDAY, field="valid_months", before=0, after=None)
    assert lines_of(mended) == ["Må fornyes etter (måneder): 0 → –"]


def test_an_event_names_what_it_is_about_and_says_when_that_is_gone(siri, roles) -> None:
    event = record("section withdrawn", roles, by=siri, at=MONDAY, on="2026-12-01")
    with translation.override("nb"):
        assert subject_name(event.subject_kind, event.subject_key) == "Rollene dine"
        assert [subject_name(kind, "x") for kind in ("handbook.Section", "was.Here", "courses.Attempt")] == [
            "finnes ikke lenger"
        ] * 3
