"""Receipts in lists speak the reader's language; a receipt keeps the words that were read."""

import pytest
from django.utils import timezone

from courses.completions.receipts import Receipt, receipts_of
from handbook.models import Kind
from people.models import Employee
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish
from tests.support.text import page_text

pytestmark = pytest.mark.usefixtures("required")


def test_a_list_names_what_was_read_in_the_readers_language(amina, privacy) -> None:
    completion = complete(amina, privacy)

    assert receipts_of(amina, language="en") == [Receipt(completion, "Privacy", "en", {})]
    page = signed_in(amina, "en").get("/courses/completions/").content.decode()
    assert '<th scope="row" lang="en">Privacy</th>' in page


def test_what_has_no_title_in_that_language_is_named_as_it_was_read(amina, privacy) -> None:
    completion = complete(amina, privacy)

    assert receipts_of(amina, language="se") == [Receipt(completion, "Personvern", "nb", {})]


def test_the_receipt_itself_keeps_the_words_and_says_which_employer_it_is_from(amina, privacy) -> None:
    completion = complete(amina, privacy)
    page = signed_in(amina, "en").get(f"/courses/completions/{completion.pk}/").content.decode()

    assert '<dd lang="nb">Personvern</dd>' in page
    assert "<dt>Employer</dt><dd>Solvik kommune</dd>" in page


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("en", '<dt>Section</dt><dd>Privacy</dd> <dt>Title you read</dt><dd lang="nb">Personvern</dd>'),
        ("nb", "<dt>Kapittel</dt><dd>Personvern</dd> <dt>Versjon</dt>"),
    ],
)
def test_the_receipt_is_titled_in_the_readers_language_and_as_it_was_read(
    language: str, rows: str, amina, privacy
) -> None:
    completion = complete(amina, privacy)
    page = signed_in(amina, language).get(f"/courses/completions/{completion.pk}/").content.decode()
    assert rows in " ".join(page.split())


def test_the_receipt_names_the_number_of_that_day_once_the_number_is_another(amina, privacy) -> None:
    completion = complete(amina, privacy)
    Employee.objects.filter(pk=amina.pk).update(number="2001")
    page = signed_in(Employee.objects.get(pk=amina.pk)).get(f"/courses/completions/{completion.pk}/").content.decode()
    assert '2001 <span class="small">(da det ble fullført: 1001)</span>' in page


def test_the_receipt_for_a_handbook_is_offered_once_nothing_in_it_is_left(amina, required, privacy, roles) -> None:
    client, offer = signed_in(amina), "Kvittering for hele"
    complete(amina, privacy)
    assert offer not in client.get("/courses/completions/").content.decode()
    complete(amina, roles)
    assert offer in client.get("/courses/completions/").content.decode()


def test_a_new_rule_takes_no_receipt_for_a_handbook_away(amina, olav, required, privacy, roles) -> None:
    for section in (privacy, roles):
        complete(amina, section)
    words = {"source_nb": ("Et verv kan", "Et verv vil")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=timezone.now())
    client = signed_in(amina)
    assert "Kvittering for hele" in client.get("/courses/completions/").content.decode()
    page = page_text(client.get("/courses/completions/handbooks/small/"))
    assert "Siden har det kommet en ny regel i 1 kapittel. Under står det du hadde fullført til da." in page
    assert "gjenstår" not in page
