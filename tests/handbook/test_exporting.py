"""Published text becomes files again; importing them changes nothing."""

import tomllib
from pathlib import Path

from handbook.drafting import open_draft, save_draft
from handbook.importing import import_folder
from handbook.models import Edition, Handbook, Kind, Version
from tests.cast import FIRST, MONDAY, TODAY
from tests.handbook.contents import SHIPPED, change, files_below, run, shipped, site
from tests.handbook.editing import edit_and_publish

__all__ = ["shipped"]  # a fixture
SECTIONS = tomllib.loads((SHIPPED / "social-media" / "handbook.toml").read_text(encoding="utf-8"))["sections"]


def publish_folder(folder: Path) -> Handbook:
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    return Handbook.objects.get(slug=folder.name)


def export(handbook: str, folder: Path) -> dict[str, bytes]:
    lines, refusal = run("export_content", handbook, folder)
    found = files_below(folder)
    assert (lines, refusal) == ([f"{len(found)} files written."], "")
    return found


def without_frame(folder: Path) -> dict[str, bytes]:
    return {name: text for name, text in files_below(folder).items() if name != "handbook.toml"}


def test_the_export_of_what_ships_is_what_ships(shipped: Path, db, tmp_path: Path) -> None:
    publish_folder(shipped)
    exported = export("social-media", tmp_path / "exported")
    assert sorted(exported) == sorted(
        f"{section}/{language}.{ending}"
        for section in SECTIONS
        for language in ("nb", "nn", "en")
        for ending in ("md", "quiz.md")
    )
    assert [name for name, text in without_frame(shipped).items() if exported[name] != text] == []


def test_importing_the_export_of_what_ships_changes_nothing(shipped: Path, db, tmp_path: Path) -> None:
    publish_folder(shipped)
    pages = [f"/handbooks/social-media/{section}/" for section in SECTIONS]
    before = site(*pages)
    folder = tmp_path / "content2" / "social-media"
    export("social-media", folder)
    (folder / "handbook.toml").write_bytes((shipped / "handbook.toml").read_bytes())
    assert run("import_content", folder, "--publish") == (
        [f"social-media: 0 sections published, 0 drafts, {len(SECTIONS)} unchanged."],
        "",
    )
    assert site(*pages) == before


def test_the_export_is_the_files_and_importing_it_changes_nothing(
    small: Handbook, content: Path, tmp_path: Path
) -> None:
    before = site()
    folder = tmp_path / "exported" / "small"
    assert export("small", folder) == without_frame(content)
    (folder / "handbook.toml").write_bytes((content / "handbook.toml").read_bytes())
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
    expected = without_frame(content)
    expected["roles/nn.md"] = expected["roles/nn.md"].replace(b"Eit verv", b"Eit styreverv")
    assert export("small", tmp_path / "exported") == expected


def test_a_language_that_was_not_published_has_no_file(db, content: Path, tmp_path: Path) -> None:
    for name in ("roles/nn.md", "roles/nn.quiz.md"):
        (content / name).unlink()
    publish_folder(content)
    assert sorted(export("small", tmp_path / "exported")) == sorted(without_frame(content))


def test_a_withdrawn_section_and_one_without_a_version_are_left_out(small: Handbook, roles, tmp_path: Path) -> None:
    roles.withdrawn_on = TODAY
    roles.save()
    small.sections.create(slug="intent", position=3)
    assert {name.split("/")[0] for name in export("small", tmp_path / "exported")} == {"privacy"}


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
