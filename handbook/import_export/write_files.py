"""Write files into a folder: all of them or none."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def write_files(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Write the texts, by their paths in the folder; create the folder if it is missing.

    Other files are left as they are. Returns their paths, except hidden ones. Everything is written to a hidden folder
    first. A new folder is then moved into place in one step. Into an existing one the files are moved one by one, each
    of them whole; if one fails, those before it are put back. Raises OSError; the folder is then as it was.
    """
    # An existing folder may be on another volume than its parent, which need not even be writable.
    parent = folder if folder.exists() else folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=parent) as hidden:
        new, old = Path(hidden, "new"), Path(hidden, "old")
        for name, text in texts.items():
            _with_parent(new / name).write_text(text, encoding="utf-8")
        if folder.exists():
            _move_in(texts, new, folder, old)
        else:
            new.rename(folder)
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    visible = (path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts))
    return sorted(name for name in visible if name not in texts)


def _move_in(names: Mapping[str, str], new: Path, folder: Path, old: Path) -> None:
    """Move the files into an existing folder; those they replace are copied to `old` first, and put back on failure."""
    moved: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                shutil.copy2(folder / name, _with_parent(old / name))
            (new / name).replace(_with_parent(folder / name))
            moved.append(name)
    except BaseException:
        for name in moved:
            if (old / name).exists():
                (old / name).replace(folder / name)
            else:
                (folder / name).unlink()
        for subfolder in {(folder / name).parent for name in names} - {folder}:
            if subfolder.is_dir() and not any(subfolder.iterdir()):
                subfolder.rmdir()
        raise


def _with_parent(path: Path) -> Path:
    """Create the parent folder of the path; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
