"""A site of an earlier release, whose texts, names and values would be refused today, goes on as it was after `migrate`.

| In it | is |
|---|---|
| handbooks | `old`, `start` (reserved since), `Etiske retningslinjer` (no address takes it) |
| sections | one is called `print` (reserved since) |
| texts | points that are items, dashes, letters, other first numbers and no-break blanks for lists and tables; marks that are never closed; quotation marks around the title; U+0096; breaks at the end of lines |
| questions | an id of 65 letters, which PostgreSQL let nobody answer; two options in the same words; one that means the others by their place |
| requirements | 0 months; 9,999,999 days |
| positions | one since the year 24 |
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest

from tests.live.earlier_release.database import EARLIER, load
from tests.live.frozen_rows import frozen_rows_attacked
from tests.live.server import Filled, Site, discard, named_rows, rows, serving, tables, unfilled
from tests.live.visitor import Visitor
from tests.support.content_files import files_below

UNADDRESSED, MENDED = "Etiske retningslinjer", "etiske-retningslinjer"
"""A folder's name that no address takes, and the name that the migration gave its handbook."""
HANDBOOKS = ("old", "start", MENDED)
RENAMED = (
    f"warning: content/{UNADDRESSED}/handbook.toml:1: The handbook in the folder “{UNADDRESSED}” is called “{MENDED}” now. "
    "Rename the folder."
)
LONG = "who-replies-first-first-first-first-first-first-first-first-allti"
MISSING = "from records import triggers; print(triggers.missing())"
EVIDENCE = {
    # Tables, and the columns without which a comparison would prove nothing.
    "courses_completion": {"section_digest", "html_digest", "quiz_digest", "payload_digest", "completed_at"},
    "courses_attempt": {"version_id", "scope", "ending"},
    "courses_answer": {"options", "is_right"},
    "handbook_edition": {"source", "quiz", "section_digest", "html_digest"},
    "handbook_clausetext": {"digest", "words_digest", "html"},
    "handbook_change": {"clause", "kind"},
    "records_payload": {"content", "salt"},
    "records_event": {"what", "details"},
}
CHANGES = [
    f"UPDATE {table} SET {column} = {column}"
    for table, column in (
        ("courses_answer", "is_right"),
        ("courses_completion", "language"),
        ("handbook_change", "kind"),
        ("handbook_clausetext", "html"),
        ("handbook_edition", "title"),
        ("records_event", "what"),
    )
]
"""Tables whose rows were frozen without a condition in the earlier release already."""
Rows = dict[str, list[dict[str, Any]]]
STORED_IN = "SELECT relname, relfilenode FROM pg_class WHERE relkind = 'r' AND relname IN ({}) ORDER BY relname"
"""PostgreSQL's file of each table: another one if the table was written anew."""


@dataclass(frozen=True)
class Earlier:
    """The earlier site's database, after `migrate`."""

    filled: Filled
    before: Rows
    """Its evidence before that."""
    files: list[tuple[Any, ...]]
    """On PostgreSQL, the files of that evidence before."""
    refusals: list[str]
    """What `migrate` said each time that it stopped."""
    outcomes: dict[str, int]
    """What came of the changes that another client tried meanwhile."""

    @property
    def is_sqlite(self) -> bool:
        return not self.filled.database_url


@dataclass(frozen=True)
class Upgraded:
    site: Site
    earlier: Earlier


def refusal(filled: Filled, *words: str) -> str:
    with pytest.raises(RuntimeError) as refused:
        filled.run("manage.py", *words)
    return str(refused.value)


def upgrade(filled: Filled) -> list[str]:
    """Migrate, and mend what it names. Returns what it said."""
    refusals = [refusal(filled, "migrate", "-v0")]
    filled.run("manage.py", "mend_value", "people.Position", "3", "from_day", "2024-05-06")
    refusals.append(refusal(filled, "migrate", "-v0"))
    filled.run("manage.py", "mend_value", "courses.Requirement", "4", "newcomer_days", "90")
    filled.run("manage.py", "migrate", "-v0")
    return refusals


@pytest.fixture(scope="module")
def earlier(empty: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Earlier]:
    folder = tmp_path_factory.mktemp("earlier") / "var"
    shutil.copytree(empty.folder, folder, ignore=shutil.ignore_patterns("*.sqlite3*"))  # its static files
    filled = unfilled(folder, empty.database_url)
    try:
        load(filled)
        before, files = rows_of(filled.url, EVIDENCE), files_of(filled)
        with frozen_rows_attacked(filled.url, CHANGES) as outcomes:
            refusals = upgrade(filled)
        yield Earlier(filled, before, files, refusals, outcomes)
    finally:
        discard(filled)


@pytest.fixture(scope="module")
def upgraded(earlier: Earlier) -> Iterator[Upgraded]:
    """The earlier site, after `migrate`. Tests leave it as it is."""
    with serving(earlier.filled) as site:
        yield Upgraded(site, earlier)


def rows_of(url: str, chosen: Iterable[str]) -> Rows:
    return {table: named_rows(url, f"SELECT * FROM {table} ORDER BY 1") for table in chosen}


