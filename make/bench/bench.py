"""Measures what the site promises of its speed, in one interleaved run, and says which targets hold.

    make bench                                          everything, with 1,000, 20,000 and 100,000 employees
    make bench SIZES=1000 ROUNDS=2 DATABASES=sqlite     a few minutes
    make bench BEFORE=e6b324a PEERS=1                   beside an earlier commit, and beside Wagtail

Every server is up at once, on its own copy of a filled database, as `make run` starts it. In each round each job is done on
each server, in another order each time, with fixed numbers of requests; the figures are medians of the rounds. CPU is that
of all processes of the server and, on PostgreSQL, of its connections. The visitors share the machine's cores, so ratios
within one run count, and milliseconds depend on what else runs. It needs Linux: /proc.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

import postgres  # noqa: E402 - found by the line above
from commits import ROOT, checked_out  # noqa: E402 - the same
from crowd import crowd  # noqa: E402 - the same
from desk import print_points, print_searches  # noqa: E402 - the same
from jobs import jobs_of  # noqa: E402 - the same
from measurement import interleaved, peaks_of  # noqa: E402 - the same
from options import Options, options  # noqa: E402 - the same
from peer import wagtail  # noqa: E402 - the same
from report import print_report  # noqa: E402 - the same
from servers import BEFORE, OURS, POSTGRESQL, SQLITE, Server, hello, site  # noqa: E402 - the same
from targets import Run  # noqa: E402 - the same

from templates import Maker, made  # noqa: E402 - the same
from tests.live.server import Filled  # noqa: E402 - the same
from tests.live.visitor import Visitor  # noqa: E402 - the same

COUNTED = "student-114"
"""The employee whose statements are counted."""
Templates = dict[str, dict[str, dict[int, Filled]]]
"""By code, by database, by number of employees; 0: the handbook alone."""


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("CPU is read from /proc, which this system does not have: the bench needs Linux.")
    asked = options()
    cores, python = os.cpu_count(), sys.version.split()[0]
    print(f"{asked.rounds} rounds, {cores} cores, load {os.getloadavg()[0]:.1f}, Python {python}")
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rettesnor-bench-")))
        folder.mkdir(exist_ok=True, parents=True)
        addresses = stack.enter_context(databases(asked, folder))
        checkouts = {OURS: ROOT}
        if asked.before:
            checkouts[BEFORE] = stack.enter_context(checked_out(asked.before, folder, keep=bool(asked.keep)))
        templates: Templates = {code: {} for code in checkouts}
        for code, checkout in checkouts.items():
            for database, address in addresses.items():
                maker = Maker(checkout, address, folder)
                templates[code][database] = stack.enter_context(made(maker, asked.sizes, keep=bool(asked.keep)))
        holds = [print_report(measured(asked, addresses, templates, folder), asked.sizes)]
        for database in addresses:
            print(f"\n## {database}: searches, and a section of many new points\n")
            print_searches(templates[OURS][database][0])
            holds.append(print_points(templates[OURS][database][0]))
    print(f"\nLoad at the end: {os.getloadavg()[0]:.1f}.")
    sys.exit(0 if all(holds) else 1)


@contextmanager
def databases(asked: Options, folder: Path) -> Iterator[dict[str, str]]:
    """The address of each kind of database that is measured; SQLite has none."""
    addresses = {SQLITE: ""} if "sqlite" in asked.databases else {}
    if "postgresql" not in asked.databases:
        yield addresses
        return
    cluster = folder / "postgresql"
    cluster.mkdir(exist_ok=True)
    # Cleaning up at any moment would be counted; templates are cleaned when they have been filled.
    with postgres.server(cluster, "-c autovacuum=off") as url:
        if url is None:
            print("Not measured: PostgreSQL (no server binaries, no DATABASE_URL).")
        yield addresses | ({POSTGRESQL: url} if url else {})


def measured(asked: Options, addresses: dict[str, str], templates: Templates, folder: Path) -> list[Run]:
    """Measure everything. Returns a run for each kind of database."""
    fewest = asked.sizes[0]
    with ExitStack() as stack:
        servers = [stack.enter_context(hello())]
        if asked.peers:
            servers += [stack.enter_context(wagtail(name, address, folder)) for name, address in addresses.items()]
        sites = [
            stack.enter_context(site(code, size, filled))
            for code, by_database in templates.items()
            for by_size in by_database.values()
            for size, filled in by_size.items()
            if size
        ]
        servers += sites
        print(f"{len(servers)} servers are up.", flush=True)
        jobs = [(server, job) for server in servers for job in jobs_of(server, fewest=server.key.people == fewest)]
        results = interleaved(jobs, asked.rounds)
        smallest = [server for server in sites if server.key.people == fewest]
        statements = {server.key: _statements(server) for server in smallest}
        ours = [server for server in sites if server.key.code == OURS]
        exported = {server.key: _exported(server) for server in ours}
        writes = {server.key: server.ask("import writes; writes.print_writes()") for server in ours}
    # Memory depends on what a worker has done before, so that is asked of servers that have done nothing else.
    crowds, peaks = {}, {}
    for code, by_database in templates.items():
        for by_size in by_database.values():
            for size in asked.sizes:
                with site(code, size, by_size[size]) as server:
                    peaks[server.key] = peaks_of(server)
                if size == fewest:
                    with site(code, size, by_size[size]) as server:
                        crowds[server.key] = crowd(server)
    return [Run(name, fewest, results, statements, crowds, peaks, exported, writes) for name in addresses]


def _statements(server: Server) -> dict[str, int]:
    section = server.facts["sections"][0]
    counts: dict[str, int] = server.ask(
        f"import statements; statements.print_statements({COUNTED!r}, {section!r}, '/bench/bare/')"
    )
    return counts


def _exported(server: Server) -> tuple[int, int]:
    """The lines of the export of everybody, and those that it should have: the heading and one for each."""
    with Visitor(server.address, server.facts["sessions"]["hr"], patience=120) as visitor:
        lines = visitor.get(f"/reports/team.csv?unit={server.facts['top']}").text.strip().splitlines()
    return len(lines), server.facts["employees"] + 1


if __name__ == "__main__":
    main()
