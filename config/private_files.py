"""Files that only the user who runs the site can read: the database, its backups, the secret key, logs."""

import logging
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
OF_OTHERS = 0o077
"""The bits of a mode that give something to others."""


def make_private(path: Path) -> None:
    """Make an empty file if there is none, so that SQLite does not make one that others can read."""
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, FILE_MODE))


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A private file beside `path`, which takes its place when the block ends and is on the disk by then.

    If the block fails, or this process ends in it, `path` stays as it was.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        # In a folder that others write to, nobody gets there first.
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDONLY, FILE_MODE))
        yield partial
        _sync(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    _sync(path.parent)


def tighten(folder: Path, others: Iterable[Path] = ()) -> None:
    """Take away from others what they can read of the var folder and of `others`, and log which files those were."""
    files = [path for path in [*sorted(folder.iterdir()), *others] if path.is_file() and not path.is_symlink()]
    tightened = [path for path in [folder, *files] if _tighten(path)]
    if tightened:
        names = ", ".join(str(path) for path in tightened)
        logging.getLogger(__name__).warning("Others on this machine could read these; now they cannot: %s", names)


def _tighten(path: Path) -> bool:
    """Whether the path was open to others and is no longer. What belongs to another user, or to all as /tmp, is left."""
    try:
        status = path.stat()
    except FileNotFoundError:  # SQLite takes away the files beside a database that nobody has open
        return False
    if not status.st_mode & OF_OTHERS or status.st_uid != os.geteuid() or status.st_mode & stat.S_ISVTX:
        return False
    path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
