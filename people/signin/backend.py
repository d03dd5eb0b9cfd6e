"""Authentication with employee number and password."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from people.models import Employee
from people.signin.visitor_address import comes_from_this_machine

DEMO_PASSWORD = "solvik-demo"  # noqa: S105 - printed in the README; refused unless DEMO=1


def opens_the_demo(request: HttpRequest | None) -> bool:
    """Whether the demo's password counts: in the demo alone, and only on this machine. No request: a program here."""
    return settings.DEMO and (request is None or comes_from_this_machine(request))


class NumberBackend(ModelBackend):
    """Django's own check, but the demo's password is refused outside the demo and from elsewhere."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Employee | None:
        if password == DEMO_PASSWORD and not opens_the_demo(request):
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)

    def user_can_authenticate(self, user: Any) -> bool:
        """Whoever knows the password of a closed account passes here: the form says that it is closed, and signs nobody
        in. Without the password a closed account answers as any other number does, and as slowly."""
        return True

    def get_user(self, user_id: int) -> Employee | None:
        """The employee of a session; nobody once the account is closed."""
        employee = super().get_user(user_id)
        return employee if isinstance(employee, Employee) and employee.is_active else None
