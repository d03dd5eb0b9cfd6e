"""What stops a version is found before it is published, and in files before they are imported."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.folder import read_folder
from handbook.models import Handbook, Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import HasErrors, publish
from handbook.versions.validation import check_version
from markup.error_messages import message_with_location
from markup.errors import Place, TextError
from tests.cast import MONDAY
from tests.support.content_files import change, files_below, run, shipped
from tests.support.publication import edit_and_publish

__all__ = ["shipped"]  # a fixture
ONE = "Et verv kan komme i konflikt med jobben din."


def draft_with(section: Section, column: str, old: str, new: str) -> Version:
    draft = open_draft(section=section, by=None, at=MONDAY)
    text = getattr(draft, column)
    assert old in text
    draft = save_draft(
        draft=draft, texts={column: text.replace(old, new, 1)}, revision=draft.revision, by=None, at=MONDAY
    )
    draft.section = section
    return draft


def errors(section: Section, column: str, old: str, new: str) -> list[tuple[str, str, int]]:
    checked = check_version(draft_with(section, column, old, new))
    return [(error.code, error.place.path, error.line) for error in checked.blocking]


def test_a_draft_of_published_words_has_no_error(roles: Section) -> None:
    draft = open_draft(section=roles, by=None, at=MONDAY)
    draft.section = roles
    checked = check_version(draft)
    assert checked.errors == ()
    assert list(checked.texts) == list(checked.quizzes) == ["nb", "nn", "en"]


@pytest.mark.parametrize(
    ("column", "old", "new", "expected"),
    [
        ("source_nb", ONE, "<b>Et verv", ("html", "roles/nb.md", 5)),
        ("source_nb", "§ roles-1 ", "§ privacy-1 ", ("id-elsewhere", "roles/nb.md", 4)),
        ("source_nb", "L6, L7", "L6, L8", ("law-unknown", "roles/nb.md", 13)),
        ("source_nn", "§ roles-2", "§ roles-22", ("clause-extra", "roles/nn.md", 7)),
        ("source_en", "An office", "[An office](#privacy-2)", ("link-unknown", "roles/en.md", 5)),
        ("title_nn", "Rollene dine", "", ("front-title", "roles/nn.md", 1)),
        ("message_en", "Make it clear whom you speak for.", " ", ("front-message", "roles/en.md", 1)),
        ("quiz_nb", "  > Fordi det er slik 1b.\n", "", ("why-missing", "roles/nb.quiz.md", 9)),
        ("quiz_nb", "M13", "M99", ("misconception-unknown", "roles/nb.quiz.md", 11)),
        ("quiz_nn", "c) Vente", "d) Vente", ("options-differ", "roles/nn.quiz.md", 1)),
    ],
)
def test_an_error_of_a_draft_stops_its_publishing(
    column: str, old: str, new: str, expected: tuple[str, str, int], roles: Section
) -> None:
    draft = draft_with(roles, column, old, new)
    with pytest.raises(HasErrors) as refused:
        publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE), by=None, at=MONDAY)
    assert expected in [(error.code, error.place.path, error.line) for error in refused.value.errors]
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_draft_may_name_clauses_of_the_other_sections(roles: Section) -> None:
    assert errors(roles, "source_nb", "(example, roles-1)", "(example, privacy-1)") == []
    assert errors(roles, "source_nb", ONE, "Se [personvern](#privacy-1).") == []


def test_an_error_of_another_section_does_not_stop_this_one(roles: Section, privacy: Section) -> None:
    draft_with(privacy, "source_nb", "Du setter spor.", "<b>Du setter spor.")
    assert errors(roles, "source_nb", ONE, "Et verv.") == []


def test_what_has_become_wrong_in_another_section_does_not_stop_this_one(
    roles: Section, privacy: Section, content: Path
) -> None:
    change(content.parent / "laws.toml", "[L6]", "[L8]")
    assert errors(privacy, "source_nb", "Du setter spor.", "Du setter alltid spor.") == []
    assert ("law-unknown", "roles/nb.md", 13) in errors(roles, "source_nb", ONE, "Et verv.")


def test_all_errors_of_all_languages_are_found_at_once(roles: Section) -> None:
    draft = open_draft(section=roles, by=None, at=MONDAY)
    texts = {"source_nb": "", "title_nn": "", "quiz_en": draft.quiz_en.replace("[x]", "[ ]")}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)
    draft.section = roles
    draft_errors = {(error.code, error.place.path) for error in check_version(draft).blocking}
    assert {
        ("no-clauses", "roles/nb.md"),
        ("front-title", "roles/nn.md"),
        ("right-missing", "roles/en.quiz.md"),
    } <= draft_errors


def test_notices_stop_nothing(roles: Section) -> None:
    draft = draft_with(roles, "source_nn", "Eit verv kan kome i konflikt med jobben din.", "- Eit verv\n- Jobben din")
    checked = check_version(draft)
    assert ([error.code for error in checked.errors], checked.blocking) == (["shape-differs"], ())
    assert (
        publish(
            draft=draft, decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True), by=None, at=MONDAY
        ).number
        == 2
    )


def test_files_without_an_error_are_said_to_be_so(content: Path) -> None:
    assert run("check_content", content) == (["1 handbook, no errors."], "")
    assert run("check_content", content.parent) == (["1 handbook, 15 texts of pages, no errors."], "")


def test_what_ships_has_no_error(shipped: Path) -> None:
    assert run("check_content", shipped) == (["1 handbook, no errors."], "")


def test_a_warning_is_told_and_refuses_nothing(content: Path) -> None:
    change(content / "roles/nb.quiz.md", "roles-1, roles-4", "roles-1")
    assert run("check_content", content) == (
        [
            "warning: content/small/roles/nb.quiz.md:1: No question is about roles-4; a new rule here needs only a confirmation.",
            "1 handbook, no errors.",
        ],
        "",
    )


def test_checking_writes_nothing(content: Path, db) -> None:
    change(content / "roles/nb.md", "§ roles-2 ", "§ roles-1 ")
    before = files_below(content)
    _lines, refusal = run("check_content", content)
    assert refusal
    assert files_below(content) == before
    assert not Handbook.objects.exists()


def test_a_file_that_has_no_place_is_told_and_a_hidden_one_is_not(content: Path) -> None:
    for name in ("roles/nb.md.bak", "roles/da.md", "intent/nb.md", ".DS_Store", "roles/.nb.md.swp"):
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text("x", encoding="utf-8")
    file_errors = [(error.code, error.place.path) for error in read_folder(content).errors]
    assert file_errors == [("file-unexpected", name) for name in ("intent/nb.md", "roles/da.md", "roles/nb.md.bak")]


@pytest.mark.parametrize("missing", [["nn.quiz.md"], ["nb.quiz.md", "nn.quiz.md", "en.quiz.md"], ["nn.md"], ["nb.md"]])
def test_what_is_found_without_an_error_can_be_published(missing: list[str], db, content: Path) -> None:
    for name in missing:
        (content / "roles" / name).unlink()
    _lines, refused_by_check = run("check_content", content)
    _lines, refused_by_import = run("import_content", content, "--publish")
    assert bool(refused_by_check) == bool(refused_by_import)


def test_vouching_says_which_words_were_translated(content: Path) -> None:
    before = files_below(content)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    assert run("check_content", content, "--confirm", "nn") == (
        [f"{content}/roles/nn.md: confirmed.", "1 handbook, no errors."],
        "",
    )
    after = files_below(content)
    assert {name for name in after if after[name] != before[name]} == {"roles/nb.md", "roles/nn.md"}
    assert run("check_content", content, "--confirm", "nn") == (["1 handbook, no errors."], "")


def test_vouching_for_a_whole_file_drops_what_its_parts_said(content: Path) -> None:
    change(content / "roles/nn.md", "§ roles-2\n", "§ roles-2 (from 0123456789abcdef)\n")
    change(content / "roles/nn.quiz.md", "## clear (choose 2)", "## clear (choose 2, from 0123456789abcdef)")
    confirm_translations(content, "nn")
    text, quiz = ((content / "roles" / name).read_text(encoding="utf-8") for name in ("nn.md", "nn.quiz.md"))
    assert ("(from" in text, "from 0123" in quiz) == (False, False)
    assert "## clear (choose 2)\n" in quiz


def test_the_source_is_vouched_for_by_nobody(content: Path) -> None:
    before = files_below(content)
    run("check_content", content, "--confirm", "nb")
    assert files_below(content) == before


def test_a_file_of_another_encoding_is_not_vouched_for(content: Path) -> None:
    path = content / "roles" / "nn.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    before = files_below(content)
    lines, refusal = run("check_content", content, "--confirm", "nn")
    assert "content/small/roles/nn.md:1: The file is not UTF-8. Save it as UTF-8." in lines
    assert refusal
    assert files_below(content) == before


@pytest.mark.parametrize("frame", ["title = {", 'source_language = "nb"'], ids=["broken", "too little"])
@pytest.mark.parametrize("command", ["check_content", "import_content"])
def test_a_frame_that_cannot_be_read_is_named_and_nothing_happens(command: str, frame: str, db, content) -> None:
    (content / "handbook.toml").write_text(frame)
    lines, refusal = run(command, content)
    assert [line.partition(": ")[0] for line in lines] == ["content/small/handbook.toml:1"] * len(lines)
    assert len(lines) == (1 if frame == "title = {" else 6)
    counted = "1 error." if frame == "title = {" else "6 errors."
    assert refusal.startswith(counted if command == "check_content" else f"small: {counted}")
    assert not Handbook.objects.exists()


def test_vouching_leaves_a_file_with_an_error_alone(content: Path) -> None:
    """Neither a translation with an error is vouched for, nor one whose source has an error; the others are."""
    text = (content / "roles" / "nn.md").read_text(encoding="utf-8")
    broken = re.sub("source: [0-9a-f]+\n", "", text).removeprefix("---\n")
    (content / "roles" / "nn.md").write_text(broken, encoding="utf-8")
    change(content / "privacy" / "nb.md", "Du setter spor.", "Du setter <b>spor</b>.")
    change(content / "roles" / "nb.quiz.md", "Hva gjør du med vervet?", "Hva gjør du da med vervet?")
    before = files_below(content)
    lines, refusal = run("check_content", content, "--confirm", "nn")
    assert [line for line in lines if line.endswith("confirmed.")] == [
        f"{content / 'roles' / 'nn.quiz.md'}: confirmed."
    ]
    assert refusal
    after = files_below(content)
    assert [name for name, data in before.items() if after[name] != data] == ["roles/nn.quiz.md"]


def test_a_clause_that_is_taken_away_names_the_sections_that_still_refer_to_it(siri, olav, roles, privacy) -> None:
    linked = {
        f"source_{language}": (words, f"{words} [Mer](#roles-2).")
        for language, words in (("nb", "Du setter spor."), ("nn", "Du set spor."), ("en", "You leave traces."))
    }
    edit_and_publish(privacy, linked, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    assert "clause-linked" not in [error.code for error in check_version(draft).errors]
    for language, words in (
        ("nb", "Du bør være tydelig på hvem du snakker for."),
        ("nn", "Du bør vere tydeleg på kven du snakkar for."),
        ("en", "You should be clear about whom you speak for."),
    ):
        column, mark = f"source_{language}", " (guideline)" if language == "nb" else ""
        setattr(draft, column, getattr(draft, column).replace(f"§ roles-2{mark}\n{words}\n\n", ""))
    draft_errors = [error for error in check_version(draft).errors if error.code == "clause-linked"]
    assert draft_errors == [TextError("clause-linked", "warning", Place("roles", "nb"), 1, ("roles-2", "privacy"))]
    with translation.override("nn"):
        assert (
            message_with_location(draft_errors[0])
            == "roles/nb.md:1: roles-2 er ikkje her lenger, men privacy viser til det. Rett det kapittelet etterpå."
        )
