"""The laws that HR keeps are exported beside a handbook and imported with it; importing an export changes nothing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.laws.law_file import law_register
from handbook.laws.register import law_entries
from handbook.laws.save import follow_release
from handbook.models import Handbook, LawText
from records.models import Event
from tests.cast import MONDAY
from tests.support.content_files import change, content_diff, every_row, run
from tests.support.laws import add_own, entry_of, law_box, reword

LEFT_ALONE = "small: 0 sections published, 0 drafts, 2 unchanged."
NAME = "Forvaltningsloven § 6"
NOTE = 'Se «L6», \\ og "§ 6".'


@pytest.fixture
def kept(small: Handbook, siri) -> None:
    """One law of the release is changed, and one of HR's own is there."""
    reword("L6", 'Våre "ord" \\', by=siri, to_day=date(2099, 12, 31), checked_on=date(2026, 11, 22), doubt=NOTE)
    add_own(by=siri)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exported" / "small"


def laws_of(folder: Path) -> Path:
    return folder.parent / "laws.toml"


def copied(content: Path, folder: Path, laws: str = "") -> Path:
    """The small handbook elsewhere, with those laws beside it."""
    shutil.copytree(content, folder)
    if laws:
        laws_of(folder).write_text(laws, encoding="utf-8")
    return folder


def law(id_: str, says: str, more: str = "") -> str:
    return f'[{id_}]\nact = {{ nb = "Lov" }}\nsection = {{ nb = "§ 1" }}\nsays = {{ nb = "{says}" }}\ncertainty = "known"\n{more}\n'


def test_the_export_has_hrs_laws_alone_and_importing_it_changes_nothing(kept, folder: Path) -> None:
    lines, refusal = run("export_content", "small", folder)
    assert (refusal, f"{laws_of(folder)}: 2 laws of HR." in lines) == ("", True)
    register = law_register(laws_of(folder), ())
    shown = [entry.shown for entry in law_entries() if entry.row]
    assert (register.errors, list(register.laws)) == ((), shown)
    before, text = every_row(), laws_of(folder).read_text(encoding="utf-8")
    assert run("import_content", folder) == ([LEFT_ALONE], "")
    assert content_diff(folder)[0] == 0
    assert every_row() == before
    run("export_content", "small", folder)
    assert laws_of(folder).read_text(encoding="utf-8") == text


def test_without_laws_of_hr_nothing_is_written_beside_the_folder(small, folder: Path) -> None:
    run("export_content", "small", folder)
    assert [path.name for path in folder.parent.iterdir()] == ["small"]


def test_the_export_is_imported_where_hr_has_changed_nothing(kept, folder: Path) -> None:
    run("export_content", "small", folder)
    kept_laws = [entry.shown for entry in law_entries()]
    for entry in law_entries():
        if entry.row and entry.released:
            follow_release(id_=entry.shown.id, opened=entry.number, by=None, at=MONDAY)
    assert law_box() == {NAME: "Når en ansatt er inhabil."}
    lines, refusal = run("import_content", folder)
    assert (lines, refusal) == (["small: 0 sections published, 0 drafts, 2 unchanged, 1 law changed."], "")
    assert [entry.shown for entry in law_entries()] == kept_laws
    assert run("import_content", folder) == ([LEFT_ALONE], "")


def test_a_law_that_says_what_the_release_says_makes_no_row(small, content: Path, folder: Path) -> None:
    copied(content, folder, laws_of(content).read_text(encoding="utf-8") + law("L1001", "Vår egen."))
    assert content_diff(folder)[0] == 1
    lines, _refusal = run("import_content", folder)
    assert lines == ["small: 0 sections published, 0 drafts, 2 unchanged, 1 law changed."]
    assert [(row.law, row.by) for row in LawText.objects.all()] == [("L1001", None)]
    assert Event.objects.filter(what="law added").count() == 1


