"""Authentication with employee number and password."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from people.models import Employee
from people.signin.limits import (
    WRONG_ADDRESS,
    WRONG_NUMBER,
    WRONG_NUMBER_FROM_ADDRESS,
    Limit,
    OverTheLimit,
    count,
    refuse_over,
)
from people.signin.visitor_address import comes_from_this_machine, visitor_address

DEMO_PASSWORD = "solvik-demo"  # noqa: S105 - printed in the README; refused unless DEMO=1


def opens_the_demo(request: HttpRequest | None) -> bool:
    """Whether the demo's password counts: in the demo alone, and only on this machine. No request: a program here."""
    return settings.DEMO and (request is None or comes_from_this_machine(request))


def limits_of(number: str, address: str) -> list[tuple[Limit, str]]:
    """What a wrong password counts towards. Without an address, all tries with that number are one visitor's."""
    limits = [(WRONG_NUMBER_FROM_ADDRESS, f"{number} {address}"), (WRONG_NUMBER, number)]
    return [*limits, (WRONG_ADDRESS, address)] if address else limits


class NumberBackend(ModelBackend):
    """Django's own check, but the demo's password is refused outside the demo and from elsewhere."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Employee | None:
        if password == DEMO_PASSWORD and not opens_the_demo(request):
            return None
        if request is None or not username:
            return super().authenticate(request, username=username, password=password, **kwargs)
        limits, at = limits_of(username, visitor_address(request)), timezone.now()
        for limit, subject in limits:
            refuse_over(limit, subject, at=at)
        employee = super().authenticate(request, username=username, password=password, **kwargs)
        if employee is None:
            for limit, subject in limits:
                with suppress(OverTheLimit):  # somebody else filled it meanwhile
                    count(limit, subject, at=at)
        return employee

    def user_can_authenticate(self, user: Any) -> bool:
        """Whoever knows the password of a closed account passes here: the form says that it is closed, and signs nobody
        in. Without the password a closed account answers as any other number does, and as slowly."""
        return True

    def get_user(self, user_id: int) -> Employee | None:
        """The employee of a session; nobody once the account is closed."""
        employee = super().get_user(user_id)
        return employee if isinstance(employee, Employee) and employee.is_active else None
