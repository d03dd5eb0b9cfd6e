"""Views fetch, allow, call and answer; writing is for verbs."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.test import RequestFactory

from people.models import Employee

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parent.parent
APPS = ("config", "backoffice", "reports", "courses", "handbook", "people", "markup", "records")
WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "save_model", "save_related", "save_formset", "delete_model", "delete_queryset",
    "record", "record_each",
}  # fmt: skip
"""Methods of managers, rows and Django's admin classes, and what puts an event on record. A dictionary's `update` has no
business in a view either: `|` says it in one expression."""
LONGEST = 25


def takes_request(tree: ast.AST) -> bool:
    """Whether a function has a parameter that is an HttpRequest, or a class is one of Django's admin."""
    return any(
        (isinstance(node, ast.arg) and node.annotation is not None and "HttpRequest" in ast.unparse(node.annotation))
        or (isinstance(node, ast.ClassDef) and any(is_of_the_admin(base) for base in node.bases))
        for node in ast.walk(tree)
    )


def is_of_the_admin(base: ast.expr) -> bool:
    return ast.unparse(base).endswith(("Admin", "Inline", "AdminSite"))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


VIEWS = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and takes_request(parse(path))
)
TAGS = sorted(path for app in APPS for path in (ROOT / app).rglob("templatetags/*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def writes(tree: ast.AST) -> list[str]:
    """Each call of what writes, as `line: name`."""
    return [
        f"{node.lineno}: {name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (name := called_name(node.func)) in WRITES
    ]


def called_name(function: ast.expr) -> str:
    """The method's name; of names alone only those of records, since views are named `save` and `update` as well."""
    match function:
        case ast.Attribute(attr=name):
            return name
        case ast.Name(id="record" | "record_each" as name):
            return name
    return ""


def test_there_are_views_to_look_at() -> None:
    assert TAGS
    looked_at = {path.relative_to(ROOT).as_posix() for path in VIEWS}
    assert looked_at >= {
        "backoffice/handbooks/handbooks.py",
        "backoffice/handbooks/question_withdrawal.py",
        "backoffice/publication/review.py",
        "backoffice/requirements.py",
        "backoffice/texts/drafts.py",
        "config/admin_site.py",
        "config/error_views.py",
        "courses/views/quiz.py",
        "handbook/public/views.py",
        "people/admin.py",
        "people/admin_permissions.py",
        "people/context_processors.py",
        "people/language.py",
        "people/views.py",
        "backoffice/events.py",
        "reports/views.py",
    }


@pytest.mark.parametrize("path", VIEWS + TAGS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_view_writes(path: Path) -> None:
    assert writes(parse(path)) == []


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_view_is_longer_than_a_screen(path: Path) -> None:
    long = {
        function.name: (function.end_lineno or 0) - function.lineno + 1
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("def view(request):\n    Attempt.objects.create(employee=request.user)", ["2: create"]),
        ("def save_model(self, request, obj):\n    super().save_model(request, obj)", ["2: save_model"]),
        ("def save_model(self, request, obj):\n    record('saved', obj)", ["2: record"]),
        ("def view(request):\n    return save(request)", []),
    ],
)
def test_a_write_would_be_found(code: str, written: list[str]) -> None:
    assert writes(ast.parse(code)) == written


@pytest.mark.parametrize(
    ("code", "is_view"),
    [
        ("def page(request: HttpRequest) -> HttpResponse: ...", True),
        ("def page(*, request: 'HttpRequest | None') -> None: ...", True),
        ("class Door:\n    def page(self, request: http.HttpRequest) -> None: ...", True),
        ("class UnitAdmin(GuardedAdmin):\n    pass", True),
        ("class UnitInline(admin.TabularInline):\n    pass", True),
        ("def publish(draft: Version) -> Version: ...", False),
    ],
)
def test_a_module_that_takes_a_request_would_be_found(code: str, is_view: bool) -> None:
    assert takes_request(ast.parse(code)) is is_view


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=lambda page: type(page).__name__)
def test_nothing_is_saved_by_djangos_own_save_model(page: Any, db) -> None:
    """A page on which rows may be added or changed calls a verb; rows below another are changed by nobody."""
    request = RequestFactory().get("/admin/")
    request.user = Employee.objects.create_superuser("1000", "a good long password", given_name="T", family_name="H")
    may_save = page.has_add_permission(request) or page.has_change_permission(request)
    assert not may_save or type(page).save_model is not ModelAdmin.save_model
    assert not page.has_delete_permission(request)
    for inline in page.inlines:
        rows = inline(page.model, page.admin_site)
        may = (rows.has_add_permission(request, None), rows.has_change_permission(request), rows.can_delete)
        assert may == (False, False, False)
