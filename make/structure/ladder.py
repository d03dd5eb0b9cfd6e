"""Circles of imports, and imports against the layers that import-linter checks."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checkout import Checkout

Graph = Mapping[str, set[str]]


@dataclass(frozen=True)
class Layers:
    """One contract of type `layers`: the prefixes of modules, from the highest rung to the lowest."""

    name: str
    rungs: tuple[tuple[str, ...], ...]
    closed: frozenset[int]
    """The rungs whose layers do not import each other: those written with `|`."""
    exceptions: int

    def place(self, module: str) -> tuple[int, str] | None:
        """The rung of a module, counted from above, and its layer."""
        for rung, layers in enumerate(self.rungs):
            for layer in layers:
                if f"{module}.".startswith(f"{layer}."):
                    return rung, layer
        return None

    def forbids(self, module: str, imported: str) -> bool:
        start, end = self.place(module), self.place(imported)
        if start is None or end is None or start[1] == end[1]:
            return False
        return end[0] < start[0] or (end[0] == start[0] and start[0] in self.closed)


def contracts(checkout: Checkout) -> Iterator[Layers]:
    project = tomllib.loads((checkout.folder / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in project["tool"]["importlinter"]["contracts"]:
        if contract["type"] != "layers":
            continue
        closed = frozenset(rung for rung, layers in enumerate(contract["layers"]) if "|" in layers)
        for container in contract.get("containers", [""]):
            rungs = tuple(tuple(layers_of(rung, container)) for rung in contract["layers"])
            yield Layers(contract["name"], rungs, closed, len(contract.get("ignore_imports", ())))


def layers_of(rung: str, container: str) -> Iterator[str]:
    """The layers of a rung, `a | b` or `a : b`. Parentheses mark a layer that may be missing."""
    for layer in re.split(r"[|:]", rung):
        yield f"{container}.{layer.strip(' ()')}".strip(".")


def arrows_upward(checkout: Checkout) -> list[str]:
    """Imports that a contract forbids, also in functions; one line each."""
    every = [
        (module.name, target) for module in checkout.modules for target in checkout.imports(module, everywhere=True)
    ]
    return sorted(
        f"{name} → {target} ({layers.name})"
        for layers in contracts(checkout)
        for name, target in every
        if layers.forbids(name, target)
    )


def module_graph(checkout: Checkout) -> dict[str, set[str]]:
    return {module.name: checkout.imports(module) for module in checkout.modules}


def part_graph(checkout: Checkout) -> dict[str, set[str]]:
    """Which part of an app imports from which. A part is a module or a folder directly in the app, as the ladders have it."""
    graph: dict[str, set[str]] = {}
    for name, targets in module_graph(checkout).items():
        graph.setdefault(part_of(name), set()).update({part_of(target) for target in targets} - {part_of(name)})
    return graph


def part_of(module: str) -> str:
    """`handbook.versions` of `handbook.versions.publish`."""
    return ".".join(module.split(".")[:2])


def circles(graph: Graph) -> list[list[str]]:
    """Groups of more than one node in which each reaches each other."""
    reach = {node: reached(graph, node) for node in graph}
    groups = {tuple(sorted(other for other in reach[node] if node in reach[other])) for node in graph}
    return sorted(list(group) for group in groups if len(group) > 1)


def reached(graph: Graph, start: str) -> set[str]:
    """Every node that can be reached from a node by one step or more."""
    known: set[str] = set()
    waiting = [start]
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in known:
                known.add(node)
                waiting.append(node)
    return known
