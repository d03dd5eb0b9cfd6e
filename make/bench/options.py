"""What the bench is asked to do, in the environment: see `Options`."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SIZES = (1_000, 20_000, 100_000)
DATABASES = ("sqlite", "postgresql")
MOST_ROUNDS = 7
"""More rounds would need more employees who have completed nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """`SIZES=1000,20000`: numbers of employees; `DATABASES=sqlite`; `ROUNDS=5`; `BEFORE=e6b324a`: a commit to compare
    with; `PEERS=1`: compare with Wagtail; `BENCH_KEEP=folder`: where filled databases and environments are kept."""

    sizes: tuple[int, ...]
    databases: tuple[str, ...]
    rounds: int
    before: str
    peers: bool
    keep: Path | None


def options(environment: Mapping[str, str] = os.environ) -> Options:
    """The options in the environment. Ends the program with a sentence if one is wrong."""
    sizes = _listed(environment, "SIZES", ",".join(map(str, SIZES)))
    databases = _listed(environment, "DATABASES", ",".join(DATABASES))
    rounds = environment.get("ROUNDS", "5")
    if not all(size.isascii() and size.isdecimal() and int(size) >= SIZES[0] for size in sizes):
        sys.exit(
            f"SIZES is «{','.join(sizes)}». Give numbers of employees from {SIZES[0]} on, such as SIZES=1000,20000."
        )
    if not set(databases) <= set(DATABASES):
        sys.exit(f"DATABASES is «{','.join(databases)}». Give sqlite, postgresql or both with a comma.")
    if not (rounds.isascii() and rounds.isdecimal() and 1 <= int(rounds) <= MOST_ROUNDS):
        sys.exit(f"ROUNDS is «{rounds}». Give a number from 1 to {MOST_ROUNDS}.")
    keep = environment.get("BENCH_KEEP", "")
    return Options(
        sizes=tuple(sorted({int(size) for size in sizes})),
        databases=tuple(name for name in DATABASES if name in databases),
        rounds=int(rounds),
        before=environment.get("BEFORE", ""),
        peers=environment.get("PEERS", "") == "1",
        keep=Path(keep).resolve() if keep else None,
    )


def _listed(environment: Mapping[str, str], name: str, default: str) -> list[str]:
    return [word.strip() for word in (environment.get(name) or default).split(",")]
