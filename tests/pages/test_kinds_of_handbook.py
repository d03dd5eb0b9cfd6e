"""Handbooks that are unlike the one that ships go all the way: read, completed, changed, translated, looked back on, taken
out and in again, counted, and found at the address that they had."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from courses.models import Completion
from handbook.handbooks import edit_handbook
from handbook.models import Edition, Handbook
from handbook.models import Kind as ChangeKind
from handbook.translations.offered import offer_languages
from handbook.versions.drafts import open_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.models import Employee
from records.process_cache import forget_all
from tests.cast import MONDAY, TODAY, hire
from tests.support.attempts import answer_all
from tests.support.backoffice import fields_of
from tests.support.clients import LANGUAGES, client_of
from tests.support.content_files import every_row, files_below, run
from tests.support.kinds_of_handbook import (
    AGREEMENT,
    CHANGED,
    CHAPTERS,
    EQUIPMENT,
    KINDS,
    TITLES,
    Kind,
    Made,
    make,
    make_and_complete,
    translated,
)
from tests.support.publication import edit_and_publish
from tests.support.text import csv_rows, main_text, page_text, words_by_language
from tests.support.todos import duty_of, owed


@pytest.fixture(params=KINDS.values(), ids=[*KINDS])
def kind(request) -> Kind:
    return request.param


@pytest.fixture
def made(kind: Kind, olav, amina, solvik) -> Made:
    """Required of the unit of Amina and Kari; Amina has completed it."""
    return make_and_complete(kind, by=olav, unit=solvik.south, reader=amina)


def changed(made: Made, by: Employee) -> None:
    """A new rule in the agreement, in its source alone."""
    source = made.kind.source
    edit_and_publish(
        made.section(AGREEMENT), {f"source_{source}": CHANGED[source]}, kinds=ChangeKind.NEW_RULE, by=by, at=MONDAY
    )


def reads(address: str, reader: Employee, language: str = "nb") -> str:
    page = client_of(reader, language).get(address)
    assert page.status_code == 200
    return main_text(page.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_each_language_that_it_has_and_else_in_its_source(made: Made, amina, language: str) -> None:
    for chapter, texts in CHAPTERS.items():
        shown = made.kind.shown_in(chapter, language)
        words = words_by_language(client_of(amina, language).get(made.kind.address(chapter)))
        assert {texts[shown].point, texts[shown].message} <= words[shown]
        assert set().union(*words.values()).isdisjoint({one.point for code, one in texts.items() if code != shown})
    front = reads(made.kind.address(), amina, language)
    title = TITLES[language] if language in made.kind.translations else made.kind.title
    assert title in front
    assert all(texts[made.kind.shown_in(chapter, language)].title in front for chapter, texts in CHAPTERS.items())


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_it_is_completed_and_the_receipt_tells_what_was_asked(made: Made, kari, chapter: str) -> None:
    client, source = client_of(kari, made.kind.source), made.kind.source
    address = made.kind.address(chapter)
    form = fields_of(client.get(address).content.decode())
    posted = client.post(f"/courses{address.removeprefix('/handbooks')}start/", form, follow=True)
    assert posted.status_code == 200
    asks = chapter in made.kind.quizzed
    assert ("/questions/" in posted.redirect_chain[-1][0], CHAPTERS[chapter][source].question in page_text(posted)) == (
        asks,
        asks,
    )
    attempt = kari.attempts.get()
    assert (attempt.language, attempt.section.slug) == (source, made.kind.later_slugs.get(chapter, chapter))
    if asks:
        assert not Completion.objects.filter(employee=kari).exists()
        answer_all(attempt, at=attempt.started_at)
    completion = Completion.objects.get(employee=kari)
    facts = completion.payload.facts
    assert facts["questions"] == ([f"{chapter}-who"] if asks else [])
    receipt = page_text(client.get(f"/courses/completions/{completion.pk}/"))
    assert CHAPTERS[chapter][source].title in receipt
    none = {"nb": "Ingen ble stilt", "nn": "Ingen vart stilte"}[source]
    assert (none in receipt) == (not asks)


def test_a_changed_rule_is_asked_of_exactly_those_who_completed_it(made: Made, amina, kari, olav, solvik) -> None:
    nora = hire("2100", "Nora", "Topp", solvik.schools)
    assert duty_of(amina).to_dos == ()
    changed(made, olav)
    section = made.section(AGREEMENT)
    asked = {
        person.given_name: [
            (to_do.section.slug, to_do.is_new_rule, to_do.owed_section.since, sorted(to_do.owed_section.clauses))
            for to_do in duty_of(person).to_dos
        ]
        for person in (amina, kari, nora)
    }
    everything = sorted([f"{AGREEMENT}-1", "title", "message"])
    assert asked["Amina"] == [(section.slug, True, 1, [f"{AGREEMENT}-1"])]
    assert [(slug, is_new, since) for slug, is_new, since, _clauses in asked["Kari"]] == [
        (section.slug, False, 0),
        (EQUIPMENT, False, 0),
    ]
    assert {f"{AGREEMENT}-1"} <= {*asked["Kari"][0][3]} <= {*everything}
    assert asked["Nora"] == []
    new = CHANGED[made.kind.source][1]
    assert new in reads(f"{made.kind.address(AGREEMENT)}changes/", amina)
    client = client_of(amina, made.kind.source)
    form = fields_of(client.get(made.kind.address(AGREEMENT)).content.decode())
    client.post(f"/courses/{made.kind.slug}/{section.slug}/start/", form)
    if AGREEMENT in made.kind.quizzed:
        answer_all(amina.attempts.latest("started_at"), at=MONDAY + timedelta(hours=1))
    assert owed(amina, section) == []
    newest = Completion.objects.filter(employee=amina).latest("completed_at")
    assert (newest.version.number, newest.section) == (2, section)
    assert len(newest.payload.facts["questions"]) == (AGREEMENT in made.kind.quizzed)


def test_a_translation_that_comes_later_is_shown_and_asks_nobody(made: Made, amina, kari, olav) -> None:
    later = next(language for language in LANGUAGES if language not in made.kind.languages)
    address, texts = made.kind.address(AGREEMENT), CHAPTERS[AGREEMENT]
    before = {person: duty_of(person).to_dos for person in (amina, kari)}
    offer_languages(handbook=made.handbook, languages=[*made.kind.languages, later], by=olav, at=MONDAY)
    assert texts[made.kind.source].point in reads(address, amina, later)
    draft = open_draft(section=made.section(AGREEMENT), by=olav, at=MONDAY)
    draft = translated(made.kind, draft, AGREEMENT, later, by=olav)
    publish(draft=draft, decision=PublicationDecision(ChangeKind.CORRECTION), by=olav, at=MONDAY)
    now = reads(address, amina, later)
    assert texts[later].point in now
    assert texts[made.kind.source].point not in now
    assert texts[made.kind.source].point in reads(address, amina, made.kind.source)
    assert CHAPTERS[EQUIPMENT][made.kind.source].point in reads(made.kind.address(EQUIPMENT), amina, later)
    assert duty_of(amina).to_dos == before[amina] == ()
    assert [to_do.section for to_do in duty_of(kari).to_dos] == [to_do.section for to_do in before[kari]]


def test_the_day_before_shows_the_words_of_that_day(made: Made, amina, olav) -> None:
    changed(made, olav)
    old, new = CHANGED[made.kind.source]
    shown = {day: reads(f"{made.kind.address()}as-of/{day}/", amina) for day in (TODAY - timedelta(days=1), TODAY)}
    assert [(old in text, new in text) for text in shown.values()] == [(True, False), (False, True)]
    for text in shown.values():
        assert made.kind.title in text
        assert CHAPTERS[EQUIPMENT][made.kind.source].point in text
    looked_back = client_of(amina).get(f"/handbooks/{made.kind.first_slug}/as-of/{TODAY}/", follow=True)
    assert main_text(looked_back.content.decode()) == shown[TODAY]


def texts_of(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Every published text of a handbook, by address and language."""
    editions = Edition.objects.newest().filter(version__section__handbook=handbook).select_related("version__section")
    return {
        f"{handbook.slug}/{edition.version.section.slug}/{edition.language}": (
            edition.title,
            edition.message,
            edition.source,
            edition.quiz,
        )
        for edition in editions
    }


