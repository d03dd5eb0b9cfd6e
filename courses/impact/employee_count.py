"""The number of employees who owe a section, or would owe a handbook."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from courses.models import Requirement
from courses.todos.duties_of_all import duties_of_all
from courses.todos.todo_list import in_force
from handbook.models import Handbook, Section
from people.models import Absence, Employee, Position, next_path


def count_employees_owing(section: Section, *, on: date) -> int:
    """Count the employees who owe something of a section that day, including those on leave."""
    people = duties_of_all(on=on, handbook=section.handbook)
    return sum(any(to_do.section == section for to_do in person.duties.to_dos) for person in people)


@dataclass(frozen=True, slots=True)
class BringingBackImpact:
    """How many employees would owe a withdrawn section if it were in force today."""

    owing: int
    overdue: int
    """Those whose deadline would have passed."""


def impact_of_bringing_back(section: Section, *, on: date) -> BringingBackImpact:
    """The impact of putting a withdrawn section in force again. Nothing is written."""
    owing = overdue = 0
    for person in duties_of_all(on=on, handbook=section.handbook, brought_back=[section]):
        for to_do in person.duties.to_dos:
            if to_do.section == section:
                owing += 1
                overdue += to_do.is_overdue(on)
    return BringingBackImpact(owing, overdue)


def count_employees_owing_handbook(handbook: Handbook, *, on: date) -> int:
    """Count the employees who owe something of a handbook that day, including those on leave."""
    return sum(bool(person.duties.to_dos) for person in duties_of_all(on=on, handbook=handbook))


def impact_of_bringing_back_handbook(handbook: Handbook, *, on: date) -> BringingBackImpact:
    """The impact of putting a withdrawn handbook in force again: everything of it that is not withdrawn itself."""
    back = Section.objects.not_withdrawn(on).filter(handbook=handbook)
    requirements = requirements_in_force(handbook, on=on)
    owing = overdue = 0
    for person in duties_of_all(on=on, requirements=requirements, brought_back=list(back)):
        owing += bool(person.duties.to_dos)
        overdue += bool(person.duties.overdue)
    return BringingBackImpact(owing, overdue)


def count_employees_covered(handbook: Handbook, *, on: date) -> int:
    """Count those employed that day whom a requirement asks to complete a handbook, whatever of it is published. Those on
    leave are not asked, as in the overview."""
    units = [requirement.unit for requirement in requirements_in_force(handbook, on=on)]
    if not units:
        return 0
    inside = Q()
    for unit in units:
        inside |= Q(unit__path__gte=unit.path, unit__path__lt=next_path(unit.path)) if unit else Q(pk__isnull=False)
    held = Position.objects.on(on).filter(inside, employee=OuterRef("pk"))
    away = Absence.objects.on(on).filter(employee=OuterRef("pk"))
    return int(Employee.objects.employed(on).filter(Exists(held), ~Exists(away)).count())


def requirements_in_force(handbook: Handbook, *, on: date) -> list[Requirement]:
    """The requirements of a handbook in force that day if the handbook is, or once it is."""
    named = Requirement.objects.filter(handbook=handbook).select_related("unit", "handbook")
    return [requirement for requirement in named if requirement.is_in_force(on)]


@dataclass(frozen=True, slots=True)
class RequirementImpact:
    """How many employees a requirement concerns on its first day, or today if it has begun, beside the others in force."""

    on: date
    covered: int
    """Those who must complete the handbook, done or not."""
    owing: int
    """Those of them who owe something of it."""
    begin_to_owe: int
    cease_to_owe: int
    overdue: int
    """Those whose deadline has passed on that day."""

    @property
    def changed(self) -> int:
        return self.begin_to_owe + self.cease_to_owe


def impact_of_requirement(requirement: Requirement, *, on: date) -> RequirementImpact:
    """The impact of storing a requirement, new or changed. Nothing is written."""
    day = max(on, requirement.from_day)
    today = list(in_force(requirement.handbook, on=day))
    others = [other for other in today if other.pk != requirement.pk]
    then = [*others, requirement] if requirement.is_in_force(day) else others
    covered = owing = begin = cease = overdue = 0
    owed_before = {person.employee for person in duties_of_all(on=day, requirements=today) if person.duties.to_dos}
    for person in duties_of_all(on=day, requirements=then):
        covered += bool(person.duties.required)
        owing += bool(person.duties.to_dos)
        begin += bool(person.duties.to_dos) and person.employee not in owed_before
        cease += not person.duties.to_dos and person.employee in owed_before
        overdue += bool(person.duties.overdue)
    return RequirementImpact(day, covered, owing, begin, cease, overdue)
