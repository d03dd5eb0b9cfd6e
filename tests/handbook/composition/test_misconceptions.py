"""Misconceptions get their ids from the site, and stay while a question names them."""

import pytest

from handbook.composition.misconceptions import (
    MisconceptionNamed,
    TypedMisconception,
    edit_misconceptions,
    named_misconceptions,
)
from handbook.translations.offered import offer_languages
from records.models import Event
from tests.cast import MONDAY

M05 = TypedMisconception("M05", "cautious", {"nb": "Jeg må alltid spørre", "nn": "Eg må spørje", "en": "I must ask"})
NEW = TypedMisconception("", "careless", {"nb": "Alt er lov", "nn": "", "en": ""})


def edit(handbook, *typed: TypedMisconception, by):
    return edit_misconceptions(handbook=handbook, typed=typed, by=by, at=MONDAY)


def test_new_ones_get_numbers_above_all_that_are_there(small, olav) -> None:
    kept = [
        TypedMisconception(id_, texts["side"], {code: texts[code] for code in ("nb", "nn", "en")})
        for id_, texts in small.misconceptions.items()
        if id_ != "M05"
    ]
    stored = edit(small, *kept, M05, NEW, NEW, by=olav).misconceptions
    assert sorted(stored) == ["M05", "M13", "M14", "M15"]
    assert (stored["M05"]["nb"], stored["M14"]) == (
        "Jeg må alltid spørre",
        {"side": "careless", "nb": "Alt er lov", "nn": "", "en": ""},
    )
    assert Event.objects.latest("pk").details["fields"] == ["misconceptions"]


def test_the_first_of_a_new_handbook_is_m01(small, olav) -> None:
    small.misconceptions = {}
    small.save()
    # Questions still name M05 and M13, so that their answers are counted by these.
    assert named_misconceptions(small) >= {"M05"}
    assert list(edit(small, NEW, by=olav).misconceptions) == [
        f"M{max(int(id_[1:]) for id_ in named_misconceptions(small)) + 1:02}"
    ]


def test_one_that_a_question_names_is_not_removed(small, olav) -> None:
    with pytest.raises(MisconceptionNamed):
        edit(small, NEW, by=olav)
    small.refresh_from_db()
    assert set(small.misconceptions) == {"M13", "M05"}


def test_words_in_a_language_that_is_not_offered_are_kept(small, olav) -> None:
    offer_languages(handbook=small, languages=["nb"], by=olav, at=MONDAY)
    typed = [TypedMisconception(id_, "careless", {"nb": "Noe annet"}) for id_ in small.misconceptions]
    assert edit(small, *typed, by=olav).misconceptions["M05"] == {
        "side": "careless",
        "nb": "Noe annet",
        "nn": "Eg må spørje",
        "en": "I must ask",
    }
