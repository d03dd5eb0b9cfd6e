"""A section that is withdrawn owes nothing, and stays readable with what was completed of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.todos.todo_list import employee_statuses
from handbook.models import Section
from handbook.sections import SectionAlreadyWithdrawn, withdraw_section
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.text import page_text


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
    assert "3 ansatte har det som gjøremål nå." in page_text(client.get(address))
    assert Section.objects.get(pk=roles.pk).withdrawn_on is None
    today = timezone.localdate()
    refused = client.post(address, {"on": (today - timedelta(days=1)).isoformat()})
    assert (refused.status_code, refused.context["form"].errors) == (422, {"on": ["Velg i dag eller en senere dag."]})
    client.post(address, {"on": today.isoformat()})
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
