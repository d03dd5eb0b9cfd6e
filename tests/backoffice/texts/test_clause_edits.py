"""What editors do to a clause: what HR is shown before publishing, and who is asked afterwards. Amina has completed it."""

import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest

from handbook.import_export.confirm_translations import confirm_translations
from handbook.models import Change, Version
from markup.clause_ids.prompts import IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS
from tests.support.attempts import complete
from tests.support.backoffice import ALTHOUGH, open_editor, publish_as, signed_in, type_over
from tests.support.content_files import change
from tests.support.text import page_text
from tests.support.todos import owed

pytestmark = pytest.mark.sqlite_only

OFFICE = "Et verv kan komme i konflikt med jobben din."
TELL = "Si fra til lederen din før du tar på deg et nytt verv."
CLEAR = "Du bør være tydelig på hvem du snakker for."
PROFILE = "Skriv i [profilen din](https://solvik.example/profil) at du svarer for deg selv."
ONE, TWO = f"§ roles-1 (guideline)\n{OFFICE} {TELL}", f"§ roles-2 (guideline)\n{CLEAR} {PROFILE}"
TRANSLATED = {
    "nn": "§ roles-2\nDu bør vere tydeleg på kven du snakkar for.\n\n",
    "en": "§ roles-2\nYou should be clear about whom you speak for.\n\n",
}
CORRECTION, CLARIFICATION, NEW_RULE = "correction", "clarification", "new_rule"
EACH_KIND = pytest.mark.parametrize("kind", [CORRECTION, CLARIFICATION, NEW_RULE])


@pytest.fixture
def content(content: Path) -> Path:
    """The small handbook, with two points of two sentences each."""
    change(content / "roles" / "nb.md", OFFICE, f"{OFFICE} {TELL}")
    change(content / "roles" / "nb.md", CLEAR, f"{CLEAR} {PROFILE}")
    for language in TRANSLATED:
        confirm_translations(content, language)
    return content


@pytest.fixture
def client(amina, olav, roles, required):
    """Olav, who may edit and publish; Amina has read the section before."""
    complete(amina, roles)
    return signed_in(olav)


@pytest.fixture
def draft(client, roles) -> Version:
    return open_editor(client, roles)


def saved(client, draft: Version, *, language: str = "nb", **typed: tuple[str, str]):
    """Type in the editor and press «See the consequences»."""
    return type_over(client, draft, typed, language=language, action="review")


def settle(client, draft: Version, value: str):
    """Answer the only question about a block, and go on."""
    (asked,) = client.get(f"/admin/handbook/version/{draft.pk}/markdown/").context["open_ids"]
    return type_over(client, Version.objects.get(pk=draft.pk), {}, action="review", **{asked.field: value})


def review(draft: Version) -> str:
    return f"/admin/handbook/version/{draft.pk}/review/"


UNTOUCHED = "Utkastet sier det samme som versjon 1. Det er ingenting å publisere eller godkjenne."
CHANGED = re.compile(
    r'aria-labelledby="changed">.*?</h2>(?:.*?</div>)?(?:\s*<p>Spørsmål:.*?</p>)?(.*?)</section>',
    re.DOTALL,
)
"""What has changed of the text: below the buttons of the languages and the number of the questions."""


def shown(client, draft: Version) -> tuple[str, ...]:
    """What stands below «This has changed» for each point, and what has become of whole points: without the choices."""
    page = client.get(review(draft))
    if UNTOUCHED in page_text(page):
        return (UNTOUCHED,)
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", CHANGED.search(page.content.decode())[1])).split())
    choices = (
        "Hva slags endring er det? Språkretting – språket er rettet; ingen må bekrefte på nytt Presisering – vises som nytt; "
        "ingen må bekrefte på nytt Ny regel – 1 ansatt må bekrefte på nytt"
    )
    return tuple(edit.strip() for edit in words.split(choices) if edit.strip())


