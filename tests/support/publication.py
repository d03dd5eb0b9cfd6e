"""Publish a changed section, and classify its changes again, in one step."""

from uuid import uuid4

from handbook.models import Change, Kind, Section, Version
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.models import Employee
from tests.cast import MONDAY
from tests.support.quizzes import question_text
from tests.support.sections import again


def edit_and_publish(section, replacements, *, kinds, by, at) -> Version:
    """Open the draft, replace words in some columns, publish."""
    draft = open_draft(section=section, by=by, at=at)
    texts = {}
    for column, (old, new) in replacements.items():
        text = getattr(draft, column)
        assert old in text
        texts[column] = text.replace(old, new)
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=at)
    return publish(draft=draft, decision=PublicationDecision(kinds, although_not_ready=True), by=by, at=at)


def new_rule(section: Section, by: Employee, old: str = "Et verv kan", new: str = "Et verv vil") -> None:
    edit_and_publish(again(section), {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=by, at=MONDAY)


def reclassify_newest(section: Section, clause: str, kind: str, language: str = "") -> None:
    """HR classifies the change of a clause at the newest version once more."""
    version = section.versions.published().order_by("-number").first()
    what = Change.objects.filter(version=version, clause=clause).last().what
    Change.objects.create(
        version=version, clause=clause, what=what, kind=kind, language=language, reason="Prøvd på nytt.", at=MONDAY
    )
    Section.objects.filter(pk=section.pk).update(change_stamp=uuid4())


def draft_with_question(section: Section, *languages: str, id_: str = "added", marks: str = "", by=None) -> Version:
    """The draft of the section with one question more, in the source and these translations, whose marks stay."""
    draft, tests = open_draft(section=again(section), by=by, at=MONDAY), "roles-3" if marks else "roles-1"
    question = question_text(id_, "Hva er nytt?", tests=f"§ {tests}\n\n", marks=marks, wrong=" (M05)")
    texts = {"quiz_nb": draft.quiz_nb + question}
    texts |= {f"quiz_{code}": draft.text("quiz", code) + question_text(id_, f"Ny, {code}?") for code in languages}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=MONDAY)


def add_question(section: Section, *languages: str, **words: str) -> Version:
    """Publish that draft, as a draft without a new rule is published."""
    draft = draft_with_question(section, *languages, **words)
    return publish(draft=draft, decision=PublicationDecision(Kind.CORRECTION), by=None, at=MONDAY)


def translate_question(section: Section, language: str, id_: str = "added", by=None) -> Version:
    """Publish the translation of a question that was asked in the source language, and say that the language matches."""
    draft = open_draft(section=again(section), by=by, at=MONDAY)
    quiz = draft.text("quiz", language) + question_text(id_, f"Ny, {language}?")
    draft = save_confirmed_draft(
        draft=draft, texts={f"quiz_{language}": quiz}, language=language, revision=draft.revision, by=by, at=MONDAY
    )
    return publish(draft=draft, decision=PublicationDecision(Kind.CORRECTION), by=by, at=MONDAY)
