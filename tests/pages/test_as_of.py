"""What did our rules say in March? The handbook as it was on a day, and what each version changed: on the page."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from handbook.models import Change, Handbook, Kind, Section
from handbook.versions.drafts import open_draft, save_draft
from tests.cast import MONDAY
from tests.support.clients import LANGUAGES, client_of
from tests.support.publication import edit_and_publish
from tests.support.text import main_text

BEFORE, AFTER = "/handbooks/small/as-of/2026-11-22/", "/handbooks/small/as-of/2026-11-23/"
OLD_MESSAGE, NEW_MESSAGE = "Gjør det tydelig hvem du snakker for.", "Skriv alltid under eget navn."
CHANGES = "/handbooks/small/roles/versions/2/changes/"


def read(address: str, language: str = "nb", *, status: int = 200, reader=None) -> str:
    response = client_of(reader, language).get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def second(roles, olav) -> Section:
    edit_and_publish(
        roles,
        {"source_nb": ("Et verv kan", "Et verv vil"), "message_nb": (OLD_MESSAGE, NEW_MESSAGE)},
        kinds=Kind.NEW_RULE,
        by=olav,
        at=MONDAY,
    )
    return Section.objects.select_related("handbook").get(pk=roles.pk)


def test_a_day_shows_the_words_of_that_day_with_number_and_publishing_day(second) -> None:
    before, after = main_text(read(BEFORE)), main_text(read(AFTER))
    phrases = (
        "Et verv kan komme",
        "Et verv vil komme",
        "Versjon 1, publisert 2. november",
        "Versjon 2, publisert 23. nov",
    )
    assert [phrase in before for phrase in phrases] == [True, False, True, False]
    assert [phrase in after for phrase in phrases] == [False, True, True, True]  # privacy is still at its first version
    assert ("22. november 2026" in before, "23. november 2026" in after) == (True, True)


def test_a_day_before_anything_was_published_says_so(small) -> None:
    assert "Ingenting gjaldt den dagen." in main_text(read("/handbooks/small/as-of/2026-11-01/"))


def test_today_reads_as_the_handbook_for_print_does(second) -> None:
    def sections(address: str) -> list[str]:
        return re.findall(r'<section class="stack" id="[a-z-]+">.*?</section>\n', read(address), re.DOTALL)

    today = sections(f"/handbooks/small/as-of/{timezone.localdate()}/")
    assert len(today) >= 2
    assert today == sections("/handbooks/small/print/")
    assert "Dette gjelder nå," in read(f"/handbooks/small/as-of/{timezone.localdate()}/")
    assert "Slik var håndboka" in read(BEFORE)


def test_a_draft_changes_nothing_of_what_was(second, olav) -> None:
    def page_texts() -> list[str]:
        return [main_text(read(address)) for address in (BEFORE, AFTER, CHANGES)]

    before = page_texts()
    draft = open_draft(section=second, by=olav, at=MONDAY)
    texts = {"source_nb": "Alt nytt.", "title_nb": "Ny tittel", "message_nb": "Nytt budskap"}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    assert page_texts() == before


def test_the_law_beside_the_text_is_the_one_in_force_on_that_day(second, settings) -> None:
    register = settings.CONTENT_DIR / "laws.toml"
    register.write_text(register.read_text().replace("[L6]", "[L6]\nto_day = 2026-11-22"))
    assert ["Forvaltningsloven" in read(address) for address in (BEFORE, AFTER)] == [True, False]


def test_a_section_not_ready_in_the_readers_language_says_so_where_it_stands(second) -> None:
    line = "Denne versjonen er ikkje klar på nynorsk."
    assert [main_text(read(address, "nn")).count(line) for address in (BEFORE, AFTER)] == [0, 1]


def test_the_form_leads_to_the_day(small) -> None:
    response = client_of(None, "nb").get("/handbooks/small/as-of/", {"day": "2026-11-15"})
    assert (response.status_code, response["Location"]) == (302, "/handbooks/small/as-of/2026-11-15/")


NO_DAY = {
    "nb": "Dette er ikke en dato. Skriv år, måned og dag, for eksempel 2026-03-15.",
    "nn": "Dette er ikkje ein dato. Skriv år, månad og dag, til dømes 2026-03-15.",
    "en": "This is not a date. Write year, month and day, such as 2026-03-15.",
}
NOT_YET = {
    "nb": "Denne dagen har ikke kommet ennå. Velg i dag eller en tidligere dag.",
    "nn": "Denne dagen har ikkje kome enno. Vel i dag eller ein tidlegare dag.",
    "en": "This day has not come yet. Choose today or an earlier day.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", ["2026-02-30", "15.03.2026", "march", "0000-01-01", "2026-11-15T12:00", "9" * 5000])
def test_what_is_no_day_says_what_a_day_looks_like(language: str, day: str, small) -> None:
    asked = read(f"/handbooks/small/as-of/?day={day}", language, status=422)
    assert NO_DAY[language] in main_text(asked)
    assert NO_DAY[language] in main_text(read(f"/handbooks/small/as-of/{day}/", language, status=404))
    assert ("<title>" + {"nb": "Feil", "nn": "Feil", "en": "Error"}[language]) in asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_has_not_come_says_so(language: str, small) -> None:
    for day in (timezone.localdate() + timedelta(days=1), date.max):
        assert NOT_YET[language] in main_text(read(f"/handbooks/small/as-of/?day={day}", language, status=422))
        assert NOT_YET[language] in main_text(read(f"/handbooks/small/as-of/{day}/", language, status=404))


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31"])
def test_a_day_long_ago_is_a_day(day: str, small) -> None:
    read(f"/handbooks/small/as-of/{day}/")


@pytest.mark.parametrize(
    "address", ["/handbooks/small/", "/handbooks/small/print/", "/handbooks/small/roles/versions/"]
)
def test_the_way_to_a_day_stands_on_the_page(address: str, small) -> None:
    assert 'href="/handbooks/small/as-of/"' in read(address)


def test_history_and_old_version_lead_to_what_a_version_changed(second) -> None:
    for address in ("/handbooks/small/roles/versions/", "/handbooks/small/roles/versions/2/"):
        assert (f'href="{CHANGES}"' in read(address), "versions/1/changes/" in read(address)) == (True, False)


def test_what_changed_is_shown_with_marked_words_and_two_blocks_once_most_of_them_differ(second) -> None:
    page = read(CHANGES)
    added, removed = (
        '<span class="visually-hidden" lang="nb">' + label for label in ("Nytt: </span>", "Fjernet: </span>")
    )
    one = f"Et verv <del>{removed}kan</del> <ins>{added}vil</ins> komme i konflikt med jobben din."
    assert f'<div class="stack" lang="nb"><p>{one}</p></div>' in page
    blocks = re.findall(r"</p><(del|ins)>(.*?)</\1></div>", page)
    assert blocks == [("del", OLD_MESSAGE), ("ins", NEW_MESSAGE)]
    assert main_text(page).count("Type endring: ny regel") == 2
    assert ("Hovedbudskap" in main_text(page), "Punkt 1.1" in main_text(page)) == (True, True)


def test_a_change_that_was_judged_again_says_what_it_was_and_why_and_nobody_is_named(second, siri) -> None:
    change = Change.objects.get(version__number=2, version__section=second, clause="roles-1")
    Change.objects.create(
        version=change.version,
        clause=change.clause,
        what=change.what,
        kind=Kind.CLARIFICATION,
        reason="Gjaldt før også.",
        by=siri,
        at=MONDAY,
    )
    page = read(CHANGES)
    sentence = "Type endring: presisering . Type endring rettet 23. november 2026. Før: ny regel. Begrunnelse: Gjaldt før også."
    assert sentence.replace(" .", ".") in main_text(page).replace(" .", ".")
    assert [name for name in ("Siri", "Bakken", "Olav", "Strand", "1003", "1004") if name in page] == []


def test_the_history_counts_points_that_changed_not_how_often_they_were_judged(second) -> None:
    change = Change.objects.get(version__number=2, version__section=second, clause="roles-1")
    before = main_text(read("/handbooks/small/roles/versions/"))
    Change.objects.create(
        version=change.version, clause="roles-1", what=change.what, kind=Kind.CORRECTION, by=None, at=MONDAY
    )
    assert "2 endringer" in before
    assert main_text(read("/handbooks/small/roles/versions/")) == before


def test_the_first_version_says_that_nothing_comes_before_it(roles) -> None:
    assert "Dette er den første versjonen." in main_text(read("/handbooks/small/roles/versions/1/changes/"))


def test_a_change_in_one_language_alone_says_which(roles, olav) -> None:
    edit_and_publish(roles, {"source_en": ("You should", "You ought to")}, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY)
    page = main_text(read(CHANGES))
    assert "Endret · bare engelsk" in page
    assert "You Fjernet: should Nytt: ought to be clear about whom you speak for." in page


def test_a_point_that_is_for_leaders_now_says_whom_it_concerned(roles, olav) -> None:
    edit_and_publish(
        roles,
        {"source_nb": ("§ roles-2 (guideline)", "§ roles-2 (guideline, leaders)"), "quiz_nb": ("## clear (choose 2)", "## clear (choose 2, leaders)")},
        kinds=Kind.NEW_RULE,
        by=olav,
        at=MONDAY,
    )  # fmt: skip
    page = main_text(read(CHANGES))
    assert "Gjaldt for alle; gjelder nå for ledere." in page
    assert "Ordene er de samme" in page


def test_a_handbook_withdrawn_since_is_still_there_on_the_days_before(small) -> None:
    Handbook.objects.filter(pk=small.pk).update(withdrawn_on=date(2026, 11, 20))
    assert "Et verv kan" in read("/handbooks/small/as-of/2026-11-19/")
    assert "Ingenting gjaldt" in read("/handbooks/small/as-of/2026-11-20/")