def published(client, draft: Version, kinds: dict[str, str], *, asked: int) -> Version:
    """Publish with these kinds and the button that says how many it asks."""
    publish_as(client, review(draft), kinds, action=f"publish:{asked}", although=ALTHOUGH)
    return Version.objects.published().get(pk=draft.pk)


def changes(version: Version) -> list[tuple[str, str, str]]:
    return list(Change.objects.filter(version=version).order_by("pk").values_list("clause", "what", "kind"))


def test_a_clause_that_was_moved_is_told_and_asks_nobody(client, draft, amina, roles) -> None:
    saved(client, draft, source=(f"{ONE}\n\n{TWO}", f"{TWO}\n\n{ONE}"))
    assert shown(client, draft) == (
        "Ingen ord er endret. Lover eller rekkefølgen kan være det. Flyttet, uten at noen må bekrefte på nytt: Punkt 1.2.",
    )
    assert changes(published(client, draft, {}, asked=0)) == []
    assert owed(amina, roles) == []


@EACH_KIND
def test_a_clause_moved_and_reworded_is_told_as_both_and_asks_by_its_words_alone(
    kind: str, client, draft, amina, roles
) -> None:
    reworded = ONE.replace("Si fra", "Skriv")
    saved(client, draft, source=(f"{ONE}\n\n{TWO}", f"{TWO}\n\n{reworded}"))
    assert shown(client, draft) == (
        f"Punkt 1.2 · endret {OFFICE} Fjernet: Si fra Nytt: Skriv til lederen din før du tar på deg et nytt verv.",
        "Flyttet, uten at noen må bekrefte på nytt: Punkt 1.2.",
    )
    is_asked = kind == NEW_RULE
    published(client, draft, {"roles-1": kind}, asked=int(is_asked))
    assert owed(amina, roles) == (["roles-1"] if is_asked else [])


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        ((CORRECTION, CORRECTION), []),
        ((CLARIFICATION, NEW_RULE), ["roles-5"]),
        ((NEW_RULE, CLARIFICATION), ["roles-1"]),
        ((NEW_RULE, NEW_RULE), ["roles-1", "roles-5"]),
    ],
    ids=["the same in two points", "the part is new", "what is left is new", "both are new"],
)
def test_a_clause_split_in_two_keeps_its_id_on_one_part_and_each_part_asks_by_its_kind(
    kinds: tuple[str, str], asked: list[str], client, draft, amina, roles
) -> None:
    saved(client, draft, source=(f"{OFFICE} {TELL}", f"{OFFICE}\n\n{TELL}"))
    draft.refresh_from_db()
    assert f"{OFFICE}\n\n§ roles-5 (guideline)\n{TELL}" in draft.text("source", "nb")
    assert shown(client, draft) == (
        f"Punkt 1.1 · endret {OFFICE} Fjernet: {TELL}",
        f"Punkt 1.2 · nytt Nytt: {TELL}",
        "Punkt 1.2 var før en del av punkt 1.1.",
    )
    version = published(client, draft, dict(zip(("roles-1", "roles-5"), kinds, strict=True)), asked=int(bool(asked)))
    assert changes(version) == [("roles-1", "changed", kinds[0]), ("roles-5", "new", kinds[1])]
    assert owed(amina, roles) == asked


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        ((CORRECTION, CORRECTION), []),
        ((NEW_RULE, CORRECTION), ["roles-1"]),
        ((CLARIFICATION, NEW_RULE), ["roles-2"]),
    ],
    ids=["the same in one point", "what is joined is new", "that one ends is new"],
)
def test_two_clauses_merged_are_one_that_changed_and_one_that_ends(
    kinds: tuple[str, str], asked: list[str], client, draft, amina, roles
) -> None:
    saved(client, draft, source=(f"{ONE}\n\n{TWO}", f"{ONE} {CLEAR} {PROFILE}"), quiz=("§ roles-2", "§ roles-1"))
    for language, words in TRANSLATED.items():
        draft.refresh_from_db()
        saved(client, draft, language=language, source=(words, ""))
    assert shown(client, draft) == (
        f"Punkt 1.1 · endret {OFFICE} {TELL} Nytt: {CLEAR} {PROFILE}",
        f"Punkt 1.2 · fjernet Fjernet: {CLEAR} {PROFILE}",
        "Punkt 1.2 (fjernet) er slått sammen med punkt 1.1.",
    )
    version = published(client, draft, dict(zip(("roles-1", "roles-2"), kinds, strict=True)), asked=int(bool(asked)))
    assert changes(version) == [("roles-1", "changed", kinds[0]), ("roles-2", "removed", kinds[1])]
    assert owed(amina, roles) == asked


