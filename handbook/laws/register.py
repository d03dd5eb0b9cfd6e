"""The laws of the site as they stand: those of the release, with what HR has changed and added."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handbook.laws.entries import Law, RegisteredLaw, stored_law
from handbook.laws.law_file import FileState, file_state, law_register, released_laws
from handbook.models import LawText
from records.process_cache import ProcessCache

_REGISTERS: ProcessCache[tuple[FileState | None, UUID], tuple[RegisteredLaw, ...]] = ProcessCache(maxsize=4)


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A law of the register as it is shown, beside what the release says."""

    shown: RegisteredLaw
    released: RegisteredLaw | None
    """What the release says now; None: it has no such law."""
    row: LawText | None = None
    """HR's words, if they are what is shown."""

    @property
    def is_own(self) -> bool:
        """Whether HR added it: no release has it."""
        return self.row is not None and self.row.released is None and self.released is None

    @property
    def is_changed(self) -> bool:
        """Whether the release has, or had, another law than the one that HR shows."""
        return self.row is not None and not self.is_own and self.shown != self.released

    @property
    def released_then(self) -> RegisteredLaw | None:
        """What the release said when HR saved its words."""
        return stored_law(self.row.law, self.row.released) if self.row and self.row.released else None

    @property
    def is_overtaken(self) -> bool:
        """Whether a release has changed, dropped or begun to have the law since HR changed it."""
        return self.is_changed and self.released_then != self.released

    @property
    def number(self) -> int:
        """The number of the newest row, which shows whether somebody has saved since; 0 without a row."""
        return self.row.number if self.row else 0


def law_entries() -> list[LawEntry]:
    """Return every law that can be shown, in the order of the release's file, then HR's own: one query."""
    return list(_merged(LawText.objects.newest().select_related("by")))


def _merged(rows: Iterable[LawText]) -> Iterator[LawEntry]:
    kept = {row.law: row for row in rows if row.is_kept}
    for released in released_laws():
        row = kept.pop(released.id, None)
        yield LawEntry(stored_law(row.law, row.entry) if row else released, released, row)
    for row in sorted(kept.values(), key=lambda row: int(row.law[1:])):
        yield LawEntry(stored_law(row.law, row.entry), None, row)


def laws_in_force(ids: Iterable[str], *, on: date, stamp: UUID | None, language: str) -> list[Law]:
    """Return the laws in force on that day, in the order of the register. Readers are never shown doubtful ones.

    `stamp` is what was read along with the text that names the laws: `Edition.law_stamp`. One query for each stamp that the
    process does not know yet.
    """
    named_ids = set(ids)
    return [
        law.in_language(language)
        for law in (_laws_by(stamp) if named_ids else ())
        if law.id in named_ids and not law.is_doubtful and law.is_in_force(on)
    ]


def all_laws(language: str) -> list[Law]:
    """Return every law that a clause can name, doubtful ones too: for editors only. One query."""
    return [law.in_language(language) for law in _laws_by(_newest_stamp())]


def _laws_by(stamp: UUID | None) -> tuple[RegisteredLaw, ...]:
    if stamp is None:
        return released_laws()
    key = (file_state(), stamp)
    if (laws := _REGISTERS.get(key)) is None:
        laws = tuple(entry.shown for entry in _merged(LawText.objects.newest().filter(is_kept=True)))
        _REGISTERS.put(key, laws)
    return laws


def _newest_stamp() -> UUID | None:
    stamp: UUID | None = LawText.objects.order_by("-number").values_list("stamp", flat=True).first()
    return stamp


class KnownLaws(Container[str]):
    """The ids that clauses may name: those of files, by default of the release's, and of HR. HR's are asked for once, and
    only if the files lack an id."""

    def __init__(self, in_files: Container[str] | None = None) -> None:
        self._in_files = law_register().ids if in_files is None else in_files
        self._own: frozenset[str] | None = None

    def __contains__(self, id_: object) -> bool:
        if id_ in self._in_files:
            return True
        if self._own is None:
            self._own = frozenset(law.id for law in _laws_by(_newest_stamp()))
        return id_ in self._own
