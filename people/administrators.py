"""Somebody always administers the site: the last administrator stays one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import Employee, EmployeeQuerySet
from records.refusal import Refusal


class LastAdministrator(Refusal):
    """Nobody could administer the site any more."""

    sentence = _("This is the last administrator who can sign in. Make somebody else an administrator first.")


def administers(employee: Employee) -> bool:
    """Whether an employee can sign in and administer the site."""
    return employee.is_superuser and employee.is_active and employee.has_usable_password()


def is_last_administrator(employee: Employee) -> bool:
    """Whether an employee administers the site as it is stored, and nobody else does."""
    return [administrator.pk for administrator in _administrators(_superusers())] == [employee.pk]


@contextmanager
def an_administrator_stays() -> Iterator[None]:
    """Raise LastAdministrator, and store nothing, if the block takes away the last one.

    Two that are taken away at once wait for each other: every administrator's row is locked, in one order.
    """
    with transaction.atomic():
        before = _administrators(_superusers().select_for_update(no_key=True))
        yield
        if before and not _administrators(_superusers()):
            raise LastAdministrator


def _superusers() -> EmployeeQuerySet:
    superusers: EmployeeQuerySet = Employee.objects.filter(is_superuser=True).order_by("pk")
    return superusers


def _administrators(employees: Iterable[Employee]) -> list[Employee]:
    return [employee for employee in employees if administers(employee)]
