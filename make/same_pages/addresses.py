"""Every address of the site: the routes of the URL resolver, filled from the database.

The names of models and routes are the only names of the project here, so the module runs on an older checkout too.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from queries import ADDRESSES, QUERIES

Arguments = Mapping[str, object]
MISSING = "no-such-page"
VISITORS = ("1000", "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008")
"""The named people of the demo: the six of the README, one with two positions, one who left, one on leave."""
EDITORS = frozenset({"1000", "1003", "1004"})
"""HR and the administrator enter the admin and visit all of it."""
PUBLISHER = frozenset({"1004"})
"""One role visits pages of the admin with queries too. The result of a query depends little on the role."""
LEADING = frozenset({"", "1000", "1001", "1002", "1003", "1004", "1005"})
"""One visitor a role. The others visit their own pages and the plain pages of each section."""
OF_ALL = ((), ("handbook",), ("handbook", "section"))
REFUSED = frozenset({"", "1001", "1005"})
"""Other visitors do not enter the admin. They visit one page of each of its routes."""
STRANGERS = frozenset({"", "1000"})
"""Two visitors ask for attempts and receipts of others, which do not exist for them."""


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern of the URL resolver with its full path. A route without a name is named by its path."""

    name: str
    path: str
    parameters: tuple[str, ...]
    has_name: bool

    @property
    def is_in_admin(self) -> bool:
        return self.path.startswith("admin/")


@dataclass(frozen=True, slots=True)
class Page:
    """An address, and the employee numbers of its visitors. A visitor who is signed out has an empty one."""

    route: str
    address: str
    visitors: frozenset[str]


def routes(patterns: Any = None, namespace: str = "", prefix: str = "") -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inside, path)
        else:
            name = f"{namespace}{pattern.name or path}"
            yield Route(name, path, tuple(pattern.pattern.regex.groupindex), bool(pattern.name))


def pages(visitors: frozenset[str]) -> list[Page]:
    """Every page with its visitors, each address once. Exits if a route has no arguments."""
    every: dict[str, Page] = {}
    without: list[str] = []
    for route in routes():
        filled = list(pages_of(route, visitors))
        if not filled:
            without.append(f"{route.name} ({', '.join(route.parameters) or 'no parameters'})")
        for page in filled:
            every.setdefault(page.address, page)
    if without:
        raise SystemExit("No arguments were found for these routes:\n  " + "\n  ".join(without))
    for address in ADDRESSES:
        every.setdefault(address, Page("by hand", address, visitors))
    return list(every.values())


def pages_of(route: Route, visitors: frozenset[str]) -> Iterator[Page]:
    """The addresses of a route, each without a query and with every query that the route understands."""
    sample = SAMPLES.get(route.parameters)
    for number, (arguments, owner) in enumerate(sample(route) if sample else ()):
        path = address_of(route, arguments)
        who = visitors & visitors_of(route, owner, visitors, is_first=number == 0)
        yield Page(route.name, path, who)
        curious = who & (PUBLISHER if route.is_in_admin else LEADING | {owner})
        for query in queries_of(route):
            yield Page(route.name, f"{path}?{query}", curious)


def visitors_of(route: Route, owner: str, visitors: frozenset[str], *, is_first: bool) -> frozenset[str]:
    if route.is_in_admin:
        return EDITORS | REFUSED if is_first else EDITORS
    if owner:
        return STRANGERS | {owner} if is_first or "question" not in route.parameters else frozenset({owner})
    return visitors if route.parameters in OF_ALL else LEADING


def queries_of(route: Route) -> tuple[str, ...]:
    action = route.name.rpartition("_")[2] if route.is_in_admin else ""
    return (*QUERIES.get(route.name, ()), *QUERIES.get(f"admin {action}", ()))


def address_of(route: Route, arguments: Arguments) -> str:
    if route.has_name:
        return reverse(route.name, kwargs=dict(arguments))
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>\.\*\)\$",
        lambda match: quote(str(arguments[match[1] or match[2]])),
        route.path,
    )