def test_an_id_that_an_editor_deleted_is_offered_and_with_it_back_nothing_has_changed(
    client, draft, amina, roles
) -> None:
    to_editor = saved(client, draft, source=("§ roles-2 (guideline)\n", ""))
    assert "Avklar først hvilket punkt eller spørsmål hvert av disse avsnittene er." in page_text(
        client.get(to_editor["Location"])
    )
    assert settle(client, draft, "roles-2")["Location"] == review(draft)
    assert shown(client, draft) == (UNTOUCHED,)
    refused = publish_as(client, review(draft), {}, action="publish:0")
    assert (refused.status_code, "Utkastet er likt den publiserte versjonen" in page_text(refused)) == (409, True)
    assert owed(amina, roles) == []


def test_an_id_that_an_editor_deleted_on_purpose_is_a_new_point_and_one_that_ends(client, draft, amina, roles) -> None:
    saved(client, draft, source=("§ roles-2 (guideline)\n", ""))
    settle(client, draft, "roles-5")
    draft.refresh_from_db()
    saved(client, draft, quiz=("§ roles-2", "§ roles-5"))
    for language in TRANSLATED:
        draft.refresh_from_db()
        saved(client, draft, language=language, source=("§ roles-2\n", "§ roles-5\n"))
    assert shown(client, draft) == (
        f"Punkt 1.2 · nytt Nytt: {CLEAR} {PROFILE}",
        f"Punkt 1.2 · fjernet Fjernet: {CLEAR} {PROFILE}",
    )
    published(client, draft, {"roles-5": NEW_RULE, "roles-2": CORRECTION}, asked=1)
    assert owed(amina, roles) == ["roles-5"]


def swap(client, draft: Version, answer: str) -> None:
    """Each of two neighbours gets the other's text, and the editor says what was meant."""
    swapped = f"§ roles-1 (guideline)\n{CLEAR} {PROFILE}\n\n§ roles-2 (guideline)\n{OFFICE} {TELL}"
    saved(client, draft, source=(f"{ONE}\n\n{TWO}", swapped))
    (asked,) = client.get(f"/admin/handbook/version/{draft.pk}/markdown/").context["open_ids"]
    assert (asked.sentence, asked.chosen) == ("roles-1 og roles-2 har byttet tekst.", IDS_FOLLOW_TEXTS)
    settle(client, draft, answer)


def test_a_text_swapped_with_its_neighbours_is_a_move_when_the_ids_follow_and_asks_nobody(
    client, draft, amina, roles
) -> None:
    swap(client, draft, IDS_FOLLOW_TEXTS)
    assert shown(client, draft) == (
        "Ingen ord er endret. Lover eller rekkefølgen kan være det. Flyttet, uten at noen må bekrefte på nytt: Punkt 1.2.",
    )
    published(client, draft, {}, asked=0)
    assert owed(amina, roles) == []


@EACH_KIND
def test_a_text_swapped_on_purpose_is_two_points_rewritten_and_asks_by_their_kind(
    kind: str, client, draft, amina, roles
) -> None:
    swap(client, draft, LEAVE_AS_IT_IS)
    assert shown(client, draft) == (
        f"Punkt 1.1 · endret Slik var det {OFFICE} {TELL} Slik er det nå {CLEAR} {PROFILE}",
        f"Punkt 1.2 · endret Slik var det {CLEAR} {PROFILE} Slik er det nå {OFFICE} {TELL}",
    )
    is_asked = kind == NEW_RULE
    published(client, draft, {"roles-1": kind, "roles-2": kind}, asked=int(is_asked))
    assert owed(amina, roles) == (["roles-1", "roles-2"] if is_asked else [])


