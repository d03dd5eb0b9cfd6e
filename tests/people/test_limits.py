"""Too many tries mean a wait, never a lock-out."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from handbook.models import Remark
from people.models import LimitLevel
from people.signin import limits
from people.signin.limits import REMARKS, WRONG_NUMBER, WRONG_NUMBER_FROM_ADDRESS, OverTheLimit, count, refuse_over
from people.signin.visitor_address import visitor_address
from tests.cast import MONDAY
from tests.support.clients import client_of

RIGHT, WRONG = "a good long password", "not the password"
SLOWED = {
    "nb": "Det har vært mange mislykkede forsøk. Ingenting er sperret: Vent 60 sekunder, og prøv igjen.",
    "nn": "Det har vore mange mislukka forsøk. Ingenting er sperra: Vent 60 sekund, og prøv på nytt.",
    "en": "There have been many wrong attempts. Nothing is locked: wait 60 seconds, then try again.",
}


def sign_in(number: str, password: str, address: str = "127.0.0.1", language: str = "nb"):
    form = {"username": number, "password": password}
    return client_of(None, language).post("/sign-in/", form, REMOTE_ADDR=address)


def a_minute_later() -> None:
    """Every level is a minute older."""
    for row in LimitLevel.objects.all():
        LimitLevel.objects.filter(pk=row.pk).update(at=row.at - timedelta(minutes=1))


@pytest.mark.parametrize("language", SLOWED)
def test_after_ten_wrong_passwords_a_number_waits_a_minute_and_is_told_so(amina, language) -> None:
    assert [sign_in("1001", WRONG).status_code for _ in range(10)] == [200] * 10
    response = sign_in("1001", RIGHT, language=language)
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    page = response.content.decode()
    assert f">{SLOWED[language]}</a>" in page
    assert 'value="1001"' in page
    assert ("Vent litt" in page) == (language != "en")


def test_a_minute_later_the_right_password_opens(amina) -> None:
    for _ in range(30):
        sign_in("1001", WRONG)
    assert sign_in("1001", RIGHT).status_code == 429
    a_minute_later()
    assert sign_in("1001", RIGHT).status_code == 302


def test_tries_from_one_address_shut_nobody_out_elsewhere(amina, kari) -> None:
    for minute in range(60):
        for _ in range(3):
            sign_in("1001", WRONG, "192.0.2.1")
        if minute % 10 == 0:
            assert sign_in("1001", RIGHT, "192.0.2.2").status_code == 302
        a_minute_later()
    assert sign_in("1002", RIGHT, "192.0.2.1").status_code == 302


def test_tries_from_many_addresses_are_slowed_down_for_the_number(amina) -> None:
    statuses = [sign_in("1001", WRONG, f"192.0.2.{host}").status_code for host in range(60)]
    assert statuses == [200] * 50 + [429] * 10
    a_minute_later()
    assert sign_in("1001", RIGHT, "192.0.2.200").status_code == 302


def test_tries_of_many_numbers_from_one_address_are_slowed_down(amina) -> None:
    statuses = [sign_in(f"{number}", WRONG).status_code for number in range(2000, 2110)]
    assert statuses[:100] == [200] * 100
    assert 429 in statuses[100:]
    a_minute_later()
    assert sign_in("1001", RIGHT).status_code == 302


def test_a_number_that_nobody_has_is_slowed_down_like_any_other(amina) -> None:
    answers = {
        number: [
            (response.status_code, response.context["form"].non_field_errors())
            for response in (sign_in(number, WRONG, f"192.0.2.{host}") for _ in range(12))
        ]
        for host, number in enumerate(("1001", "9999"), start=1)
    }
    assert answers["1001"] == answers["9999"]


def test_right_passwords_count_for_nothing_and_no_number_or_address_is_stored(amina) -> None:
    assert [sign_in("1001", RIGHT).status_code for _ in range(15)] == [302] * 15
    assert LimitLevel.objects.count() == 0
    sign_in("1001", WRONG, "192.0.2.1")
    keys = list(LimitLevel.objects.values_list("key", flat=True))
    assert keys != []
    assert [key for key in keys if not re.fullmatch(r"[0-9a-f]{64}", key)] == []


@pytest.mark.parametrize(
    ("local", "header", "request_from", "address"),
    [
        (True, "", {"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1"),
        (True, "", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.1"}, "127.0.0.1"),
        # Others reach the site through a proxy: its address is nobody's, and a header that is not named is anybody's.
        (False, "", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.1"}, ""),
        (False, "", {"REMOTE_ADDR": "10.0.0.4"}, ""),
        (False, "", {"REMOTE_ADDR": ""}, ""),
        (False, "", {"REMOTE_ADDR": "8.8.4.4"}, "8.8.4.4"),
        (False, "HTTP_X_REAL_IP", {"REMOTE_ADDR": "10.0.0.4", "HTTP_X_REAL_IP": "10.1.2.3"}, "10.1.2.3"),
        # Of several the last is the proxy's own; those before it are the visitor's.
        (
            False,
            "HTTP_X_FORWARDED_FOR",
            {"REMOTE_ADDR": "10.0.0.4", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2 , 192.0.2.9"},
            "192.0.2.9",
        ),
        (False, "HTTP_X_REAL_IP", {"REMOTE_ADDR": "10.0.0.4", "HTTP_X_REAL_IP": "nonsense"}, "10.0.0.4"),
        (False, "HTTP_X_REAL_IP", {"REMOTE_ADDR": "10.0.0.4"}, "10.0.0.4"),
        (False, "HTTP_X_REAL_IP", {"REMOTE_ADDR": "::1", "HTTP_X_REAL_IP": "::ffff:192.0.2.1"}, "192.0.2.1"),
        (False, "HTTP_X_REAL_IP", {"REMOTE_ADDR": "::1", "HTTP_X_REAL_IP": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
    ],
)
def test_the_address_comes_from_the_header_that_is_named_alone(
    rf, settings, local, header, request_from, address
) -> None:
    settings.IS_LOCAL, settings.PROXY_ADDRESS_HEADER = local, header
    request = rf.get("/", **request_from)
    assert visitor_address(request) == address


def test_a_level_falls_to_nothing_and_is_forgotten(db) -> None:
    count(WRONG_NUMBER, "1001", at=MONDAY)
    assert limits.forget_old(at=MONDAY + timedelta(hours=23)) == 0
    assert limits.forget_old(at=MONDAY + timedelta(hours=25)) == 1
    longest = max(limit.at_once * limit.every for limit in vars(limits).values() if isinstance(limit, limits.Limit))
    assert longest < limits.FORGOTTEN_AFTER


def test_tick_forgets_old_levels(db) -> None:
    count(WRONG_NUMBER, "1001", at=timezone.now() - timedelta(days=2))
    call_command("tick")
    assert LimitLevel.objects.count() == 0


def test_a_clock_that_goes_back_counts_on(db) -> None:
    for _ in range(WRONG_NUMBER_FROM_ADDRESS.at_once):
        count(WRONG_NUMBER_FROM_ADDRESS, "1001", at=MONDAY)
    with pytest.raises(OverTheLimit, match="60"):
        refuse_over(WRONG_NUMBER_FROM_ADDRESS, "1001", at=MONDAY - timedelta(days=1))


def test_a_flood_of_remarks_is_slowed_down_and_what_was_written_stays(small) -> None:
    reader = client_of(None)
    statuses = [reader.post("/remarks/", {"text": f"Feil {number}."}).status_code for number in range(REMARKS.at_once)]
    assert statuses == [302] * REMARKS.at_once
    response = reader.post("/remarks/", {"text": "Ordet er feil i 1.2."})
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    page = response.content.decode()
    assert "Det har kommet mange meldinger fra nettet du bruker" in page
    assert "Ordet er feil i 1.2.</textarea>" in page
    assert Remark.objects.count() == REMARKS.at_once
    assert reader.post("/remarks/", {"text": "Feil."}, REMOTE_ADDR="192.0.2.1").status_code == 302