def files_of(filled: Filled) -> list[tuple[Any, ...]]:
    names = ", ".join(f"'{table}'" for table in EVIDENCE)
    return rows(filled.url, STORED_IN.format(names)) if filled.database_url else []


def whole(site: Site) -> Rows:
    return rows_of(site.url, tables(site.url))


def parsed(details: object) -> object:
    """JSON, which SQLite gives as text."""
    return json.loads(details) if isinstance(details, str) else details


def asked(site: Site, call: str) -> object:
    return json.loads(site.run("manage.py", "shell", "-v0", "-c", f"from tests.live import todos; todos.{call}"))


def test_it_names_what_is_out_of_bounds_and_the_command_that_mends_it(upgraded: Upgraded) -> None:
    position = "people.Position 3, from_day is 0024-05-06: manage.py mend_value people.Position 3 from_day VALUE"
    days = "courses.Requirement 4, newcomer_days is 9999999: "
    days += "manage.py mend_value courses.Requirement 4 newcomer_days VALUE"
    assert [re.findall(r"^  (.+)$", stopped, re.MULTILINE) for stopped in upgraded.earlier.refusals] == [
        [position],
        [days],
    ]


def test_no_evidence_was_changed(earlier: Earlier) -> None:
    before, after = earlier.before, rows_of(earlier.filled.url, EVIDENCE)
    for table, columns in EVIDENCE.items():
        assert before[table]
        kept = [name for name in before[table][0] if name in after[table][0]]
        assert columns.issubset(kept), (table, kept)
        compared = after[table][: len(before[table])] if table == "records_event" else after[table]
        assert [[row[name] for name in kept] for row in compared] == [
            [row[name] for name in kept] for row in before[table]
        ]
    assert files_of(earlier.filled) == earlier.files


def test_no_frozen_row_could_be_changed_meanwhile_and_every_guard_is_there(upgraded: Upgraded) -> None:
    outcomes = upgraded.earlier.outcomes
    assert outcomes["refused"] > len(CHANGES)
    assert set(outcomes) <= (
        {"refused", "OperationalError"} if upgraded.earlier.is_sqlite else {"refused"}
    )  # or it is busy
    assert upgraded.site.run("manage.py", "shell", "-v0", "-c", MISSING) == "[]\n"
    with Visitor(upgraded.site.address) as visitor:
        assert visitor.get("/health/ready").status == 200


def test_what_was_mended_is_on_record(upgraded: Upgraded) -> None:
    assert upgraded.site.rows("SELECT id, valid_months, newcomer_days FROM courses_requirement ORDER BY id") == [
        (1, None, 30),
        (2, None, 30),
        (3, None, 30),
        (4, None, 90),
    ]
    events = upgraded.site.rows(
        "SELECT subject_kind, subject_key, details FROM records_event WHERE what = 'value mended' ORDER BY id"
    )
    assert [(kind, key, parsed(details)) for kind, key, details in events] == [
        ("people.Position", "3", {"field": "from_day", "before": "0024-05-06", "after": "2024-05-06"}),
        ("courses.Requirement", "1", {"field": "valid_months", "before": 0, "after": None}),
        ("courses.Requirement", "4", {"field": "newcomer_days", "before": 9999999, "after": 90}),
    ]


def test_who_had_completed_everything_owes_nothing(upgraded: Upgraded) -> None:
    """On PostgreSQL nobody could complete the section whose question has a long id."""
    left = [] if upgraded.earlier.is_sqlite else ["reply"]
    assert asked(upgraded.site, "write_owed()") == {
        "1001": left,
        "1002": left,
        "1003": ["ethics", "reply", "print", "ethics"],
    }


def test_the_question_with_a_long_id_is_answered(earlier: Earlier) -> None:
    """By somebody who begins the section, and by somebody who had begun it in the earlier release and got no further."""
    with serving(earlier.filled) as site:
        for number in ("1003",) if earlier.is_sqlite else ("1003", "1001"):
            with Visitor(site.address) as visitor:
                visitor.sign_in(number)
                confirmed = {"version": 1, "language": "nb", "since": 0, "leaders_since": ""}
                begun = visitor.post("/courses/old/reply/start/", confirmed)
                page = visitor.get(begun.location).location or begun.location
                assert f"/questions/{LONG}/" in page
                assert visitor.post(page, {"sequence": 1, "option": ["a"]}).location == f"{page}feedback/"
                assert visitor.get(f"{page}feedback/").status == 200
            owed = asked(site, "write_owed()")
            assert isinstance(owed, dict)
            assert "reply" not in owed[number]


def test_no_translation_is_outdated(upgraded: Upgraded) -> None:
    current = [[], ["everyone", "leaders"], True]
    for language in ("nb", "nn"):
        assert asked(upgraded.site, f"write_translations('old', '{language}')") == {"reply": current, "print": current}


