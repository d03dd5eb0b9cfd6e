"""Views fetch, allow, call and answer; writing is for verbs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parent.parent
APPS = ("config", "reports", "interop", "courses", "handbook", "people", "records")
VIEWS = sorted(
    path
    for app in APPS
    for pattern in ("views.py", "admin.py", "admin/*.py")
    for path in (ROOT / app).rglob(pattern)
    if path.name != "__init__.py"
)
WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
"""Of managers and rows. A dictionary's `update` has no business in a view either: `|` says it in one expression."""
LONGEST = 25
# Publishing has a sentence for each refusal, in one place.
SHORT = [path for path in VIEWS if path.name != "reviews.py"]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def writes(tree: ast.AST) -> list[str]:
    """Each call of a writing method, as `line: name`."""
    return [
        f"{node.lineno}: {node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]


def test_there_are_views_to_look_at() -> None:
    assert {path.parent.name for path in VIEWS} >= {"courses", "handbook", "admin", "people", "reports"}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_view_writes(path: Path) -> None:
    assert writes(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_view_is_longer_than_a_screen(path: Path) -> None:
    long = {
        function.name: (function.end_lineno or 0) - function.lineno + 1
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST
    }
    assert long == {}


def test_a_write_would_be_found() -> None:
    assert writes(ast.parse("def view(request):\n    Attempt.objects.create(employee=request.user)")) == ["2: create"]
