"""Whatever way is tried, frozen rows are refused every change by the database, past all guards written in Python."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models import QuerySet
from django.db.models.sql import DeleteQuery

from courses.models import Answer, Attempt, Completion
from courses.question_withdrawal import withdraw_question
from handbook.models import Version
from handbook.site_pages import TypedPage, current_pages, save_page
from handbook.translations.confirm import confirm_clauses
from handbook.versions.workflow import ask_for_review, note_legal_review, send_back
from records.models import AppendOnly, Payload, frozen_models
from tests.cast import MONDAY
from tests.support.attempts import begin, complete
from tests.support.drafts import drafted
from tests.support.laws import add_own

FROZEN = sorted(frozen_models(), key=lambda model: model._meta.label)
GUARDED: list[type[models.Model]] = [*FROZEN, Payload, Version, Attempt]
REFUSED = "rettesnor: this row is frozen"


@pytest.fixture
def filled(amina, siri, olav, roles, privacy, required) -> None:
    """A row at least in every frozen table."""
    complete(amina, roles)
    complete(amina, privacy)
    begin(siri, roles)
    version = Version.objects.get(section=roles, number=1)
    withdraw_question(version=version, question="board", reason="To svar er riktige.", by=olav, at=MONDAY)
    confirm_clauses(section=roles, language="nn", clauses=["roles-1"], number=1, by=siri, at=MONDAY)
    draft = drafted(roles, siri)
    note_legal_review(draft=draft, revision=draft.revision, name="Advokat Lund", by=siri, at=MONDAY)
    ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    send_back(draft=draft, revision=draft.revision, comment="Kortere.", by=olav, at=MONDAY)
    (stands,) = current_pages(["privacy"])
    changed = TypedPage("Personvernet", stands.source.source, stands.source.digest)
    save_page(slug="privacy", typed={"nb": changed}, by=siri, at=MONDAY)
    add_own(by=siri)


def another_value(field: "models.Field[Any, Any]") -> object:
    """Something that the column takes and does not hold."""
    if isinstance(field, models.BooleanField):
        return models.Case(models.When(**{field.attname: True}, then=False), default=True)
    return "0"


def a_column(model: type[models.Model]) -> "models.Field[Any, Any]":
    """A column of text, or of yes and no, to try changes on."""
    kinds = (models.CharField, models.TextField, models.BooleanField)
    return next(field for field in model._meta.fields if isinstance(field, kinds) and not field.choices)


def rows(model: type[models.Model]) -> QuerySet[Any]:
    """Django's own set of rows, without the guards of ours."""
    return QuerySet(model)


def snapshot(model: type[models.Model]) -> list[dict[str, object]]:
    return list(rows(model).order_by("pk").values())


def save(model: type[models.Model]) -> None:
    """What `Model.save` does, without the guards of ours."""
    row = rows(model).first()
    setattr(row, a_column(model).attname, "0" if not isinstance(a_column(model), models.BooleanField) else True)
    row.save_base(force_update=True)


def update(model: type[models.Model]) -> None:
    rows(model).update(**{a_column(model).attname: another_value(a_column(model))})


def update_one(model: type[models.Model]) -> None:
    rows(model).filter(pk=rows(model).first().pk).update(**{a_column(model).attname: another_value(a_column(model))})


def bulk_update(model: type[models.Model]) -> None:
    rows(model).bulk_update(list(rows(model)), [a_column(model).attname])


def delete_row(model: type[models.Model]) -> None:
    """What `Model.delete` comes to once nothing protects the row."""
    DeleteQuery(model).delete_batch([rows(model).first().pk], "default")


def delete_rows(model: type[models.Model]) -> None:
    rows(model)._raw_delete("default")


def upsert(model: type[models.Model]) -> None:
    row, column = rows(model).first(), a_column(model).attname
    rows(model).bulk_create([row], update_conflicts=True, update_fields=[column], unique_fields=["pk"])


def raw_update(model: type[models.Model]) -> None:
    column = connection.ops.quote_name(model._meta.pk.column)
    execute(f"UPDATE {table(model)} SET {column} = {column}")


