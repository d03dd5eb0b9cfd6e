"""Compare the responses of two runs: which are equal, and what differs in the others."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

Key = tuple[str, str, str]
"""Visitor, language and address."""
LINES = 30
"""How much of each difference is printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """The responses in a folder, with parts of addresses and names replaced."""

    folder: Path
    renames: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    """The languages to compare. If there are none, every response is compared."""

    def renamed(self, text: str) -> str:
        for old, new in self.renames:
            text = text.replace(old, new)
        return text

    def responses(self) -> dict[Key, dict[str, Any]]:
        lines = (self.folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [with_sorted_policy(json.loads(self.renamed(line))) for line in lines]
        return {
            (row["visitor"], row["language"], row["address"]): row
            for row in rows
            if not self.languages or row["language"] in self.languages
        }

    def body(self, digest: str) -> str:
        return self.renamed(zlib.decompress((self.folder / "bodies" / digest).read_bytes()).decode())

    def text(self, response: dict[str, Any]) -> str:
        """A whole response as text: its facts, its body, and the page that shows its message."""
        facts = {name: value for name, value in response.items() if name not in ("body", "shown_next")}
        parts = [
            json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False),
            self.body(response["body"]),
        ]
        if "shown_next" in response:
            parts += ["Shown next:", self.text(response["shown_next"])]
        return "\n".join(parts)


def with_sorted_policy(response: dict[str, Any]) -> dict[str, Any]:
    """The directives of the content security policy come from a set: their order differs from run to run."""
    headers = response["headers"]
    if policy := headers.get("Content-Security-Policy"):
        headers["Content-Security-Policy"] = "; ".join(sorted(policy.split("; ")))
    if "shown_next" in response:
        with_sorted_policy(response["shown_next"])
    return response


@dataclass(slots=True)
class Comparison:
    equal: int = 0
    differing: list[Key] = field(default_factory=list)
    only_before: list[Key] = field(default_factory=list)
    only_after: list[Key] = field(default_factory=list)

    def differences(self) -> list[Key]:
        return [*self.differing, *self.only_before, *self.only_after]


def compare(before: Run, after: Run, *, may_differ: Iterable[str], most: int) -> int:
    """Print what differs. Returns 1 if a route differs that may not, else 0."""
    old, new = before.responses(), after.responses()
    result = compared(before, after, old, new)
    routes = Counter((old.get(key) or new[key])["route"] for key in result.differences())
    for key in islice(result.differing, most):
        print_difference(key, before.text(old[key]), after.text(new[key]))
    for name, keys in (("before", result.only_before), ("after", result.only_after)):
        for key in islice(keys, most):
            print(f"Only {name}: {spoken(key)}")
    print(f"Responses: {len(old)} before, {len(new)} after.")
    print(f"Status before: {by_status(old)}. Status after: {by_status(new)}.")
    print(
        f"Equal: {result.equal}. Different: {len(result.differing)}. Only before: {len(result.only_before)}. "
        f"Only after: {len(result.only_after)}."
    )
    allowed = set(may_differ)
    for route, count in routes.most_common():
        print(f"  {count:5} {route}{' (may differ)' if route in allowed else ''}")
    return int(bool(set(routes) - allowed))


def compared(
    before: Run,
    after: Run,
    old: dict[Key, dict[str, Any]],
    new: dict[Key, dict[str, Any]],
) -> Comparison:
    result = Comparison(only_after=[key for key in new if key not in old])
    for key, response in old.items():
        if key not in new:
            result.only_before.append(key)
        elif is_equal(before, after, response, new[key]):
            result.equal += 1
        else:
            result.differing.append(key)
    return result


def is_equal(before: Run, after: Run, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Without renames equal digests are enough; with renames a body is read, since its digest is of the old names."""
    return (old == new and not before.renames) or before.text(old) == after.text(new)


def print_difference(key: Key, old: str, new: str) -> None:
    print(f"--- {spoken(key)}")
    lines: Iterator[str] = islice(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=1), 2, None)
    for line in islice(lines, LINES):
        print(f"    {line[:300]}")


def spoken(key: Key) -> str:
    visitor, language, address = key
    return f"{address} in {language} as {visitor or 'signed out'}"


def by_status(responses: dict[Key, dict[str, Any]]) -> str:
    counts = Counter(response["status"] for response in responses.values())
    return ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
