"""Names and docstrings: what can be counted of them."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from checkout import Module

NOUNS = {
    "building", "during", "heading", "matching", "nothing", "ring", "scoring", "setting", "spring", "stemming", "string",
    "thing", "training", "warning", "wording",
}  # fmt: skip
"""Words ending in -ing that are nouns of the field, or no gerunds at all."""
HEADLESS = re.compile(r"(What|Whatever|Who|Whoever|Whom|Whomever|Whose|Those)\b")
VAGUE = ("each", "found", "said", "mine", "told", "wanted")
"""Names that say nothing about what they name."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def ending_in_ing(module: Module) -> set[str]:
    return {word for word in module.stem.split("_") if word.endswith("ing") and len(word) > 3}


def gerunds(modules: Iterable[Module]) -> list[str]:
    return [module.name for module in modules if ending_in_ing(module) - NOUNS]


def excepted(modules: Iterable[Module]) -> list[str]:
    """Modules whose only words in -ing are in the list of nouns."""
    return [module.name for module in modules if ending_in_ing(module) and not ending_in_ing(module) - NOUNS]


def functions(modules: Iterable[Module]) -> list[Function]:
    return [node for module in modules for node in ast.walk(module.tree) if isinstance(node, Function)]


def docstrings(module: Module) -> Iterator[str]:
    """Strings that are statements: docstrings of modules, classes and functions, and those below an assignment."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def headless(docstring: str) -> list[str]:
    """Sentences that begin with a relative clause instead of a subject. Questions do not count."""
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(docstring.split()))
    return [sentence for sentence in sentences if HEADLESS.match(sentence) and not sentence.endswith("?")]


def shared(modules: Iterable[Module], names: Callable[[Module], Iterable[str]]) -> list[str]:
    """Top-level names that more than one module defines, with their places."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for name in dict.fromkeys(names(module)):
            places[name].append(module.name)
    return [f"{name}: {', '.join(places[name])}" for name in sorted(places) if len(places[name]) > 1]


def class_names(module: Module) -> Iterator[str]:
    """Top-level classes, without those whose name Django prescribes: `Command` in management/commands, and the
    `DatabaseWrapper` of a database."""
    for node in module.tree.body:
        prescribed = (
            module.folder.endswith("/commands") and "Command",
            "/databases/" in module.folder and "DatabaseWrapper",
        )
        if isinstance(node, ast.ClassDef) and node.name not in prescribed:
            yield node.name


def public_functions(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node.name


def vague_names(modules: Iterable[Module]) -> Counter[str]:
    """How often each vague name is a name or a parameter."""
    nodes = (node for module in modules for node in ast.walk(module.tree))
    names = (node.id if isinstance(node, ast.Name) else getattr(node, "arg", "") for node in nodes)
    return Counter(name for name in names if name in VAGUE)


def vague_loops(modules: Iterable[Module]) -> Counter[str]:
    """How often each vague name is bound by a loop or a comprehension."""
    nodes = (node for module in modules for node in ast.walk(module.tree))
    targets = (node.target for node in nodes if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension))
    names = (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
    return Counter(name for name in names if name in VAGUE)


def signals(modules: Iterable[Module]) -> int:
    """Definitions of signals: calls of Django's `Signal`."""
    calls = (node for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return sum(ast.unparse(call.func).rpartition(".")[2] == "Signal" for call in calls)


def imports_from_tests(modules: Iterable[Module]) -> int:
    """Import statements that take something from a module named `test_…`."""
    nodes = (node for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom))
    return sum(
        any(part.startswith("test_") for part in (node.module or "").split("."))
        or any(alias.name.startswith("test_") for alias in node.names)
        for node in nodes
    )