def raw_delete(model: type[models.Model]) -> None:
    execute(f"DELETE FROM {table(model)}")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


WAYS = (save, update, update_one, bulk_update, delete_row, delete_rows, upsert, raw_update, raw_delete)


def taken(model: type[models.Model], way: Callable[[], object], *, refusal: str = REFUSED) -> str:
    """What is wrong when a way is tried on a table that has rows: "" if it was refused and nothing is changed. What it did
    do is undone."""
    before = snapshot(model)
    assert before != []
    try:
        with transaction.atomic():
            way()
            transaction.set_rollback(True)
    except DatabaseError as error:
        if refusal not in str(error):
            return f"refused for another reason: {error}"
        return "" if snapshot(model) == before else "changed"
    return "not refused"


def all_taken(
    ways: "dict[str, tuple[type[models.Model], Callable[[], object]]]", *, refusal: str = REFUSED
) -> dict[str, str]:
    """Which ways were not refused, by name, and why."""
    refusals = {name: taken(model, way, refusal=refusal) for name, (model, way) in ways.items()}
    return {name: wrong for name, wrong in refusals.items() if wrong}


def test_these_are_the_frozen_tables() -> None:
    assert [model._meta.label for model in FROZEN] == [
        "courses.Answer",
        "courses.Completion",
        "courses.Credit",
        "handbook.Approval",
        "handbook.Change",
        "handbook.ClauseText",
        "handbook.Edition",
        "handbook.LawText",
        "handbook.PageText",
        "handbook.SentBack",
        "handbook.TranslationCheck",
        "handbook.WithdrawnQuestion",
        "people.GivenNumber",
        "records.Event",
    ]


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model._meta.label)
def test_the_database_refuses(model: type[AppendOnly], filled) -> None:
    assert all_taken({way.__name__: (model, partial(way, model)) for way in WAYS}) == {}


@pytest.fixture
def client_of_another_program(db) -> Iterator[None]:
    """SQLite as a program of its own finds it: INSERT OR REPLACE fires no DELETE trigger."""
    if connection.vendor == "sqlite":
        execute("PRAGMA recursive_triggers = OFF")
    yield
    if connection.vendor == "sqlite":
        execute("PRAGMA recursive_triggers = ON")


def test_no_row_can_be_put_in_the_place_of_another(filled, client_of_another_program) -> None:
    """INSERT OR REPLACE is SQLite's own; elsewhere a key that is taken is refused anyhow."""
    is_sqlite = connection.vendor == "sqlite"
    word = "INSERT OR REPLACE" if is_sqlite else "INSERT"
    statements = {}
    for model in GUARDED:
        columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
        protected = "WHERE published_at IS NOT NULL" if model is Version else ""
        statements[model] = (
            f"{word} INTO {table(model)} ({columns}) SELECT {columns} FROM {table(model)} {protected} LIMIT 1"
        )
    assert all_executed(statements, refusal=REFUSED if is_sqlite else "") == {}


@pytest.mark.sqlite_only
def test_no_row_is_replaced_by_one_that_takes_its_unique_columns(filled, client_of_another_program) -> None:
    """A row with another key, and the employee, section and sequence of a completion, would replace it too."""
    ways = {
        "one_completion_per_sequence": (Completion, "INSERT OR REPLACE INTO {table} ({columns}) SELECT {copied} FROM {table}", "id"),
        "one_answer_per_sequence": (Answer, "INSERT OR REPLACE INTO {table} ({columns}) SELECT {copied} FROM {table}", "id"),
        "one_version_per_number": (Version, "UPDATE OR REPLACE {table} SET number = 1, published_at = 0, stage = 'published' WHERE number IS NULL", ""),
        "the key of a published version": (Version, "UPDATE OR REPLACE {table} SET id = (SELECT min(id) FROM {table}) WHERE number IS NULL", ""),
        "the key of an attempt": (Attempt, "UPDATE OR REPLACE {table} SET id = (SELECT id FROM {table} WHERE ended_at IS NOT NULL) WHERE ended_at IS NULL", ""),
    }  # fmt: skip
    tried: dict[str, tuple[type[models.Model], Callable[[], object]]] = {}
    for name, (model, statement, key) in ways.items():
        columns = [field.column for field in model._meta.concrete_fields]
        another_key = "lower(hex(randomblob(16)))" if model is Completion else "NULL"
        copied = [another_key if column == key else column for column in columns]
        filled_in = statement.format(table=table(model), columns=", ".join(columns), copied=", ".join(copied))
        tried[name] = (model, partial(execute, filled_in))
    assert all_taken(tried) == {}


