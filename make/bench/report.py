"""Prints the figures of a run as Markdown, fit for docs/proofs.md."""

from collections.abc import Sequence

from jobs import EXPORT, HELLO_PAGE, OF_READERS, OF_SIZES, OVERVIEW, WAGTAIL_PAGE
from measurement import Figures
from servers import BEFORE, HELLO, OURS, WAGTAIL, Key
from targets import Run, Target, targets

WITH_PEAK = (OVERVIEW, EXPORT)
"""Jobs that took much memory once."""


def print_report(runs: Sequence[Run], sizes: Sequence[int]) -> bool:
    """Print tables and targets. Returns whether all that was measured holds."""
    with_before = runs[0].smallest(BEFORE) in runs[0].crowds
    codes = (OURS, BEFORE) if with_before else (OURS,)
    print("\nCPU in milliseconds of one request, of the whole for an attempt; in brackets the database's part of it.\n")
    columns = [f"{run.database}: {code}" for run in runs for code in codes]
    heading = ["", "employees", *columns, *([f"{run.database}: before ÷ ours" for run in runs] if with_before else [])]
    _print_row(heading)
    _print_row(["---"] * len(heading))
    hello = runs[0].results.get((Key(HELLO, ""), HELLO_PAGE))
    _print_row([HELLO_PAGE, "–", _cpu(hello), *[""] * (len(heading) - 3)])
    if any(run.figures(WAGTAIL_PAGE, code=WAGTAIL) for run in runs):
        peers = [
            _cpu(run.figures(WAGTAIL_PAGE, code=WAGTAIL) if code == OURS else None) for run in runs for code in codes
        ]
        _print_row([WAGTAIL_PAGE, "–", *peers, *[""] * (len(heading) - 2 - len(peers))])
    for job in OF_READERS:
        _print_job(job, runs, sizes[0], codes)
    for job in OF_SIZES:
        for size in sizes:
            _print_job(job, runs, size, codes)
    _print_peaks(runs, sizes, codes)
    _print_statements(runs, codes)
    _print_crowds(runs, codes)
    return print_targets([run.database for run in runs], [targets(run) for run in runs])


def _print_job(job: str, runs: Sequence[Run], people: int, codes: Sequence[str]) -> None:
    cells = [run.figures(job, people, code) for run in runs for code in codes]
    if not any(cells):
        return
    ratios = (
        [_ratio(run.figures(job, people, BEFORE), run.figures(job, people)) for run in runs] if len(codes) > 1 else []
    )
    requests = f", {cells[0].requests} requests" if cells[0] and cells[0].job.is_whole else ""
    _print_row([f"{job}{requests}", f"{people:,}", *map(_cpu, cells), *ratios])


def _print_peaks(runs: Sequence[Run], sizes: Sequence[int], codes: Sequence[str]) -> None:
    print("\nA worker's peak of memory, MiB.\n")
    _print_row(["", "employees", *(f"{run.database}: {code}" for run in runs for code in codes)])
    _print_row(["---"] * (2 + len(runs) * len(codes)))
    for job in WITH_PEAK:
        for size in sizes:
            peaks = [run.peaks[Key(code, run.database, size)][job] for run in runs for code in codes]
            _print_row([job, f"{size:,}", *(f"{peak:.0f}" for peak in peaks)])


def _print_statements(runs: Sequence[Run], codes: Sequence[str]) -> None:
    print("\nStatements, once all is warm.\n")
    pages = list(runs[0].statements[runs[0].smallest()])
    _print_row(["", *pages])
    _print_row(["---"] * (1 + len(pages)))
    for run in runs:
        for code in codes:
            _print_row([f"{run.database}: {code}", *(str(run.statements[run.smallest(code)][page]) for page in pages)])


def _print_crowds(runs: Sequence[Run], codes: Sequence[str]) -> None:
    print("\nFifty clients, each of whom reads, confirms and answers two sections.\n")
    heading = ["", "completions/s", "errors", "p50 ms", "p95 ms", "each worker's own memory afterwards, MiB"]
    _print_row(heading)
    _print_row(["---"] * len(heading))
    for run in runs:
        for code in codes:
            crowd = run.crowds[run.smallest(code)]
            memory = ", ".join(f"{worker:.0f}" for worker in crowd.memory)
            times = [f"{crowd.median:.0f}", f"{crowd.slow:.0f}", memory]
            _print_row([f"{run.database}: {code}", f"{crowd.completions_a_second:.2f}", f"{crowd.errors}", *times])


def print_targets(databases: Sequence[str], by_database: Sequence[Sequence[Target]]) -> bool:
    """Print each target with what each database shows. Returns whether all that was measured holds."""
    print("\n## Targets\n")
    _print_row(["", *(cell for database in databases for cell in (database, ""))])
    _print_row(["---"] * (1 + 2 * len(databases)))
    for same in zip(*by_database, strict=True):
        cells = [cell for target in same for cell in (target.measured or "–", target.verdict)]
        _print_row([same[0].promise, *cells])
    return all(target.holds for targets_of_one in by_database for target in targets_of_one if target.measured)


def _cpu(figures: Figures | None) -> str:
    if figures is None:
        return ""
    database = figures.milliseconds_of_database
    once = ", once" if figures.is_once else ""
    return f"{figures.milliseconds:,.2f}{f' ({database:,.2f})' if database else ''}{once}"


def _ratio(figures: Figures | None, other: Figures | None) -> str:
    return f"{figures.times(other):.2f}" if figures and other else ""


def _print_row(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |")
