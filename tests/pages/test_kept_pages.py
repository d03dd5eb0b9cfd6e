"""Every page is byte for byte what it is without anything kept: seven readers, three languages, all routes."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Employee
from records.process_cache import nothing_kept
from tests.cast import hire
from tests.support.access_table import DOORS
from tests.support.attempts import begin, complete
from tests.support.clients import client_of

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')
TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]*)')
LANGUAGES = ("nb", "nn", "en")
UNSTEADY = ("Content-Security-Policy", "Expires")
"""Headers whose directives come in any order, or that name the second."""


@pytest.fixture
def readers(amina, kari, siri, olav, ines, solvik) -> dict[str, Employee | None]:
    """Those of the demo, and somebody signed out."""
    tor = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    return {"nobody": None, "Amina": amina, "Kari": kari, "Siri": siri, "Olav": olav, "Ines": ines, "Tor": tor}


@pytest.fixture
def addresses(amina, kari, roles, privacy, required, solvik) -> list[str]:
    """Those that answer a GET, with what stands in braces in the table: an open attempt and a receipt of Amina's."""
    completion, attempt = complete(amina, privacy), begin(amina, roles)
    complete(kari, privacy)
    client_of(amina).post(f"/courses/attempts/{attempt.pk}/questions/clear/", {"sequence": 1, "option": ["a", "c"]})
    samples = {
        "attempt": str(attempt.pk), "completion": str(completion.pk), "unit": str(solvik.south.pk), "number": "1001",
    }  # fmt: skip
    return [
        reverse(name, args=[part.format(**samples) for part in door.sample])
        for name, door in DOORS.items()
        if name not in ("health:live", "health:ready")
    ]


def answered(client: Client, address: str) -> tuple[int, bytes, Mapping[str, str]]:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.items() if name not in UNSTEADY}
    return response.status_code, TOKEN.sub(rb"\1", body), headers


@pytest.mark.sqlite_only
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_the_same_with_and_without_what_is_kept(language: str, readers, addresses) -> None:
    Employee.objects.update(language=language)
    clients = {}
    for name, reader in readers.items():
        clients[name] = Client(raise_request_exception=False, headers={"accept-language": language})
        if reader:
            clients[name].force_login(reader)
    differing, pages = [], 0
    for address in addresses:
        # One after the other, so that what is kept of one reader's page is at hand for the next one's.
        kept = {name: (answered(client, address), answered(client, address)) for name, client in clients.items()}
        with nothing_kept():
            anew = {name: answered(client, address) for name, client in clients.items()}
        differing += [(name, address) for name in readers if kept[name] != (anew[name], anew[name])]
        pages += sum(answer[0] == 200 for answer in anew.values())
    assert differing == []
    assert pages > 190


@pytest.mark.parametrize("address", ["/", "/handbooks/", "/handbooks/small/roles/", "/courses/completions/"])
def test_no_token_is_kept(address: str, siri, required) -> None:
    client = client_of(siri)
    first, second = (client.get(address).content for _ in range(2))
    tokens = [set(TOKENS.findall(page)) for page in (first, second)]
    assert [len(of_page) for of_page in tokens] == [1, 1]
    assert tokens[0] != tokens[1]
    assert TOKEN.sub(rb"\1", first) == TOKEN.sub(rb"\1", second)


def test_names_are_those_of_the_reader(amina, ida, roles, required) -> None:
    for reader, other in ((amina, ida), (ida, amina)):
        text = client_of(reader).get("/handbooks/small/roles/").content.decode()
        assert reader.name in text
        assert other.name not in text
