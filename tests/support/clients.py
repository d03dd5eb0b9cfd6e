"""Test clients that are signed in and ask for a language."""

from django.test import Client

from people.models import Employee

LANGUAGES = ("nb", "nn", "en")


def client_of(employee: Employee | None, language: str = "nb") -> Client:
    client = Client(headers={"accept-language": language})
    if employee:
        client.force_login(employee)
    return client