def test_it_goes_out_and_comes_into_an_empty_site_as_it_was(kind: Kind, olav, amina, solvik, tmp_path: Path) -> None:
    folder = tmp_path / kind.slug
    with transaction.atomic():
        made = make_and_complete(kind, by=olav, unit=solvik.south, reader=amina)
        before, languages, title = texts_of(made.handbook), made.handbook.languages, str(made.handbook)
        assert run("export_content", kind.slug, folder)[1] == ""
        transaction.set_rollback(True)
    forget_all()
    assert not Handbook.objects.exists()
    quizzes = {name.split("/")[0] for name in files_below(folder) if name.endswith(".quiz.md")}
    assert quizzes == {kind.later_slugs.get(chapter, chapter) for chapter in kind.quizzed}

    assert run("import_content", folder, "--publish")[1] == ""
    imported = Handbook.objects.get()
    assert (texts_of(imported), imported.languages, str(imported)) == (before, languages, title)
    assert CHAPTERS[AGREEMENT][kind.source].point in reads(kind.address(AGREEMENT), amina)

    rows = every_row()
    assert run("import_content", folder, "--publish")[1] == ""
    assert every_row() == rows
    assert run("export_content", kind.slug, tmp_path / "again" / kind.slug)[1] == ""
    assert files_below(tmp_path / "again" / kind.slug) == files_below(folder)


