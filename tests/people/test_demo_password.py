"""The demo's public password opens the demo, on the machine that it runs on."""

import pytest

from config.demo.solvik import CAST
from people.models import Employee
from people.signin.backend import DEMO_PASSWORD
from tests.support.clients import client_of

HERE = [{}, {"REMOTE_ADDR": "::1"}, {"REMOTE_ADDR": "127.8.9.1"}, {"REMOTE_ADDR": "::ffff:127.0.0.1"}]
ELSEWHERE = [
    {"REMOTE_ADDR": "192.0.2.7"},
    {"REMOTE_ADDR": "::ffff:192.0.2.7"},
    {"REMOTE_ADDR": ""},
    {"SERVER_PROTOCOL": "HTTP/1.0"},
    *(
        {f"HTTP_{name.upper().replace('-', '_')}": "192.0.2.7"}
        for name in (
            "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server",
            "X-Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP",
            "CF-Ray", "Fastly-Client-IP", "Fly-Client-IP", "X-Original-For", "X-Original-Forwarded-For", "CDN-Loop",
            "X-Azure-ClientIP", "X-Amzn-Trace-Id", "X-Envoy-External-Address",
        )
    ),
]  # fmt: skip
REFUSAL = "Passordet til demoen virker på maskinen som demoen kjører på, og ikke gjennom en mellomtjener."


@pytest.fixture
def from_the_demo(db, settings) -> Employee:
    settings.DEMO = True
    return Employee.objects.create_user(CAST[0].number, DEMO_PASSWORD, given_name="Amina", family_name="Yusuf")


def sign_in(number: str, password: str, **request: str):
    return client_of(None).post("/sign-in/", {"username": number, "password": password}, **request)


@pytest.mark.parametrize("request_from", HERE, ids=str)
def test_it_opens_the_demo_on_its_own_machine(from_the_demo, request_from) -> None:
    assert sign_in(from_the_demo.number, DEMO_PASSWORD, **request_from).status_code == 302


@pytest.mark.parametrize("request_from", ELSEWHERE, ids=str)
def test_it_opens_nothing_from_elsewhere_and_says_why(from_the_demo, request_from) -> None:
    response = sign_in(from_the_demo.number, DEMO_PASSWORD, **request_from)
    assert (response.status_code, response.context["form"].non_field_errors()) == (200, [REFUSAL])


def test_another_password_is_not_asked_where_it_comes_from(from_the_demo) -> None:
    from_the_demo.set_password("a good long password")
    from_the_demo.save()
    assert sign_in(from_the_demo.number, "a good long password", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 302


def test_outside_the_demo_it_is_a_wrong_password_like_any_other(from_the_demo, settings) -> None:
    settings.DEMO = False
    wrong = sign_in(from_the_demo.number, "something else").context["form"].errors
    assert sign_in(from_the_demo.number, DEMO_PASSWORD).context["form"].errors == wrong