Sample = Callable[[Route], Iterator[tuple[Arguments, str]]]
"""Yields the arguments of a route, and the number of the employee who owns the page, or an empty string."""


def objects(model: str, *labels: str) -> Any:
    """All rows of a model in a stable order. The model belongs to the first of these apps that has it."""
    for label in labels or ("handbook", "courses", "people"):
        try:
            return apps.get_model(label, model)._default_manager.order_by("pk")
        except LookupError:
            continue
    raise SystemExit(f"No app has a model {model}.")


def nothing(route: Route) -> Iterator[tuple[Arguments, str]]:
    yield {}, ""


def handbooks(route: Route) -> Iterator[tuple[Arguments, str]]:
    for slug in [*objects("Handbook").values_list("slug", flat=True), MISSING]:
        yield {"handbook": slug}, ""


def sections(route: Route) -> Iterator[tuple[Arguments, str]]:
    for handbook, section in objects("Section").values_list("handbook__slug", "slug"):
        yield {"handbook": handbook, "section": section}, ""
    yield {"handbook": objects("Handbook")[0].slug, "section": MISSING}, ""


def numbered(route: Route) -> Iterator[tuple[Arguments, str]]:
    """Every published version, and a number that the first section does not have."""
    versions = objects("Version").exclude(number=None)
    rows = list(versions.values_list("section__handbook__slug", "section__slug", "number"))
    for handbook, section, number in [*rows, *((*row[:2], 999) for row in rows[:1])]:
        yield {"handbook": handbook, "section": section, "number": number}, ""


def days(route: Route) -> Iterator[tuple[Arguments, str]]:
    """Days on which the text was another one: around the first and the last publication; and days without a page."""
    first, last = (
        objects("Version").exclude(published_at=None).order_by(by)[0] for by in ("published_at", "-published_at")
    )
    began, ended = (timezone.localdate(version.published_at) for version in (first, last))
    published = [
        began - timedelta(days=1),
        began,
        ended - timedelta(days=1),
        ended,
        timezone.localdate(),
    ]
    for handbook in objects("Handbook").values_list("slug", flat=True):
        for day in (*published, timezone.localdate() + timedelta(days=1), "nonsense"):
            yield {"handbook": handbook, "day": str(day)}, ""


def days_of_employees(route: Route) -> Iterator[tuple[Arguments, str]]:
    for arguments, _owner in days(route):
        for number in ("1001", "1002", "1007", "999999"):
            yield {**arguments, "number": number}, ""


def attempts(route: Route) -> Iterator[tuple[Arguments, str]]:
    for attempt in objects("Attempt").filter(employee__number__in=(*VISITORS, busy_employee())):
        yield {"attempt": attempt.pk}, attempt.employee.number


def questions(route: Route) -> Iterator[tuple[Arguments, str]]:
    for arguments, owner in attempts(route):
        for question in [
            *asked_in(objects("Attempt").get(pk=arguments["attempt"])),
            MISSING,
        ]:
            yield {**arguments, "question": question}, owner


def asked_in(attempt: Any) -> list[str]:
    """The ids of the questions of an attempt, from its column: each row begins with the id."""
    return [question for question, _options in attempt.questions]


def receipts(route: Route) -> Iterator[tuple[Arguments, str]]:
    for completion in objects("Completion").filter(employee__number__in=(*VISITORS, busy_employee())):
        yield {"completion": completion.pk}, completion.employee.number


def busy_employee() -> str:
    """The number of the first employee outside the named cast who has an open attempt with answers."""
    open_attempts = objects("Attempt").filter(ended_at=None).exclude(employee__number__in=VISITORS)
    numbers = open_attempts.order_by("employee__number").values_list("employee__number", flat=True)
    return str(numbers[0]) if numbers else VISITORS[1]


def units(route: Route) -> Iterator[tuple[Arguments, str]]:
    for pk in [*objects("Unit").values_list("pk", flat=True), 999999]:
        yield {"unit": pk}, ""


