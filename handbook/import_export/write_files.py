"""Files are put into a folder all at once, or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def place(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Put these texts, by their paths in it, into a folder, which is made if it is missing. Its other files are left as
    they are. Returns their paths, but for hidden ones.

    Everything is written to a hidden folder first. A new folder is then moved to its place in one step; into one that is
    there the files are moved one by one, each of them whole, and if one cannot be, those before it are put back.
    Raises OSError; the folder is then as it was.
    """
    # A folder that is there may be another volume than the one around it, which need not even be writable.
    home = folder if folder.exists() else folder.parent
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=home) as hidden:
        new, old = Path(hidden, "new"), Path(hidden, "old")
        for name, text in texts.items():
            _make_room(new / name).write_text(text, encoding="utf-8")
        if folder.exists():
            _move_in(texts, new, folder, old)
        else:
            new.rename(folder)
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = (path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts))
    return sorted(name for name in shown if name not in texts)


def _move_in(names: Mapping[str, str], new: Path, folder: Path, old: Path) -> None:
    """Move the files into a folder that is there; what they replace is copied to `old` first, and comes back if one fails."""
    moved: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                shutil.copy2(folder / name, _make_room(old / name))
            (new / name).replace(_make_room(folder / name))
            moved.append(name)
    except BaseException:
        for name in moved:
            if (old / name).exists():
                (old / name).replace(folder / name)
            else:
                (folder / name).unlink()
        for made in {(folder / name).parent for name in names} - {folder}:
            if made.is_dir() and not any(made.iterdir()):
                made.rmdir()
        raise


def _make_room(path: Path) -> Path:
    """The path, whose folder is there now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
