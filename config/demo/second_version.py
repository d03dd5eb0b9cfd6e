"""The second version of a handbook: the texts that ship, published over those of `first_version/` with a table of kinds."""

import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from handbook.import_export.folder import read_folder
from handbook.import_export.importer import import_folder
from handbook.models import Kind, Version
from handbook.versions.publication_decision import ChangeKey, PublicationDecision
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.publish import plan_or_refuse, publish
from people.language import LANGUAGES
from people.models import Employee

HERE = Path(__file__).parent
TABLE = HERE / "second_version.toml"


class TableDiffers(Exception):
    """The table of kinds is not about the changes that there are. Carries a line for each difference."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class SectionTable:
    """The news of a section in each language, and the kind of each changed clause."""

    news: Mapping[str, str]
    kinds: Mapping[str, str]

    def of(self, plan: PublicationPlan) -> dict[ChangeKey, str]:
        """The kind of each change of a plan: a clause has one in all languages."""
        return {(clause, language): self.kinds[clause] for clause, language in plan.keys}


def first_version_of(folder: Path) -> Path | None:
    """The folder with the first version of a handbook; None: the handbook has a single one."""
    first = HERE / "first_version" / folder.name
    return first if first.is_dir() else None


def read_table(path: Path) -> dict[str, SectionTable]:
    """The table of kinds, by section."""
    sections: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {slug: SectionTable(section.get("news", {}), section.get("kinds", {})) for slug, section in sections.items()}


@transaction.atomic
def publish_second_version(
    *, folder: Path, table: Mapping[str, SectionTable], by: Employee, at: datetime
) -> list[Version]:
    """Import the folder of a published handbook as drafts, and publish each with the kinds of the table.

    Returns the versions, in the order of the sections. Raises TableDiffers unless the table has a kind for each changed
    clause, and for no other, and news in each language for each changed section; ImportRefused.
    """
    drafts = import_folder(
        folder=folder, publish_as=None, replace_drafts=False, ids_as_written=True, replace_metadata=True, by=by, at=at
    ).drafts
    files = read_folder(folder)
    sources = {section.slug: section.texts[files.source_language] for section in files.sections}
    plans = {draft.section.slug: plan_or_refuse(draft, beside=sources) for draft in drafts}
    if lines := [*differences(plans, table)]:
        raise TableDiffers(lines)
    return [
        publish(
            draft=plan.version,
            decision=PublicationDecision(
                kinds=table[slug].of(plan),
                news={f"news_{language}": sentence for language, sentence in table[slug].news.items()},
                reviewed=plan.to_review,
            ),
            by=by,
            at=at,
            beside=sources,
        )
        for slug, plan in plans.items()
    ]


def differences(plans: Mapping[str, PublicationPlan], table: Mapping[str, SectionTable]) -> Iterator[str]:
    """A line for each change that the table leaves out, each of its entries that is about no change, and each language
    whose readers would be shown the source."""
    for slug, plan in plans.items():
        entry = table.get(slug, SectionTable({}, {}))
        lines = [*_entry_differences(entry, {clause for clause, _language in plan.keys})]
        lines += (
            [] if lines else [f"{language} does not match the source." for language in plan.not_ready(entry.of(plan))]
        )
        yield from (f"{slug}: {line}" for line in lines)
    yield from (f"{slug}: nothing in this section has changed." for slug in table if slug not in plans)


def _entry_differences(entry: SectionTable, changed: Set[str]) -> Iterator[str]:
    yield from (f"{clause} has changed and has no kind." for clause in sorted(changed - entry.kinds.keys()))
    yield from (f"{clause} has a kind and has not changed." for clause in sorted(entry.kinds.keys() - changed))
    for clause, kind in entry.kinds.items():
        if kind not in Kind.values:
            yield f"{clause} is «{kind}», which is none of {', '.join(Kind.values)}."
    for language in LANGUAGES:
        if not entry.news.get(language):
            yield f"nothing says what is new in {language}."
