"""The modules of a checkout as syntax trees, and what they import."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

APPS = ("markup", "records", "people", "handbook", "courses", "reports", "backoffice", "config")
"""Top-level packages, as far as a checkout has them. The ladder between them is in pyproject.toml."""


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    folder: str
    """Its folder below the checkout, such as `markup/section`."""

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def stem(self) -> str:
        return self.path.stem

    @property
    def is_init(self) -> bool:
        return self.stem == "__init__"

    @property
    def package(self) -> str:
        return self.folder.replace("/", ".")


@dataclass(frozen=True)
class Checkout:
    folder: Path

    @cached_property
    def apps(self) -> list[str]:
        return [app for app in APPS if (self.folder / app).is_dir()]

    @cached_property
    def modules(self) -> list[Module]:
        """The modules of all apps without migrations."""
        return [module for app in self.apps for module in modules_below(self.folder, app)]

    @cached_property
    def tests(self) -> list[Module]:
        return list(modules_below(self.folder, "tests"))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(module.name for module in self.modules)

    def imports(self, module: Module, *, everywhere: bool = False) -> set[str]:
        """The modules of the checkout that a module imports at module level, or `everywhere`, in functions too."""
        nodes = ast.walk(module.tree) if everywhere else at_module_level(module.tree.body)
        imported = {self.module_of(name) for node in nodes for name in imported_names(node, module)}
        return {name for name in imported if name and name != module.name}

    def module_of(self, name: str) -> str:
        """The module that an imported name is or is in; empty if it is not of this checkout."""
        return name if name in self.names else name.rpartition(".")[0] if name.rpartition(".")[0] in self.names else ""


def modules_below(root: Path, top: str) -> Iterator[Module]:
    for path in sorted((root / top).rglob("*.py")):
        inside = path.relative_to(root)
        if "migrations" not in inside.parts:
            dotted = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
            yield Module(dotted, path, str(inside.parent))


def at_module_level(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Statements that run when a module is imported, without the bodies of functions and classes."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If) and "TYPE_CHECKING" not in ast.unparse(statement.test):
            yield from at_module_level([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            yield from at_module_level([*statement.body, *statement.orelse, *statement.finalbody])


def imported_names(node: ast.AST, module: Module) -> Iterator[str]:
    """Full dotted names, such as `handbook.models.Version`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parts = module.package.split(".")
        above = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
        source = ".".join(part for part in (above, node.module) if part)
        yield from (f"{source}.{alias.name}" for alias in node.names)
