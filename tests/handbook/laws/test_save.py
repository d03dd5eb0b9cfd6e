"""HR changes laws and adds its own; the release's go on by themselves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.laws.register import law_entries
from handbook.laws.save import (
    FIRST_OWN,
    LawChangedMeanwhile,
    LawEndsBeforeItBegins,
    LawIsNamed,
    LawNotInRelease,
    add_law,
    follow_release,
    keep_law,
    remove_law,
    save_law,
)
from handbook.models import LawText
from records.models import Event
from tests.cast import MONDAY
from tests.support.content_files import change
from tests.support.drafts import drafted
from tests.support.laws import OWN, add_own, entry_of, in_words, law_box, reword

SHIPPED = "Når en ansatt er inhabil."
NAME = "Forvaltningsloven § 6"


@pytest.fixture
def file(small, settings) -> Path:
    """The register of the release."""
    return Path(settings.CONTENT_DIR) / "laws.toml"


def recorded() -> list[tuple[str, str]]:
    return list(Event.objects.filter(what__startswith="law ").order_by("pk").values_list("what", "details__name"))


def test_a_law_that_hr_has_not_changed_follows_the_release(file: Path) -> None:
    change(file, SHIPPED, "Også når tilliten svekkes.")
    assert law_box() == {NAME: "Også når tilliten svekkes."}
    assert (LawText.objects.count(), entry_of("L6").is_changed) == (0, False)


def test_hrs_words_are_shown_and_kept_when_the_release_changes_the_law(file: Path, siri) -> None:
    reword("L6", "Våre ord", by=siri)
    assert law_box() == {NAME: "Våre ord (nb)"}
    assert (entry_of("L6").is_changed, entry_of("L6").is_overtaken) == (True, False)
    change(file, SHIPPED, "Nye ord.")
    entry = entry_of("L6")
    assert law_box() == {NAME: "Våre ord (nb)"}
    assert entry.is_overtaken
    assert [law and law.texts["nb"][2] for law in (entry.shown, entry.released_then, entry.released)] == [
        "Våre ord (nb)",
        SHIPPED,
        "Nye ord.",
    ]
    assert recorded() == [("law changed", NAME)]


def test_hr_keeps_its_words_beside_a_new_release(file: Path, siri) -> None:
    reword("L6", "Våre ord", by=siri)
    change(file, SHIPPED, "Nye ord.")
    keep_law(id_="L6", opened=1, by=siri, at=MONDAY)
    assert (law_box(), entry_of("L6").is_overtaken) == ({NAME: "Våre ord (nb)"}, False)
    change(file, "Nye ord.", "Nyere ord.")
    assert entry_of("L6").is_overtaken
    assert recorded()[1:] == [("law kept", NAME)]


def test_hr_takes_the_words_of_the_release(file: Path, siri) -> None:
    reword("L6", "Våre ord", by=siri)
    change(file, SHIPPED, "Nye ord.")
    follow_release(id_="L6", opened=1, by=siri, at=MONDAY)
    assert law_box() == {NAME: "Nye ord."}
    change(file, "Nye ord.", "Nyere ord.")
    assert law_box() == {NAME: "Nyere ord."}
    assert (entry_of("L6").is_changed, recorded()[1:]) == (False, [("law as released", NAME)])


def test_typing_the_words_of_the_release_follows_it_again(file: Path, siri) -> None:
    released = entry_of("L6").shown
    assert save_law(law=released, opened=0, by=siri, at=MONDAY) is None
    reword("L6", "Våre ord", by=siri)
    save_law(law=released, opened=1, by=siri, at=MONDAY)
    change(file, SHIPPED, "Nye ord.")
    assert law_box() == {NAME: "Nye ord."}


def test_a_release_that_says_what_hr_says_is_no_news(file: Path, siri) -> None:
    shown = entry_of("L6").shown
    texts = {**shown.texts, "nb": ("Forvaltningsloven", "§ 6", "Nye ord.")}
    save_law(law=replace(shown, texts=texts), opened=0, by=siri, at=MONDAY)
    change(file, SHIPPED, "Nye ord.")
    assert (entry_of("L6").is_changed, entry_of("L6").is_overtaken) == (False, False)


def test_a_law_that_a_release_drops_stays_if_hr_has_changed_it(file: Path, siri) -> None:
    reword("L6", "Våre ord", by=siri)
    text = file.read_text(encoding="utf-8")
    file.write_text(text[text.index("[L7]") :], encoding="utf-8")
    entry = entry_of("L6")
    assert law_box() == {NAME: "Våre ord (nb)"}
    assert (entry.is_overtaken, entry.is_own, entry.released) == (True, False, None)
    with pytest.raises(LawNotInRelease):
        follow_release(id_="L6", opened=1, by=siri, at=MONDAY)
    keep_law(id_="L6", opened=1, by=siri, at=MONDAY)
    assert (entry_of("L6").is_overtaken, entry_of("L6").is_own) == (False, True)


def test_hr_adds_laws_with_ids_that_no_release_takes_and_none_is_used_twice(file: Path, siri) -> None:
    first = add_own(by=siri)
    remove_law(id_=first.law, opened=1, by=siri, at=MONDAY)
    second = add_own(by=siri)
    assert [first.law, second.law] == [f"L{FIRST_OWN}", f"L{FIRST_OWN + 1}"]
    assert [(entry.shown.id, entry.is_own) for entry in law_entries()] == [
        ("L6", False),
        ("L7", False),
        ("L1002", True),
    ]
    assert [what for what, _name in recorded()] == ["law added", "law removed", "law added"]


def test_a_law_that_a_draft_or_a_published_text_names_is_not_removed(file: Path, siri, roles) -> None:
    own = add_own(by=siri)
    draft = drafted(roles, siri)
    draft.laws = own.law.lower()
    draft.save()
    with pytest.raises(LawIsNamed, match="«Liten håndbok»"):
        remove_law(id_=own.law, opened=1, by=siri, at=MONDAY)
    draft.laws = ""
    draft.source_nb = draft.source_nb.replace("L6", own.law)
    assert own.law in draft.source_nb
    draft.save()
    with pytest.raises(LawIsNamed):
        remove_law(id_=own.law, opened=1, by=siri, at=MONDAY)
    draft.delete()
    remove_law(id_=own.law, opened=1, by=siri, at=MONDAY)
    reword("L6", "Våre ord", by=siri)
    file.write_text("", encoding="utf-8")
    with pytest.raises(LawIsNamed):
        remove_law(id_="L6", opened=entry_of("L6").number, by=siri, at=MONDAY)


def test_of_two_who_change_a_law_the_second_is_refused(file: Path, siri, olav) -> None:
    shown = entry_of("L6").shown
    save_law(law=in_words(shown, "Siris"), opened=0, by=siri, at=MONDAY)
    with pytest.raises(LawChangedMeanwhile):
        save_law(law=in_words(shown, "Olavs"), opened=0, by=olav, at=MONDAY)
    for verb in (keep_law, follow_release, remove_law):
        with pytest.raises(LawChangedMeanwhile):
            verb(id_="L6", opened=0, by=olav, at=MONDAY)
    assert law_box() == {NAME: "Siris (nb)"}


def test_a_law_of_the_release_is_not_removed(file: Path, siri) -> None:
    reword("L7", "Våre ord", by=siri)
    with pytest.raises(LawChangedMeanwhile):
        remove_law(id_="L7", opened=1, by=siri, at=MONDAY)


def test_the_last_day_is_not_before_the_first_one(file: Path, siri) -> None:
    days = {"from_day": date(2026, 12, 1), "to_day": date(2026, 11, 30)}
    with pytest.raises(LawEndsBeforeItBegins):
        reword("L6", "Våre ord", by=siri, **days)
    with pytest.raises(LawEndsBeforeItBegins):
        add_law(law=replace(OWN, **days), by=siri, at=MONDAY)
    assert (LawText.objects.count(), recorded()) == (0, [])
