"""The impact preview of a draft, and the employees who were asked again once it was published."""

from courses.impact.preview import Impact, impact_of
from courses.models import Reason
from courses.todos.todo_list import employee_statuses
from handbook.models import Kind, Section
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from people.models import Employee
from tests.cast import TODAY


def impact(draft, kinds: Kind = Kind.NEW_RULE, on=TODAY) -> Impact:
    draft.section = Section.objects.select_related("handbook").get(pk=draft.section_id)
    planned = plan_publication(draft, check_version(draft))
    return impact_of(planned, kinds, on=on)


def asked_again(section: Section, clauses: set[str], on=TODAY) -> set[str]:
    """Who owes one of these clauses because of a change."""
    return {
        employee_status.employee.number
        for employee_status in employee_statuses(Employee.objects.all(), on=on)
        for to_do in employee_status.to_dos
        for part in to_do.owed_section.parts
        if to_do.section == section and part.reason == Reason.CHANGE and clauses.intersection(part.clauses)
    }
