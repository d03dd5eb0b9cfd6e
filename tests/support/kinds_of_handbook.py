"""Handbooks that are unlike the one that ships: in one language, without questions, partly translated, renamed, moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from courses.models import Completion, Requirement
from handbook.composition.create import create_handbook, create_section
from handbook.composition.first_publication import first_drafts, publish_handbook, revisions_of
from handbook.handbooks import edit_handbook, rename_handbook
from handbook.models import Handbook, Section, Version
from handbook.sections import rename_section
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import save_draft
from people.models import Employee, Unit
from tests.cast import FIRST
from tests.support.attempts import complete
from tests.support.quizzes import question_text
from tests.support.sections import again


class Chapter(NamedTuple):
    """A chapter in one language."""

    title: str
    message: str
    point: str
    question: str


TITLES = {"nb": "Hjemmekontor", "nn": "Heimekontor", "en": "Working from home"}
AGREEMENT, EQUIPMENT = "avtale", "utstyr"
"""The slugs that the chapters begin with, and their points' ids for good."""
CHAPTERS: Mapping[str, Mapping[str, Chapter]] = {
    AGREEMENT: {
        "nb": Chapter("Avtale", "Avtal det først.", "Du spør lederen din muntlig.", "Hvem spør du?"),
        "nn": Chapter("Avtale", "Avtal det fyrst.", "Du spør leiaren din munnleg.", "Kven spør du?"),
        "en": Chapter("Agreement", "Agree on it first.", "You ask your manager in person.", "Whom do you ask?"),
    },
    EQUIPMENT: {
        "nb": Chapter("Utstyr", "Ta vare på det.", "Du låner skjermen av kommunen.", "Hvem eier skjermen?"),
        "nn": Chapter("Utstyr", "Ta vare på det.", "Du låner skjermen av kommuna.", "Kven eig skjermen?"),
        "en": Chapter("Equipment", "Take care of it.", "You borrow the screen.", "Who owns the screen?"),
    },
}
CHANGED = {"nb": ("muntlig", "skriftlig"), "nn": ("munnleg", "skriftleg"), "en": ("in person", "in writing")}
"""The words of the agreement that a new rule replaces, and its own."""


@dataclass(frozen=True)
class Kind:
    """What is special about a handbook."""

    source: str = "nb"
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The languages that it is offered in besides its source, each with the chapters that are translated into it."""
    quizzed: tuple[str, ...] = (AGREEMENT, EQUIPMENT)
    """The chapters that ask a question."""
    later_title: str = ""
    """Empty: it keeps its title."""
    later_slugs: Mapping[str, str] = field(default_factory=dict)
    """The slugs that it and its chapters get once it has been completed, by the ones that they began with."""

    @property
    def first_slug(self) -> str:
        return TITLES[self.source].lower()

    @property
    def slug(self) -> str:
        return self.later_slugs.get(self.first_slug, self.first_slug)

    @property
    def title(self) -> str:
        return self.later_title or TITLES[self.source]

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.source, *self.translations)

    def shown_in(self, chapter: str, language: str) -> str:
        """The language that a reader of that language is shown of a chapter."""
        return language if chapter in self.translations.get(language, ()) else self.source

    def address(self, chapter: str = "") -> str:
        slug = self.later_slugs.get(chapter, chapter)
        return f"/handbooks/{self.slug}/" + (f"{slug}/" if slug else "")


KINDS = {
    "in one language": Kind("nn"),
    "without a quiz": Kind(translations={"en": (AGREEMENT, EQUIPMENT)}, quizzed=()),
    "of mixed chapters": Kind(translations={"nn": (AGREEMENT,)}, quizzed=(AGREEMENT,)),
    "renamed": Kind(translations={"nn": (AGREEMENT, EQUIPMENT)}, later_title="Arbeid hjemmefra"),
    "with a new address": Kind(later_slugs={"hjemmekontor": "fjernarbeid", AGREEMENT: "avtalen"}),
}


@dataclass(frozen=True)
class Made:
    """A handbook of a kind, published, required of a unit, and completed by somebody before it was renamed."""

    kind: Kind
    handbook: Handbook
    completions: Mapping[str, Completion]
    """By the slugs that the chapters began with."""

    def section(self, chapter: str) -> Section:
        slug = self.kind.later_slugs.get(chapter, chapter)
        return Section.objects.select_related("handbook").get(handbook=self.handbook, slug=slug)


def make(kind: Kind, *, by: Employee) -> Handbook:
    """Write and publish it by the verbs that HR's pages call."""
    handbook = create_handbook(
        title=TITLES[kind.source], source_language=kind.source, languages=kind.languages, by=by, at=FIRST
    )
    for language in kind.translations:
        setattr(handbook, f"title_{language}", TITLES[language])
    edit_handbook(handbook=handbook, fields=[f"title_{language}" for language in kind.translations], by=by, at=FIRST)
    for chapter, texts in CHAPTERS.items():
        draft = create_section(handbook=handbook, title=texts[kind.source].title, by=by, at=FIRST)
        columns = columns_of(kind, chapter, kind.source)
        draft = save_draft(draft=draft, texts=columns, revision=draft.revision, by=by, at=FIRST)
        for language, chapters in kind.translations.items():
            if chapter in chapters:
                draft = translated(kind, draft, chapter, language, by=by)
    publish_handbook(handbook=handbook, revisions=revisions_of(first_drafts(handbook)), by=by, at=FIRST)
    return Handbook.objects.get(pk=handbook.pk)


def columns_of(kind: Kind, chapter: str, language: str) -> dict[str, str]:
    """The columns of a chapter's draft in one language."""
    texts, is_source = CHAPTERS[chapter][language], language == kind.source
    marks = " (guideline)" if is_source else ""
    columns = {"title": texts.title, "message": texts.message, "source": f"§ {chapter}-1{marks}\n{texts.point}\n"}
    if chapter in kind.quizzed:
        tests = f"§ {chapter}-1\n\n" if is_source else ""
        columns["quiz"] = question_text(f"{chapter}-who", texts.question, tests=tests).lstrip()
    return {f"{field}_{language}": text for field, text in columns.items()}


def translated(kind: Kind, draft: Version, chapter: str, language: str, *, by: Employee) -> Version:
    """The draft with a translation that somebody has compared with the source."""
    columns = columns_of(kind, chapter, language)
    return save_confirmed_draft(
        draft=draft, texts=columns, language=language, revision=draft.revision, by=by, at=draft.saved_at
    )


def make_and_complete(kind: Kind, *, by: Employee, unit: Unit, reader: Employee) -> Made:
    """The handbook as it is today: required of the unit, completed by the reader, and only then renamed."""
    handbook = make(kind, by=by)
    Requirement.objects.create(
        handbook=handbook, unit=unit, from_day=FIRST.date(), newcomer_days=3650, change_days=3650
    )
    sections = {section.slug: section for section in Section.objects.filter(handbook=handbook)}
    completed_at, renamed_at = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    completions = {
        slug: complete(reader, again(section), language=kind.source, at=completed_at)
        for slug, section in sections.items()
    }
    if kind.later_title:
        setattr(handbook, f"title_{kind.source}", kind.later_title)
        edit_handbook(handbook=handbook, fields=[f"title_{kind.source}"], by=by, at=renamed_at)
    for old, new in kind.later_slugs.items():
        if old in sections:
            rename_section(section=sections[old], slug=new, by=by, at=renamed_at)
        else:
            handbook = rename_handbook(handbook=handbook, slug=new, by=by, at=renamed_at)
    return Made(kind, Handbook.objects.get(pk=handbook.pk), completions)
