"""Put on record that a password was set for an employee."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from people.administrators import an_administrator_stays
from people.models import Employee
from records.models import record


@contextmanager
def password_set_on_record(*, employee: int, by: Employee, at: datetime) -> Iterator[None]:
    """Record it if the block stores another password for the employee with that key, in one transaction with the block.

    Django's pages hash and store the password; anyone who sets one can sign in as that employee. Raises
    LastAdministrator.
    """
    with an_administrator_stays():
        before = Employee.objects.select_for_update().filter(pk=employee).first()
        yield
        after = Employee.objects.filter(pk=employee).first()
        if before and after and after.password != before.password:
            what = "own password changed" if by.pk == employee else "password set"
            record(what, after, by=by, at=at, is_usable=after.has_usable_password())


def change_own_password(*, employee: Employee, password: str, at: datetime) -> Employee:
    """Store the password that an employee has chosen. It ends every other session of theirs."""
    with password_set_on_record(employee=employee.pk, by=employee, at=at):
        employee.set_password(password)
        employee.save(update_fields=["password"])
    return employee
