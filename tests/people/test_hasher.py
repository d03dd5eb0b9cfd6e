"""While a process hashes as many passwords as it may, others are told at once to try again, and nothing is saved."""

import pytest

from people.models import Employee
from people.signin.hasher import HASHES_AT_ONCE, TooManyHashes, turn_to_hash
from records.models import Event
from tests.cast import hire
from tests.support.clients import client_of

PASSWORD = "another good long password"


@pytest.fixture
def hashed_as_in_production(settings) -> None:
    settings.PASSWORD_HASHERS = ["people.signin.hasher.BoundedHasher"]


def sign_in(password: str = PASSWORD):
    return client_of(None).post("/sign-in/", {"username": "1001", "password": password})


def test_a_sign_in_beyond_the_bound_is_told_to_try_again_and_the_next_one_signs_in(
    hashed_as_in_production, amina
) -> None:
    amina.set_password(PASSWORD)
    amina.save()
    with turn_to_hash(), turn_to_hash():
        response = sign_in()
        assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "2", "no-store")
        page = response.content.decode()
        assert all(words in page for words in ("Mange logger på", "Mange loggar på", "Many people are signing in"))
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert client_of(None).get("/sign-in/").status_code == 200
    assert sign_in().status_code == 302


def test_a_password_that_an_administrator_sets_is_hashed_under_the_same_bound(
    hashed_as_in_production, amina, solvik
) -> None:
    tor = hire("1000", "Tor", "Haugen", solvik.top, is_superuser=True)
    client, before = client_of(tor), Employee.objects.get(pk=amina.pk).password
    form = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    with turn_to_hash(), turn_to_hash():
        assert client.post(f"/admin/people/employee/{amina.pk}/password/", form).status_code == 503
    assert Employee.objects.get(pk=amina.pk).password == before
    assert not Event.objects.filter(what="password set").exists()
    assert client.post(f"/admin/people/employee/{amina.pk}/password/", form).status_code == 302
    assert Employee.objects.get(pk=amina.pk).check_password(PASSWORD)


def test_a_turn_is_given_back_also_when_hashing_fails() -> None:
    for _ in range(2 * HASHES_AT_ONCE):
        with pytest.raises(ValueError, match="broken"), turn_to_hash():
            raise ValueError("broken")
    with turn_to_hash(), turn_to_hash(), pytest.raises(TooManyHashes), turn_to_hash():
        pass
