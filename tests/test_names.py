"""Names and places: a newcomer finds every file by the word they would search for, and it stays so."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "make" / "structure"))

import ladder  # noqa: E402 - make/ is no package
import words  # noqa: E402
from checkout import Checkout, Module, modules_below  # noqa: E402

WIDEST = 15
"""Modules in a folder; the next one makes a sub-folder."""
NOUNS = {
    "markup.clause_ids.matching", "markup.quiz.matching", "markup.quiz.wording", "markup.search.scoring",
    "markup.search.stemming",
}  # fmt: skip
"""The modules named by a noun of the field that ends in -ing."""
VAGUE_FOLDERS = {"services", "utils", "common", "core", "helpers"}
HOUSE = Checkout(ROOT)
pytestmark = pytest.mark.sqlite_only


def test_there_is_a_house_to_look_at() -> None:
    assert len(HOUSE.modules) > 200


def test_no_folder_holds_more_than_fifteen_modules() -> None:
    folders: dict[str, int] = {}
    for module in HOUSE.modules:
        if not module.is_init:
            folders[module.folder] = folders.get(module.folder, 0) + 1
    assert {folder: count for folder, count in folders.items() if count > WIDEST} == {}


def test_files_are_named_by_nouns_and_writes_by_their_verb() -> None:
    assert words.gerunds(HOUSE.modules) == []
    assert set(words.excepted(HOUSE.modules)) == NOUNS


def test_no_folder_or_file_is_a_drawer_for_everything() -> None:
    drawers = {part for module in HOUSE.modules for part in module.name.split(".")} & VAGUE_FOLDERS
    assert drawers == set()


def test_no_two_classes_share_a_name() -> None:
    assert words.shared(HOUSE.modules, words.class_names) == []


def test_a_name_says_what_it_names() -> None:
    assert dict(words.vague_names(HOUSE.modules)) == {}


def test_no_import_runs_upward_or_in_a_circle() -> None:
    assert ladder.arrows_upward(HOUSE) == []
    assert ladder.circles(ladder.module_graph(HOUSE)) == []
    assert ladder.circles(ladder.part_graph(HOUSE)) == []


def test_signals_only_tell() -> None:
    signals = {module.name: words.signals([module]) for module in HOUSE.modules}
    assert {name: count for name, count in signals.items() if count} == {"handbook.signals": 1, "people.signals": 2}


@pytest.mark.parametrize(
    ("source", "check"),
    [
        ("for each in clauses: pass", lambda module: words.vague_names([module])),
        ("class Version: pass", lambda module: words.shared([module, *HOUSE.modules], words.class_names)),
        ("published = Signal()", lambda module: words.signals([module])),
    ],
    ids=["a vague name", "a class of the same name", "a signal"],
)
def test_it_would_be_noticed(source: str, check, tmp_path: Path) -> None:
    path = tmp_path / "publishing.py"
    path.write_text(source)
    module = Module("handbook.publishing", path, "handbook")
    assert words.gerunds([module]) == ["handbook.publishing"]
    assert check(module)


# Tests


def modules_of_tests() -> dict[str, ast.Module]:
    """Every module below tests/ by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes())
        for path in sorted((ROOT / "tests").rglob("*.py"))
    }


def test_a_name_says_what_it_names_in_tests_and_tools_too() -> None:
    assert dict(words.vague_names([*HOUSE.tests, *modules_below(ROOT, "make")])) == {}


def test_nothing_is_imported_from_a_test_module() -> None:
    imports = [
        f"{path}:{node.lineno}: {node.module}"
        for path, module in modules_of_tests().items()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module
        for imported in [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        if imported.startswith("tests.") and any(part.startswith("test_") for part in imported.split(".")[1:])
    ]
    assert imports == []


def test_a_helper_module_is_named_by_what_it_has_and_not_by_a_gerund() -> None:
    helpers = [Path(path).stem for path in modules_of_tests() if not Path(path).stem.startswith("test_")]
    assert [helper for helper in helpers if helper.endswith("ing")] == []
