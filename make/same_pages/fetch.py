"""Fetch every page as every visitor in every language, on a copy of a database and with a stopped clock."""

import json
import logging
import os
import re
import sqlite3
import sys
import traceback
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HEADERS = (
    "Content-Type", "Location", "Content-Disposition", "Content-Security-Policy", "Content-Language", "Cache-Control",
    "Vary", "Allow", "X-Frame-Options", "Referrer-Policy",
)  # fmt: skip
SIGNED_OUT = ""
LANGUAGES = ("nb", "nn", "en")
BY_HEADER = {"nb": ("no,en;q=0.5", "de"), "nn": ("nn-NO",), "en": ("en-GB,nb;q=0.3",)}
"""Languages that browsers ask for when nobody is signed in and no language was chosen."""
MASKS = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1MASKED"),
    (re.compile(r"(nonce[-=]\"?)[A-Za-z0-9+/_=-]{16,}"), r"\1MASKED"),
    (re.compile(r"(/static/[^\"' )]*\.)[0-9a-f]{12}(\.\w+)"), r"\1MASKED\2"),
)
"""Each run has its own tokens and nonces. A digest in the name of a static file says nothing about the page."""


def fetch(out: Path, database: Path, languages: Sequence[str]) -> Counter[int]:
    """Write every response to a folder, two languages at a time. Returns how many there are of each status."""
    if not database.is_file():
        raise SystemExit(f"There is no database {database}.")
    if (out / "responses.jsonl").exists():
        raise SystemExit(f"{out} has responses already. Name another folder.")
    (out / "bodies").mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        parts = list(pool.map(fetch_language, languages, repeat(database), repeat(out)))
    lines = [line for part in parts for line in part]
    (out / "responses.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Counter(json.loads(line)["status"] for line in lines)


def fetch_language(language: str, database: Path, out: Path) -> list[str]:
    """The responses in one language as JSON lines, from a copy of the database of their own."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        with (
            closing(sqlite3.connect(database)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        start_django(copy)
        return [json.dumps(response, ensure_ascii=False) for response in every_response(language, out)]


def start_django(database: Path) -> None:
    """Set up the checkout of the current folder, with the clock stopped.

    The clock is stopped before the project is imported: fields keep a reference to it as their default.
    """
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{database}",
        "VAR_DIR": str(database.parent),
        "DEMO": "1",
    }
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    sys.path.insert(0, str(Path.cwd()))
    from django.utils import timezone

    moment = end_of_records(database)
    setattr(timezone, "now", lambda: moment)  # noqa: B010 - a type checker refuses an assignment to a function
    import django
    from django.conf import settings
    from django.core.management import call_command

    # A session that is kept in its cookie alone: one request leaves nothing for the next.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    # Without compression, which takes longer than all else here.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def end_of_records(database: Path) -> datetime:
    """A minute after the last event of the database."""
    with closing(sqlite3.connect(database)) as connection:
        ((last,),) = connection.execute("SELECT max(at) FROM records_event")
    return datetime.fromisoformat(last).replace(tzinfo=UTC) + timedelta(minutes=1)


def every_response(language: str, out: Path) -> Iterator[dict[str, Any]]:
    from addresses import VISITORS, busy_employee, pages
    from django.apps import apps

    apps.get_model("people", "Employee")._default_manager.update(language=language)
    numbers = dict.fromkeys([SIGNED_OUT, *VISITORS, busy_employee()])
    every = pages(frozenset(numbers))
    for number in numbers:
        client = client_of(number, language)
        visited = [page for page in every if number in page.visitors]
        print(f"{language}, {number or 'signed out'}: {len(visited)} pages", flush=True)
        for page in visited:
            yield visit(client, page.address, out) | {
                "visitor": number,
                "language": language,
                "route": page.route,
            }
    for wish in BY_HEADER[language]:
        client = client_of(SIGNED_OUT, "", wish)
        for address in ("/", "/handbooks/", "/sign-in/", "/no-such-page/"):
            yield visit(client, address, out) | {
                "visitor": SIGNED_OUT,
                "language": wish,
                "route": "by header",
            }


def client_of(number: str, language: str, accepted: str = "") -> Any:
    """A browser that is signed in as this employee and has chosen this language."""
    from django.apps import apps
    from django.conf import settings
    from django.test import Client

    client = Client(
        raise_request_exception=False,
        headers={"accept-language": accepted} if accepted else {},
    )
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if number:
        client.force_login(apps.get_model("people", "Employee")._default_manager.get(number=number))
    return client


def visit(client: Any, address: str, out: Path) -> dict[str, Any]:
    """One response. A redirect that leaves a message is followed, to the page that shows the message."""
    from django.db import transaction

    before = client.cookies.output()
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    # What a request writes is taken back, so that the order of the requests does not matter.
    with transaction.atomic():
        response = client.get(address)
        answer = described(response, address, out)
        if response.status_code in (301, 302) and "messages" in response.cookies:
            answer["shown_next"] = described(client.get(response["Location"]), response["Location"], out)
        transaction.set_rollback(True)
    if client.cookies.output() != before:
        client.cookies.clear()
        client.cookies.load(kept)
    return answer


def described(response: Any, address: str, out: Path) -> dict[str, Any]:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    answer = {
        "address": address,
        "status": response.status_code,
        "headers": {name: masked(response[name]) for name in HEADERS if name in response},
        "cookies": sorted(response.cookies),
        "body": keep(masked(content.decode("utf-8", "backslashreplace")), out),
    }
    if getattr(response, "exc_info", None):
        answer["error"] = traceback.format_exception_only(*response.exc_info[:2])[-1].strip()
        print(f"{response.status_code} at {address}: {answer['error']}", flush=True)
    return answer


def masked(text: str) -> str:
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def keep(body: str, out: Path) -> str:
    """Store a body under its digest, compressed. Returns the digest."""
    data = body.encode()
    digest = sha256(data).hexdigest()[:32]
    path = out / "bodies" / digest
    if not path.exists():
        path.write_bytes(zlib.compress(data, 1))
    return digest
