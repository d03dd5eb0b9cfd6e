"""The profile of each employee, renewed by the tick after something was completed or a position changed.

A completion or a move marks the profile as outdated, in one statement. Until the tick renews it, counts read the positions
and completions of that employee instead. Profiles only make counting faster; the figures are the same without them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import CompletedVersion, EmployeeProfile, LatestCompletion, Profile
from people.models import Employee, Position

BATCH_SIZE = 200
"""Employees whose profiles are renewed in one transaction."""


def forget_profiles(employees: Iterable[int]) -> None:
    """Note that these employees have completed something, or changed positions, since their profiles were renewed."""
    EmployeeProfile.objects.bulk_create(
        (EmployeeProfile(employee_id=employee) for employee in sorted(set(employees))),
        update_conflicts=True,
        unique_fields=["employee"],
        update_fields=["is_current"],
    )


def forget_all_profiles() -> None:
    """Start again: every employee has a row, and none a profile."""
    EmployeeProfile.objects.all().delete()
    Profile.objects.all().delete()
    employees = Employee.objects.order_by("pk").values_list("pk", flat=True).iterator()
    EmployeeProfile.objects.bulk_create((EmployeeProfile(employee_id=employee) for employee in employees), 400)


def forget_moved(*, employee: Employee, **_signal: Any) -> None:
    """Receives `positions_changed`. The first position makes the row."""
    forget_profiles([employee.pk])


def renew_profiles(*, at: datetime) -> int:
    """Renew the profiles that are not current. Returns how many. Each batch is a transaction of its own."""
    due = list(EmployeeProfile.objects.filter(is_current=False).order_by("pk").values_list("pk", flat=True))
    return sum(_renew(due[start : start + BATCH_SIZE]) for start in range(0, len(due), BATCH_SIZE))


@transaction.atomic
def _renew(employees: Collection[int]) -> int:
    """Locks the rows before it reads anything. A completion or a move in the meantime waits for the lock, and then marks
    the profile as outdated again."""
    old = EmployeeProfile.objects.select_for_update().filter(pk__in=employees, is_current=False)
    rows = expected_rows(list(old.order_by("pk").values_list("pk", flat=True)))
    profiles = [row.profile for row in rows if row.profile]
    stored = _stored({profile.digest: profile for profile in profiles})
    for row, profile in zip(rows, profiles, strict=True):
        row.profile_id = stored[profile.digest]
    columns = [field.name for field in EmployeeProfile._meta.fields if not field.primary_key]
    EmployeeProfile.objects.bulk_create(rows, update_conflicts=True, unique_fields=["employee"], update_fields=columns)
    return len(rows)


def expected_rows(employees: Collection[int]) -> list[EmployeeProfile]:
    """What the rows of these employees must be; nothing of them is stored."""
    versions: dict[int, list[CompletedVersion]] = defaultdict(list)
    columns = ("employee", *CompletedVersion._fields)
    for employee, *facts in LatestCompletion.objects.filter(employee__in=employees).values_list(*columns):
        versions[employee].append(CompletedVersion(*facts))
    held = Position.objects.filter(employee__in=employees, is_main=True, to_day=None)
    places = {position.employee_id: position for position in held}
    rows = []
    for employee in employees:
        row = EmployeeProfile(employee_id=employee, profile=Profile.of(versions[employee]), is_current=True)
        if place := places.get(employee):
            row.unit_id, row.is_leader, row.from_day = place.unit_id, place.is_leader, place.from_day
        rows.append(row)
    return rows


def _stored(profiles: Mapping[str, Profile]) -> dict[str, int]:
    """The ids of these profiles, by digest. Those that are new are stored."""
    same = Profile.objects.filter(digest__in=profiles).values_list("digest", "pk")
    stored = dict(same)
    if new := [profile for digest, profile in sorted(profiles.items()) if digest not in stored]:
        Profile.objects.bulk_create(new, ignore_conflicts=True)
        stored = dict(same.all())
    return stored


def differing_profiles() -> list[int]:
    """The employees whose row is said to be current, and says something else than positions and completions do."""
    current = EmployeeProfile.objects.filter(is_current=True).order_by("pk")
    differing: list[int] = []
    rows = list(current.values_list("pk", "profile__digest", "unit", "is_leader", "from_day"))
    for start in range(0, len(rows), BATCH_SIZE):
        batch = {pk: facts for pk, *facts in rows[start : start + BATCH_SIZE]}
        expected = {
            row.employee_id: [row.profile and row.profile.digest, row.unit_id, row.is_leader, row.from_day]
            for row in expected_rows(batch)
        }
        differing += [employee for employee, facts in batch.items() if facts != expected[employee]]
    return differing
