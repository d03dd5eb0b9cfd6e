"""Search finds what a reader may read, as it is now, in the words of their language; and nothing else."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Occurrence, Section, Word
from handbook.public.search import MOST_HITS
from handbook.search_index import reindex
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import NothingChanged, publish
from markup.search.scoring import IndexedWord, QueryWord, is_unfinished, word_score
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.content_files import run
from tests.support.publication import edit_and_publish
from tests.support.search import SPEECH, ask, places, publish_speech
from tests.support.sections import again

ROOT = Path(__file__).parents[3]


# Words


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("nb", "ytringsfrihet", ["speech"]),
        ("nb", "ytring", ["speech#speech-3", "speech"]),
        ("nb", "ytringene", ["speech#speech-3", "speech"]),
        ("nb", "lojalitet", ["speech#speech-1"]),
        ("nb", "lojalitetsplikt", ["speech#speech-1"]),
        ("nb", "plikt", ["speech#speech-1"]),
        ("nb", "pliktene", ["speech#speech-1"]),
        ("nb", "kritikkverdige", ["speech#speech-2"]),
        ("nb", "varsler", ["speech#speech-2", "speech#speech-heading"]),
        ("nn", "ytring", ["speech#speech-3", "speech"]),
        ("nn", "lojalitet", ["speech#speech-1"]),
        ("nn", "lojalitetsplikt", ["speech#speech-1"]),
        ("nn", "plikt", ["speech#speech-1"]),
        ("nn", "kritikkverdige", ["speech#speech-2"]),
        ("nn", "fridom", ["speech"]),
        ("en", "express", ["speech", "speech#speech-3"]),
        ("en", "expressions", ["speech", "speech#speech-3"]),
        ("en", "loyal", ["speech#speech-1"]),
        ("en", "worthy", ["speech#speech-2"]),
        ("en", "blowing", ["speech#speech-heading"]),
        ("en", "reporting", ["speech#speech-2"]),
    ],
)
def test_forms_beginnings_and_parts_of_a_word_are_found(language, query, expected, speech) -> None:
    assert places(ask(query, language)) == expected


@pytest.mark.parametrize(
    ("language", "query", "meant"),
    [
        ("nb", "ytringsfirhet", "ytringsfrihet"),
        ("nb", "lojalitesplikten", "lojalitetsplikten"),
        ("nb", "kritikverdig", "kritikkverdig"),
        ("nb", "ærfugløja", "ærfugløya"),
        ("nn", "ytringsfirdom", "ytringsfridom"),
        ("nn", "lojalitesplikta", "lojalitetsplikta"),
        ("en", "blamewothy", "blameworthy"),
        ("en", "fredom", "freedom"),
    ],
)
def test_a_typing_error_finds_nothing_and_is_told_what_was_meant(language, query, meant, speech) -> None:
    result = ask(query, language)
    assert (places(result), result.suggestion, result.single_words) == ([], meant, ())
    assert places(ask(result.suggestion, language)) != []


@pytest.mark.parametrize(
    "query",
    ["ærfugløya", "ÆRFUGLØYA", "Ærfugløya", "ærfugl", "ærfugl\u00adøya", "aerfugloeya", "aerfugløya"],
    ids=ascii,
)
def test_æ_ø_and_å_are_letters_like_others(query: str, speech) -> None:
    """On both databases, whatever their collation."""
    assert places(ask(query)) == ["speech#speech-3"]


@pytest.mark.parametrize("query", ["åpen", "ÅPEN", "A\u030apen", "løsning", "LØSNING"], ids=ascii)
def test_capitals_and_letters_of_two_characters_are_found(query: str, speech) -> None:
    assert places(ask(query)) == ["speech#speech-case"]


@pytest.mark.parametrize("query", ["fugløy", "fugl", "etsplikt", "tets", "verd"])
def test_a_part_is_found_only_where_both_parts_are_words(query: str, speech) -> None:
    """ærfugløya, lojalitetsplikten, kritikkverdig: neither ær nor øya is a word of the texts."""
    assert places(ask(query)) == []


@pytest.mark.parametrize("query", ["orfugloya", "arfugloya", "apen", "losning"])
def test_letters_are_not_taken_for_others(query: str, speech) -> None:
    assert places(ask(query)) == []


def test_neither_addresses_nor_marks_are_words(speech) -> None:
    assert [places(ask(query)) for query in ("hemmelig", "https", "eksempel", "strong", "snever")] == [
        [],
        [],
        [],
        [],
        ["speech#speech-1"],
    ]


def test_every_word_must_be_there(speech) -> None:
    assert places(ask("varsle kritikkverdig")) == ["speech#speech-2"]
    result = ask("om varsle snever qqqqqqqq")
    assert (places(result), result.suggestion, result.single_words) == ([], "", ("snever", "varsle"))


def test_a_word_that_is_like_none_is_left_out_of_what_was_meant(speech) -> None:
    result = ask("lojalitesplikten qqqqqqqq snever")
    assert (places(result), result.suggestion) == ([], "lojalitetsplikten snever")


def test_the_same_word_comes_before_a_beginning_and_a_beginning_before_a_part(content, small) -> None:
    texts = {"nb": "Ytringsplikt.", "nn": "Ytringsplikt.", "en": "Plikt."}
    clauses = {
        language: SPEECH[language].replace("**snever**", word).replace("**narrow**", word)
        for language, word in texts.items()
    }
    clauses["nb"] = (
        clauses["nb"]
        .replace("Lojalitetsplikten", "Lojalitet")
        .replace("Du kan varsle", "Pliktkjensle gjør at du kan varsle")
        .replace("er en ytring", "er ingen plikt")
    )
    publish_speech(content, clauses)
    assert places(ask("plikt")) == ["speech#speech-3", "speech#speech-2", "speech#speech-1"]


def test_the_section_that_is_named_for_a_word_comes_before_a_clause_that_uses_it_twice(speech, olav) -> None:
    words = ("Lojalitetsplikten er", "Ytringsfrihet er ytringsfrihet, og den er")
    edit_and_publish(speech, {"source_nb": words}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert places(ask("ytringsfrihet")) == ["speech", "speech#speech-1"]


def test_a_rule_comes_before_an_example_that_has_the_word_more_often(content, small) -> None:
    texts = {
        language: text.replace("> Hva er", "> Varsle, varsle: Hva er").replace("> Kva er", "> Varsle, varsle: Kva er")
        for language, text in SPEECH.items()
    }
    publish_speech(content, texts)
    assert [places(ask("varsle", language)) for language in ("nb", "nn")] == [
        ["speech#speech-2", "speech#speech-heading", "speech#speech-case"]
    ] * 2


def test_small_words_are_dropped_unless_there_are_no_others(speech) -> None:
    assert places(ask("er det lov å varsle om en atferd?")) == []
    assert places(ask("kan du varsle om det")) == ["speech#speech-2", "speech#speech-heading"]
    assert {"speech#speech-2", "speech#speech-3"} < set(places(ask("om")))
    assert ask("kan du varsle").words == ("kan", "du", "varsle")


def test_an_unfinished_word_is_found_only_where_no_word_is_whole(speech, roles, olav) -> None:
    assert places(ask("kritikkv")) == ["speech#speech-2"]
    edit_and_publish(roles, {"source_nb": ("komme i konflikt", "kritikkv")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert places(ask("kritikkv")) == ["roles#roles-1"]


def test_a_word_that_is_published_later_parts_the_compounds_of_other_sections(speech, roles, olav) -> None:
    source = ("komme i konflikt", "skremme fjellryper")
    edit_and_publish(roles, {"source_nb": source}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert places(ask("rype")) == []
    source = ("om Ærfugløya", "om ei rype i fjellet")
    edit_and_publish(speech, {"source_nb": source}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert places(ask("rypene")) == ["speech#speech-3", "roles#roles-1"]


def test_equals_come_in_reading_order(speech) -> None:
    assert places(ask("du")) == [
        "roles#roles-2", "roles#roles-4",  # twice each
        "roles", "roles#roles-speaker", "speech#speech-2", "privacy", "privacy#privacy-1",
    ]  # fmt: skip


def test_a_query_answers_a_clause_once_and_a_title_with_its_message_once(speech) -> None:
    result = ask("grensene ytringsfrihet få")
    assert (places(result), result.total) == (["speech"], 1)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_database_passes_on_every_word_that_answers(language: str, speech, settings, tmp_path) -> None:
    """What the database narrows down and what is then graded are two statements of one rule. Beside the text is nothing
    here: no laws and no pages."""
    settings.CONTENT_DIR = tmp_path
    columns = ("text", "stem", "first", "last")
    words = [IndexedWord(*row) for row in Word.objects.filter(language=language).values_list(*columns)]
    texts = [word.text for word in words]
    places_of: dict[str, set[tuple[str, str]]] = {text: set() for text in texts}
    for row in Occurrence.objects.filter(language=language).select_related("section", "word"):
        places_of[row.word.text].add((row.section.slug, "" if row.clause in ("title", "message") else row.clause))
    for query in {part for text in texts for part in (text, text[:-1], text[:2], text[1:5], text[2:]) if part}:
        asked = QueryWord.of(query, language)
        whole = [word.text for word in words if word_score(asked, word, language)]
        matching = whole or [word.text for word in words if is_unfinished(asked, word)]
        occurrences: set[tuple[str, str]] = set().union(*(places_of[text] for text in matching))
        assert (query, ask(query, language).total) == (query, len(occurrences))


# What is searched


def test_old_versions_and_drafts_never_appear(roles, olav) -> None:
    assert places(ask("konflikt")) == ["roles#roles-1"]
    edit_and_publish(
        roles, {"source_nb": ("komme i konflikt med", "kollidere med")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    draft = open_draft(section=again(roles), by=olav, at=MONDAY)
    source = draft.source_nb.replace("kollidere med", "gå utover")
    save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=olav, at=MONDAY)
    assert [places(ask(query)) for query in ("konflikt", "kollidere", "utover")] == [[], ["roles#roles-1"], []]
    result = ask("konfliktt")
    assert (result.suggestion, result.total) == ("", 0)


def test_a_refused_publication_leaves_the_words_as_they_are(roles, olav) -> None:
    before = kept()
    with pytest.raises(NothingChanged):
        publish(
            draft=open_draft(section=roles, by=olav, at=MONDAY),
            decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
            by=olav,
            at=MONDAY,
        )
    assert kept() == before


@pytest.mark.parametrize("day", [TODAY, date(2026, 1, 1)])
def test_what_is_withdrawn_never_appears(day: date, speech, privacy) -> None:
    Section.objects.filter(pk=speech.pk).update(withdrawn_on=day)
    result = ask("lojalitetsplikten")
    assert (places(result), result.suggestion) == ([], "")
    assert ask("lojalitesplikten").suggestion == ""
    assert places(ask("spor")) == ["privacy#privacy-1"]
    Handbook.objects.update(withdrawn_on=day)
    assert places(ask("spor")) == []


def test_what_is_withdrawn_tomorrow_is_found_today(speech) -> None:
    Section.objects.filter(pk=speech.pk).update(withdrawn_on=date(2026, 11, 24))
    assert places(ask("lojalitetsplikten")) == ["speech#speech-1"]


def test_a_handbook_that_may_not_be_read_gives_neither_hits_nor_hints(speech, amina) -> None:
    Handbook.objects.update(open_to_all=False)

    def answer(visitor, query: str) -> tuple[list[str], str, tuple[str, ...]]:
        result = ask(query, handbooks=Handbook.objects.readable_by(visitor))
        return places(result), result.suggestion, result.single_words

    queries = ("snever", "lojalitesplikten", "snever spor")
    assert [answer(AnonymousUser(), query) for query in queries] == [([], "", ())] * 3
    assert [answer(amina, query) for query in queries] == [
        (["speech#speech-1"], "", ()),
        ([], "lojalitetsplikten", ()),
        ([], "", ("snever", "spor")),
    ]


def test_a_section_is_searched_in_the_language_it_is_shown_in(speech, olav) -> None:
    edit_and_publish(speech, {"source_nb": ("**snever**", "**smal**")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    # The nynorsk and English texts of this section are stale now; those of the others are not.
    for language in ("nn", "en"):
        (hit,) = ask("smal", language).hits
        assert (hit.shown.edition.language, hit.shown.is_other_language) == ("nb", True)
    assert [places(ask(query, "nn")) for query in ("lojalitetsplikta", "åtferd", "atferd", "verv")] == [
        ["speech#speech-1"],  # its stem is that of lojalitetsplikten
        [],
        ["speech#speech-2"],
        ["roles#roles-1"],
    ]
    assert (places(ask("narrow", "en")), places(ask("office", "en"))) == ([], ["roles#roles-1"])
    assert ask("narow", "en").suggestion == ""


def test_a_leader_is_answered_from_the_text_that_leaders_are_shown(roles, olav) -> None:
    edit_and_publish(
        roles, {"source_nb": ("Det ledere sier", "Det en leder sier")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    asked = {audience: ask("leiarar", "nn", audience=audience) for audience in ("everyone", "leaders")}
    assert {audience: places(result) for audience, result in asked.items()} == {
        "everyone": ["roles#roles-3", "roles#roles-case-pitch"],  # leier is of their family
        "leaders": [],
    }
    (hit,) = ask("leder sier", "nn", audience="leaders").hits
    assert (hit.shown.edition.language, hit.clause.clause) == ("nb", "roles-3")


def test_the_newest_version_alone_is_kept(roles, olav) -> None:
    before = Occurrence.objects.filter(section=roles).count()
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert Occurrence.objects.filter(section=roles).count() == before


# Keeping the words


def kept() -> list[tuple[object, ...]]:
    """Every derived row, by what it says."""
    columns = (
        "section__slug", "language", "clause", "position", "is_example", "times",
        "word__language", "word__text", "word__stem", "word__first", "word__last",
    )  # fmt: skip
    return sorted(Occurrence.objects.values_list(*columns))


def words_in_use() -> set[tuple[str, str]]:
    return set(Word.objects.filter(occurrences__isnull=False).values_list("language", "text"))


def test_rebuilding_gives_what_was_kept_and_forgets_what_nothing_uses(speech, roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("komme i konflikt", "kollidere")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    edit_and_publish(again(roles), {"title_nb": ("Rollene dine", "Rollar")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    before, used = kept(), words_in_use()
    assert ("nb", "konflikt") in set(Word.objects.values_list("language", "text")) - used
    Occurrence.objects.filter(section=speech).delete()
    Occurrence.objects.filter(section=roles).update(times=7)
    Word.objects.create(language="nb", text="spøkelse", stem="spøkels")
    assert run("rebuild_search") == ([f"{len(before)} occurrences."], "")
    assert kept() == before
    assert set(Word.objects.values_list("language", "text")) == used


def test_the_migration_fills_a_site_that_was_published_before_and_can_be_undone(speech, roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("komme i konflikt", "kollidere")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    open_draft(section=again(roles), by=olav, at=MONDAY)
    before = kept()
    migration = import_module("handbook.migrations.0003_words_of_what_is_published")
    migration.empty(apps, None)
    assert (Occurrence.objects.count(), Word.objects.count()) == (0, 0)
    migration.fill(apps, None)
    import_module("handbook.migrations.0029_families_and_parts_of_words").fill(apps, None)
    assert kept() == before


def test_a_section_without_a_version_has_no_words(small) -> None:
    empty = Section.objects.create(handbook=small, slug="empty", position=9)
    assert reindex(empty) == 0


def test_two_sections_share_their_words(speech) -> None:
    """A unique row for each word: publishing the second one takes over those of the first."""
    du = Word.objects.get(language="nb", text="du")
    assert set(du.occurrences.values_list("section__slug", flat=True)) == {"roles", "speech", "privacy"}


# The text that ships


def test_what_the_issue_asks_for_is_found_in_the_handbook_that_ships(db) -> None:
    folder = ROOT / "content" / "social-media"
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    expected = {
        "nb": {
            "ytring": "ytringsfrihet",
            "lojalitet": "lojalitetsplikten",
            "plikt": "lojalitetsplikten",
            "kritikkverdig": "kritikkverdige",
            "ytringsfrhet": "ytringsfrihet",
            "lojalitesplikt": "lojalitetsplikt",
        },
        "nn": {
            "ytring": "ytringsfridom",
            "lojalitet": "lojalitetsplikta",
            "plikt": "lojalitetsplikta",
            "kritikkverdig": "kritikkverdige",
            "ytringsfirdom": "ytringsfridom",
            "lojalitesplikt": "lojalitetsplikt",
        },
        "en": {"expressions": "expression", "loyal": "loyalty", "dutys": "duty", "loyality": "loyalty"},
    }
    missed = {}
    for language, pairs in expected.items():
        for query, word in pairs.items():
            result = ask(query, language)
            answers = {part.text.lower() for hit in result.hits for part in (*hit.title, *hit.excerpt) if part.is_found}
            if word not in answers | {result.suggestion}:
                missed[language, query] = (answers, result.suggestion)
    assert missed == {}
    assert len(ask("og").hits) == MOST_HITS < ask("og").total
