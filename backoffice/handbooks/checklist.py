"""What leads a new handbook to its first publication: each step with what is done of it, and where the rest is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.handbooks.handbook_parts import ApprovalsPart, HandbookPart, LanguagesPart, ReadersPart
from courses.models import Requirement
from handbook.composition.first_publication import FirstVersion, first_drafts, first_versions
from handbook.models import Handbook, LegalReview, Version
from handbook.versions.validation import CheckedVersion
from handbook.versions.workflow import required_roles
from markup.errors import Part
from people.permissions import Visitor, may_see_people


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the checklist."""

    label: str
    state: str
    address: str
    is_done: bool
    can_wait: bool = False
    """Whether the handbook may be published before it is done."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps of a handbook of which nothing is published."""

    steps: tuple[Step, ...]

    @property
    def is_complete(self) -> bool:
        return all(step.is_done or step.can_wait for step in self.steps)


def checklist_of(handbook: Handbook, requirements: Sequence[Requirement], visitor: Visitor) -> Checklist:
    """The checklist, as that visitor may follow it; `requirements` are those of the handbook. The number of
    queries does not grow with its sections."""
    firsts = first_versions(first_drafts(handbook))
    drafts, checked = [first.draft for first in firsts], {first.draft.pk: first.checked for first in firsts}
    return Checklist(
        (
            text_step(handbook, firsts),
            questions_step(drafts, checked),
            part_step(LanguagesPart, handbook),
            *translation_steps(handbook, drafts, checked),
            part_step(ReadersPart, handbook),
            requirement_step(handbook, requirements, may_require=may_see_people(visitor)),
            *approval_steps(handbook, firsts),
            legal_review_step(handbook),
        )
    )


def part_address(name: str) -> str:
    """The link to a part of the same page, which the server opens."""
    return f"?part={name}#{name}"


def part_step(part: type[HandbookPart], handbook: Handbook) -> Step:
    """The step of a choice that always has an answer: done, with the answer and the way to another one."""
    return Step(str(part.heading), capfirst(part(handbook).state), part_address(part.name), True)


def editor_address(draft: Version, page: str, language: str = "") -> str:
    address = reverse(f"admin:handbook_version_{page}", args=[draft.pk])
    return f"{address}?text={language}" if language else address


def first_of(drafts: Sequence[Version], ready: set[int]) -> Version | None:
    """The first draft that is not ready."""
    return next((draft for draft in drafts if draft.pk not in ready), None)


def unfinished_address(first: FirstVersion) -> str:
    """The link to the text, or the questions, in which the first error is, or where somebody says which point a text is."""
    if not first.checked.blocking:
        return f"{editor_address(first.draft, 'markdown', first.open_ids)}#which"
    place = first.checked.blocking[0].place
    is_translation = place.language != first.draft.section.handbook.source_language
    page = "questions" if place.part == Part.QUIZ else "edit"
    return editor_address(first.draft, page, place.language if is_translation else "")


def text_step(handbook: Handbook, drafts: Sequence[FirstVersion]) -> Step:
    ready = [first for first in drafts if first.is_written]
    unfinished = next((first for first in drafts if not first.is_written), None)
    if not drafts and handbook.sections.exists():  # each is scheduled, or its draft is deleted
        state = _("No section waits for its first publication.")
    elif not drafts:
        state = _("The handbook has no sections yet.")
    elif unfinished:
        state = ngettext(
            "%(ready)s of %(count)s section is written, without errors.",
            "%(ready)s of %(count)s sections are written, without errors.",
            len(drafts),
        ) % {"ready": len(ready), "count": len(drafts)}
    else:
        state = ngettext(
            "%(count)s section is written, without errors.",
            "%(count)s sections are written, without errors.",
            len(drafts),
        ) % {"count": len(drafts)}
    address = unfinished_address(unfinished) if unfinished else "#chapters"
    return Step(_("Text"), state, address, bool(drafts) and unfinished is None)


def questions_step(drafts: Sequence[Version], checked: dict[int, CheckedVersion]) -> Step:
    """Questions are no duty: a section without any is completed when it is confirmed."""
    asking = {pk for pk, version in checked.items() if any(quiz.quiz.questions for quiz in version.quizzes.values())}
    without = first_of(drafts, asking)
    if without:
        state = ngettext(
            "%(count)s section has none. Then confirming completes it.",
            "%(count)s sections have none. Then confirming completes them.",
            len(drafts) - len(asking),
        ) % {"count": len(drafts) - len(asking)}
    else:
        state = _("Every section has questions.") if drafts else ""
    address = editor_address(without, "questions") if without else "#chapters"
    return Step(_("Questions"), state, address, bool(drafts) and without is None, can_wait=True)


def translation_steps(
    handbook: Handbook, drafts: Sequence[Version], checked: dict[int, CheckedVersion]
) -> Iterator[Step]:
    """A step for each language besides the source; before it is done, its readers get the source language."""
    names = dict(settings.LANGUAGES)
    for language in handbook.languages_source_first[1:]:
        translated = {pk for pk, version in checked.items() if language in version.texts}
        missing = first_of(drafts, translated)
        state = ngettext(
            "%(ready)s of %(count)s section is translated.",
            "%(ready)s of %(count)s sections are translated.",
            len(drafts),
        ) % {"ready": len(translated), "count": len(drafts)}
        address = editor_address(missing, "edit", language) if missing else part_address("languages")
        label = _("Translation: %(language)s") % {"language": names[language]}
        yield Step(label, state, address, bool(drafts) and missing is None, can_wait=True)


def requirement_step(handbook: Handbook, requirements: Sequence[Requirement], *, may_require: bool) -> Step:
    if requirements:
        first = requirements[0]
        state = _("%(who)s, within %(days)s days.") % {
            "who": capfirst(str(first.unit or _("everybody"))),
            "days": first.newcomer_days,
        }
    else:
        state = _("Nobody has to complete it until a requirement says so.")
    address = "#requirements"
    if may_require and not requirements:
        address = f"{reverse('admin:courses_requirement_add')}?handbook={handbook.pk}"
    return Step(_("Who must complete it"), state, address, bool(requirements), can_wait=True)


def approval_steps(handbook: Handbook, firsts: Sequence[FirstVersion]) -> Iterator[Step]:
    """A step for each kind of approval that the handbook asks for, or one that says that it asks for none."""
    needed, drafts = required_roles(handbook), [first.draft for first in firsts]
    if not needed:
        yield part_step(ApprovalsPart, handbook)
        return
    for role in needed:
        approved = {first.draft.pk for first in firsts if role not in first.missing}
        missing = first_of(drafts, approved)
        state = ngettext(
            "%(ready)s of %(count)s section is approved.", "%(ready)s of %(count)s sections are approved.", len(drafts)
        ) % {"ready": len(approved), "count": len(drafts)}
        address = editor_address(missing, "review") if missing else part_address("approvals")
        yield Step(capfirst(str(role.label)), state, address, bool(drafts) and missing is None)


def legal_review_step(handbook: Handbook) -> Step:
    """Whether a lawyer has reviewed it: a note, which publishing does not wait for."""
    state = capfirst(handbook.get_legal_review_display())
    is_done = handbook.legal_review == LegalReview.DONE
    return Step(_("Legal review"), state, part_address(ApprovalsPart.name), is_done, can_wait=True)