@pytest.mark.parametrize("options", [(), ("--publish", "new_rule")])
def test_its_export_imports_as_unchanged_and_writes_nothing(
    upgraded: Upgraded, options: tuple[str, ...], tmp_path: Path
) -> None:
    """The folder whose name no address takes gets a warning that names the one that its handbook has by now."""
    before = whole(upgraded.site)
    content = shutil.copytree(EARLIER / "content", tmp_path / "content")
    written = upgraded.site.run_and_log("manage.py", "import_content", str(content), *options)
    assert sorted(written.splitlines()) == [
        f"{UNADDRESSED}: 0 sections published, 0 drafts, 1 unchanged.",
        "old: 0 sections published, 0 drafts, 2 unchanged.",
        "start: 0 sections published, 0 drafts, 1 unchanged.",
        RENAMED,
    ]
    compared = upgraded.site.run("manage.py", "content_diff", str(content), *options)
    assert compared.count("an import would change nothing.") == len(HANDBOOKS)
    assert whole(upgraded.site) == before


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_an_export_of_today_imports_as_unchanged_and_exports_the_same(
    upgraded: Upgraded, handbook: str, tmp_path: Path
) -> None:
    before = whole(upgraded.site)
    folder = tmp_path / handbook
    upgraded.site.run("manage.py", "export_content", handbook, str(folder))
    first = files_below(folder)
    assert first.keys() == files_below(EARLIER / "content" / handbook.replace(MENDED, UNADDRESSED)).keys()
    written = upgraded.site.run("manage.py", "import_content", str(folder), "--publish", "new_rule")
    assert re.search(": 0 sections published, 0 drafts, [12] unchanged.$", written)
    assert whole(upgraded.site) == before
    shutil.rmtree(folder)
    upgraded.site.run("manage.py", "export_content", handbook, str(folder))
    assert files_below(folder) == first


def followed(visitor: Visitor, *starts: str) -> dict[str, int]:
    """The status of every page that the links of these lead to, however far, but for static files."""
    statuses: dict[str, int] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in statuses:
            continue
        reply = visitor.get(path)
        statuses[path] = reply.status
        links = re.findall(r'<a [^>]*href="(/[^"#?]*)', reply.text) if reply.status == 200 else []
        waiting += [link for link in links if not link.startswith("/static/")]
    return statuses


PAGES = {
    "/",
    "/handbooks/",
    "/handbooks/old/",
    "/handbooks/old/as-of/",
    "/handbooks/old/as-of/2024-05-06/",
    "/handbooks/old/print/",
    "/handbooks/old/reply/",
    "/handbooks/old/reply/print/",
    "/handbooks/old/reply/versions/",
    "/handbooks/start/",
    "/handbooks/start/as-of/2024-05-06/",
    "/handbooks/start/ethics/",
    "/handbooks/start/ethics/print/",
    "/handbooks/start/print/",
    "/search/",
}


@pytest.mark.parametrize(
    ("number", "language"), [("", "nb"), ("", "nn"), ("", "en"), ("1001", "nb"), ("1002", "nn"), ("1003", "en")]
)
def test_every_page_is_there(upgraded: Upgraded, number: str, language: str) -> None:
    own = f"SELECT attempt.id FROM courses_attempt attempt JOIN people_employee own ON own.id = employee_id WHERE number = '{number}'"
    attempts = [f"/courses/attempts/{UUID(str(key))}/result/" for (key,) in upgraded.site.rows(own)]
    with Visitor(upgraded.site.address, language=language) as visitor:
        if number:
            visitor.sign_in(number)
        statuses = followed(visitor, *PAGES, *(["/courses/completions/", *attempts] if number else []))
        receipts = [path for path in statuses if path.startswith("/courses/completions/")]
    others = {path: status for path, status in statuses.items() if status not in (200, 302)}
    assert {
        path: status for path, status in others.items() if not path.endswith("/translation/")
    } == {}  # asks for ?text=
    assert {path for path in PAGES if statuses[path] == 200} == PAGES
    if number == "1003":
        assert {statuses[f"/admin/handbook/version/{key}/changes/"] for key in (1, 2, 3, 4)} == {200}
        assert statuses["/reports/overview/"] == 200
    assert not [path for path in statuses if "Etiske" in unquote(path)]
    assert len([path for path in receipts if re.search(r"/[0-9a-f-]{36}/$", path)]) == (
        (4 if upgraded.earlier.is_sqlite else 3) if number in ("1001", "1002") else 0
    )


def test_its_texts_are_read_where_they_have_an_address(upgraded: Upgraded) -> None:
    with Visitor(upgraded.site.address) as visitor:
        for path in ("/handbooks/old/print/", "/handbooks/old/as-of/2024-05-06/"):
            text = visitor.get(path).text
            assert "Solvik kommune" in text
            assert "heng opp" in text  # of the section whose own address is the handbook's on paper


def test_a_handbook_that_no_address_took_is_read_at_the_one_it_was_given(upgraded: Upgraded) -> None:
    with Visitor(upgraded.site.address) as visitor:
        assert "heng opp" in visitor.get(f"/handbooks/{MENDED}/ethics/").text
