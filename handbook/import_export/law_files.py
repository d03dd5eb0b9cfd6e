"""HR's laws in laws.toml beside a handbook's folder. Importing an export changes nothing."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handbook.laws.entries import RegisteredLaw
from handbook.laws.law_file import LAW_FILE, file_state, law_register, laws_beside, write_laws
from handbook.laws.register import LawEntry, law_entries
from handbook.laws.save import save_law
from markup.errors import TextError
from people.language import ui_language
from people.models import Employee


@dataclass(frozen=True, slots=True)
class LawChange:
    """A law that a file would add, or show in other words than the site does."""

    law: RegisteredLaw
    entry: LawEntry | None
    """What the site shows; None: it has no such law."""

    @property
    def name(self) -> str:
        return self.law.in_language(ui_language()).name

    @property
    def overwrites_hr(self) -> bool:
        """Whether a person wrote what the site shows. What an earlier import brought may be overwritten."""
        return self.entry is not None and self.entry.row is not None and self.entry.row.by_id is not None


def plan_laws(folder: Path) -> tuple[tuple[TextError, ...], tuple[LawChange, ...]]:
    """Return the errors of the file beside a handbook's folder, and what it would change.

    The release's own file changes nothing: what it says is shown wherever HR says nothing else.
    """
    beside = laws_beside(folder)
    if not beside.laws:
        return beside.errors, ()
    entries = {entry.shown.id: entry for entry in law_entries()}
    changes = (LawChange(law, entries.get(law.id)) for law in beside.laws)
    return beside.errors, tuple(change for change in changes if not change.entry or change.entry.shown != change.law)


def import_laws(changes: Iterable[LawChange], *, by: Employee | None, at: datetime) -> int:
    """Show the laws as the file has them, and return how many. Raises LawChangedMeanwhile."""
    rows = [
        save_law(law=change.law, opened=change.entry.number if change.entry else 0, by=by, at=at) for change in changes
    ]
    return len(rows)


class LawFile:
    """The file beside a folder that an export writes HR's laws to."""

    def __init__(self, folder: Path) -> None:
        self.path = folder.parent / LAW_FILE
        self._new = folder.parent / f".{LAW_FILE}.new"
        self._laws = [entry.shown for entry in law_entries() if entry.is_own or entry.is_changed]

    @property
    def is_left(self) -> bool:
        """Whether the file stays as it is, since it has laws that HR does not keep: a release's, or of another site."""
        kept, there = {law.id for law in self._laws}, law_register(self.path, ())
        return file_state(self.path) is not None and (
            not there.laws or any(law.id not in kept for law in there.laws) or bool(there.errors)
        )

    @property
    def count(self) -> int:
        return len(self._laws)

    @property
    def is_written(self) -> bool:
        return bool(self._laws) and not self.is_left

    def prepare(self) -> None:
        """Write the laws to a hidden file beside the folder. Raises OSError; nothing is then left."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._new.write_text(write_laws(self._laws), encoding="utf-8")
        except OSError:
            self.drop()
            raise

    def put(self) -> None:
        """Move the hidden file into its place, in one step."""
        self._new.replace(self.path)

    def drop(self) -> None:
        with suppress(OSError):
            self._new.unlink()
