"""Filled databases, which servers are started on copies of. They can be kept from run to run."""

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.live.server import Filled, copy_of, database_name, discard, fill, on_server

HERE = Path(__file__).resolve().parent
ON_SITE = HERE / "on_site"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench_settings", "PYTHONPATH": f"{ON_SITE}:{HERE}"}
EMPLOYED_AT_ONCE = 20_000
DATABASE = "bench-database"
"""The file that is written last, with the name of the database on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Fills databases with the code of a checkout; `server` is the address of PostgreSQL, empty for SQLite."""

    checkout: Path
    server: str
    folder: Path

    def template(self, people: int) -> Filled:
        """A database with that many employees; 0: the handbook alone."""
        folder = self.folder / f"{self._fingerprint()}-{'postgresql' if self.server else 'sqlite'}-{people}"
        note = folder / DATABASE
        if note.exists():
            filled = Filled(folder, on_server(self.server, note.read_text()), self.checkout)
            filled.run("manage.py", "collectstatic", "--no-input")
            return filled
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was broken off
        filled = self._filled(folder, people) if people else self._base(folder)
        note.write_text(database_name(filled.database_url))
        return filled

    def _base(self, folder: Path) -> Filled:
        filled = fill(folder, self.server, "", checkout=self.checkout)
        run(filled, "import organisation; organisation.create_base()")
        return filled

    def _filled(self, folder: Path, people: int) -> Filled:
        began = time.monotonic()
        filled = copy_of(self.template(0), folder)
        (folder / DATABASE).unlink()
        print(
            f"{self.checkout.name}, {'PostgreSQL' if self.server else 'SQLite'}, {people:,} employees:",
            end="",
            flush=True,
        )
        run(filled, f"import organisation; organisation.create_units({people})")
        for first in range(0, people, EMPLOYED_AT_ONCE):
            last = min(first + EMPLOYED_AT_ONCE, people)
            run(filled, f"import organisation; organisation.employ({first}, {last})")
            print(f" {last:,}", end="", flush=True)
        run(filled, "import organisation; organisation.settle()")
        print(f"; {time.monotonic() - began:.0f} s", flush=True)
        return filled

    def _fingerprint(self) -> str:
        """Differs when the tables, the text or what the bench fills in are others."""
        digest = hashlib.sha256((ON_SITE / "organisation.py").read_bytes())
        for path in sorted(self.checkout.glob("*/migrations/*.py")):
            digest.update(str(path.relative_to(self.checkout)).encode())
        for path in sorted((self.checkout / "content").rglob("*.*")):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def run(filled: Filled, statements: str) -> str:
    """Run statements on a filled database, in the site's own process. Returns what they printed."""
    return filled.run("manage.py", "shell", "-v0", "-c", statements, settings=SETTINGS)


@contextmanager
def made(maker: Maker, sizes: Sequence[int], *, keep: bool) -> Iterator[dict[int, Filled]]:
    """Templates by size; unless they are kept, their databases are dropped at the end."""
    templates = {size: maker.template(size) for size in (0, *sizes)}
    try:
        yield templates
    finally:
        if not keep:
            for template in templates.values():
                discard(template)
