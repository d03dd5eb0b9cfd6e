"""Triggers that guard frozen tables in the database.

Each trigger reads only its own table: on SQLite a trigger that reads another one breaks the migrations of that table.
The guards stay while a migration runs. SQLite loses those of a table that it rebuilds without a word: they are created
again in the migration's own transaction (`records/migrate.py`). What is missing afterwards is created in `post_migrate`.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "rettesnor: this row is frozen"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses `event` on `table`; with a `condition`, only for rows that meet it (it may name OLD and NEW).

    The name of a conditional guard ends in a digest of the condition, so that another condition is another guard.
    """

    table: str
    event: str
    condition: str = ""

    @property
    def name(self) -> str:
        digest = sha256(self.condition.encode()).hexdigest()[:8]
        return f"frozen_{self.table}_{self.event.lower()}" + (f"_{digest}" if self.condition else "")


@dataclass(frozen=True, slots=True)
class ExistingGuard:
    """A guard that the database has, and the statement that creates it."""

    table: str
    statement: str


def guards(vendor: str) -> Iterator[Guard]:
    """Every guard that a database needs, of its kind: `sqlite` or `postgresql`.

    Frozen tables refuse all changes; a model with `GUARDS` refuses those that it names, and the replacement of the rows
    that it refuses to delete.
    """
    from records.models import frozen_models

    frozen = dict.fromkeys(("UPDATE", "DELETE", "TRUNCATE"), "")
    for model in [*frozen_models(), *(model for model in apps.get_models() if hasattr(model, "GUARDS"))]:
        events: Mapping[str, str] = getattr(model, "GUARDS", frozen)
        table = model._meta.db_table
        for event, condition in events.items():
            if vendor != "sqlite" or event != "TRUNCATE":
                yield Guard(table, event, condition)
        if vendor == "sqlite":
            yield from _against_replacement(model, events)


def _against_replacement(model: type[models.Model], events: Mapping[str, str]) -> Iterator[Guard]:
    """Refuse SQLite's INSERT OR REPLACE and UPDATE OR REPLACE, which delete a row without its DELETE trigger.

    PRAGMA recursive_triggers would fire it, but a client of another program need not set it.
    """
    table = model._meta.db_table
    key = model._meta.pk.column
    protected = events["DELETE"].replace("OLD.", f"{table}.")
    same = " OR ".join(
        " AND ".join(f"{table}.{column} = NEW.{column}" for column in columns) for columns in _unique_columns(model)
    )
    taken = f"({same})" + (f" AND {protected}" if protected else "")
    yield Guard(table, "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {taken})")  # noqa: S608 - names of our own tables
    if events["UPDATE"]:
        another = f"{table}.{key} <> OLD.{key}"
        yield Guard(table, "UPDATE", f"EXISTS (SELECT 1 FROM {table} WHERE {taken} AND {another})")  # noqa: S608 - the same


def _unique_columns(model: type[models.Model]) -> list[list[str]]:
    """The columns of the primary key, of each unique column and of each unique constraint.

    Constraints with a condition are those of open rows (drafts, open attempts), which are not protected.
    """
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    unique = [[field.name] for field in model._meta.concrete_fields if field.unique]
    unique += [
        list(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition
    ]
    return [[columns[name] for name in names] for names in unique]


def _create_statement(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    table, name = connection.ops.quote_name(guard.table), connection.ops.quote_name(guard.name)
    if connection.vendor == "sqlite":
        when = f"WHEN {guard.condition}" if guard.condition else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {guard.event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    # A statement trigger also fires for a statement that touches no row; PostgreSQL allows TRUNCATE triggers only so.
    scope = f"FOR EACH ROW WHEN ({guard.condition})" if guard.condition else "FOR EACH STATEMENT"
    return f"CREATE TRIGGER {name} BEFORE {guard.event} ON {table} {scope} EXECUTE FUNCTION rettesnor_refuse()"


def _missing(connection: BaseDatabaseWrapper) -> list[Guard]:
    tables = set(connection.introspection.table_names())
    existing = existing_guards(connection)
    return [guard for guard in guards(connection.vendor) if guard.table in tables and guard.name not in existing]


def create(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Create every guard that is missing, and touch no other. Returns their names."""
    connection = connections[using]
    with transaction.atomic(using=using):
        needed = _missing(connection)
        _create(connection, needed)
    return [guard.name for guard in needed]


def create_unconditional(connection: BaseDatabaseWrapper) -> None:
    """Create the missing guards that name no column: a later migration may be the one that adds it."""
    _create(connection, [guard for guard in _missing(connection) if not guard.condition])


def _create(connection: BaseDatabaseWrapper, needed: Iterable[Guard]) -> None:
    statements = [_create_statement(connection, guard) for guard in needed]
    if statements and connection.vendor == "postgresql":
        statements.insert(
            0,
            "CREATE OR REPLACE FUNCTION rettesnor_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop(using: str = DEFAULT_DB_ALIAS, *, tables: Iterable[str] | None = None) -> None:
    """Drop every guard, or those of some tables: before a test empties them, or a migration changes frozen rows."""
    connection = connections[using]
    chosen = None if tables is None else set(tables)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, guard in existing_guards(connection).items():
            if chosen is None or guard.table in chosen:
                on = "" if connection.vendor == "sqlite" else f" ON {connection.ops.quote_name(guard.table)}"
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}{on}")


def put_back(connection: BaseDatabaseWrapper, before: Mapping[str, ExistingGuard]) -> None:
    """Create the guards again that were there `before` and are gone, unless their table or a column of theirs is gone."""
    existing = existing_guards(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, guard in before.items():
            if name not in existing and guard.table in tables:
                columns = {
                    column.name for column in connection.introspection.get_table_description(cursor, guard.table)
                }
                if set(re.findall(r"\b(?:OLD|NEW)\.\"?(\w+)", guard.statement)) <= columns:
                    cursor.execute(guard.statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of required guards that are missing; /health/ready shows them."""
    return [guard.name for guard in _missing(connections[using])]


def existing_guards(connection: BaseDatabaseWrapper) -> dict[str, ExistingGuard]:
    """The guards that the database has, by name."""
    query = (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen_%'"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgname LIKE 'frozen_%' AND c.relnamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {str(name): ExistingGuard(str(table), str(statement)) for name, table, statement in cursor.fetchall()}


def after_migrating(*, using: str, app_config: Any, plan: Iterable[Any] | None = None, **_: Any) -> None:
    """`post_migrate` is sent once for each app; that of records arrives when every table exists."""
    if app_config.name == "records":
        created = create(using)
        if created and plan is not None and not list(plan):
            logger.warning("These guards of frozen rows were missing, and were created again: %s.", ", ".join(created))
