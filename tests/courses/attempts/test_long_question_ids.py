"""An earlier release published questions with ids of any length. They are answered and withdrawn like others."""

import pytest
from django.db import connection

from courses.models import Attempt, Credit
from handbook.models import Section, Version, WithdrawnQuestion
from markup.slugs import LONGEST_ID
from records import triggers
from tests.support.attempts import answer_letters, begin
from tests.support.clients import client_of
from tests.support.question_withdrawal import withdraw
from tests.support.sections import again

LONG = "board" + "-first" * 30


@pytest.fixture
def older(roles: Section) -> Section:
    """The first question of the section has that id in each language."""
    triggers.drop()
    with connection.cursor() as cursor:
        for language in ("nb", "nn", "en"):
            column = f"quiz_{language}"
            cursor.execute(f"UPDATE handbook_version SET {column} = REPLACE({column}, '## board', %s)", [f"## {LONG}"])
        cursor.execute("UPDATE handbook_edition SET quiz = REPLACE(quiz, '## board', %s)", [f"## {LONG}"])
    triggers.create()
    return again(roles)


@pytest.mark.usefixtures("required")
def test_it_is_answered(amina, older: Section) -> None:
    attempt = begin(amina, older)
    page = f"/courses/attempts/{attempt.pk}/questions/{LONG}/"
    client = client_of(amina)
    assert len(LONG) > LONGEST_ID
    assert [client.get(page).status_code, client.post(page, {"sequence": 1, "option": "a"}).status_code] == [200, 302]
    assert client.get(f"{page}feedback/").status_code == 200
    answer_letters(attempt, "clear", "ab", sequence=2)
    assert list(attempt.answers.values_list("question", "is_right")) == [(LONG, True), ("clear", True)]
    assert Attempt.objects.get(pk=attempt.pk).is_ended


@pytest.mark.usefixtures("required")
def test_it_is_withdrawn_and_counts_as_right(amina, older: Section, olav) -> None:
    attempt = begin(amina, older)
    withdraw(older, LONG, olav)
    assert list(Credit.objects.values_list("attempt", "question")) == [(attempt.pk, LONG)]
    assert WithdrawnQuestion.objects.get().question == LONG
    version = Version.objects.get(section=older)
    lists = ["", f"versions/{version.pk}/", f"versions/{version.pk}/{LONG}/"]
    addresses = [f"/admin/handbook/withdrawnquestion/{page}" for page in lists]
    assert [client_of(olav).get(address).status_code for address in addresses] == [200, 200, 200]
