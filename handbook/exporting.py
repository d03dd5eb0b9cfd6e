"""Published text becomes files again: importing what was exported changes nothing."""

from pathlib import Path

from handbook.checking import check_version
from handbook.drafting import newest_version
from handbook.models import Handbook
from handbook.text.writing import write_section


def export_handbook(*, handbook: Handbook, folder: Path) -> list[Path]:
    """Write the newest version of every section below `folder`, in canonical form. Returns the files written.

    handbook.toml is written by people and is not exported.
    """
    written = []
    for section in handbook.sections.filter(withdrawn_on__isnull=True).select_related("handbook"):
        version = newest_version(section)
        if version is None:
            continue
        version.section = section
        checked = check_version(version)
        files = {f"{language}.md": write_section(text) for language, text in checked.texts.items()}
        files |= {f"{language}.quiz.md": quiz.file for language, quiz in checked.quizzes.items()}
        for name, text in files.items():
            path = folder / section.slug / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written
