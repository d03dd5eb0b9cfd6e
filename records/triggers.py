"""Triggers that guard frozen tables in the database.

Each trigger reads only its own row: on SQLite a trigger that reads another table breaks the migrations of that table.
The triggers are dropped before migrations and created again afterwards, because SQLite rebuilds a table to alter it and
silently loses its triggers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "rettesnor: this row is frozen"


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses `event` on `table`; with a `condition`, only for rows that meet it (it may name OLD and NEW)."""

    table: str
    event: str
    condition: str = ""

    @property
    def name(self) -> str:
        return f"frozen_{self.table}_{self.event.lower()}"


def guards() -> list[Guard]:
    """Every required guard: frozen tables refuse all changes; a model with `GUARDS` refuses those that it names."""
    from records.models import frozen_models

    required: list[Guard] = []
    for frozen in frozen_models():
        required += [Guard(frozen._meta.db_table, event) for event in ("UPDATE", "DELETE", "TRUNCATE")]
    for model in apps.get_models():
        conditions: dict[str, str] = getattr(model, "GUARDS", {})
        required += [Guard(model._meta.db_table, event, condition) for event, condition in conditions.items()]
    return required


def _create_statement(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    table, name = connection.ops.quote_name(guard.table), connection.ops.quote_name(guard.name)
    if connection.vendor == "sqlite":
        when = f"WHEN {guard.condition}" if guard.condition else ""
        return (
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {guard.event} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    # A statement trigger also fires for a statement that touches no row; PostgreSQL allows TRUNCATE triggers only so.
    scope = f"FOR EACH ROW WHEN ({guard.condition})" if guard.condition else "FOR EACH STATEMENT"
    return (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {guard.event} ON {table} {scope} EXECUTE FUNCTION rettesnor_refuse()"
    )


def _applicable(connection: BaseDatabaseWrapper, required: Iterable[Guard]) -> list[Guard]:
    tables = set(connection.introspection.table_names())
    return [
        guard
        for guard in required
        if guard.table in tables and not (connection.vendor == "sqlite" and guard.event == "TRUNCATE")
    ]


def create(using: str = DEFAULT_DB_ALIAS) -> None:
    """Create every guard that is missing."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION rettesnor_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
            )
        for guard in _applicable(connection, guards()):
            cursor.execute(_create_statement(connection, guard))


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop every guard, before migrations and before a test empties the tables."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, table in _existing_guards(connection):
            on = "" if connection.vendor == "sqlite" else f" ON {connection.ops.quote_name(table)}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {connection.ops.quote_name(name)}{on}")


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of required guards that are missing; /health/ready shows them."""
    connection = connections[using]
    existing = {name for name, _ in _existing_guards(connection)}
    return [guard.name for guard in _applicable(connection, guards()) if guard.name not in existing]


def _existing_guards(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen_%'"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgname LIKE 'frozen_%' AND c.relnamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(str(name), str(table)) for name, table in cursor.fetchall()]


def before_migrating(*, using: str, app_config: Any, **_: Any) -> None:
    """`pre_migrate` is sent once for each app; the signal of records drops all guards."""
    if app_config.name == "records":
        drop(using)


def after_migrating(*, using: str, app_config: Any, **_: Any) -> None:
    """`post_migrate` is sent once for each app; that of records arrives when every table exists."""
    if app_config.name == "records":
        create(using)
