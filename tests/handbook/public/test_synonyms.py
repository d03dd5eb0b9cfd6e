"""A handbook says which words mean the same, in its file and in the admin; a search for one finds the others."""

import pytest
from django.test import Client

from handbook.import_export.exporter import export_handbook
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind
from records.models import Event
from tests.cast import FIRST, MONDAY, TODAY
from tests.support import small_handbook
from tests.support.backoffice import typed_in_part
from tests.support.queries import parameters
from tests.support.search import ask, places

SYNONYMS = """
[synonyms]
nb = ["verv, styreplass", "kritikkverdig atferd, mobbing"]
nn = ["verv, styreplass"]
en = ["office, seat on a board"]
"""


def store(**lines: str) -> None:
    Handbook.objects.update(**{f"synonyms_{language}": text for language, text in lines.items()})


def test_a_word_finds_what_means_the_same_in_every_form(speech) -> None:
    assert (places(ask("styreplass")), places(ask("mobbe"))) == ([], [])
    store(nb="verv, styreplass\nkritikkverdig atferd, mobbing", en="office, seat on a board")
    assert places(ask("styreplassen")) == ["roles#roles-1"]
    assert places(ask("seat on a board", "en")) == ["roles#roles-1"]
    assert places(ask("styreplass", "nn")) == []
    assert places(ask("mobbing")) == ["speech#speech-2"]
    assert places(ask("mobbing om styreplass")) == []
    (hit,) = ask("styreplass").hits
    assert [part.text for part in hit.excerpt if part.is_found] == ["verv"]


def test_the_word_itself_comes_before_what_means_the_same(speech) -> None:
    assert places(ask("varsle")) == ["speech#speech-2", "speech#speech-heading"]
    store(nb="verv, varsle")
    assert places(ask("varsle")) == ["speech#speech-2", "speech#speech-heading", "roles#roles-1"]
    assert places(ask("verv"))[0] == "roles#roles-1"


def test_the_words_of_one_handbook_are_not_those_of_another(speech, content, settings) -> None:
    folder = settings.CONTENT_DIR / "other"
    for path in content.rglob("*.*"):
        small_handbook.put(folder / path.relative_to(content), path.read_text(encoding="utf-8"))
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    Handbook.objects.filter(slug="other").update(synonyms_nb="verv, styreplass")
    (hit,) = ask("styreplass").hits
    assert hit.shown.version.section.handbook.slug == "other"


def test_laws_and_contacts_are_found_by_what_means_the_same(speech) -> None:
    store(nb="inhabil, ugild")
    (hit,) = ask("ugild").hits
    assert hit.passage is not None
    assert hit.passage.kind == "law"


def test_the_file_has_them_and_importing_what_was_exported_changes_nothing(small, content, tmp_path) -> None:
    toml = content / "handbook.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + SYNONYMS, encoding="utf-8")
    options = {"publish_as": None, "replace_drafts": False, "by": None, "at": MONDAY}
    import_folder(folder=content, replace_metadata=True, **options)
    stored = Handbook.objects.get(pk=small.pk)
    assert stored.synonyms_nb == "verv, styreplass\nkritikkverdig atferd, mobbing"
    (event,) = Event.objects.filter(what="frame replaced")
    assert event.details["changes"]["synonyms_en"] == ["", "office, seat on a board"]
    export_handbook(handbook=stored, folder=tmp_path / "small", on=TODAY)
    exported = (tmp_path / "small" / "handbook.toml").read_text(encoding="utf-8")
    assert '"kritikkverdig atferd, mobbing"' in exported
    toml.write_text(exported, encoding="utf-8")
    import_folder(folder=content, **options)
    assert Event.objects.filter(what="frame replaced").count() == 1


@pytest.mark.parametrize(
    ("lines", "is_saved"),
    [
        ("verv, styreplass\r\n\r\nkritikkverdig atferd, mobbing\r\n", True),
        ("", True),
        ("verv, styreplass\r\nmobbing\r\n", False),
    ],
)
def test_they_are_edited_on_the_page_of_the_handbook(lines: str, is_saved: bool, small, siri) -> None:
    store(nb="verv, plass")
    client = Client(headers={"accept-language": "nb"})
    client.force_login(siri)
    address = f"/admin/handbook/handbook/{small.pk}/change/"
    page = client.get(address).content.decode()
    assert 'name="synonyms_nb"' in page
    assert "ord som betyr det samme" in page.casefold()
    response = client.post(address, typed_in_part(client, address, "synonyms") | {"synonyms_nb": lines})
    saved = Handbook.objects.get(pk=small.pk).synonyms_nb
    events = Event.objects.filter(what="handbook edited", by=siri)
    if is_saved:
        assert saved.split("\n") == lines.strip().split("\r\n")
        assert events.get().details["fields"] == ["synonyms_nb"]
    else:
        assert "Linje 2: skriv minst to ord med komma mellom." in response.content.decode()
        assert (saved, events.count()) == ("verv, plass", 0)


def test_many_synonyms_make_no_statement_of_many_parameters(speech) -> None:
    typed = ["verv", "varsle", "kritikk", "kommune", "nabo", "leder", "ansatt", "plan"]
    lines = [
        ", ".join([word, *(f"{word}{letter} {word}{letter}{letter}" for letter in "abcdefghij")]) for word in typed
    ]
    store(**dict.fromkeys(("nb", "nn", "en"), "\n".join(lines)))
    with parameters() as counts:
        ask(" ".join(typed))
        ask(" ".join(typed), "nn")
    assert max(counts) < 500
