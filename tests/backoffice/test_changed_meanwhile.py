"""What somebody else has saved since a page of the admin was opened is not overwritten unseen."""

import pytest

from courses.models import Requirement
from people.models import Employee
from tests.cast import hire
from tests.support.backoffice import fields_of, post_confirmed, signed_in, typed_in_part
from tests.support.text import page_text

SAID = {
    "nb": "Noen har endret dette siden du åpnet siden: «må fornyes etter (måneder)».",
    "nn": "Nokon har endra dette sidan du opna sida: «må fornyast etter (månader)».",
    "en": "Somebody has changed this since you opened the page: «Must be renewed after (months)».",
}


@pytest.mark.parametrize("language", SAID)
def test_a_requirement_that_was_changed_meanwhile_is_not_overwritten_unseen(
    language: str, siri, small, required
) -> None:
    client, address = signed_in(siri, language), f"/admin/courses/requirement/{required.pk}/change/"
    typed = {"handbook": small.pk, "newcomer_days": "21", "change_days": required.change_days, "valid_months": "12"}
    Requirement.objects.filter(pk=required.pk).update(valid_months=12)
    opened = fields_of(client.get(address).content.decode())
    Requirement.objects.filter(pk=required.pk).update(valid_months=24)

    refused = post_confirmed(client, address, opened | typed)
    assert SAID[language].lower() in page_text(refused).lower()
    required.refresh_from_db()
    assert (required.valid_months, required.newcomer_days != 21) == (24, True)

    again = fields_of(refused.content.decode())
    assert post_confirmed(client, address, again | typed).status_code == 302
    required.refresh_from_db()
    assert (required.valid_months, required.newcomer_days) == (12, 21)


def test_a_role_that_was_taken_meanwhile_is_not_given_back_unseen(solvik, olav) -> None:
    tor = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    client, address = signed_in(tor), f"/admin/people/employee/{olav.pk}/change/"
    opened = fields_of(client.get(address).content.decode()) | {
        "number": "1004",
        "is_active": "on",
        "is_hr_publisher": "on",
    }
    assert "is_hr_publisher:" in opened["seen"]
    assert "password:" not in opened["seen"]
    Employee.objects.filter(pk=olav.pk).update(is_hr_publisher=False)

    refused = client.post(address, opened | {"mobile": "99999999"})
    assert "Noen har endret dette siden du åpnet siden" in page_text(refused)
    assert not Employee.objects.get(pk=olav.pk).is_hr_publisher

    again = fields_of(refused.content.decode()) | {"number": "1004", "is_active": "on", "is_hr_publisher": "on"}
    assert client.post(address, again | {"mobile": "99999999"}).status_code == 302
    assert Employee.objects.get(pk=olav.pk).is_hr_publisher


def test_what_others_changed_elsewhere_is_in_nobodys_way(siri, small) -> None:
    client, address = signed_in(siri), f"/admin/handbook/handbook/{small.pk}/change/"
    opened = typed_in_part(client, address, "front-page")
    type(small).objects.filter(pk=small.pk).update(legal_review="done")
    assert client.post(address, opened | {"title_nn": "Ei lita handbok"}).status_code == 302
    small.refresh_from_db()
    assert small.title_nn == "Ei lita handbok"
