"""Published text becomes files again; importing them changes nothing."""

import shutil
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from handbook.import_export.handbook_toml import HandbookMetadata, read_metadata
from handbook.import_export.importer import import_folder
from handbook.models import ClauseText, Edition, Handbook, Kind, Version
from handbook.translations.confirm import confirm_clauses
from handbook.translations.offered import offer_languages
from handbook.versions.drafts import COLUMNS, open_draft, save_draft
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.backoffice import open_editor, signed_in, type_over
from tests.support.content_files import SHIPPED, change, every_row, files_below, run, shipped, site
from tests.support.publication import add_question, edit_and_publish
from tests.support.small_handbook import ROLES

pytestmark = pytest.mark.sqlite_only

__all__ = ["shipped"]  # a fixture
ONE = "Et verv kan komme i konflikt med jobben din."
SECTIONS = tomllib.loads((SHIPPED / "social-media" / "handbook.toml").read_text(encoding="utf-8"))["sections"]


def publish_folder(folder: Path) -> Handbook:
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    return Handbook.objects.get(slug=folder.name)


def export(handbook: str, folder: Path) -> dict[str, bytes]:
    lines, refusal = run("export_content", handbook, folder)
    files = files_below(folder)
    assert (lines, refusal) == ([f"{len(files)} files written."], "")
    return files


def without_frame(files: dict[str, bytes]) -> dict[str, bytes]:
    """What a folder holds but for handbook.toml, whose blanks and comments are its writer's."""
    return {name: text for name, text in files.items() if name != "handbook.toml"}


def metadata(folder: Path) -> HandbookMetadata:
    read = read_metadata((folder / "handbook.toml").read_text(encoding="utf-8"))
    assert read.errors == ()
    assert read.value
    return read.value


def test_the_export_of_what_ships_is_what_ships_and_importing_it_changes_nothing(
    shipped: Path, db, tmp_path: Path
) -> None:
    publish_folder(shipped)
    pages = [f"/handbooks/social-media/{section}/" for section in SECTIONS]
    before = site(*pages)
    folder = tmp_path / "content2" / "social-media"
    exported = export("social-media", folder)
    assert sorted(without_frame(exported)) == sorted(
        f"{section}/{language}.{ending}"
        for section in SECTIONS
        for language in ("nb", "nn", "en")
        for ending in ("md", "quiz.md")
    )
    assert [name for name, text in without_frame(files_below(shipped)).items() if exported[name] != text] == []
    assert metadata(folder) == metadata(shipped)
    assert run("import_content", folder, "--publish") == (
        [f"social-media: 0 sections published, 0 drafts, {len(SECTIONS)} unchanged."],
        "",
    )
    assert site(*pages) == before


