"""HR sends a draft to review, approves it, has it published later, and changes its mind, on the pages of the admin."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from handbook.models import HeldBack, Version
from handbook.versions.drafts import open_draft
from handbook.versions.schedule import publish_all_due
from tests.support.backoffice import ALTHOUGH, publish_as, reviewed, signed_in
from tests.support.drafts import ask_for
from tests.support.text import page_text

JUDGED = {"roles-1": "clarification"}


def tomorrow(hour: int = 7) -> datetime:
    day = timezone.localdate() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Oslo"))


def press(client, address: str, action: str, **more: object):
    """A button about the stage, on the page at that address; the page that follows."""
    draft = client.get(address).context["draft"]
    where = address if action not in ("unschedule", "from-newest") else address.replace("/review/", "/stage/")
    return client.post(where, {"revision": draft.revision, "action": action, **more}, follow=True)


def later(client, address: str, moment: str, although: tuple[str, ...] = ALTHOUGH):
    return publish_as(client, address, JUDGED, action="schedule", publish_at=moment, although=although)


def test_the_moment_is_by_the_clock_of_oslo_and_the_page_says_it(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    page = later(client, address, f"{tomorrow():%Y-%m-%dT%H:%M}")
    version = Version.objects.scheduled().get()
    assert version.publish_at == tomorrow()
    assert version.decision == {"kinds": [["roles-1", "", "clarification"]], "reviewed": [], "although_not_ready": True}
    assert page_text(page).count("07.00") == 2
    publish_all_due(at=tomorrow())
    assert Version.objects.get(pk=version.pk).number == 2


def test_no_moment_and_one_that_has_passed_are_refused_at_the_field(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    for moment, sentence in (
        ("", "Velg dag og klokkeslett."),
        ("2020-01-01T07:00", "Det tidspunktet er passert. Velg et senere."),
    ):
        page = later(client, address, moment)
        assert (page.status_code, page.context["form"].errors) == (422, {"publish_at": [sentence]})
    assert later(client, address, f"{tomorrow():%Y-%m-%dT%H:%M}", although=()).status_code == 409
    assert not Version.objects.scheduled().exists()


def test_a_scheduled_version_is_taken_back_by_those_who_publish(olav, siri, roles) -> None:
    client, editor = signed_in(olav), signed_in(siri)
    address = reviewed(client, roles)
    later(client, address, f"{tomorrow():%Y-%m-%dT%H:%M}")
    assert editor.get(address.replace("/review/", "/edit/"))["Location"] == address
    assert editor.post(address.replace("/review/", "/stage/"), {"action": "unschedule"}).status_code == 403
    assert editor.get(address.replace("/review/", "/discard/")).status_code == 403
    draft = open_draft(section=roles, by=siri, at=timezone.now())
    assert "Et annet utkast av kapittelet er åpent." in page_text(press(client, address, "unschedule"))
    draft.delete()
    press(client, address, "unschedule")
    assert Version.objects.drafts().get().stage == "draft"


def test_what_is_typed_into_a_draft_that_was_scheduled_is_not_lost(olav, siri, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    later(client, address, f"{tomorrow():%Y-%m-%dT%H:%M}")
    editor = address.replace("/review/", "/markdown/")
    typed = {"title": "Mitt", "revision": 2, "section": roles.pk, "text": "nb", "action": "save"}
    page = signed_in(siri).post(editor, typed)
    assert (page.status_code, page.context["title"]) == (409, "Utkastet ble planlagt publisert i mellomtiden")
    assert [field["text"] for field in page.context["typed"]] == ["Mitt"]


def test_four_eyes_on_the_page(olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True, needs_legal_sign_off=True)
    author, other = signed_in(siri), signed_in(olav)
    address = reviewed(author, roles)
    assert press(author, address, "review").context["draft"].stage == "in_review"
    assert "Du har selv skrevet i dette utkastet." in page_text(press(author, address, "approve"))
    refused = publish_as(other, address, JUDGED, action="publish:0", although=ALTHOUGH)
    assert "Ingenting ble publisert. Mangler: godkjenning av en annen, juridisk godkjenning." in page_text(refused)
    assert "Skriv navnet på juristen som har lest det." in page_text(press(author, address, "note", name=" "))
    page = press(author, address, "note", name="Advokat\x00 Lund")
    assert "Juridisk gjennomgang (notat): Advokat Lund har lest det. Notert av Siri Bakken" in page_text(page)
    assert "Skriv hvor det signerte dokumentet finnes" in page_text(press(other, address, "approve-legally"))
    page = press(other, address, "approve-legally", reference="2026/77-3")
    assert "signert dokument: 2026/77-3" in page_text(page)
    page = press(other, address, "approve")
    assert page.context["missing_approvals"] == []
    assert [(approval.role, approval.name, approval.by) for approval in page.context["approvals"]] == [
        ("note", "Advokat Lund", siri),
        ("legal", "", olav),
        ("editor", "", olav),
    ]
    publish_as(other, address, JUDGED, action="publish:0", although=ALTHOUGH)
    assert Version.objects.published().filter(section=roles).count() == 2


def test_one_that_was_held_back_says_why_and_goes_on_from_the_newest(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    later(client, address, f"{tomorrow():%Y-%m-%dT%H:%M}")
    second = reviewed(client, roles).replace("/review/", "/edit/")
    assert second != address
    publish_as(client, second.replace("/edit/", "/review/"), JUDGED, action="publish:0", although=ALTHOUGH)
    assert "Versjon 2 er publisert i mellomtiden" in page_text(client.get(address))
    publish_all_due(at=tomorrow())
    (row,) = [
        section_row
        for section_row in client.get(f"/admin/handbook/handbook/{roles.handbook_id}/change/").context["section_rows"]
        if section_row["draft"]
    ]
    assert (row["draft"].held_back, row["scheduled"]) == (HeldBack.BASE_MOVED, None)
    page = client.get(address)
    assert "Versjonen ble ikke publisert som planlagt: en annen versjon ble publisert i mellomtiden." in page_text(page)
    page = press(client, address, "from-newest")
    assert (page.context["draft"].base, page.context["overtaken_by"]) == (2, None)


def test_a_button_that_is_none_is_refused(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles).replace("/review/", "/stage/")
    assert client.post(address, {"action": "publish"}).status_code == 403
    assert client.get(address).status_code == 302
