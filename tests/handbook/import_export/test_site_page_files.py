"""The site's own pages become files and pages again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from handbook.import_export.site_page_files import read_pages
from handbook.links import is_site_address
from handbook.models import PageText
from handbook.site_pages import SLUGS, site_page
from markup.section.site_page import write_page
from records import triggers
from tests.support.content_files import SHIPPED, change, content_diff, files_below, run, site
from tests.support.site_pages import change as retype
from tests.support.site_pages import opened, outdated, save

PAGES = tuple(f"/{slug}/" for slug in SLUGS)


def export(folder: Path) -> dict[str, bytes]:
    assert run("export_content", "pages", folder) == (["15 files written."], "")
    return files_below(folder)


@pytest.fixture
def edited(content, olav) -> None:
    """Privacy in bokmål and nynorsk, the latter compared; English is behind."""
    save(retype(retype(opened(), "nb", "noe", "mer"), "nn", "noko", "meir", matches=True), olav)


def test_the_pages_that_ship_are_written_as_an_export_writes_them() -> None:
    assert {path.name for path in (SHIPPED / "pages").iterdir()} == set(SLUGS)
    pages = read_pages(SHIPPED / "pages", is_site_address)
    assert pages.errors == ()
    for slug, texts in pages.texts.items():
        for language, text in texts.items():
            written = write_page(title=text.title, source=text.source, made_from=text.made_from)
            assert (SHIPPED / "pages" / slug / f"{language}.md").read_text(encoding="utf-8") == written


def test_pages_that_nobody_has_edited_are_exported_as_they_ship(db, content, settings, tmp_path: Path) -> None:
    assert export(tmp_path / "out") == files_below(settings.CONTENT_DIR / "pages")


def test_importing_what_was_exported_changes_nothing(edited, tmp_path: Path) -> None:
    files, before = export(tmp_path / "out"), site(*PAGES)
    lines, refusal = run("import_content", tmp_path / "out")
    assert (lines, refusal) == (["out: 0 texts changed, 15 unchanged."], "")
    assert site(*PAGES) == before
    assert export(tmp_path / "again") == files


def test_another_site_gets_the_same_pages_and_the_same_that_are_behind(edited, tmp_path: Path) -> None:
    files, was_behind, shown = export(tmp_path / "out"), outdated(), site(*PAGES)[1]
    assert was_behind == {"nb": False, "nn": False, "en": True}
    forget_pages()
    assert site_page("privacy", "nb").is_shipped
    run("import_content", tmp_path / "out")
    assert (outdated(), site(*PAGES)[1]) == (was_behind, shown)
    assert export(tmp_path / "again") == files


def test_a_file_that_says_something_else_is_shown_at_once(db, content, settings, tmp_path: Path) -> None:
    export(tmp_path / "out")
    change(tmp_path / "out/privacy/nb.md", "noe", "mer")
    lines, _refusal = run("import_content", tmp_path / "out")
    # The translations beside it say that they match: they come with it.
    assert lines == ["out: 3 texts changed, 12 unchanged."]
    assert site_page("privacy", "nb").html.startswith("<p>Her står det mer.</p>")
    assert outdated() == {"nb": False, "nn": False, "en": False}


def test_what_hr_has_edited_is_not_overwritten_unless_it_is_said(edited, tmp_path: Path, settings) -> None:
    before = site(*PAGES)
    lines, refusal = run("import_content", settings.CONTENT_DIR / "pages")
    assert refusal == (
        "pages: HR has saved texts that differ from privacy/nb.md, privacy/nn.md. Export the pages and compare them, or use "
        "--replace-pages. Nothing was imported."
    )
    assert (lines, site(*PAGES)) == ([], before)
    run("import_content", settings.CONTENT_DIR / "pages", replace_pages=True)
    assert site_page("privacy", "nb").html.startswith("<p>Her står det noe.</p>")
    assert list(PageText.objects.filter(language="nb").values_list("number", "by__number")) == [(1, "1004"), (2, None)]
    assert outdated() == {"nb": False, "nn": False, "en": False}


def test_a_whole_content_folder_brings_its_pages_or_nothing(small, edited, content, settings) -> None:
    change(content / "roles/nb.md", "Et verv kan", "Et verv vil")
    _lines, refusal = run("import_content", settings.CONTENT_DIR)
    assert refusal.startswith("pages: HR has saved")
    assert not small.sections.get(slug="roles").versions.filter(published_at=None).exists()
    lines, refusal = run("import_content", settings.CONTENT_DIR, replace_pages=True)
    assert (lines[-1], refusal) == ("pages: 2 texts changed, 13 unchanged.", "")


def test_errors_of_pages_are_named_and_stop_everything(db, content, settings) -> None:
    folder = settings.CONTENT_DIR / "pages"
    change(folder / "privacy/nn.md", "## Sei", "### Sei")
    change(folder / "privacy/en.md", "/remarks/", "/nowhere/")
    (folder / "privacy/sv.md").write_text("---\ntitle: A\n---\n\nb\n")
    expected = [
        (
            "content/pages/privacy/en.md:9: “/nowhere/” is not an address that a page can link to. Write https, mailto, tel, "
            "or an existing page of this site, such as /remarks/."
        ),
        "content/pages/privacy/nn.md:7: “Sei frå” is a ### heading with no ## above it. Use ##.",
        "content/pages/privacy/sv.md:1: sv.md does not belong here.",
    ]
    lines, refusal = run("check_content", folder)
    assert (lines, refusal) == (expected, "3 errors.")
    lines, refusal = run("import_content", folder)
    assert (lines, refusal) == (expected, "pages: 3 errors. Nothing was imported.")
    lines, refusal = run("check_content", settings.CONTENT_DIR)
    assert (lines, refusal) == (expected, "3 errors.")


def forget_pages() -> None:
    """As on a site where nobody has edited a page."""
    triggers.drop()
    QuerySet(PageText)._raw_delete("default")
    triggers.create()


def test_what_an_import_of_pages_would_change_is_told_word_by_word_and_nothing_is_written(
    edited, tmp_path: Path
) -> None:
    files = export(tmp_path / "out")
    assert content_diff(tmp_path / "out") == (0, ["pages", "pages: an import would change nothing."])
    change(tmp_path / "out/accessibility/en.md", "title: Accessibility", "title: Access")
    before = site(*PAGES)

    status, lines = content_diff(tmp_path / "out")

    assert (status, lines) == (1, ["pages", "", "  accessibility/en.md", "      en  [-Accessibility-]{+Access+}"])
    assert site(*PAGES) == before
    change(tmp_path / "out/privacy/nb.md", "mer", "alt")
    status, lines = content_diff(tmp_path / "out")
    assert (status, lines[-1].partition(". ")[0]) == (2, "out: HR has saved texts that differ from privacy/nb.md")
    assert content_diff(tmp_path / "out", "--replace-pages")[0] == 1
    assert files_below(tmp_path / "out") != files
    assert export(tmp_path / "again") == files


def test_a_page_may_link_to_what_the_same_import_brings_and_its_diff_knows(db, content, settings) -> None:
    page_file = settings.CONTENT_DIR / "pages/privacy/nb.md"
    change(page_file, "/remarks/", "/handbooks/small/")
    assert content_diff(settings.CONTENT_DIR)[0] == 1
    assert import_and_undo(settings.CONTENT_DIR) == ""

    change(page_file, "/handbooks/small/", "/handbooks/small/roles/")
    refused = "pages: 1 error."
    assert (content_diff(settings.CONTENT_DIR)[0], content_diff(settings.CONTENT_DIR)[1][-1]) == (2, refused)
    assert import_and_undo(settings.CONTENT_DIR) == f"{refused} Nothing was imported."
    assert content_diff(settings.CONTENT_DIR, "--publish")[0] == 1
    assert import_and_undo(settings.CONTENT_DIR, "--publish") == ""

    change(page_file, "/handbooks/small/roles/", "/handbooks/small/rules/")
    assert content_diff(settings.CONTENT_DIR, "--publish")[0] == 2
    assert import_and_undo(settings.CONTENT_DIR, "--publish") == f"{refused} Nothing was imported."


def import_and_undo(*arguments: object) -> str:
    """Why it was refused: "" if it was not."""
    with transaction.atomic():
        _lines, refusal = run("import_content", *arguments)
        transaction.set_rollback(True)
    return refusal


@pytest.mark.parametrize("slug", SLUGS)
def test_a_handbook_may_be_called_as_a_page_is(slug: str, db, content, settings) -> None:
    content.rename(content.parent / slug)
    expected = [f"{slug}: 0 sections published, 2 drafts, 0 unchanged.", "pages: 0 texts changed, 15 unchanged."]
    assert run("import_content", settings.CONTENT_DIR) == (expected, "")


def test_what_an_import_wrote_is_replaced_by_the_next_and_what_hr_saved_after_it_is_not(
    db, content, olav, tmp_path: Path
) -> None:
    export(tmp_path / "out")
    file = tmp_path / "out/privacy/nb.md"
    for old, new in (("noe", "mer"), ("mer", "alt")):
        change(file, old, new)
        assert (content_diff(tmp_path / "out")[0], run("import_content", tmp_path / "out")[1]) == (1, "")
    assert site_page("privacy", "nb").html.startswith("<p>Her står det alt.</p>")
    save(retype(opened(), "nb", "alt", "litt"), olav)
    refused = "out: HR has saved texts that differ from privacy/nb.md"
    assert run("import_content", tmp_path / "out")[1].partition(". ")[0] == refused


def test_what_hr_saves_while_pages_are_imported_is_told_as_what_was_saved_before(
    db, content, olav, tmp_path: Path
) -> None:
    export(tmp_path / "out")
    change(tmp_path / "out/privacy/nb.md", "noe", "alt")
    readings = iter(range(100))

    def save_between(execute: Callable[..., object], sql: str, *arguments: object) -> object:
        """The import reads the pages, and reads them again when it writes."""
        if sql.startswith("SELECT") and "handbook_pagetext" in sql and next(readings) == 1:
            save(retype(opened(), "nb", "noe", "mer"), olav)
        return execute(sql, *arguments)

    with connection.execute_wrapper(save_between):
        _lines, refusal = run("import_content", tmp_path / "out")
    assert refusal.startswith("out: HR has saved texts that differ from privacy/nb.md. ")


def test_pages_of_which_one_cannot_be_written_are_not_written(edited, tmp_path: Path) -> None:
    (tmp_path / "out/privacy/nn.md").mkdir(parents=True)
    (tmp_path / "out/privacy/sv.md").write_text("Hej.", encoding="utf-8")
    lines, refusal = run("export_content", "pages", tmp_path / "out")
    assert (lines, refusal.endswith(". Nothing was written.")) == ([], True)
    assert files_below(tmp_path / "out") == {"privacy/sv.md": b"Hej."}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["privacy"]


def test_a_file_that_is_no_pages_is_named_and_left(db, content, tmp_path: Path) -> None:
    (tmp_path / "out/privacy").mkdir(parents=True)
    (tmp_path / "out/privacy/sv.md").write_text("Hej.", encoding="utf-8")
    assert run("export_content", "pages", tmp_path / "out")[0] == [
        "15 files written.",
        "privacy/sv.md is not a file of a page. It was not changed; delete it before you import.",
    ]


def test_pages_have_no_drafts_to_export(db, content, tmp_path: Path) -> None:
    _lines, refusal = run("export_content", "pages", tmp_path / "out", drafts=True)
    assert refusal == "Pages have no drafts: a saved page is shown at once. Export them without --drafts."
    assert not (tmp_path / "out").exists()


def test_a_link_to_a_section_that_the_folders_handbook_does_not_have_is_an_error(content, settings) -> None:
    page_file = settings.CONTENT_DIR / "pages/privacy/nb.md"
    change(page_file, "/remarks/", "/handbooks/small/roles/")
    assert run("check_content", settings.CONTENT_DIR) == (["1 handbook, 15 texts of pages, no errors."], "")
    change(page_file, "/handbooks/small/roles/", "/handbooks/small/rules/")
    (line,), refusal = run("check_content", settings.CONTENT_DIR)
    assert (line.partition(" is not ")[0], refusal) == (
        "content/pages/privacy/nb.md:9: “/handbooks/small/rules/”",
        "1 error.",
    )
    change(page_file, "/handbooks/small/rules/", "/handbooks/another/rules/")  # the site may have it
    assert run("check_content", settings.CONTENT_DIR)[1] == ""


def test_a_folder_of_pages_alone_is_told_as_pages(content, settings) -> None:
    assert run("check_content", settings.CONTENT_DIR / "pages") == (["15 texts of pages, no errors."], "")
