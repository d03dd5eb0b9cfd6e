"""HR saves a page of the site's own: what readers of each language are shown then, and what a translation is behind."""

import threading
from dataclasses import replace

import pytest
from django.db import connection

from handbook.models import PageText
from handbook.site_pages import PageChanged, restore_text, site_page
from handbook.versions.publish import HasErrors
from records.models import Event
from tests.cast import MONDAY
from tests.support.site_pages import change, opened, outdated, save

pytestmark = pytest.mark.usefixtures("content")
LANGUAGES = ("nb", "nn", "en")


def test_without_a_row_the_text_that_ships_is_shown(db) -> None:
    shown = site_page("privacy", "nn")
    assert (shown.title, shown.number, shown.is_shipped) == ("Personvern", 0, True)
    assert shown.html.startswith("<p>Her står det noko.</p>\n<h2>Sei frå</h2>")
    assert outdated() == {"nb": False, "nn": False, "en": False}


def test_the_text_that_ships_is_read_again_when_the_file_is_another(db, settings) -> None:
    assert site_page("privacy", "nb").html.startswith("<p>Her står det noe.</p>")
    (settings.CONTENT_DIR / "pages/privacy/nb.md").write_text("---\ntitle: Ny\n---\n\nEt nytt avsnitt.\n")
    assert (site_page("privacy", "nb").title, site_page("privacy", "nb").html) == ("Ny", "<p>Et nytt avsnitt.</p>")


def test_what_is_saved_is_shown_to_readers_of_that_language_alone(olav) -> None:
    assert save(change(opened(), "nb", "noe", "mer"), olav) == {"nb": 1}
    assert site_page("privacy", "nb").html.startswith("<p>Her står det mer.</p>")
    assert site_page("privacy", "nn").is_shipped
    assert site_page("accessibility", "nb").is_shipped


def test_every_saving_is_a_row_and_an_event(olav) -> None:
    save(change(change(opened(), "nb", "noe", "mer"), "en", "Something", "More"), olav)
    save(change(opened(), "nb", "mer", "alt"), olav)
    rows = PageText.objects.order_by("pk").values_list("language", "number", "by__number", "at")
    assert list(rows) == [("nb", 1, "1004", MONDAY), ("en", 1, "1004", MONDAY), ("nb", 2, "1004", MONDAY)]
    events = Event.objects.filter(what="page saved").order_by("pk")
    assert [event.details for event in events] == [
        {"page": "privacy", "numbers": {"nb": 1, "en": 1}},
        {"page": "privacy", "numbers": {"nb": 2}},
    ]


def test_what_nobody_changed_adds_no_row_and_no_event(olav) -> None:
    assert save(opened(), olav) == {}
    spaced = change(opened(), "nb", "noe.\n", "noe.   \n\n\n")
    assert save(spaced, olav) == {}
    assert (PageText.objects.count(), Event.objects.filter(what="page saved").count()) == (0, 0)


def test_an_error_in_any_language_stores_nothing_and_all_are_told(olav) -> None:
    typed = change(change(opened(), "nb", "noe", "<b>noe</b>"), "nn", "## Sei", "### Sei")
    with pytest.raises(HasErrors) as refused:
        save(typed, olav)
    assert sorted({(error.place.path, error.line, error.code) for error in refused.value.errors}) == [
        ("privacy/nb.md", 1, "html"),
        ("privacy/nn.md", 3, "heading-skips"),
    ]
    assert PageText.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("/privacy/", True),
        ("/handbooks/small/", True),
        ("/handbooks/small/roles/", True),
        ("/remarks/?page=/privacy/", True),
        ("/handbooks/large/", False),
        ("/handbooks/small/rules/", False),
        ("/admin/", False),
        ("/admin/anything/", False),
        ("/nonsense/", False),
        ("//nonsense.example/", False),
        ("privacy/", False),
    ],
)
def test_a_link_leads_to_a_page_that_is_there(address: str, is_there: bool, olav, small) -> None:
    typed = change(opened(), "nb", "/remarks/", address)
    if is_there:
        assert save(typed, olav) == {"nb": 1}
    else:
        with pytest.raises(HasErrors) as refused:
            save(typed, olav)
        assert [(error.code, error.values) for error in refused.value.errors] == [("page-link", (address,))]


def test_a_new_source_leaves_its_translations_behind_and_they_are_shown_as_they_are(olav) -> None:
    save(change(opened(), "nb", "noe", "mer"), olav)
    assert outdated() == {"nb": False, "nn": True, "en": True}
    assert site_page("privacy", "nn").html.startswith("<p>Her står det noko.</p>")


