"""Prove that the pages of the demo are byte for byte the same before and after a change of the code.

    same_pages.py fetch OUT [--database FILE] [--language nb …]
    same_pages.py compare BEFORE AFTER [--rename OLD=NEW …] [--may-differ ROUTE …] [--language nb …] [--show N]

`fetch` runs in the folder of a checkout and with its python. The script itself may be in another checkout. It copies the
database FILE (or the one in the var folder) and migrates the copy. Both runs need the same FILE. The clock stops a minute
after the last event in FILE, so the runs may be on different days.
"""

import argparse
import os
import sys
from pathlib import Path

from compare import Run, compare
from fetch import LANGUAGES, fetch


def main() -> int:
    options = parser().parse_args()
    if options.command == "compare":
        languages = tuple(options.language)
        before = Run(options.before, tuple(renames(options.rename)), languages)
        after = Run(options.after, languages=languages)
        return compare(before, after, may_differ=options.may_differ, most=options.show)
    counts = fetch(options.out.resolve(), options.database.resolve(), options.language or LANGUAGES)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
    print(f"{sum(counts.values())} responses: {statuses}.")
    return int(any(status >= 500 and status != 503 for status in counts))


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = words.add_subparsers(dest="command", required=True)
    fetching = commands.add_parser("fetch", help="store every page")
    fetching.add_argument("out", type=Path)
    database = Path(os.environ.get("VAR_DIR") or "var") / "rettesnor.sqlite3"
    fetching.add_argument("--database", type=Path, default=database)
    comparing = commands.add_parser("compare", help="print what differs between two runs")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--rename", action="append", default=[], metavar="OLD=NEW")
    comparing.add_argument("--may-differ", action="append", default=[], metavar="ROUTE")
    comparing.add_argument("--show", type=int, default=5, help="how many differences are printed")
    for command in (fetching, comparing):
        command.add_argument(
            "--language",
            action="append",
            default=[],
            choices=LANGUAGES,
            help="this language alone",
        )
    return words


def renames(given: list[str]) -> list[tuple[str, str]]:
    """Each rename of a model in every form: `a_b=c_d` renames `/a/b/` and the classes `app-a model-b` as well."""
    pairs = []
    for rename in given:
        old, equals, new = rename.partition("=")
        if not (old and equals):
            raise SystemExit(f"--rename {rename}: write OLD=NEW.")
        pairs.append((old, new))
        if old.count("_") == new.count("_") == 1:
            pairs += [
                (form(*old.split("_")), form(*new.split("_"))) for form in ("/{}/{}/".format, "app-{} model-{}".format)
            ]
    return pairs


if __name__ == "__main__":
    sys.exit(main())
