"""Cookies and headers of a site that others reach, as the server itself sends them, are what SECURITY.md says."""

from collections.abc import Iterator

import pytest

from tests.live.server import Filled, Site, serving
from tests.live.visitor import Visitor

pytestmark = pytest.mark.sqlite_only

PASSWORD = "a good long password"
OURS = {"ALLOWED_HOSTS": "127.0.0.1", "DEMO": "0", "SSL_REDIRECT": "0"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def production(empty: Filled) -> Iterator[Site]:
    with serving(empty, OURS) as running:
        running.run(
            "manage.py", "shell", "-v0", "-c",
            "from people.models import Employee as E; e = E.objects.get(number='1001'); "
            f"e.set_password('{PASSWORD}'); e.save()",
        )  # fmt: skip
        yield running


def test_every_cookie_is_this_hosts_alone_and_no_script_reads_it(production: Site) -> None:
    with Visitor(production.address) as visitor:
        visitor.cookies["__Host-csrftoken"] = visitor.cookies["csrftoken"]
        replies = [
            visitor.get("/sign-in/"),
            visitor.post("/language/", {"language": "nn", "next": "/"}),
            visitor.post("/sign-in/", {"username": "1001", "password": PASSWORD}),
        ]
        assert [reply.status for reply in replies] == [200, 302, 302]
        cookies = [cookie for reply in replies for cookie in reply.headers.get_all("Set-Cookie", [])]
        assert 'lang="nn"' in visitor.get("/").text
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "__Host-csrftoken",
        "__Host-language",
        "__Host-sessionid",
    }
    for cookie in cookies:
        attributes = {part.strip().partition("=")[0] for part in cookie.split(";")[1:]}
        assert {"HttpOnly", "Secure", "Path", "SameSite"} <= attributes, cookie
        assert "Domain" not in attributes, cookie
        assert "Path=/;" in f"{cookie};".replace(" ", ""), cookie


@pytest.mark.parametrize("path", ["/handbooks/", "/sign-in/", "/admin/", "/nothing-here/", "/health/live"])
def test_every_answer_has_the_headers(production: Site, path: str) -> None:
    with Visitor(production.address) as visitor:
        headers = visitor.get(path).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "default-src 'none'" in headers["Content-Security-Policy"].split("; ")
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["Permissions-Policy"].split(", "))


def test_the_demo_keeps_its_names_since_it_has_no_https(site: Site) -> None:
    with Visitor(site.address) as visitor:
        visitor.sign_in("1001")
        assert sorted(visitor.cookies) == ["csrftoken", "sessionid"]
        (csrf,) = visitor.get("/remarks/").headers.get_all("Set-Cookie", [])
    assert "HttpOnly" in csrf