def test_a_handbook_in_one_language_is_exported_in_it_alone_and_importing_it_changes_nothing(
    small: Handbook, tmp_path: Path
) -> None:
    offer_languages(handbook=small, languages=["nb"], by=None, at=MONDAY)
    before = every_row()
    folder = tmp_path / "exported" / "small"
    files = export("small", folder)
    assert sorted(files) == ["handbook.toml", "privacy/nb.md", "privacy/nb.quiz.md", "roles/nb.md", "roles/nb.quiz.md"]
    assert metadata(folder).languages == ("nb",)
    assert run("import_content", folder, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert every_row() == before


def test_files_in_a_language_that_is_not_offered_are_left_with_a_warning(small: Handbook, content: Path) -> None:
    change(content / "handbook.toml", "open_to_all", 'languages = ["nb", "en"]\nopen_to_all')
    change(content / "roles/nn.md", "§ roles-1", "§ roles-1 (law)")
    lines, refusal = run("import_content", content, "--publish", "--replace-metadata")
    assert (lines[-1], refusal) == ("small: 0 sections published, 0 drafts, 2 unchanged.", "")
    assert Handbook.objects.get(pk=small.pk).languages == ("nb", "en")
    lines, refusal = run("check_content", content)
    assert (next(line for line in lines if "not offered" in line), refusal) == (
        "warning: content/small/privacy/nn.md:1: nn.md is not read: the handbook is not offered in its language. Add the language to “languages”, or remove the file.",
        "",
    )


def test_the_export_is_the_files_and_importing_it_changes_nothing(
    small: Handbook, content: Path, tmp_path: Path
) -> None:
    before = site()
    folder = tmp_path / "exported" / "small"
    assert without_frame(export("small", folder)) == without_frame(files_below(content))
    assert metadata(folder) == metadata(content)
    assert run("import_content", folder, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert site() == before


def test_the_export_is_the_newest_version_and_no_draft(small: Handbook, roles, siri, tmp_path: Path) -> None:
    edit_and_publish(
        roles, {"source_nb": ("et verv".capitalize(), "Et styreverv")}, kinds=Kind.NEW_RULE, by=siri, at=MONDAY
    )
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Utkast"}, revision=draft.revision, by=siri, at=MONDAY)
    exported = export("small", tmp_path / "exported")["roles/nb.md"].decode()
    assert ("Et styreverv kan" in exported, "Utkast" in exported) == (True, False)


def test_what_was_typed_in_the_admin_comes_out_in_canonical_form(small: Handbook, roles, siri, content: Path, tmp_path: Path) -> None:  # fmt: skip
    untidy = "§§ roles-speaker\r\n##Hvem snakker du for?\r\n\r\n"
    edit_and_publish(
        roles,
        {
            "source_nb": ("§ roles-speaker\n## Hvem snakker du for?\n\n", untidy),
            "source_nn": ("Eit verv", "Eit styreverv"),
        },
        kinds=Kind.CLARIFICATION,
        by=siri,
        at=MONDAY,
    )
    expected = without_frame(files_below(content))
    expected["roles/nn.md"] = expected["roles/nn.md"].replace(b"Eit verv", b"Eit styreverv")
    assert without_frame(export("small", tmp_path / "exported")) == expected


def test_a_language_that_was_not_published_has_no_file(db, content: Path, tmp_path: Path) -> None:
    for name in ("roles/nn.md", "roles/nn.quiz.md"):
        (content / name).unlink()
    publish_folder(content)
    assert sorted(export("small", tmp_path / "exported")) == sorted(files_below(content))


def test_a_withdrawn_section_and_one_without_a_version_are_left_out(small: Handbook, roles, tmp_path: Path) -> None:
    roles.withdrawn_on = TODAY
    roles.save()
    small.sections.create(slug="intent", position=3)
    assert {name.split("/")[0] for name in export("small", tmp_path / "exported")} == {"handbook.toml", "privacy"}
    assert metadata(tmp_path / "exported").sections == ("privacy",)


def test_a_section_that_is_withdrawn_only_later_is_exported(small: Handbook, roles, tmp_path: Path) -> None:
    roles.withdrawn_on = timezone.localdate() + timedelta(days=1000)
    roles.save()
    export("small", tmp_path / "exported")
    assert metadata(tmp_path / "exported").sections == ("roles", "privacy")


def test_what_was_typed_with_other_blanks_and_marks_is_the_same_when_it_comes_back(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    """Even where it was published as typed: a title with two blanks, a message on two lines, laws in another order, a
    quiz with other boxes."""
    typed = {
        "title_nb": ("Rollene dine", "Rollene  dine"),
        "message_nb": ("tydelig hvem", "tydelig\nhvem"),
        "laws": ("", "l7, l6"),
        "quiz_nb": ("- [x] a) Si fra", "* [X] a)  Si fra"),
        "source_nb": (ONE, f"{ONE}  "),
    }
    edit_and_publish(roles, typed, kinds=Kind.CLARIFICATION, by=siri, at=MONDAY)
    before = site()
    folder = tmp_path / "exported" / "small"
    export("small", folder)
    assert run("import_content", folder, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert site() == before


def test_what_is_typed_in_the_admin_is_stored_in_canonical_form(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    before = {column: getattr(draft, column) for column in COLUMNS}
    typed = {
        "title": ("Rollene dine", " Rollene  dine"),
        "message": ("tydelig hvem", "tydelig\nhvem"),
        "laws": ("", "l7, l6"),
        "quiz": ("- [x] a) Si fra", "* [X] a)  Si fra"),
    }
    type_over(client, draft, typed)
    draft.refresh_from_db()
    assert {column: getattr(draft, column) for column in COLUMNS} == before
    assert draft.laws == "L6, L7"
    type_over(client, draft, {"laws": ("L6, L7", "l7, sjø"), "quiz": ("- [x] a) Si fra", "* [ ] a)  Si fra")})
    draft.refresh_from_db()
    assert (draft.laws, "* [ ] a)  Si fra" in draft.quiz_nb) == ("l7, sjø", True)  # with its errors, as typed


def test_the_frame_that_hr_edited_comes_back_as_it_was(small: Handbook, content: Path, tmp_path: Path) -> None:
    small.title_nb, small.lead_nn = 'Håndboka «"vår"» \\ nå', "Første linje\nandre\tlinje"
    small.in_short_en = "Be clear.\r\nBe kind."
    small.open_to_all = False
    small.save()
    folder = tmp_path / "exported" / "small"
    export("small", folder)
    frame = metadata(folder)
    assert (frame.title["nb"], frame.lead["nn"], frame.in_short["en"], frame.open_to_all) == (
        'Håndboka «"vår"» \\ nå',
        "Første linje\nandre\tlinje",
        ("Be clear.", "Be kind."),
        False,
    )
    assert run("import_content", folder) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")


def test_an_unknown_handbook_is_refused(db, tmp_path: Path) -> None:
    assert run("export_content", "large", tmp_path / "exported") == ([], "There is no handbook called large.")
    assert not (tmp_path / "exported").exists()


def test_exporting_changes_nothing(small: Handbook, tmp_path: Path) -> None:
    before = site()
    export("small", tmp_path / "exported")
    assert site() == before
    assert Version.objects.count() == 2
    assert Edition.objects.count() == 6
    change(tmp_path / "exported" / "roles" / "nb.md", "title: ", "title: Ny ")
    assert export("small", tmp_path / "exported")["roles/nb.md"].startswith(b"---\ntitle: Rollene dine\n")


def import_again(folder: Path, content: Path) -> list[str]:
    (folder / "handbook.toml").write_bytes((content / "handbook.toml").read_bytes())
    lines, refusal = run("import_content", folder, "--publish")
    assert refusal == ""
    return lines


def test_a_check_of_a_translation_is_exported_as_from_and_imported_as_nothing_new(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    words = {"source_nb": ("Et verv kan", "Et verv vil"), "title_nb": ("Rollene dine", "Rollene du har")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=siri, at=MONDAY)
    unchecked = export("small", tmp_path / "unchecked" / "small")
    confirm_clauses(section=roles, language="nn", clauses=["roles-1"], number=2, by=siri, at=MONDAY)
    one = export("small", tmp_path / "one" / "small")
    source = ClauseText.objects.get(edition__version__number=2, edition__language="nb", clause="roles-1")
    mark = f"§ roles-1 (from {source.words_digest[:16]})"
    assert {name: text for name, text in one.items() if unchecked[name] != text} == {
        "roles/nn.md": unchecked["roles/nn.md"].replace(b"\xc2\xa7 roles-1", mark.encode())
    }
    before = site()
    lines = [import_again(tmp_path / folder / "small", content) for folder in ("one", "unchecked")]
    assert lines == [["small: 0 sections published, 0 drafts, 2 unchanged."]] * 2
    assert site() == before


def test_a_translation_that_is_checked_wholly_says_so_in_one_line(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    words = {"source_nb": ("Et verv kan", "Et verv vil"), "title_nb": ("Rollene dine", "Rollene du har")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=siri, at=MONDAY)
    unchecked = export("small", tmp_path / "unchecked" / "small")["roles/nn.md"]
    confirm_clauses(section=roles, language="nn", clauses=["title", "roles-1"], number=2, by=siri, at=MONDAY)
    old, new = (
        Edition.objects.get(version__section=roles, version__number=number, language="nb").words_digest[:16].encode()
        for number in (1, 2)
    )
    assert export("small", tmp_path / "whole" / "small")["roles/nn.md"] == unchecked.replace(
        b"source: " + old, b"source: " + new
    )
    before = site()
    assert import_again(tmp_path / "whole" / "small", content) == [
        "small: 0 sections published, 0 drafts, 2 unchanged."
    ]
    assert site() == before


def test_elsewhere_the_exported_files_serve_whom_they_served_here(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=siri, at=MONDAY)
    confirm_clauses(section=roles, language="nn", clauses=["roles-1"], number=2, by=siri, at=MONDAY)
    folder = tmp_path / "elsewhere"
    export("small", folder)
    (folder / "handbook.toml").write_bytes((content / "handbook.toml").read_bytes())
    served = {
        handbook.slug: handbook.sections.get(slug="roles").translation_status["languages"]
        for handbook in (small, publish_folder(folder))
    }
    both = ["everyone", "leaders"]
    assert served == {
        "small": {"nb": both, "nn": both, "en": []},
        "elsewhere": {"nb": both, "nn": both, "en": []},
    }


def test_a_question_that_is_current_by_an_earlier_version_is_current_elsewhere_too(
    small: Handbook, roles, content: Path, tmp_path: Path
) -> None:
    add_question(roles)
    folder = tmp_path / "elsewhere"
    export("small", folder)
    (folder / "handbook.toml").write_bytes((content / "handbook.toml").read_bytes())
    before = site()
    plain = folder.rename(tmp_path / "small")
    assert import_again(plain, content) == ["small: 0 sections published, 0 drafts, 2 unchanged."]
    assert site() == before
    elsewhere = publish_folder(plain.rename(folder))
    asked = Edition.objects.filter(version__section__handbook=elsewhere, version__section__slug="roles")
    assert dict(asked.values_list("language", "outdated_questions")) == {"nb": [], "nn": ["added"], "en": ["added"]}


def test_what_was_typed_untidily_is_imported_from_its_export_as_nothing_new(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    untidy = ("## Hvem snakker", "##Hvem  snakker")
    edit_and_publish(roles, {"source_nb": untidy}, kinds=Kind.CORRECTION, by=siri, at=MONDAY)
    export("small", tmp_path / "tidy" / "small")
    assert import_again(tmp_path / "tidy" / "small", content) == ["small: 0 sections published, 0 drafts, 2 unchanged."]


# Drafts


def drafted(section, siri, **columns: str) -> Version:
    """The section's draft with other words in some columns."""
    draft = open_draft(section=section, by=siri, at=MONDAY)
    return save_draft(draft=draft, texts=columns, revision=draft.revision, by=siri, at=MONDAY)


def export_drafts(folder: Path) -> list[str]:
    lines, refusal = run("export_content", "small", folder, "--drafts")
    assert refusal == ""
    assert lines[0] == f"{len(files_below(folder))} files written."
    return lines[1:]


def comes_back(folder: Path, summary: str) -> None:
    """Importing the folder says this, and leaves every row of the database as it was."""
    before = every_row()
    assert run("import_content", folder) == ([f"small: {summary}."], "")
    assert every_row() == before


def test_an_open_draft_is_exported_in_place_of_what_is_published_and_comes_back_as_it_was(
    small: Handbook, roles, siri, content: Path, tmp_path: Path
) -> None:
    draft = drafted(roles, siri, title_nb="Roller", news_nb="Nytt navn.", source_nb=ROLES["nb"].partition("---\n\n")[2].replace("Et verv", "Et styreverv"))  # fmt: skip
    folder = tmp_path / "small"
    assert export_drafts(folder) == ["Drafts: roles."]
    expected = without_frame(files_below(content))
    as_typed = expected["roles/nb.md"].decode().replace("Rollene dine", "Roller").replace("Et verv", "Et styreverv")
    assert without_frame(files_below(folder)) == expected | {"roles/nb.md": as_typed.encode()}
    comes_back(folder, "0 sections published, 1 draft, 1 unchanged")
    draft.refresh_from_db()
    assert (draft.revision, draft.news_nb) == (2, "Nytt navn.")


def test_a_section_that_was_never_published_is_exported_as_its_draft(
    small: Handbook, privacy, siri, tmp_path: Path
) -> None:
    newest = Version.objects.get(section=privacy)
    words = {column: (getattr(newest, column) or "").replace("privacy-1", "intent-1") for column in COLUMNS}
    drafted(small.sections.create(slug="intent", position=3), siri, **words)
    folder = tmp_path / "small"
    assert export_drafts(folder) == ["Drafts: intent."]
    assert metadata(folder).sections == ("roles", "privacy", "intent")
    comes_back(folder, "0 sections published, 1 draft, 2 unchanged")


def test_what_was_answered_about_the_ids_of_a_draft_is_not_asked_of_its_files(
    roles, siri, content: Path, tmp_path: Path
) -> None:
    other = "Bilder av barn legges aldri ut uten samtykke."
    change(content / "roles/nb.md", "Du bør være tydelig på hvem du snakker for.", other)
    assert run("import_content", content)[1] != ""
    assert run("import_content", content, "--ids-as-written")[1] == ""
    export_drafts(tmp_path / "small")
    comes_back(tmp_path / "small", "0 sections published, 1 draft, 1 unchanged")
    assert Version.objects.drafts().get().resolved_ids == ["OtherText roles-2"]


def test_what_a_draft_still_asks_in_the_admin_is_not_asked_of_its_files(roles, siri, tmp_path: Path) -> None:
    """Importing them would change nothing; publishing them would."""
    newest = Version.objects.get(section=roles)
    other = newest.source_nb.replace("Du bør være tydelig på hvem du snakker for.", "Bilder av barn legges aldri ut.")
    drafted(roles, siri, source_nb=other)
    export_drafts(tmp_path / "small")
    comes_back(tmp_path / "small", "0 sections published, 1 draft, 1 unchanged")
    refusal = run("import_content", tmp_path / "small", "--publish", "--although-not-ready")[1]
    assert refusal.startswith("small: 1 id to resolve.")


def test_a_draft_begun_from_an_older_version_comes_back_as_it_was(roles, siri, tmp_path: Path) -> None:
    edit_and_publish(roles, {"title_nb": ("Rollene", "Roller")}, kinds=Kind.NEW_RULE, by=siri, at=MONDAY)
    draft = drafted(roles, siri, title_nb="Roller du har")
    Version.objects.filter(pk=draft.pk).update(base=1)
    export_drafts(tmp_path / "small")
    comes_back(tmp_path / "small", "0 sections published, 1 draft, 1 unchanged")


def test_two_drafts_that_speak_of_each_other_are_exported_without_an_error(
    small: Handbook, roles, privacy, siri, tmp_path: Path
) -> None:
    sources = {section: Version.objects.get(section=section).source_nb for section in (roles, privacy)}
    drafted(roles, siri, source_nb=sources[roles].replace(ONE, f"{ONE} [Les](#privacy-2)."))
    drafted(privacy, siri, source_nb=f"{sources[privacy]}\n§ privacy-2 (advice)\nSpør [først](#roles-1).\n")
    assert export_drafts(tmp_path / "small") == ["Drafts: roles, privacy."]
    comes_back(tmp_path / "small", "0 sections published, 2 drafts, 0 unchanged")


def test_a_draft_with_errors_is_exported_as_it_was_typed_and_its_files_are_named(
    small: Handbook, roles, siri, tmp_path: Path, settings
) -> None:
    typed = "§§ roles-1\r\nEt  verv <b>kan</b> komme i konflikt med jobben din."
    quiz = "## board\n\nHva gjør du?\n\n* [ ] a)  Si fra"
    drafted(roles, siri, source_nb=typed, quiz_nn=quiz, title_en=" Your  roles ")
    folder = tmp_path / "content" / "small"
    shutil.copytree(settings.CONTENT_DIR, folder.parent)  # they are written over what is there
    lines_of_export = export_drafts(folder)
    files = files_below(folder)
    assert files["roles/nb.md"].decode() == (
        "---\ntitle: Rollene dine\nmessage: Gjør det tydelig hvem du snakker for.\n---\n\n"
        "§§ roles-1\nEt  verv <b>kan</b> komme i konflikt med jobben din.\n"
    )
    assert files["roles/nn.quiz.md"].decode().endswith(f"---\n\n{quiz}\n")
    assert files["roles/en.md"].startswith(b"---\ntitle: Your roles\n")
    lines, refusal = run("check_content", folder)
    named = {line.partition(":")[0] for line in lines if not line.startswith("warning: ")}
    assert named == {line.partition(":")[0] for line in lines_of_export[1:]}
    assert named >= {"content/small/roles/nb.md", "content/small/roles/nn.quiz.md"}
    assert refusal == f"{sum(int(line.split(': ')[1].split()[0]) for line in lines_of_export[1:])} errors."


# The folder


def test_files_that_are_not_the_handbooks_are_named_and_left(small: Handbook, roles, content: Path) -> None:
    roles.withdrawn_on = TODAY
    roles.save()
    (content / ".git").mkdir()
    (content / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    before = files_below(content)
    lines, refusal = run("export_content", "small", content)
    assert refusal == ""
    names = [f"roles/{language}.{ending}" for language in ("en", "nb", "nn") for ending in ("md", "quiz.md")]
    assert [line for line in lines if "is not in the handbook" in line] == [
        f"{name} is not in the handbook. It was not changed; delete it before you import." for name in names
    ]
    assert without_frame(files_below(content)) == without_frame(before)


def test_a_folder_where_one_file_cannot_be_written_is_left_as_it_was(small: Handbook, content: Path) -> None:
    for language in ("nb", "nn"):
        change(content / f"roles/{language}.md", "title: Rollene dine", "title: Min tittel")
    (content / "privacy" / "nn.md").unlink()
    (content / "privacy" / "nn.md").mkdir()
    before = files_below(content)
    lines, refusal = run("export_content", "small", content)
    assert (lines, refusal.endswith(". Nothing was written.")) == ([], True)
    assert files_below(content) == before
    assert sorted(path.name for path in content.parent.iterdir()) == ["laws.toml", "pages", "small"]


def test_nothing_but_the_folder_is_left_where_it_was_written(small: Handbook, tmp_path: Path) -> None:
    export("small", tmp_path / "made" / "exported")
    export("small", tmp_path / "made" / "exported")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["exported"]
    there = sorted(path.name for path in (tmp_path / "made" / "exported").iterdir())
    assert there == ["handbook.toml", "privacy", "roles"]


def test_into_a_folder_that_is_there_nothing_is_written_outside_it(small: Handbook, tmp_path: Path) -> None:
    """It may be mounted, and what is around it of another volume, or not to be written in."""
    (tmp_path / "around" / "mounted").mkdir(parents=True)
    untouched = (tmp_path / "around").stat().st_mtime_ns
    export("small", tmp_path / "around" / "mounted")
    assert (tmp_path / "around").stat().st_mtime_ns == untouched
