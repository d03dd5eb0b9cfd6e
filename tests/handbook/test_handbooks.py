"""A handbook that HR edits is stored with one event."""

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
    assert event.details == {"fields": ["title_nn", "open_to_all"]}
