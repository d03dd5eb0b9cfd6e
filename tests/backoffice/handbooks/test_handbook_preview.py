"""HR sees a whole handbook as a named kind of reader would, before it is out."""

import re

import pytest

from handbook.models import Handbook, Version
from handbook.sections import withdraw_section
from handbook.versions.drafts import save_draft
from tests.cast import MONDAY, TODAY
from tests.support.backoffice import signed_in
from tests.support.drafts import changed, drafted
from tests.support.queries import queries
from tests.support.text import page_text


def address(handbook: Handbook, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/admin/handbook/handbook/{handbook.pk}/preview/?{asked}"


def chapters(page) -> list[str]:
    return re.findall(r'<h2 id="chapter-([\w-]+)"', page.content.decode())


def test_all_chapters_stand_there_with_their_drafts_or_else_their_newest_words(siri, small, roles, privacy) -> None:
    drafted(roles, siri, word="vil")
    page = signed_in(siri).get(address(small))
    text = page_text(page)
    assert chapters(page) == [roles.slug, privacy.slug]
    assert "Et verv vil" in text
    assert "Et verv kan" not in text
    assert "Versjon 1, publisert" in text
    assert f"/admin/handbook/version/{roles.versions.get(number=None).pk}/edit/?text=nb" in page.content.decode()


def test_a_manager_sees_what_is_for_managers_and_an_employee_finds_it_folded(siri, small, roles) -> None:
    client = signed_in(siri)
    as_employee = client.get(address(small)).content.decode()
    as_manager = client.get(address(small, audience="leaders")).content.decode()
    assert ("for-others" in as_employee, "for-others" in as_manager) == (True, False)
    questions = re.compile(r'class="preview-question"')
    assert len(questions.findall(as_employee)) < len(questions.findall(as_manager))
    assert "Slik vil en leder se håndboka" in as_manager


def test_labels_are_in_the_language_that_is_previewed_and_the_rest_in_that_of_hr(siri, small, roles) -> None:
    page = signed_in(siri, "nb").get(address(small, text="en"))
    text = page_text(page)
    assert "Your roles" in text
    assert "Questions" in text
    assert "Slik vil en ansatt se håndboka" in text
    assert '<summary lang="en">For managers' in page.content.decode()


def test_a_chapter_that_is_not_translated_is_shown_in_the_source_language_and_says_so(siri, olav, small) -> None:
    signed_in(olav).post(
        f"/admin/handbook/handbook/{small.pk}/change/", {"part": "new-section", "title": "Helt nytt kapittel"}
    )
    draft = Version.objects.get(published_at=None)
    save_draft(draft=draft, texts={"source_nb": "§ \nSi fra.\n"}, revision=draft.revision, by=None, at=MONDAY)
    client = signed_in(siri)
    assert "Ikke oversatt ennå" not in page_text(client.get(address(small)))
    text = page_text(client.get(address(small, text="nn")))
    assert "Ikke oversatt ennå: Leserne får det på kildespråket." in text
    assert "Helt nytt kapittel" in text


def test_a_withdrawn_chapter_is_left_out(siri, small, roles, privacy) -> None:
    withdraw_section(section=privacy, on=TODAY, by=siri, at=MONDAY)
    assert chapters(signed_in(siri).get(address(small))) == [roles.slug]


@pytest.mark.parametrize("query", [{"text": "xx"}, {"text": "%00"}, {"audience": "x"}])
def test_odd_wishes_give_the_source_language_and_an_employee(query: dict[str, str], siri, small, roles) -> None:
    page = signed_in(siri).get(address(small, **query))
    assert (page.context["language"], page.context["audience"]) == ("nb", "everyone")


def test_it_writes_nothing_and_ids_stand_once(siri, small, roles, privacy) -> None:
    (first, *_others) = re.findall(r"^## (\S+)", roles.versions.get().quiz_nb, re.MULTILINE)
    changed(privacy, {"quiz_nb": ("## traces", f"## {first}")}, by=siri)  # two chapters with a question of that name
    before = Version.objects.count()
    page = signed_in(siri).get(address(small, audience="leaders")).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert Version.objects.count() == before


def test_it_asks_the_same_with_one_section_and_with_two(siri, small, roles, privacy) -> None:
    client = signed_in(siri)
    counts = []
    for withdrawn in (roles, None):
        with queries() as asked:
            client.get(address(small))
        counts.append(len(asked))
        if withdrawn:
            withdraw_section(section=withdrawn, on=TODAY, by=siri, at=MONDAY)
    assert counts[0] == counts[1]
