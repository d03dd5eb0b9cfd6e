"""Names of modules say where things are."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[1]

# Tests


def modules_of_tests() -> dict[str, ast.Module]:
    """Every module below tests/ by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes())
        for path in sorted((ROOT / "tests").rglob("*.py"))
    }


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