def test_leaders_and_hr_see_how_far_it_is(made: Made, amina, kari, ines, olav, solvik) -> None:
    hire("2101", "Per", "Topp", solvik.south)
    limit = f"?handbook={made.kind.slug}"
    leader, auditor = client_of(kari), client_of(ines)

    def team() -> dict[str, list[str]]:
        rows = csv_rows(leader.get(f"/reports/team.csv{limit}"))
        return {number: [status, *counts] for _name, number, _unit, status, _day, *counts in rows[1:]}

    def south() -> list[str]:
        rows = csv_rows(auditor.get(f"/reports/overview.csv{limit}"))
        return next(row[2:] for row in rows if row[0] == "Hjemmetjenesten sør")

    assert team() == {"1001": ["ferdig", "2", "0", "2"], "2101": ["ikke startet", "0", "0", "2"]}
    assert south() == ["1", "0", "2", "0", "0", "3", "33"]
    for client, address in ((leader, "/reports/team/"), (auditor, "/reports/overview/")):
        page = client.get(f"{address}{limit}")
        assert page.status_code == 200
        assert made.kind.title in page_text(page)
    changed(made, olav)
    assert team()["1001"][1:] == ["2", "1", "2"]
    assert south() == ["1", "1", "2", "0", "0", "3", "33"]
    title = CHAPTERS[AGREEMENT][made.kind.source].title
    overview = auditor.get("/reports/overview/")
    quoted = f"«{title}»" if made.kind.source == "nb" else f"« {title} »"  # which is marked as of another language
    assert f"Ny regel i {quoted} 23. november 2026: 1 skal bekrefte på nytt" in page_text(overview)
    assert made.kind.source == "nb" or title in words_by_language(overview)[made.kind.source]


def test_the_link_that_it_had_leads_on_and_receipts_keep_the_names_of_their_day(made: Made, amina, kari) -> None:
    client = client_of(amina)
    for chapter in ("", *CHAPTERS):
        old = f"/handbooks/{made.kind.first_slug}/" + (f"{chapter}/" if chapter else "")
        answers = client.get(old, follow=True)
        steps = [status for _address, status in answers.redirect_chain]
        assert (answers.status_code, answers.request["PATH_INFO"]) == (200, made.kind.address(chapter))
        assert steps == [301] * (bool(made.kind.later_slugs) + (chapter in made.kind.later_slugs))
    for chapter, completion in made.completions.items():
        stored = Completion.objects.get(pk=completion.pk)
        facts = stored.payload.facts
        assert (facts["handbook"], facts["section"]) == (made.kind.first_slug, chapter)
        receipt = page_text(client.get(f"/courses/completions/{completion.pk}/"))
        assert CHAPTERS[chapter][made.kind.source].title in receipt
    whole = page_text(client.get(f"/courses/completions/handbooks/{made.kind.slug}/"))
    assert made.kind.title in whole


def test_titles_of_later_are_in_nobodys_way(olav, db) -> None:
    """The title of a handbook is no address: another may have the one that it had."""
    kind = KINDS["renamed"]
    first = make(kind, by=olav)
    setattr(first, f"title_{kind.source}", kind.later_title)
    edit_handbook(handbook=first, fields=[f"title_{kind.source}"], by=olav, at=MONDAY)
    second = make(kind, by=olav)
    assert (first.slug, second.slug, str(second)) == ("hjemmekontor", "hjemmekontor-2", "Hjemmekontor")
