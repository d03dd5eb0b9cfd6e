"""Put on record that a password was set for an employee."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from people.models import Employee
from records.models import record


@contextmanager
def password_set_on_record(*, employee: int, by: Employee, at: datetime) -> Iterator[None]:
    """Record it if the block stores another password for the employee with that key, in one transaction with the block.

    Django's page hashes and stores the password; anyone who sets one can sign in as that employee.
    """
    with transaction.atomic():
        before = Employee.objects.select_for_update().filter(pk=employee).first()
        yield
        after = Employee.objects.filter(pk=employee).first()
        if before and after and after.password != before.password:
            record("password set", after, by=by, at=at, is_usable=after.has_usable_password())
