"""Who is asking: the session, its employee, their positions with units, and the site stamp, read in one statement.

The row of the session is read at each request, so signing out holds at once on every node.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from people.models import Employee, Position, Session, Unit
from records.models import SiteStamp
from records.prepared_query import PreparedQuery
from records.site_stamp import site_stamp, write_due_stamp

WRITTEN_AT_MOST_EVERY = timedelta(minutes=2)
"""How often a session is prolonged by use."""
SESSION_COLUMNS = ("session_key", "session_data", "expire_date", "employee_id")
PARTS: tuple[tuple[type[models.Model], str], ...] = (
    (Employee, "employee__"),
    (Position, "employee__positions__"),
    (Unit, "employee__positions__unit__"),
)
"""What comes with a session, and the way to it."""


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


_ROWS = PreparedQuery(
    lambda key: (
        Session.objects.filter(session_key=key)
        .order_by("employee__positions__pk")
        .values_list(
            *SESSION_COLUMNS,
            Subquery(SiteStamp.objects.values("stamp")[:1]),
            *(f"{path}{column}" for model, path in PARTS for column in _columns(model)),
        )
    )
)
"""A session with its employee and the site stamp: a row for each position."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, each with its employee."""

    employee: Employee | None = None
    """The employee of the session as stored, with positions and units; None before it is loaded, and for nobody."""
    site_stamp: str | None = None
    """The stamp that was read with it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)
        session.employee_id = data.get(SESSION_KEY)
        return session

    def _get_session_from_db(self) -> Session | None:
        write_due_stamp(connection)  # a change of the present transaction counts for it
        rows = _ROWS.rows(self.session_key)
        start = len(SESSION_COLUMNS)
        session: Session | None = _instance(Session, rows[0][:start]) if rows else None
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        self.site_stamp, self.employee = rows[0][start], _employee([row[start + 1 :] for row in rows])
        return session

    def load(self) -> dict[str, Any]:
        session = self._get_session_from_db()
        if session is None:
            return {}
        data: dict[str, Any] = self.decode(session.session_data)
        if (
            session.expire_date
            < timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE) - WRITTEN_AT_MOST_EVERY
        ):
            self.modified = True  # Django's middleware saves it, and renews the cookie
        return data


def _employee(rows: Sequence[Sequence[Any]]) -> Employee | None:
    """The employee in rows of one session, one for each position."""
    of_employee, of_position = len(_columns(Employee)), len(_columns(Position))
    if rows[0][0] is None:
        return None
    employee: Employee = _instance(Employee, rows[0][:of_employee])
    positions = []
    for row in rows:
        if row[of_employee] is not None:
            position = _instance(Position, row[of_employee : of_employee + of_position])
            position.employee, position.unit = employee, _instance(Unit, row[of_employee + of_position :])
            positions.append(position)
    employee.remember_positions(positions)
    return employee


def _instance(model: type[models.Model], values: Sequence[Any]) -> Any:
    return model.from_db(DEFAULT_DB_ALIAS, _columns(model), values)


def employee_of(request: HttpRequest) -> Employee | AnonymousUser:
    """The employee who is signed in. The one that came with the session, if it is as Django's check demands; else Django's
    own way decides, which also knows sessions that were signed with an older key."""
    data, employee = request.session, None
    if data.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS:  # reads the session
        employee = data.employee if isinstance(data, SessionStore) else None
    if (
        employee is not None
        and employee.is_active
        and data.get(SESSION_KEY) == str(employee.pk)
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), employee.get_session_auth_hash())
    ):
        return employee
    visitor: Employee | AnonymousUser = get_user(request)
    return visitor


class EmployeeMiddleware(AuthenticationMiddleware):
    """Django's, with the employee who came with the session, and the site stamp of the request."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: employee_of(request))  # type: ignore[assignment] # as Django itself does


def stamp_of(request: HttpRequest) -> str | None:
    """The site stamp under which a request is answered: read with the session, else by a statement of its own."""
    if not hasattr(request, "site_stamp"):
        request.site_stamp = getattr(request.session, "site_stamp", None) or site_stamp()  # type: ignore[attr-defined]
    stamp: str | None = request.site_stamp  # type: ignore[attr-defined]
    return stamp
