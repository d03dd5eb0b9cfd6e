"""A handbook that HR edits is stored with one event."""

from handbook.composition.misconceptions import add_misconception
from handbook.handbooks import edit_handbook
from handbook.models import Handbook
from records.models import Event
from tests.cast import MONDAY


def test_an_edit_is_stored_with_the_names_of_its_columns(small, siri) -> None:
    small.title_nn, small.open_to_all = "Ei lita handbok", False
    edit_handbook(handbook=small, fields=["title_nn", "open_to_all"], by=siri, at=MONDAY)
    stored = Handbook.objects.get(pk=small.pk)
    assert (stored.title_nb, stored.title_nn, stored.open_to_all) == ("Liten håndbok", "Ei lita handbok", False)
    event = Event.objects.get(what="handbook edited")
    assert (event.by, event.at, event.subject_key) == (siri, MONDAY, str(small.pk))
    assert event.details == {
        "fields": ["title_nn", "open_to_all"],
        "changes": {"title_nn": ["Lita handbok", "Ei lita handbok"], "open_to_all": [True, False]},
    }


def test_what_says_the_same_as_before_is_no_change(small, siri) -> None:
    """A browser gives the lines of a text ends of its own."""
    Handbook.objects.filter(pk=small.pk).update(in_short_nb="Én.\nTo.")
    small.in_short_nb = "Én.\r\nTo."
    edit_handbook(handbook=small, fields=["in_short_nb", "lead_nb"], by=siri, at=MONDAY)
    assert not Event.objects.filter(what="handbook edited").exists()
    small.lead_nn = "Ord. " * 60
    edit_handbook(handbook=small, fields=["in_short_nb", "lead_nn"], by=siri, at=MONDAY)
    event = Event.objects.get(what="handbook edited")
    assert event.details == {"fields": ["lead_nn"], "changes": {}}


def test_a_misconception_gets_an_id_that_no_quiz_has_ever_named(small, siri) -> None:
    known = {"M05": small.misconceptions["M05"]}
    Handbook.objects.filter(pk=small.pk).update(misconceptions=known)  # M13 is still named in quizzes
    facts = {"handbook": small, "text": "at det haster", "by": siri, "at": MONDAY}

    assert add_misconception(side="careless", **facts) == "M14"
    assert add_misconception(side="careless", **facts | {"text": "At det haster"}) == "M14"
    assert add_misconception(side="cautious", **facts) == "M15"
    stored = Handbook.objects.get(pk=small.pk)
    assert stored.misconceptions["M14"] == {"side": "careless", "nb": "at det haster", "nn": "", "en": ""}
    assert stored.misconception("M14", "en") == {"side": "careless", "text": "at det haster"}
    events = Event.objects.filter(what="misconception added", by=siri).order_by("pk")
    assert [event.details for event in events] == [
        {"name": "M14", "text": "at det haster"},
        {"name": "M15", "text": "at det haster"},
    ]
