"""Somebody who visits a live site: cookies, forms and a connection that is kept, with the standard library alone."""

import http.client
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

DEMO_PASSWORD = "solvik-demo"
SESSION = "sessionid"
CSRF = "csrftoken"


class CannotSignIn(Exception):
    """The form was shown again. Carries the status."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    location: str
    """Where a redirect leads to; empty: nowhere."""
    body: bytes
    headers: Message

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Follows no redirects. To be used with `with`, which closes the connection; one thread at a time."""

    def __init__(self, address: str, session: str = "", language: str = "nb", *, patience: float = 60) -> None:
        """`patience`: the seconds without an answer after which a request fails."""
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=patience)
        self._language = language
        # Django takes any token that the cookie and the form agree on.
        self.cookies = {CSRF: secrets.token_hex(16)} | ({SESSION: session} if session else {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def connect(self) -> None:
        """Open the connection ahead of the first request, so that many visitors can send at the same moment."""
        self._connection.connect()

    def get(self, path: str) -> Reply:
        return self._send("GET", path, None, {})

    def post(
        self, path: str, fields: Mapping[str, str | int | list[str]], headers: Mapping[str, str] | None = None
    ) -> Reply:
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies[CSRF],
            **(headers or {}),
        }
        return self._send("POST", path, urlencode(fields, doseq=True), form)

    def sign_in(self, number: str, password: str = DEMO_PASSWORD) -> None:
        """With the form, as a browser does. Raises CannotSignIn."""
        reply = self.post("/sign-in/", {"username": number, "password": password})
        if reply.status != 302:
            raise CannotSignIn(reply.status)

    def _send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent_headers = {"Cookie": cookies, "Accept-Language": self._language, **headers}
        self._connection.request(method, path, body, sent_headers)
        answer = self._connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Reply(answer.status, answer.headers.get("Location", ""), answer.read(), answer.headers)
