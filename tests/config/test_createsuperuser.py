"""The first administrator, without the demo."""

from django.core.management import call_command
from django.test import Client

from people.models import Employee


def test_the_first_administrator_is_made_on_an_empty_database(db, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a good long password")
    call_command("createsuperuser", number="1", given_name="Tor", family_name="Haugen", interactive=False, verbosity=0)
    client = Client()
    assert client.post("/sign-in/", {"username": "1", "password": "a good long password"}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert Employee.objects.get().is_superuser
