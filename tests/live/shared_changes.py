"""Changes of what readers share, made by a third process with the product's own verbs: see `tests/live/test_two_nodes.py`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config.demo.rollout import begin_section
from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import question_in
from courses.models import Requirement
from courses.todos.requirements import require
from handbook.composition.withdraw import withdraw_handbook
from handbook.handbooks import edit_handbook
from handbook.models import Handbook, Kind, Section, Version
from handbook.sections import withdraw_section
from handbook.site_pages import TypedPage, current_pages, save_page
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from handbook.versions.reclassify import reclassify
from people.employment import edit_employee, join, move
from people.models import Employee, Position, Unit
from people.units import rename_unit


def person(number: str) -> Employee:
    return Employee.objects.get(number=number)


def section(slug: str) -> Section:
    return Section.objects.select_related("handbook").get(slug=slug)


def add_words(slug: str) -> None:
    """Publish a section with other words in a point, as a new rule."""
    olav, at = person("1004"), timezone.now()
    draft = open_draft(section=section(slug), by=olav, at=at)
    before, mark, after = draft.source_nb.partition("\n\n§ ")
    head, _newline, words = after.partition("\n")
    texts = {"source_nb": f"{before}{mark}{head}\nFra i dag gjelder dette. {words}"}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=at)
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=at)


def title_section(slug: str, title: str) -> None:
    """Publish a section under another title."""
    olav, at = person("1004"), timezone.now()
    draft = open_draft(section=section(slug), by=olav, at=at)
    draft = save_draft(draft=draft, texts={"title_nb": title}, revision=draft.revision, by=olav, at=at)
    publish(draft=draft, decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True), by=olav, at=at)


def complete(number: str, slug: str) -> None:
    """Have somebody confirm a section and answer everything right."""
    attempt = begin_section(person(number), section(slug), at=timezone.now())
    for place, question in enumerate(open_question_ids(attempt), start=1):
        right = question_in(attempt, question).right
        answer(attempt=attempt, question=question, options=right, sequence=place, at=timezone.now())


def judge_newest_again(slug: str, kind: str) -> None:
    """Classify every change of a section's newest version once more."""
    version = Version.objects.published().filter(section__slug=slug).order_by("-number")[0]
    with transaction.atomic():
        for change in version.changes.all():
            reclassify(
                version=version, clause=change.clause, language="", kind=Kind(kind), reason="Prøvd på nytt.",
                by=person("1004"), at=timezone.now(),
            )  # fmt: skip


def require_only_of(unit: str) -> None:
    """Limit the requirement to a unit."""
    requirement = Requirement.objects.get()
    requirement.unit = Unit.objects.get(name=unit)
    require(requirement=requirement, fields=["unit"], by=person("1000"), at=timezone.now())


def edit_page(slug: str, title: str) -> None:
    (page,) = [page for page in current_pages() if page.source.page == slug]
    typed = {"nb": TypedPage(title, page.source.source, page.source.digest)}
    save_page(slug=slug, typed=typed, by=person("1003"), at=timezone.now())


def title_handbook(title: str) -> None:
    handbook = Handbook.objects.get()
    handbook.title_nb = title
    edit_handbook(handbook=handbook, fields=["title_nb"], by=person("1003"), at=timezone.now())


def rename(unit: str, name: str) -> None:
    rename_unit(unit=Unit.objects.get(name=unit), name=name, by=person("1000"), at=timezone.now())


def take_rights(number: str) -> None:
    employee, rights = person(number), ["is_hr_editor", "is_hr_publisher"]
    for right in rights:
        setattr(employee, right, False)
    edit_employee(employee=employee, fields=rights, by=person("1000"), at=timezone.now())


def replace_leader(old: str, new: str) -> None:
    """The new one leads the old one's unit from today; the old one works there still."""
    unit = Position.objects.get(employee__number=old, is_leader=True).unit
    today, at, tor = timezone.localdate(), timezone.now(), person("1000")
    move(employee=person(old), unit=unit, from_day=today, by=tor, at=at)
    move(employee=person(new), unit=unit, from_day=today, is_leader=True, by=tor, at=at)


def give_position(number: str, unit: str) -> None:
    join(
        employee=person(number), unit=Unit.objects.get(name=unit), from_day=timezone.localdate(), is_leader=True,
        is_main=False, by=person("1000"), at=timezone.now(),
    )  # fmt: skip


def withdraw_in(days: int, slug: str) -> None:
    on = timezone.localdate() + timedelta(days=days)
    withdraw_section(section=section(slug), on=on, by=person("1004"), at=timezone.now())


def withdraw_all() -> None:
    withdraw_handbook(handbook=Handbook.objects.get(), on=timezone.localdate(), by=person("1004"), at=timezone.now())
