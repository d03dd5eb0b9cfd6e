"""Print how a checkout is built: folders, names, imports, docstrings.

    structure.py [FOLDER] [--compare BEFORE]

With --compare each figure is printed for both checkouts, and each list with what has gone (-) and what has come (+).
"""

import argparse
import ast
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ladder
import words
from checkout import APPS, Checkout

Figures = dict[str, str]
Lists = dict[str, list[str]]
ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--compare", type=Path, metavar="BEFORE")
    options = parser.parse_args()
    checkouts = [Checkout(folder.resolve()) for folder in (options.compare, options.folder) if folder]
    print_table("folder", [sizes(checkout) for checkout in checkouts], by=position)
    print_table("figure", [figures(checkout) for checkout in checkouts])
    print_lists([lists(checkout) for checkout in checkouts])


def figures(checkout: Checkout) -> Figures:
    every = lists(checkout)
    return totals(checkout) | imports(checkout, every) | prose(checkout) | vague(checkout) | of_tests(checkout)


def sizes(checkout: Checkout) -> Figures:
    """The number of modules by folder: directly in it, and with all folders below it."""
    inside = modules_by_folder(checkout)
    rows = {}
    for folder in inside:
        below = sum(count for name, count in inside.items() if f"{name}/".startswith(f"{folder}/"))
        rows[folder] = str(below) if below == inside[folder] else f"{inside[folder]} of {below}"
    return rows


def modules_by_folder(checkout: Checkout) -> Counter[str]:
    counts: Counter[str] = Counter()
    for module in checkout.modules:
        counts[module.folder] += not module.is_init
    return counts


def position(folder: str) -> tuple[int, str]:
    return APPS.index(folder.partition("/")[0]), folder


def totals(checkout: Checkout) -> Figures:
    inside = modules_by_folder(checkout)
    folder, count = inside.most_common(1)[0]
    return {"modules in all": str(inside.total()), "widest folder": f"{count} ({folder})"}


def imports(checkout: Checkout, every: Lists) -> Figures:
    """How long each list is, and what the ladder consists of."""
    exceptions = sum(layers.exceptions for layers in ladder.contracts(checkout))
    return {title: str(len(rows)) for title, rows in every.items() if "tests" not in title} | {
        "contracts of layers (exceptions)": f"{len(list(ladder.contracts(checkout)))} ({exceptions})",
        "signals defined": str(words.signals(checkout.modules)),
    }


def prose(checkout: Checkout) -> Figures:
    functions = words.functions(checkout.modules)
    described = sum(ast.get_docstring(function) is not None for function in functions)
    docstrings = [docstring for module in checkout.modules for docstring in words.docstrings(module)]
    headless = [words.headless(docstring) for docstring in docstrings]
    return {
        "functions with a docstring": f"{described} of {len(functions)} ({described / max(1, len(functions)):.0%})",
        "docstrings of all kinds": str(len(docstrings)),
        "sentences with a headless relative": str(sum(map(len, headless))),
        "docstrings with such a sentence": f"{sum(map(bool, headless)) / max(1, len(docstrings)):.0%}",
    }


def vague(checkout: Checkout) -> Figures:
    names, loops = words.vague_names(checkout.modules), words.vague_loops(checkout.modules)
    return {f"«{name}» as a name (as a loop variable)": f"{names[name]} ({loops[name]})" for name in words.VAGUE}


def of_tests(checkout: Checkout) -> Figures:
    return {
        "modules of tests": str(sum(not module.is_init for module in checkout.tests)),
        "imports from test_ modules": str(words.imports_from_tests(checkout.tests)),
        "modules of tests named by a gerund": str(len(words.gerunds(checkout.tests))),
    }


def lists(checkout: Checkout) -> Lists:
    modules = checkout.modules
    return {
        "modules named by a gerund": words.gerunds(modules),
        "modules in -ing excepted as nouns": words.excepted(modules),
        "circles of modules": [" ↔ ".join(circle) for circle in ladder.circles(ladder.module_graph(checkout))],
        "circles of parts of an app": [" ↔ ".join(circle) for circle in ladder.circles(ladder.part_graph(checkout))],
        "arrows upward, or between layers of one rung": ladder.arrows_upward(checkout),
        "class names shared (without Command in management/commands)": words.shared(modules, words.class_names),
        "public function names shared": words.shared(modules, words.public_functions),
        "tests named by a gerund": words.gerunds(checkout.tests),
    }


def print_table(heading: str, columns: list[Figures], by: Callable[[str], tuple[int, str]] | None = None) -> None:
    """Print a row for each title of any column, in the order of the last one or sorted."""
    titles = list(dict.fromkeys(title for column in reversed(columns) for title in column))
    if by:
        titles.sort(key=by)
    names = ["before", "after"] if len(columns) > 1 else ["now"]
    rows = [[heading, *names], *([title, *(column.get(title, "–") for column in columns)] for title in titles)]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    print()


def print_lists(columns: list[Lists]) -> None:
    for title, rows in columns[-1].items():
        print(f"{title[0].upper()}{title[1:]}:")
        before = columns[0][title]
        for row in [*rows, *(row for row in before if row not in rows)]:
            mark = "" if len(columns) == 1 else "- " if row not in rows else "  " if row in before else "+ "
            print(f"  {mark}{row}")
        if not rows and not before:
            print("  none")
        print()


if __name__ == "__main__":
    main()