def test_words_of_the_release_in_a_file_make_a_law_follow_it_again(small, siri, content: Path, folder: Path) -> None:
    reword("L6", "Våre ord", by=siri)
    copied(content, folder, laws_of(content).read_text(encoding="utf-8"))
    _lines, refusal = run("import_content", folder)
    assert refusal == (
        "small: HR has changed laws that laws.toml has in other words: Public Administration Act section 6. Change the file, "
        "or use --replace-laws. Nothing was imported."
    )
    assert law_box() == {NAME: "Våre ord (nb)"}
    assert content_diff(folder)[0] == 2
    run("import_content", folder, "--replace-laws")
    assert (law_box(), entry_of("L6").is_changed) == ({NAME: "Når en ansatt er inhabil."}, False)


def test_what_an_earlier_import_brought_is_replaced_without_asking(small, content: Path, folder: Path) -> None:
    copied(content, folder, law("L6", "En."))
    assert run("import_content", folder)[1] == ""
    change(laws_of(folder), "En.", "To.")
    assert run("import_content", folder)[1] == ""
    assert law_box() == {"Lov § 1": "To."}


def test_the_file_of_the_release_itself_changes_nothing(kept, content: Path) -> None:
    before = every_row()
    assert run("import_content", content) == ([LEFT_ALONE], "")
    assert every_row() == before


def test_a_file_with_other_laws_is_left_and_named(kept, content: Path, folder: Path) -> None:
    for there, path in (
        (laws_of(content).read_text(), content),
        (law("L3", "En annens."), folder),
        ("[L1001\n", folder),
    ):
        path.parent.mkdir(exist_ok=True)
        laws_of(path).write_text(there, encoding="utf-8")
        lines, refusal = run("export_content", "small", path)
        assert refusal == ""
        assert [line for line in lines if "HR" in line] == [
            f"{laws_of(path)} has laws that HR does not keep. It was not changed, and HR's laws were not written: export to another folder."
        ]
        assert laws_of(path).read_text(encoding="utf-8") == there


def test_a_point_may_name_a_law_beside_the_folder(small, content: Path, folder: Path) -> None:
    copied(content, folder, law("L1001", "Vår egen."))
    change(folder / "roles/nb.md", "(law, L6, L7)", "(law, L6, L1001)")
    assert run("check_content", folder)[1] == ""
    assert run("import_content", folder, "--publish")[1] == ""
    assert law_box() == {NAME: "Når en ansatt er inhabil.", "Lov § 1": "Vår egen."}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (law("L6", "En.", "from_day = 2026-02-02\nto_day = 2026-02-01"), "7: L6 ends before it begins: to_day is before from_day."),
        (law("L6", "En.").replace('act = { nb = "Lov" }', 'act = { nb = "Lov", nn = "Lov" }'), "3: L6.section.nn is missing."),
        (law("L6", "En.").replace('certainty = "known"\n', ""), "1: L6.certainty is missing."),
        ("[L6]\ncertainty = \"known\"\nact = {}\nsection = {}\nsays = {}\n", "3: L6.act.nb is missing."),
    ],
)  # fmt: skip
def test_an_error_is_told_at_its_line_and_nothing_is_imported(
    small, content: Path, folder: Path, text: str, error: str
) -> None:
    copied(content, folder, text)
    before = every_row()
    for command in ("import_content", "check_content"):
        lines, refusal = run(command, folder)
        printed = "\n".join([*lines, refusal])
        assert f"exported/laws.toml:{error}" in printed
    assert every_row() == before


def test_a_folder_that_cannot_be_written_leaves_the_laws_as_they_were(kept, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("", encoding="utf-8")
    assert run("export_content", "small", folder)[1].endswith("Nothing was written.")
    assert [path.name for path in folder.parent.iterdir()] == ["small"]


def test_what_would_change_is_shown_word_by_word(small, content: Path, folder: Path) -> None:
    copied(content, folder, law("L1001", "Vår egen."))
    _status, lines = content_diff(folder)
    assert lines[lines.index("laws.toml") :][:9] == [
        "laws.toml",
        "  L1001.act.nb",
        "      {+Lov+}",
        "  L1001.certainty",
        "      {+known+}",
        "  L1001.says.nb",
        "      {+Vår egen.+}",
        "  L1001.section.nb",
        "      {+§ 1+}",
    ]
