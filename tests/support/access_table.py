"""Every address of the site by its name, and who is answered there and how, for each method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
OUTSIDE = ("nobody", "employee", "leader", "auditor", "left")
"""Those who have no business in the admin."""
INSIDE = ("HR editor", "HR publisher", "HR staff", "administrator")
ROLES = OUTSIDE + INSIDE

Answers = Mapping[str, int | str]
"""By role: a status, «sign in» (led to sign in, and back) or «on» (led on)."""

ALL: Answers = dict.fromkeys(ROLES, 200)
SIGNED_IN: Answers = {**ALL, "nobody": "sign in"}
NO_SUCH_METHOD: Answers = dict.fromkeys(ROLES, 405)


def only(*roles: str) -> Answers:
    return dict.fromkeys(ROLES, 403) | {"nobody": "sign in"} | dict.fromkeys(roles, 200)


def of_the_employee(answer: int | str) -> Answers:
    """What belongs to one employee does not exist for anybody else."""
    return dict.fromkeys(ROLES, 404) | {"nobody": "sign in", "employee": answer}


@dataclass(frozen=True)
class Door:
    """The answers at one address. HEAD is answered as GET is."""

    sample: tuple[str, ...] = ()
    get: Answers = field(default_factory=lambda: NO_SUCH_METHOD)
    post: Answers = field(default_factory=lambda: NO_SUCH_METHOD)
    put: Answers = field(default_factory=lambda: NO_SUCH_METHOD)
    delete: Answers = field(default_factory=lambda: NO_SUCH_METHOD)
    sent: Mapping[str, object] = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, Answers]:
        return dict(zip(METHODS, (self.get, self.get, self.post, self.put, self.delete), strict=True))


SEE_ALL = ("HR staff", "auditor", "administrator")
"""Those who see everybody's status; a leader sees that of the people led."""
LED_ON: Answers = dict.fromkeys(ROLES, "on")
SIGNED_OUT_ONLY: Answers = LED_ON | {"nobody": 200}
DOORS = {
    "courses:home": Door(get=ALL),
    "courses:start": Door(
        ("small", "roles"),
        get=dict.fromkeys(ROLES, "on"),
        # Whoever has left has nothing to confirm.
        post=dict.fromkeys(ROLES, "on") | {"nobody": "sign in", "left": 403},
        sent={"version": 1, "language": "nb", "since": 0},
    ),
    # Whoever has completed nothing of it is led to the whole section; tests/pages/test_changes.py has the others.
    "courses:changes": Door(("small", "roles"), get=dict.fromkeys(ROLES, "on")),
    "courses:attempt": Door(("{attempt}",), get=of_the_employee("on")),
    "courses:question": Door(
        ("{attempt}", "board"),
        get=of_the_employee(200),
        post=of_the_employee("on"),
        sent={"sequence": 2, "option": "a"},
    ),
    "courses:feedback": Door(("{attempt}", "clear"), get=of_the_employee(200)),
    "courses:result": Door(("{attempt}",), get=of_the_employee(200)),
    "courses:completions": Door(get=SIGNED_IN),
    "courses:completion": Door(("{completion}",), get=of_the_employee(200)),
    "courses:handbook_completion": Door(("small",), get=of_the_employee(200)),
    "handbook:index": Door(get=ALL),
    "handbook:contents": Door(("small",), get=ALL),
    "handbook:print": Door(("small",), get=ALL),
    "handbook:choose_day": Door(("small",), get=ALL),
    "handbook:as_of": Door(("small", "2026-11-23"), get=ALL),
    "handbook:print_section": Door(("small", "roles"), get=ALL),
    "handbook:section": Door(("small", "roles"), get=ALL),
    "handbook:versions": Door(("small", "roles"), get=ALL),
    "handbook:old_version": Door(("small", "roles", "1"), get=ALL),
    "handbook:version_changes": Door(("small", "roles", "1"), get=ALL),
    "handbook:search": Door(get=ALL),
    "handbook:remarks": Door(get=ALL, post=dict.fromkeys(ROLES, "on"), sent={"text": "En skrivefeil."}),
    "handbook:remark_sent": Door(get=ALL),
    "handbook:privacy": Door(get=ALL),
    "handbook:accessibility": Door(get=ALL),
    "handbook:leader_sees": Door(get=ALL),
    "handbook:write_a_guideline": Door(get=ALL),
    "handbook:write_questions": Door(get=ALL),
    # Django's own sign-in view takes PUT for POST, and leads whoever is signed in on whatever the method is.
    "people:sign_in": Door(
        get=SIGNED_OUT_ONLY,
        post=SIGNED_OUT_ONLY,
        put=SIGNED_OUT_ONLY,
        delete={**SIGNED_OUT_ONLY, "nobody": 405},
    ),
    "people:sign_out": Door(get=dict.fromkeys(ROLES, "on"), post=ALL),
    "people:change_password": Door(get=SIGNED_IN, post=dict.fromkeys(ROLES, 422) | {"nobody": "sign in"}),
    "people:language": Door(get=dict.fromkeys(ROLES, "on"), post=dict.fromkeys(ROLES, "on"), sent={"language": "nn"}),
    "reports:team": Door(get={**only("leader"), **dict.fromkeys(SEE_ALL, "on")}),
    "reports:team_of_all": Door(get=only(*SEE_ALL)),
    "reports:team_of_unit": Door(("{unit}",), get=only("leader", *SEE_ALL)),
    "reports:team_csv": Door(get=only("leader", *SEE_ALL)),
    "reports:member": Door(("{number}",), get=only("leader", *SEE_ALL)),
    "reports:choose_whose_day": Door(("small",), get=only(*SEE_ALL)),
    "reports:as_seen": Door(("small", "2026-11-23", "{number}"), get=only(*SEE_ALL)),
    "reports:section_questions": Door(("small", "roles"), get=only("HR editor", "HR publisher", *SEE_ALL)),
    "reports:overview": Door(get=only(*SEE_ALL)),
    "reports:overview_csv": Door(get=only(*SEE_ALL)),
    # Whoever follows an old address meets the answer of the new one.
    "withdrawn_questions": Door(("versions/1/",), get=LED_ON, post=LED_ON, put=LED_ON, delete=LED_ON),
    # Without a picture in LOGO no picture has an address.
    "logo": Door(("none.png",), get=dict.fromkeys(ROLES, 404)),
    "live": Door(get=ALL),
    "ready": Door(get=ALL),
}
"""A new address fails the walk until it stands here."""


def routes(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its full name; one without a name is called by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inside)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def all_routes() -> dict[str, URLPattern]:
    return dict(routes(get_resolver().url_patterns))
