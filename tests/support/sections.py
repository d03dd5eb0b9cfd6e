"""Sections as the database has them now."""

from datetime import datetime
from pathlib import Path

from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.importer import import_folder
from handbook.models import Kind, Section
from tests.support import small_handbook


def again(section: Section) -> Section:
    return Section.objects.select_related("handbook").get(pk=section.pk)


def publish_up_to(sections: int, content: Path, *, at: datetime) -> None:
    """Fill the small handbook up to that many sections, in three languages, and publish those that are new."""
    slugs = ["roles", "privacy", *(f"more{number}" for number in range(3, sections + 1))]
    for slug in slugs[2:]:
        for language, text in small_handbook.PRIVACY.items():
            small_handbook.put(content / slug / f"{language}.md", text.replace("privacy-", f"{slug}-"))
            quiz = (content / "privacy" / f"{language}.quiz.md").read_text(encoding="utf-8")
            small_handbook.put(content / slug / f"{language}.quiz.md", quiz.replace("privacy-", f"{slug}-"))
    listed = "[" + ", ".join(f'"{slug}"' for slug in slugs) + "]"
    frame = small_handbook.TOML.replace('["roles", "privacy"]', listed)
    (content / "handbook.toml").write_text(frame, encoding="utf-8")
    for language in ("nn", "en"):
        confirm_translations(content, language)
    import_folder(folder=content, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=at)
    assert Section.objects.filter(handbook__slug="small").count() == sections