def all_executed(statements: dict[type[models.Model], str], *, refusal: str = REFUSED) -> dict[str, str]:
    """Which tables take their statement, by name, and why."""
    ways = {model._meta.label: (model, partial(execute, statement)) for model, statement in statements.items()}
    return all_taken(ways, refusal=refusal)


def test_emptying_a_whole_table_is_refused(filled) -> None:
    """TRUNCATE is PostgreSQL's; SQLite empties a table with DELETE."""
    if connection.vendor == "postgresql":
        # A test is one transaction, and PostgreSQL truncates no table whose keys are still to be checked.
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        statement = "TRUNCATE {} CASCADE"
    else:
        statement = "DELETE FROM {}"
    assert all_executed({model: statement.format(table(model)) for model in GUARDED}) == {}


# A published version and an ended attempt stay as they are; a payload is kept or erased whole.


def test_a_published_version_keeps_every_column(small) -> None:
    changes = [f"{name} = {name}" for name in columns_of(Version)] + ["number = 9", "published_by_id = NULL"]
    assert all_changed(Version, changes, where="WHERE published_at IS NOT NULL") == {}


def test_an_ended_attempt_keeps_every_column_and_no_attempt_is_deleted(filled) -> None:
    changes = [f"{name} = {name}" for name in columns_of(Attempt)] + ["ending = 'left'", "ended_at = NULL, ending = ''"]
    assert all_changed(Attempt, changes, where="WHERE ended_at IS NOT NULL") == {}
    ways = (delete_row, delete_rows, raw_delete)
    assert all_taken({way.__name__: (Attempt, partial(way, Attempt)) for way in ways}) == {}


def columns_of(model: type[models.Model]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]


def all_changed(model: type[models.Model], changes: Iterable[str], *, where: str = "") -> dict[str, str]:
    """Which changes a table takes, and why."""
    return all_taken(
        {change: (model, partial(execute, f"UPDATE {table(model)} SET {change} {where}")) for change in changes}
    )


def test_a_published_version_cannot_be_saved_as_something_else(roles) -> None:
    version = Version.objects.published().get(section=roles)
    for facts in ({"number": 9}, {"number": None, "published_at": None}):
        changed = Version.objects.get(pk=version.pk)
        for name, value in facts.items():
            setattr(changed, name, value)
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            changed.save()
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            Version.objects.bulk_update([changed], list(facts))
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**facts)
    assert Version.objects.get(pk=version.pk).number == 1


def test_a_published_version_cannot_be_deleted(small) -> None:
    ways = (delete_row, delete_rows, raw_delete)
    assert all_taken({way.__name__: (Version, partial(way, Version)) for way in ways}) == {}


def test_a_payload_is_not_changed(filled) -> None:
    other = "X'00'" if connection.vendor == "sqlite" else "'\\x00'::bytea"
    changes = (f"content = {other}", f"salt = {other}", f"content = {other}, salt = {other}", "id = id")
    assert all_changed(Payload, changes) == {}


def test_a_payload_is_not_deleted(filled) -> None:
    ways = (delete_row, delete_rows, raw_delete)
    assert all_taken({way.__name__: (Payload, partial(way, Payload)) for way in ways}) == {}


def test_an_erased_payload_is_not_filled_again(filled) -> None:
    Payload.objects.update(content=None, salt=None)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        Payload.objects.update(content=b"other", salt=b"other")
    assert set(Payload.objects.values_list("content", "salt")) == {(None, None)}
