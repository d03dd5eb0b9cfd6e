"""Published text becomes files again: importing what was exported changes nothing."""

from datetime import date
from pathlib import Path

from handbook.checking import check_version
from handbook.drafting import newest_version
from handbook.frame import frame_of, write_frame
from handbook.models import Handbook
from handbook.text.writing import write_section


def export_handbook(*, handbook: Handbook, folder: Path, on: date) -> list[Path]:
    """Write handbook.toml and the newest version of every section in force on that day below `folder`, in canonical form.
    Returns the files written."""
    written, exported = [], []
    for section in handbook.sections.in_force(on).order_by("position").select_related("handbook"):
        version = newest_version(section)
        if version is None:
            continue
        exported.append(section.slug)
        version.section = section
        checked = check_version(version)
        files = {f"{language}.md": write_section(text) for language, text in checked.texts.items()}
        files |= {f"{language}.quiz.md": quiz.file for language, quiz in checked.quizzes.items()}
        for name, text in files.items():
            path = folder / section.slug / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    frame = folder / "handbook.toml"
    frame.parent.mkdir(parents=True, exist_ok=True)
    frame.write_text(write_frame(frame_of(handbook, exported)), encoding="utf-8")
    return [frame, *written]