def test_a_translation_matches_again_when_somebody_says_so_and_not_because_it_was_changed(olav) -> None:
    save(change(opened(), "nb", "noe", "mer"), olav)
    save(change(opened(), "nn", "noko", "meir"), olav)
    assert outdated() == {"nb": False, "nn": True, "en": True}
    typed = opened()
    assert save(typed | {"nn": replace(typed["nn"], matches=True)}, olav) == {"nn": 2}
    assert outdated() == {"nb": False, "nn": False, "en": True}


def test_source_and_translation_are_saved_together_and_match(olav) -> None:
    typed = change(change(opened(), "nb", "noe", "mer"), "nn", "noko", "meir", matches=True)
    assert save(typed, olav) == {"nb": 1, "nn": 1}
    assert outdated() == {"nb": False, "nn": False, "en": True}


def test_a_translation_edited_beside_a_source_that_stands_is_not_behind(olav) -> None:
    save(change(opened(), "en", "Something", "Much"), olav)
    assert outdated() == {"nb": False, "nn": False, "en": False}


def test_whoever_compared_with_a_source_that_has_moved_is_behind_at_once(olav, siri) -> None:
    typed_pages = change(opened(), "nn", "noko", "meir", matches=True)
    save(change(opened(), "nb", "noe", "mer"), siri)
    save(typed_pages, olav)
    assert outdated()["nn"]


def test_nobody_saves_over_somebody_else(olav, siri) -> None:
    typed_pages = change(opened(), "nb", "noe", "mitt")
    save(change(opened(), "nb", "noe", "ditt"), siri)
    with pytest.raises(PageChanged) as refused:
        save(typed_pages, olav)
    assert refused.value.languages == ("nb",)
    assert site_page("privacy", "nb").html.startswith("<p>Her står det ditt.</p>")


def test_two_who_change_each_their_language_are_in_nobodys_way(olav, siri) -> None:
    typed_pages = change(opened(), "nn", "noko", "mitt")
    save(change(opened(), "nb", "noe", "ditt"), siri)
    assert save(typed_pages, olav) == {"nn": 1}
    assert site_page("privacy", "nb").html.startswith("<p>Her står det ditt.</p>")


def test_two_who_type_the_same_are_in_nobodys_way(olav, siri) -> None:
    typed_pages = change(opened(), "nb", "noe", "det samme")
    save(typed_pages, siri)
    assert save(typed_pages, olav) == {}


def test_an_earlier_text_comes_back_as_a_new_row_and_its_translations_match_again(olav) -> None:
    save(change(opened(), "nb", "noe", "mer"), olav)
    save(change(opened(), "nb", "mer", "alt"), olav)
    stands = site_page("privacy", "nb")
    digest = PageText.objects.get(pk=stands.pk).digest
    row = restore_text(slug="privacy", language="nb", number=1, opened=digest, by=olav, at=MONDAY)
    assert row
    assert (row.number, site_page("privacy", "nb").html.partition("\n")[0]) == (3, "<p>Her står det mer.</p>")
    assert restore_text(slug="privacy", language="nb", number=0, opened=row.digest, by=olav, at=MONDAY)
    assert site_page("privacy", "nb").number == 4
    assert outdated() == {"nb": False, "nn": False, "en": False}
    assert Event.objects.latest("pk").details == {"page": "privacy", "language": "nb", "number": 4, "text_of": 0}


def test_what_stands_already_does_not_come_back(olav) -> None:
    save(change(opened(), "nb", "noe", "mer"), olav)
    digest = PageText.objects.get().digest
    assert restore_text(slug="privacy", language="nb", number=1, opened=digest, by=olav, at=MONDAY) is None
    with pytest.raises(PageText.DoesNotExist):
        restore_text(slug="privacy", language="nb", number=7, opened=digest, by=olav, at=MONDAY)
    with pytest.raises(PageChanged):
        restore_text(slug="privacy", language="nb", number=0, opened="something else", by=olav, at=MONDAY)
    assert PageText.objects.count() == 1


def test_a_text_whose_link_leads_nowhere_now_does_not_come_back(olav, small) -> None:
    save(change(opened(), "nb", "/remarks/", "/handbooks/small/roles/"), olav)
    save(change(opened(), "nb", "/handbooks/small/roles/", "/remarks/"), olav)
    small.sections.filter(slug="roles").update(slug="roles-before")
    digest = PageText.objects.get(number=2).digest
    with pytest.raises(HasErrors):
        restore_text(slug="privacy", language="nb", number=1, opened=digest, by=olav, at=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_told_of_the_other(olav, siri) -> None:
    typed = {who: change(opened(), "nb", "noe", who.given_name) for who in (olav, siri)}
    together, outcomes = threading.Barrier(2), []

    def press(who) -> None:
        try:
            together.wait()
            save(typed[who], who)
            outcomes.append("saved")
        except PageChanged:
            outcomes.append("moved")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(who,)) for who in typed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(outcomes), PageText.objects.count()) == (["moved", "saved"], 1)
