"""The owner of a section is told a month before its day; «reviewed, no change» moves the day and asks nobody anything."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from courses.todos.todo_list import employee_statuses
from handbook.models import Section
from handbook.sections import NoReviewDue, reviewed_no_change
from people.employment import leave
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.text import page_text


def owned(section: Section, by, review_on: date, months: int | None = 12) -> Section:
    Section.objects.filter(pk=section.pk).update(owner=by, review_on=review_on, review_months=months)
    return Section.objects.get(pk=section.pk)


def test_it_is_told_thirty_days_before_and_not_thirty_one(roles, siri) -> None:
    for days, is_told in ((31, False), (30, True), (0, True), (-5, True)):
        section = owned(roles, siri, TODAY + timedelta(days=days))
        assert (list(Section.objects.to_be_reviewed(TODAY)), section.is_to_be_reviewed(TODAY)) == (
            [roles] if is_told else [],
            is_told,
        )


def test_a_withdrawn_section_is_not_reviewed(roles, siri) -> None:
    owned(roles, siri, TODAY)
    Section.objects.update(withdrawn_on=TODAY)
    assert list(Section.objects.to_be_reviewed(TODAY)) == []


def test_reviewed_with_no_change_moves_the_day_once_and_asks_nobody(roles, siri, amina, required) -> None:
    complete(amina, roles)
    section, before = (
        owned(roles, siri, date(2026, 12, 1)),
        [employee_status.to_dos for employee_status in employee_statuses([amina], on=TODAY)],
    )
    reviewed = reviewed_no_change(section=section, by=siri, at=MONDAY)
    assert (reviewed.review_on, reviewed.change_stamp) == (date(2027, 11, 23), roles.change_stamp)
    (event,) = Event.objects.filter(what="section reviewed")
    assert (event.by, event.details) == (siri, {"was_due_on": "2026-12-01", "review_on": "2027-11-23"})
    assert [employee_status.to_dos for employee_status in employee_statuses([amina], on=TODAY)] == before
    assert section.versions.count() == 1
    with pytest.raises(NoReviewDue):
        reviewed_no_change(section=section, by=siri, at=MONDAY)


def test_without_a_number_of_months_there_is_no_next_day(roles, siri) -> None:
    assert reviewed_no_change(section=owned(roles, siri, TODAY, None), by=siri, at=MONDAY).review_on is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_the_next_review_is_the_same_day_of_the_month_or_its_last(roles, siri, day, months, then) -> None:
    section = owned(roles, siri, day, months)
    moment = timezone.make_aware(datetime.combine(day, time(9)))
    assert reviewed_no_change(section=section, by=siri, at=moment).review_on == then


def test_the_owner_sees_it_on_the_front_page_and_presses_the_button(roles, privacy, siri, olav) -> None:
    today = timezone.localdate()
    owned(privacy, olav, today + timedelta(days=2))
    owned(roles, siri, today + timedelta(days=30))
    client = signed_in(siri)
    rows = client.get("/admin/").context["to_be_reviewed"]
    assert [(row["section"], row["is_mine"]) for row in rows] == [(roles, True), (privacy, False)]
    assert "du er eier" in page_text(client.get("/admin/"))
    address = f"/admin/handbook/section/{roles.pk}/"
    assert "Gjennomgått, ingen endring" in page_text(client.get(f"{address}change/"))
    client.post(f"{address}reviewed/")
    assert Section.objects.get(pk=roles.pk).review_on == today + relativedelta(months=12)
    page = client.post(f"{address}reviewed/", follow=True)
    assert "Kapittelet skal ikke gjennomgås nå. Ingenting ble gjort." in page_text(page)
    assert "Gjennomgått, ingen endring" not in page_text(page)


def test_hr_names_the_owner_and_the_day_and_nothing_else_of_the_row_is_touched(roles, siri, olav, amina) -> None:
    client, address = signed_in(siri), f"/admin/handbook/section/{roles.pk}/change/"
    owners = client.get(address).context["adminform"].form.fields["owner"].queryset
    assert list(owners) == [siri, olav]
    formset = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    sent = client.post(address, {"owner": olav.pk, "review_on": "01.03.2027", "review_months": 6, **formset})
    assert sent.status_code == 302
    section = Section.objects.get(pk=roles.pk)
    assert (section.owner, section.review_on, section.review_months) == (olav, date(2027, 3, 1), 6)
    assert (section.slug, section.change_stamp) == (roles.slug, roles.change_stamp)
    assert Event.objects.get(what="section edited").details == {
        "fields": ["owner", "review_on", "review_months"],
        "changes": {"owner": [None, olav.pk], "review_on": [None, "2027-03-01"], "review_months": [None, 6]},
    }


@pytest.mark.parametrize("way", ["left", "no longer edits"])
def test_every_editor_is_told_that_the_owner_of_a_section_is_gone(way: str, roles, privacy, siri, olav) -> None:
    today = timezone.localdate()
    owned(roles, siri, today + timedelta(days=300))
    owned(privacy, olav, today + timedelta(days=300))
    client = signed_in(olav)
    assert client.get("/admin/").context["ownerless"] == []
    if way == "left":
        leave(employee=siri, last_day=today - timedelta(days=1), by=olav, at=timezone.now())
    else:
        Employee.objects.filter(pk=siri.pk).update(is_hr_editor=False)
    page = client.get("/admin/")
    assert [row["section"] for row in page.context["ownerless"]] == [roles]
    assert f"eieren {siri} har sluttet eller redigerer ikke lenger tekster. Velg en ny eier." in page_text(page)

    form, formset = (
        f"/admin/handbook/section/{roles.pk}/change/",
        {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0},
    )
    kept = {"owner": siri.pk, "review_on": "01.03.2027", "review_months": 6, **formset}
    assert client.post(form, kept).status_code == 302
    assert Section.objects.get(pk=roles.pk).owner == siri  # nobody has chosen another one
    client.post(form, kept | {"owner": olav.pk})
    assert client.get("/admin/").context["ownerless"] == []


def test_a_section_without_an_owner_or_withdrawn_misses_none(roles, privacy, siri, olav) -> None:
    owned(roles, siri, TODAY + timedelta(days=300))
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=TODAY)
    Employee.objects.filter(pk=siri.pk).update(is_hr_editor=False)
    assert signed_in(olav).get("/admin/").context["ownerless"] == []