def employees(route: Route) -> Iterator[tuple[Arguments, str]]:
    numbers = objects("Employee").order_by("number").values_list("number", flat=True)
    for number in (*numbers[:20], "999999"):
        yield {"number": number}, ""


def site_pages(route: Route) -> Iterator[tuple[Arguments, str]]:
    """The pages that the site has of its own, as the routes of readers name them."""
    slugs = [pattern.default_args["slug"] for pattern in patterns_of(get_resolver()) if "slug" in pattern.default_args]
    for slug in [*slugs, MISSING]:
        yield {"slug": slug}, ""


def laws(route: Route) -> Iterator[tuple[Arguments, str]]:
    """Laws of the release by their numbers, and one that there is not."""
    for law in (1, 5, 7, 999999):
        yield {"law": law}, ""


def patterns_of(resolver: Any) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        yield from (patterns_of(pattern) if isinstance(pattern, URLResolver) else [pattern])


def keys(route: Route) -> list[object]:
    """The keys of rows for a page of the admin: a few of a large table, or for a page that Django brings."""
    path = re.search(r"admin/(\w+)/(\w+)/(versions/<)?", route.path)
    if path is None:
        return []
    rows = objects("Version") if path[3] else objects(path[2], path[1])
    every = list(rows.values_list("pk", flat=True))
    cast = (
        [pk for pk, number in rows.values_list("pk", "number") if number in VISITORS] if path[2] == "employee" else []
    )
    has_few = len(every) > 24 or (route.parameters == ("object_id",) and not route.path.endswith("/change/"))
    return [
        *dict.fromkeys([*every[:4], *cast, *every[-4:]] if has_few else every),
        999999,
    ]


def rows_in_admin(route: Route) -> Iterator[tuple[Arguments, str]]:
    for key in keys(route):
        yield {route.parameters[0]: key}, ""


def questions_in_admin(route: Route) -> Iterator[tuple[Arguments, str]]:
    """Every published version with the questions that somebody was asked about it."""
    for version in objects("Version").exclude(number=None):
        asked = [asked_in(attempt) for attempt in objects("Attempt").filter(version=version)]
        for question in [
            *sorted({question for ids in asked for question in ids}),
            MISSING,
        ]:
            yield {"pk": version.pk, "question": question}, ""


def app_labels(route: Route) -> Iterator[tuple[Arguments, str]]:
    """The apps that the pattern itself names."""
    for label in re.findall(r"\w+", route.path.partition("app_label>")[2]):
        yield {"app_label": label}, ""


def older_addresses(route: Route) -> Iterator[tuple[Arguments, str]]:
    """What stood below an address that leads on."""
    for rest in ("", "1/change/"):
        yield {"rest": rest}, ""


def any_path(route: Route) -> Iterator[tuple[Arguments, str]]:
    for path in (MISSING, f"{MISSING}/", "handbook/section"):
        yield {"url": path}, ""


def logos(route: Route) -> Iterator[tuple[Arguments, str]]:
    logo = getattr(settings, "LOGO", None)
    for name in filter(None, (logo and logo.name, MISSING)):
        yield {"name": name}, ""


SAMPLES: dict[tuple[str, ...], Sample] = {
    (): nothing,
    ("handbook",): handbooks,
    ("handbook", "section"): sections,
    ("handbook", "section", "number"): numbered,
    ("handbook", "day"): days,
    ("handbook", "day", "number"): days_of_employees,
    ("attempt",): attempts,
    ("attempt", "question"): questions,
    ("completion",): receipts,
    ("unit",): units,
    ("number",): employees,
    ("slug",): site_pages,
    ("law",): laws,
    ("object_id",): rows_in_admin,
    ("pk",): rows_in_admin,
    ("id",): rows_in_admin,
    ("pk", "question"): questions_in_admin,
    ("app_label",): app_labels,
    ("url",): any_path,
    ("rest",): older_addresses,
    ("name",): logos,
}
"""By the parameters of a route. A route with other parameters stops the run until it has a line here."""
