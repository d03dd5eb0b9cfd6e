"""A section that is withdrawn owes nothing, and stays readable with what was completed of it."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from courses.impact.preview import impact_of
from courses.todos.todo_list import employee_statuses
from handbook.models import Handbook, Kind, Section, Version
from handbook.public.reader_editions import sections_as_of
from handbook.quizzes import quiz_of
from handbook.sections import SectionAlreadyWithdrawn, SectionNotWithdrawn, bring_back_section, withdraw_section
from handbook.versions.drafts import open_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from handbook.versions.workflow import ask_for_review
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import begin, complete
from tests.support.backoffice import signed_in
from tests.support.drafts import drafted
from tests.support.publication import edit_and_publish
from tests.support.text import page_text
from tests.support.todos import noon


def test_from_its_day_on_it_is_owed_no_more(amina, roles, privacy, olav, required) -> None:
    day = TODAY + timedelta(days=1)
    withdraw_section(section=roles, on=day, by=olav, at=MONDAY)
    owed = [[to_do.section for to_do in employee_statuses([amina], on=on)[0].to_dos] for on in (TODAY, day)]
    assert owed == [[roles, privacy], [privacy]]
    (event,) = Event.objects.filter(what="section withdrawn")
    assert (event.by, event.details) == (olav, {"on": day.isoformat()})
    with pytest.raises(SectionAlreadyWithdrawn):
        withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)


def test_one_page_asks_and_says_how_many_owe_it(amina, kari, geir, roles, olav, siri, required) -> None:
    complete(amina, roles)
    client, address = signed_in(olav), f"/admin/handbook/section/{roles.pk}/withdraw/"
    # Kari, Siri and Olav owe it; Amina has completed it, Geir has left.
    assert client.get(address).context["owing"] == 3
    assert "3 ansatte må fullføre det nå." in page_text(client.get(address))
    assert Section.objects.get(pk=roles.pk).withdrawn_on is None
    today = timezone.localdate()
    refused = client.post(address, {"on": (today - timedelta(days=1)).isoformat()})
    assert (refused.status_code, refused.context["form"].errors) == (422, {"on": ["Velg i dag eller en senere dag."]})
    client.post(address, {"on": today.isoformat(), "seen": "3"})
    assert Section.objects.get(pk=roles.pk).withdrawn_on == today
    assert "Kapittelet er allerede trukket tilbake." in page_text(
        client.post(address, {"on": today.isoformat()}, follow=True)
    )
    assert client.get("/handbooks/small/roles/").status_code == 200
    assert client.get("/courses/completions/").status_code == 200


def test_only_those_who_publish_withdraw(roles, siri) -> None:
    assert signed_in(siri).post(f"/admin/handbook/section/{roles.pk}/withdraw/", {"on": TODAY}).status_code == 403
    assert "Trekk kapittelet tilbake" not in page_text(
        signed_in(siri).get(f"/admin/handbook/section/{roles.pk}/change/")
    )


def test_a_withdrawn_section_is_brought_back_on_record_and_owed_as_before(
    amina, roles, privacy, olav, required
) -> None:
    withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)
    brought_back = bring_back_section(section=roles, by=olav, at=MONDAY)
    assert (brought_back.withdrawn_on, Section.objects.get(pk=roles.pk).withdrawn_on) == (None, None)
    assert [to_do.section for to_do in employee_statuses([amina], on=TODAY)[0].to_dos] == [roles, privacy]
    event = Event.objects.latest("pk")
    assert (event.what, event.by, event.details) == (
        "section brought back",
        olav,
        {"was_withdrawn_on": TODAY.isoformat()},
    )
    with pytest.raises(SectionNotWithdrawn):
        bring_back_section(section=roles, by=olav, at=MONDAY)


def test_the_page_says_who_will_owe_what_is_brought_back(amina, kari, geir, roles, olav, siri, required) -> None:
    complete(amina, roles)
    today = timezone.localdate()
    withdraw_section(section=roles, on=today, by=olav, at=MONDAY)
    client, address = signed_in(olav), f"/admin/handbook/section/{roles.pk}/bring-back/"
    page = client.get(address)
    # Kari, Siri and Olav have not completed it; Amina has, Geir has left.
    assert page.context["impact"].owing == 3
    assert "3 ansatte må fullføre det" in page_text(page)
    assert Section.objects.get(pk=roles.pk).withdrawn_on == today
    shown = {"seen": page.context["figures"]}
    assert signed_in(siri).post(address, shown).status_code == 403
    assert "Kapittelet er ikke lenger trukket tilbake." in page_text(client.post(address, shown, follow=True))
    assert "Kapittelet er ikke trukket tilbake. Ingenting ble gjort." in page_text(client.post(address, follow=True))
    assert Event.objects.filter(what="section brought back").count() == 1


def test_a_withdrawal_that_is_to_come_can_be_cancelled(roles, olav, required) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    withdraw_section(section=roles, on=tomorrow, by=olav, at=MONDAY)
    client, address = signed_in(olav), f"/admin/handbook/section/{roles.pk}/bring-back/"
    assert "Skal trekkes tilbake" in page_text(client.get(f"/admin/handbook/section/{roles.pk}/change/"))
    page = client.get(address)
    assert "La det gjelde videre" in page_text(page)
    answer = client.post(address, {"seen": page.context["figures"]}, follow=True)
    assert "Kapittelet gjelder fortsatt." in page_text(answer)
    assert Section.objects.get(pk=roles.pk).withdrawn_on is None


@pytest.mark.parametrize("verb", ["withdraw", "bring-back"])
def test_figures_that_have_changed_since_they_were_shown_are_shown_anew(
    verb, amina, kari, roles, olav, required
) -> None:
    client, address = signed_in(olav), f"/admin/handbook/section/{roles.pk}/{verb}/"
    today = timezone.localdate()
    before, after = (None, today) if verb == "withdraw" else (today, None)
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=before)
    typed = {"on": today.isoformat(), "seen": button_of(client.get(address))}
    complete(amina, roles)
    answer = client.post(address, typed)
    assert (answer.status_code, Section.objects.get(pk=roles.pk).withdrawn_on) == (409, before)
    assert "Tallene er endret siden de ble vist. Ingenting er gjort ennå." in page_text(answer)
    client.post(address, typed | {"seen": button_of(answer)})
    assert Section.objects.get(pk=roles.pk).withdrawn_on == after


def button_of(page: HttpResponse) -> str:
    """The figures that the page was shown with."""
    return page.content.decode().split('name="seen" value="')[1].split('"')[0]


def test_a_withdrawn_section_says_so_on_each_of_its_pages(roles, olav, required) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    version = Version.objects.get(section=roles, number=2)
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    client, places = signed_in(olav), "/handbooks/small/roles/"
    for address in ("", "versions/", "versions/1/", "versions/2/", "versions/2/changes/", "print/"):
        page = page_text(client.get(places + address))
        assert "Dette kapittelet ble trukket tilbake" in page, address
        assert "Den gjelder." not in page, address
    for address in (
        f"handbook/{roles.handbook_id}/change/",
        f"section/{roles.pk}/change/",
        f"version/{draft.pk}/markdown/",
        f"version/{draft.pk}/review/",
        f"version/{version.pk}/changes/",
    ):
        assert "Ingen må fullføre det." in page_text(client.get(f"/admin/handbook/{address}")), address


def test_publishing_in_a_withdrawn_section_asks_nobody(amina, roles, olav, required) -> None:
    complete(amina, roles)
    draft = drafted(roles, olav)
    for day, asked in ((None, 1), (TODAY, 0)):
        Section.objects.filter(pk=roles.pk).update(withdrawn_on=day)
        draft.section = Section.objects.select_related("handbook").get(pk=roles.pk)
        plan = plan_publication(draft, check_version(draft))
        assert impact_of(plan, Kind.NEW_RULE, on=TODAY).asked == asked


def test_the_handbook_as_of_a_day_knows_a_withdrawal_that_was_lifted(small, roles, privacy, olav) -> None:
    """Withdrawn on the 16th, brought back on the 20th; then to be withdrawn on the 25th, which is cancelled on the 23rd."""
    days = {day: noon(date(2026, 11, day)) for day in (16, 20, 23)}
    withdraw_section(section=roles, on=days[16].date(), by=olav, at=days[16])
    bring_back_section(section=roles, by=olav, at=days[20])
    withdraw_section(section=roles, on=date(2026, 11, 25), by=olav, at=days[20])
    bring_back_section(section=roles, by=olav, at=days[23])
    withdraw_section(section=privacy, on=date(2026, 11, 24), by=olav, at=days[23])
    sections = {
        day: [
            shown.version.section.slug
            for shown in sections_as_of(date(2026, 11, day), small, language="nb", audience="everyone")
        ]
        for day in (15, 16, 19, 20, 23, 24, 25)
    }
    both, one = ["roles", "privacy"], ["privacy"]
    assert sections == {15: both, 16: one, 19: one, 20: both, 23: both, 24: ["roles"], 25: ["roles"]}


def test_lists_and_pages_around_a_withdrawn_section_say_so(amina, kari, ines, siri, olav, roles, required) -> None:
    complete(amina, roles)
    draft = drafted(roles, siri)
    ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    version = Version.objects.get(section=roles, number=1)
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    receipt, question = amina.completions.get().pk, quiz_of(version.editions.get(language="nb")).questions[0].id
    pages = {
        amina: ("/courses/completions/", f"/courses/completions/{receipt}/", "/courses/completions/handbooks/small/"),
        ines: (
            "/handbooks/small/",
            "/reports/overview/",
            reverse("reports:section_questions", args=["small", "roles"]),
        ),
        olav: (f"/admin/handbook/withdrawnquestion/versions/{version.pk}/{question}/", "/admin/"),
        siri: (
            "/handbooks/small/",
            "/admin/handbook/version/",
            f"/admin/handbook/version/{version.pk}/change/",
            f"/admin/handbook/withdrawnquestion/versions/{version.pk}/",
            f"/admin/handbook/handbook/{roles.handbook_id}/languages/",
            f"/admin/handbook/section/{roles.pk}/translation/?text=nn",
            "/admin/courses/completion/",
        ),
    }
    for who, addresses in pages.items():
        for language, words in (("nb", "rukket tilbake"), ("nn", "rekt tilbake")):
            client = signed_in(who, language)
            assert [address for address in addresses if words not in page_text(client.get(address))] == []
    for reader in (amina, kari):
        assert "Rollene dine" not in page_text(signed_in(reader).get("/handbooks/small/"))


def test_whoever_comes_back_to_a_withdrawn_section_is_told_so(amina, roles, olav, required) -> None:
    attempt = begin(amina, roles)
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    client, place = signed_in(amina), "/handbooks/small/roles/"
    sentence = "Dette kapittelet ble trukket tilbake"
    for address in (f"/courses/attempts/{attempt.pk}/", f"/courses/attempts/{attempt.pk}/result/", f"{place}changes/"):
        assert sentence in page_text(client.get(address, follow=True)), address
    assert sentence in page_text(client.post("/courses/small/roles/start/", follow=True))


def test_the_contents_number_sections_as_their_points_are_numbered(roles, privacy, olav) -> None:
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    page = signed_in(olav).get("/handbooks/small/").content.decode()
    assert f'<span class="number">{privacy.position}.</span><span class="title">Personvern</span>' in page
    assert privacy.position == 2


def test_a_section_has_the_number_of_its_points_on_its_page_too(roles, privacy, olav) -> None:
    page = "/handbooks/small/privacy/"
    assert "Kapittel 2 av 2 · " in page_text(signed_in(olav).get(page))
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    assert "Kapittel 2 · " in page_text(signed_in(olav).get(page))


@pytest.mark.parametrize("days", [0, 1])
def test_the_page_of_a_section_says_that_its_handbook_stays_withdrawn(days: int, roles, small, olav) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=day)
    Handbook.objects.filter(pk=small.pk).update(withdrawn_on=timezone.localdate())
    client, address = signed_in(olav), f"/admin/handbook/section/{roles.pk}/bring-back/"
    page = client.get(address)
    text = page_text(page)
    assert ("Håndboka er fortsatt trukket tilbake." in text, "gjelder" in text) == (True, False)
    assert ("ble trukket tilbake" in text, "skal trekkes tilbake" in text) == (days == 0, days == 1)
    done = page_text(client.post(address, {"seen": page.context["figures"]}, follow=True))
    assert ("Kapittelet er ikke lenger trukket tilbake." in done) == (days == 0)
    assert ("Kapittelet skal ikke trekkes tilbake lenger." in done) == (days == 1)
