"""A folder by a former name of its handbook is that handbook's, with a warning that names the one it has now."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from handbook.models import Handbook, Section
from tests.support.content_files import change, content_diff, every_row, run
from tests.support.unchecked import unchecked_names

MEND = import_module("handbook.migrations.0026_slugs_that_no_address_takes").mend
UNCHANGED = "0 sections published, 0 drafts, 2 unchanged."
OLD, NEW = "Etiske retningslinjer", "etiske-retningslinjer"


def warning_of(old: str, new: str) -> str:
    return (
        f"content/{old}/handbook.toml:1: The handbook in the folder “{old}” is called “{new}” now. Rename the folder."
    )


@pytest.fixture
def older(small: Handbook, content: Path, tmp_path: Path, settings) -> Path:
    """The folder of the small handbook, which was published by a name that no address takes until it was migrated."""
    settings.CONTENT_DIR = content.parent.rename(tmp_path / "content")
    with unchecked_names():
        Handbook.objects.update(slug=OLD)
    MEND(apps, None)
    return (settings.CONTENT_DIR / "small").rename(settings.CONTENT_DIR / OLD)


@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_what_was_published_by_it_imports_as_unchanged(options: tuple[str, ...], older: Path) -> None:
    before = every_row()
    assert run("import_content", older, *options) == (
        [f"warning: {warning_of(OLD, NEW)}", f"{OLD}: {UNCHANGED}"],
        "",
    )
    assert every_row() == before


def test_a_difference_is_taken_with_the_handbook_that_had_it(older: Path) -> None:
    assert content_diff(older) == (
        0,
        [
            NEW,
            f"warning: {warning_of(OLD, NEW)}",
            "",
            "nothing: roles, privacy",
            "",
            f"{NEW}: an import would change nothing.",
        ],
    )
    change(older / "roles/nb.md", "Et verv kan", "Et verv vil")
    status, lines = content_diff(older)
    assert (status, lines[-1]) == (1, f"{NEW}: an import would change 1 section.")


def test_a_change_becomes_a_draft_of_that_handbook(older: Path) -> None:
    change(older / "roles/nb.md", "Et verv kan", "Et verv vil")
    assert run("import_content", older)[1] == ""
    assert Handbook.objects.get().slug == NEW
    assert Section.objects.get(versions__published_at=None).slug == "roles"


def test_a_refusal_names_the_handbook_too(older: Path) -> None:
    change(older / "handbook.toml", "Liten håndbok", "Stor håndbok")
    before = every_row()
    lines, refusal = run("import_content", older)
    assert (lines, refusal.startswith(f"{OLD}: handbook.toml and the site have different values")) == (
        [f"warning: {warning_of(OLD, NEW)}"],
        True,
    )
    assert every_row() == before


def test_other_errors_of_handbook_toml_are_told_alone(older: Path) -> None:
    change(older / "handbook.toml", "open_to_all = true", 'open_to_all = "yes"')
    assert run("import_content", older)[1] == f"{OLD}: 1 error. Nothing was imported."


def test_ids_are_written_by_the_handbook_that_had_it(older: Path) -> None:
    """The check of the files alone goes on naming one that works."""
    change(older / "roles/nb.md", "§ roles-2 (guideline)\n", "")
    lines, refusal = run("check_content", older, "--write-ids")
    assert (refusal, [line for line in lines if "roles-2" in line] != []) == ("1 error.", True)
    assert f"such as “{NEW}”" in lines[-1]


def test_a_handbook_that_was_renamed_twice_is_known_by_both_names(db, content: Path) -> None:
    assert run("import_content", content)[1] == ""
    for old, new in (("small", "smaa-ting"), ("smaa-ting", "ting")):
        assert run("rename_handbook", old, new)[1] == ""
    assert run("import_content", content) == (
        [f"warning: {warning_of('small', 'ting')}", "small: 0 sections published, 2 drafts, 0 unchanged."],
        "",
    )
    assert list(Handbook.objects.values_list("slug", flat=True)) == ["ting"]


def test_a_name_that_another_handbook_has_now_is_that_ones(db, content: Path) -> None:
    run("import_content", content)
    run("rename_handbook", "small", "ting")
    other = Handbook.objects.create(slug="small", title="Ny")
    lines, refusal = run("import_content", content)
    assert (lines, refusal != "", other.sections.count()) == ([], True, 0)


def test_the_name_of_a_removed_handbook_is_free(db, content: Path) -> None:
    run("import_content", content)
    run("rename_handbook", "small", "ting")
    run("remove_handbook", "ting")
    assert run("import_content", content) == (["small: 0 sections published, 2 drafts, 0 unchanged."], "")
