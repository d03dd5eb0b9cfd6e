"""The CPU and the memory of processes, as Linux counts them. Nothing is lost when a process ends while it is measured."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.live.server import children

BACKGROUND = ("checkpointer", "background writer", "walwriter", "autovacuum launcher", "logical replication launcher")
"""The processes of PostgreSQL that work for no connection."""
PROCESS_CLOCK = 2
"""The kernel's clock of all CPU that a process has used, in nanoseconds: include/linux/posix-timers.h."""
RESET_PEAK = "5"
"""Written into clear_refs: proc(5)."""


def cpu_of_tree(root: int) -> float:
    """CPU seconds of a process and its children so far, those that have ended included."""
    return _ended_children(root) + sum(map(_cpu, [root, *children(root)]))


def cpu_of_postmaster(postmaster: int) -> float:
    """CPU seconds so far of all connections of a PostgreSQL server, those that have ended included."""
    return _ended_children(postmaster) + sum(map(_cpu, backends(postmaster)))


def backends(postmaster: int) -> list[int]:
    """The processes that serve connections, and their parallel workers."""
    return [pid for pid in children(postmaster) if not any(name in _title(pid) for name in BACKGROUND)]


def parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _title(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    return ""


def _cpu(pid: int) -> float:
    # An id of a clock is made of the inverted id of the process: MAKE_PROCESS_CPUCLOCK in the kernel.
    with suppress(OSError):
        return time.clock_gettime((~pid << 3) | PROCESS_CLOCK)
    return 0.0  # it has ended since, and its parent has its time


def _ended_children(pid: int) -> float:
    """CPU seconds of the children that have ended: fields 16 and 17."""
    return sum(map(int, _stat(pid)[13:15])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """The fields from the third on. The second is the program's name in brackets, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def own_mib(pid: int) -> float:
    """The memory that a process shares with no other."""
    return sum(_kib(Path(f"/proc/{pid}/smaps_rollup"), ("Private_Clean:", "Private_Dirty:"))) / 1024


def reset_peaks(pids: Iterable[int]) -> None:
    """Let the peaks of memory begin anew."""
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text(RESET_PEAK)


def peak_mib(pids: Iterable[int]) -> float:
    """The highest of the processes' peaks of memory, what is shared included, since they were reset."""
    return max(sum(_kib(Path(f"/proc/{pid}/status"), ("VmHWM:",))) for pid in pids) / 1024


def _kib(file: Path, names: tuple[str, ...]) -> list[int]:
    return [int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(names)]
