"""Wrong values in place of those of a TOML file, for properties: every type that TOML has, and odd texts."""

from copy import deepcopy
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]
SCALARS = st.sampled_from(
    ["", " ", "a", "nb", "\x00", "a\nb", "\u2028", "banana", "L5", "9" * 50, 0, -1, 2**62, 1.5, float("nan"), float("inf"),
     True, date(2026, 11, 22), datetime(2026, 11, 22, 12, tzinfo=UTC), time(12), date.min, date.max]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["nb", "nn", "en", "side", "act", "odd key", "\x00"]), inner, max_size=3)
    ),
    max_leaves=4,
)


def paths(value: object, path: Path = ()) -> list[Path]:
    """The path of every value of a file, tables and lists too."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(below for key, part in inner for below in paths(part, (*path, key)))]


def path_and_value(values: dict[str, Any]) -> st.SearchStrategy[tuple[Path, object]]:
    return st.tuples(st.sampled_from(paths(values)[1:]), VALUES)


def with_value(values: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    """The values with another at that path."""
    changed = deepcopy(values)
    around: Any = changed
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = value
    return changed
