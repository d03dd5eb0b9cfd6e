"""The ids of text files: what is beyond doubt is written, what is not is asked before anything is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.models import ClauseText, Handbook, Version
from tests.support.content_files import change, files_below, run

OFFICE = "Et verv kan komme i konflikt med jobben din."
CLEAR = "Du bør være tydelig på hvem du snakker for."
LEADERS = "Det ledere sier, blir alltid koblet til jobben."
OTHER = "Bilder av barn legges aldri ut uten skriftlig samtykke fra begge foreldre."


def body(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def swap(path: Path, one: str, other: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(one, "…").replace(other, one).replace("…", other), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "written"),
    [
        ("roles/nb.md", "§ roles-2 (guideline)\n", "", "12: § roles-2 (guideline)"),
        ("roles/nb.md", "§ roles-3 (guideline, leaders)\n", "", "15: § roles-3 (guideline, leaders)"),
        ("roles/nb.md", "§ roles-4 (law, L6, L7)\n", "", "18: § roles-4 (law, L6, L7)"),
        ("roles/nb.md", "§ roles-case-pitch (example, roles-1)\n", "", "21: § roles-case-pitch (example, roles-1)"),
        ("roles/nb.md", "§ roles-1 (guideline)\n", "", "9: § roles-1 (guideline)"),
        ("roles/nb.md", "§ roles-speaker\n", "", "6: § roles-speaker"),
        ("roles/nb.md", "§ roles-2 (", "§ roles-22 (", "12: § roles-2 (guideline)"),
        ("roles/nn.md", "§ roles-2\n", "", "13: § roles-2"),
        ("roles/nn.md", "§ roles-2\n", "§ rolse-2\n", "13: § roles-2"),
    ],
)
def test_an_id_that_is_gone_is_written_again_with_all_that_stood_beside_it(
    file: str, old: str, new: str, written: str, small: Handbook, content: Path
) -> None:
    before = files_below(content)
    change(content / file, old, new)
    assert run("check_content", content)[1] != ""
    assert run("check_content", content, "--write-ids") == (
        [f"content/small/{file}:{written}", "1 handbook, no errors."],
        "",
    )
    assert files_below(content) == before


def test_several_are_written_each_with_the_number_of_its_line_afterwards(small: Handbook, content: Path) -> None:
    before = files_below(content)
    for id_ in ("roles-1 (guideline)", "roles-2 (guideline)"):
        change(content / "roles/nb.md", f"§ {id_}\n", "")
    lines, _refusal = run("check_content", content, "--write-ids")
    assert lines[:2] == [
        "content/small/roles/nb.md:9: § roles-1 (guideline)",
        "content/small/roles/nb.md:12: § roles-2 (guideline)",
    ]
    assert files_below(content) == before


def test_a_new_block_gets_the_next_number_and_is_a_guideline(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", f"{CLEAR}\n", f"{CLEAR}\n\n{OTHER}\n")
    lines, refusal = run("check_content", content, "--write-ids")
    assert lines[0] == "content/small/roles/nb.md:15: § roles-5"
    assert ([line for line in lines[1:] if not line.startswith("warning: ")], refusal) == (
        ["1 handbook, no errors."],
        "",
    )
    assert body(content / "roles/nb.md")[13:17] == ["", "§ roles-5", OTHER, ""]


def test_files_that_nobody_has_imported_are_numbered_from_one(db: None, content: Path) -> None:
    path = content / "privacy/nb.md"
    path.write_text("---\ntitle: t\nmessage: m\n---\n\nDu setter spor.\n\n- En liste\n", encoding="utf-8")
    lines, _refusal = run("check_content", content, "--write-ids")
    assert lines[:2] == ["content/small/privacy/nb.md:6: § privacy-1", "content/small/privacy/nb.md:9: § privacy-2"]
    assert body(path)[4:] == ["", "§ privacy-1", "Du setter spor.", "", "§ privacy-2", "- En liste"]


def test_what_is_only_likely_is_left_as_an_error(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", f"§ roles-2 (guideline)\n{CLEAR}", CLEAR.replace("hvem", "hvem det er"))
    before = files_below(content)
    lines, refusal = run("check_content", content, "--write-ids")
    assert "content/small/roles/nb.md:12: “Du bør være tydelig på hvem det er du sn…” belongs to no point. Write a § line above it, or save and choose from the proposals." in lines  # fmt: skip
    assert refusal
    assert files_below(content) == before


def test_an_id_is_not_written_while_another_block_stands_under_it(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", CLEAR, OTHER)
    change(content / "roles/nb.md", OFFICE, CLEAR)
    before = files_below(content)
    assert run("check_content", content, "--write-ids") == (["1 handbook, no errors."], "")
    assert files_below(content) == before
    lines, _refusal = run("import_content", content)
    assert lines == [
        "content/small/roles/nb.md:9: This has the same words as roles-2.",
        "content/small/roles/nb.md:12: This resembles nothing that was here before.",
    ]


def test_without_the_word_nothing_is_written(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", "§ roles-2 (guideline)\n", "")
    before = files_below(content)
    run("check_content", content)
    assert files_below(content) == before


def test_ids_are_not_written_without_a_database_to_compare_with(content: Path, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"TESTING": "1", "VAR_DIR": str(tmp_path / "var")}
    (tmp_path / "var").mkdir()
    command = [sys.executable, "manage.py", "check_content", str(content), "--write-ids"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no database to compare with what is published. Run manage.py migrate first." in done.stderr


def test_an_import_asks_where_ids_and_texts_do_not_go_together(small: Handbook, content: Path) -> None:
    swap(content / "roles/nb.md", OFFICE, CLEAR)
    change(content / "roles/nb.md", LEADERS, OTHER)
    lines, refusal = run("import_content", content)
    assert lines == [
        "content/small/roles/nb.md:9: roles-1 and roles-2 have swapped texts.",
        "content/small/roles/nb.md:15: roles-3 has a different text than before. Is it the same rule, rewritten?",
    ]
    assert refusal.startswith("small: 2 ids to resolve.")
    assert refusal.endswith("Nothing was imported.")
    assert not Version.objects.drafts().exists()


def test_an_import_takes_the_ids_as_written_when_somebody_says_so(small: Handbook, content: Path) -> None:
    swap(content / "roles/nb.md", OFFICE, CLEAR)
    lines, refusal = run("import_content", content, "--ids-as-written")
    assert (lines, refusal) == (["small: 0 sections published, 1 draft, 1 unchanged."], "")


def test_a_block_without_an_id_is_an_error_whatever_is_said_of_the_others(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", "§ roles-2 (guideline)\n", "")
    lines, refusal = run("import_content", content, "--ids-as-written")
    assert lines[-1] == "content/small/roles/nb.md:12: This has the same words as roles-2."
    assert [line for line in lines if "belongs to no point" in line] == [
        "content/small/roles/nb.md:12: “Du bør være tydelig på hvem du snakker f…” belongs to no point. Write a § line above it, or save and choose from the proposals."
    ]  # fmt: skip
    assert refusal.endswith("Nothing was imported.")


def test_reworded_removed_and_named_clauses_are_imported_without_a_question(small: Handbook, content: Path) -> None:
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor etter deg.")
    change(content / "privacy/nb.md", "etter deg.\n", f"etter deg.\n\n§ privacy-children (guideline)\n{OTHER}\n")
    lines, refusal = run("import_content", content)
    assert (lines, refusal) == (["small: 0 sections published, 1 draft, 1 unchanged."], "")


def test_a_clause_moved_to_another_section_with_its_id_is_no_question(small: Handbook, content: Path) -> None:
    for language, text in (("nb", OFFICE), ("nn", "Eit verv kan kome i konflikt med jobben din."), ("en", "An office can conflict with your job.")):  # fmt: skip
        marks = " (guideline)" if language == "nb" else ""
        change(content / f"roles/{language}.md", f"§ roles-1{marks}\n{text}\n\n", "")
        path = content / f"privacy/{language}.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n§ roles-1{marks}\n{text}\n", encoding="utf-8")
    change(content / "roles/nb.quiz.md", "§ roles-1, roles-4", "§ roles-4")
    change(content / "roles/nb.md", "(example, roles-1)", "(example)")
    lines, refusal = run("import_content", content)
    assert (lines, refusal) == (["small: 0 sections published, 2 drafts, 0 unchanged."], "")


def test_an_id_that_meant_something_else_once_is_refused(small: Handbook, content: Path) -> None:
    for language, marks in (("nb", " (guideline)"), ("nn", ""), ("en", "")):
        path = content / f"roles/{language}.md"
        text = path.read_text(encoding="utf-8")
        before, _line, rest = text.partition(f"§ roles-2{marks}\n")
        path.write_text(before + rest.partition("\n\n")[2], encoding="utf-8")
    change(content / "roles/nb.quiz.md", "§ roles-2", "§ roles-4")
    assert run("import_content", content, "--publish")[1] == ""
    assert not ClauseText.objects.filter(edition__version__number=2, clause="roles-2").exists()
    change(content / "roles/nb.md", "§ roles-3 ", f"§ roles-2 (guideline)\n{OTHER}\n\n§ roles-3 ")
    lines, refusal = run("import_content", content, "--ids-as-written")
    assert lines == ["content/small/roles/nb.md:12: roles-2 was another rule until version 1. Use a new id."]
    assert refusal == "small: 1 error. Nothing was imported."
    change(content / "roles/nb.md", OTHER, CLEAR)
    assert run("import_content", content)[1] == ""
