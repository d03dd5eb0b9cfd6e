"""Who is asking: the session, its employee, their positions with units, and the site stamp, read in one statement.

The row of the session is read at each request, so signing out holds at once on every node.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from people.models import Employee, Position, Session, Unit
from records.models import SiteStamp
from records.prepared_query import JoinedModel, JoinedModels, PreparedQuery
from records.site_stamp import is_stamp_due, site_stamp

_JOINED = JoinedModels(
    JoinedModel(Session),
    JoinedModel(Employee, "employee__"),
    JoinedModel(Position, "employee__positions__"),
    JoinedModel(Unit, "employee__positions__unit__"),
)
_ROWS = PreparedQuery(
    lambda key: (
        Session.objects.filter(session_key=key)
        .order_by("employee__positions__pk")
        .values_list(Subquery(SiteStamp.objects.values("stamp")[:1]), *_JOINED.columns)
    )
)
"""The site stamp, and a session with its employee: a row for each position."""


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
        rows = [(stamp, *_JOINED.objects(columns)) for stamp, *columns in _ROWS.rows(self.session_key)]
        if not rows or rows[0][1].expire_date <= timezone.now():
            self._session_key = None
            return None
        stamp, session, self.employee, *_rest = rows[0]
        self.site_stamp = None if is_stamp_due() else stamp
        if self.employee:
            self.employee.remember_positions(
                [_placed(position, unit, self.employee) for *_others, position, unit in rows if position]
            )
        assert isinstance(session, Session)
        return session


def _placed(position: Position, unit: Unit, employee: Employee) -> Position:
    position.unit, position.employee = unit, employee
    return position


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