@EACH_KIND
def test_other_emphasis_is_said_in_words_and_suggested_as_a_correction(kind: str, client, draft, amina, roles) -> None:
    saved(client, draft, source=("være tydelig", "være **tydelig**"))
    marked = "Du bør være Nytt: ** tydelig Nytt: ** på hvem du snakker for."
    assert shown(client, draft) == (
        f"Punkt 1.2 · endret Ordene er de samme; uthevingen er en annen. {marked} {PROFILE} Ser ut som språkretting.",
    )
    is_asked = kind == NEW_RULE
    published(client, draft, {"roles-2": kind}, asked=int(is_asked))
    assert owed(amina, roles) == (["roles-2"] if is_asked else [])


def test_another_kind_of_point_and_another_audience_are_told_in_words(client, draft) -> None:
    saved(client, draft, source=("§ roles-3 (guideline, leaders)", "§ roles-3 (advice)"))
    words = "Målgruppe: fra ledere til alle. Type punkt: fra regel til tips."
    same = "Ordene er de samme. Typen punkt eller målgruppen er endret."
    assert shown(client, draft) == (f"Punkt 1.3 · endret {words} {same}",)


@EACH_KIND
def test_a_link_that_leads_elsewhere_is_said_in_words_and_nothing_is_suggested(
    kind: str, client, draft, amina, roles
) -> None:
    saved(client, draft, source=("solvik.example/profil", "solvik.example/konto"))
    old, new = (f"https://solvik.example/{path}" for path in ("profil", "konto"))
    text = f"{CLEAR} Skriv i [profilen din]({new}) at du svarer for deg selv."
    sentence = f"Lenka « profilen din » går et annet sted: fra {old} til {new} ."
    assert shown(client, draft) == (f"Punkt 1.2 · endret {text} {sentence}",)
    is_asked = kind == NEW_RULE
    published(client, draft, {"roles-2": kind}, asked=int(is_asked))
    assert owed(amina, roles) == (["roles-2"] if is_asked else [])


@pytest.mark.parametrize(
    "typed",
    [
        CLEAR.replace(" tydelig", " \t  tydelig   "),
        CLEAR.replace(" på ", "\npå "),
        CLEAR.replace(" på ", "\r\npå "),
        CLEAR.replace(" på ", "\u00a0på "),
        unicodedata.normalize("NFD", CLEAR),
        CLEAR.replace("tydelig", "tyde\u00adlig\u200b"),
    ],
    ids=["blanks and a tab", "a wrap", "a wrap of Windows", "a no-break space", "letters in parts", "unseen marks"],
)
def test_whitespace_and_the_form_of_letters_are_no_change_and_ask_nobody(
    typed: str, client, draft, amina, roles
) -> None:
    assert typed != CLEAR
    saved(client, draft, source=(CLEAR, typed))
    page = client.get(review(draft))
    # A wrap and a no-break space are the author's: the text is published as typed, and no word of it has changed.
    is_kept = any(character in typed for character in ("\n", "\u00a0"))
    no_words = "Ingen ord er endret. Lover eller rekkefølgen kan være det."
    assert shown(client, draft) == (no_words if is_kept else UNTOUCHED,)
    assert [(state.language, state.is_ready) for state in page.context["states"]] == [
        ("nb", True),
        ("nn", True),
        ("en", True),
    ]
    before = Version.objects.published().filter(section=roles).count()
    publish_as(client, review(draft), {}, action="publish:0")
    assert Change.objects.filter(version__section=roles, version__number__gt=1).count() == 0
    assert owed(amina, roles) == []
    assert Version.objects.published().filter(section=roles).count() == before + int(is_kept)
