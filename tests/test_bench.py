"""What `make bench` counts and concludes: no CPU is lost, and a verdict follows from the figures."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "make" / "bench"), str(ROOT / "make")]

from jobs import BARE, SECTION, Job  # noqa: E402 - make/ is no package
from measurement import Cost, Figures  # noqa: E402 - the same
from options import options  # noqa: E402 - the same
from processes import cpu_of_tree, own_mib, peak_mib, reset_peaks  # noqa: E402 - the same
from report import print_targets  # noqa: E402 - the same
from targets import Target  # noqa: E402 - the same

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the bench reads /proc"),
]
PARENT = """
import subprocess, sys, time
def work():
    began = time.process_time()
    while time.process_time() < began + 0.3: pass
work()
subprocess.run([sys.executable, "-c", "import time\\nwhile time.process_time() < 0.5: pass"])
print("ready", flush=True)
sys.stdin.read()
"""
"""Works for 0.3 seconds, and lets a child work for 0.5, which has ended when it says that it is ready."""


@pytest.fixture
def worked():
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        process.stdout.readline()
        yield process.pid
        process.stdin.close()


def test_the_cpu_of_a_child_that_has_ended_is_counted(worked) -> None:
    assert 0.8 <= cpu_of_tree(worked) < 2


def test_memory_is_that_of_the_process_and_its_peak_begins_anew(worked) -> None:
    assert 1 < own_mib(worked) <= peak_mib([worked])
    before = peak_mib([worked])
    reset_peaks([worked])
    assert peak_mib([worked]) <= before


def figures(*seconds: float, name: str = SECTION) -> Figures:
    job = Job(name, lambda _round: [], 1, lambda _visitor, _prepared: 1)
    return Figures(job, [Cost(1, 10, 1.0, server, server / 10) for server in seconds])


def test_a_cost_is_the_median_of_the_rounds_with_the_databases_part() -> None:
    section = figures(0.1, 0.3, 0.2)
    assert (section.milliseconds, section.milliseconds_of_database) == pytest.approx((22, 2))


def test_costs_are_compared_within_each_round() -> None:
    assert figures(0.2, 4.0, 0.9).times(figures(0.1, 1.0, 0.3, name=BARE)) == pytest.approx(3)


@pytest.mark.parametrize(
    ("target", "verdict", "all_hold"),
    [
        (Target("fast", "1 ms", holds=True), "holds", True),
        (Target("fast", "9 ms"), "DOES NOT HOLD", False),
        (Target("fast"), "not measured", True),
    ],
)
def test_a_target_fails_the_run_only_if_it_was_measured(target, verdict, all_hold, capsys) -> None:
    assert target.verdict == verdict
    assert print_targets(["SQLite"], [[target]]) is all_hold
    assert verdict in capsys.readouterr().out


def test_options_are_read_in_order_and_once() -> None:
    asked = options({"SIZES": "20000, 1000,1000", "DATABASES": "postgresql,sqlite", "ROUNDS": "3", "PEERS": "1"})
    assert (asked.sizes, asked.databases, asked.rounds, asked.peers) == (
        (1000, 20000),
        ("sqlite", "postgresql"),
        3,
        True,
    )


@pytest.mark.parametrize("wrong", [{"SIZES": "10"}, {"SIZES": "many"}, {"ROUNDS": "0"}, {"DATABASES": "oracle"}])
def test_a_wrong_option_ends_the_bench_with_a_sentence(wrong) -> None:
    with pytest.raises(SystemExit, match="Give "):
        options(wrong)
