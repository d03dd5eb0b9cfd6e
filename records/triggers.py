"""The guards of frozen tables, in the database itself.

Each looks at its own row and at no other table: on SQLite a trigger that looks elsewhere breaks the migrations of that
table. They are dropped before migrations and made again afterwards, because SQLite rebuilds a table to alter it and
loses its triggers without a word.
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
    """Refuses `event` on `table`; with `condition`, only where that holds of the row (OLD and NEW may be named)."""

    table: str
    event: str
    condition: str = ""

    @property
    def name(self) -> str:
        return f"frozen_{self.table}_{self.event.lower()}"


def guards() -> list[Guard]:
    """Every guard there must be: frozen tables refuse all; a model with `GUARDS` refuses what those say."""
    from records.models import frozen_models

    found: list[Guard] = []
    for frozen in frozen_models():
        found += [Guard(frozen._meta.db_table, event) for event in ("UPDATE", "DELETE", "TRUNCATE")]
    for model in apps.get_models():
        conditions: dict[str, str] = getattr(model, "GUARDS", {})
        found += [Guard(model._meta.db_table, event, condition) for event, condition in conditions.items()]
    return found


def _making(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    table, name = connection.ops.quote_name(guard.table), connection.ops.quote_name(guard.name)
    if connection.vendor == "sqlite":
        when = f"WHEN {guard.condition}" if guard.condition else ""
        return (
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {guard.event} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    # A statement trigger fires for a statement that touches no row as well; PostgreSQL has TRUNCATE only so.
    scope = f"FOR EACH ROW WHEN ({guard.condition})" if guard.condition else "FOR EACH STATEMENT"
    return (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {guard.event} ON {table} {scope} EXECUTE FUNCTION rettesnor_refuse()"
    )


def _applicable(connection: BaseDatabaseWrapper, wanted: Iterable[Guard]) -> list[Guard]:
    tables = set(connection.introspection.table_names())
    return [
        guard
        for guard in wanted
        if guard.table in tables and not (connection.vendor == "sqlite" and guard.event == "TRUNCATE")
    ]


def create(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make every guard that is not there yet."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION rettesnor_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
            )
        for guard in _applicable(connection, guards()):
            cursor.execute(_making(connection, guard))


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard away: before migrations, and before a test empties the tables."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, table in _present(connection):
            on = "" if connection.vendor == "sqlite" else f" ON {connection.ops.quote_name(table)}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {connection.ops.quote_name(name)}{on}")


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of guards that ought to be there and are not; /health/ready shows them."""
    connection = connections[using]
    there = {name for name, _ in _present(connection)}
    return [guard.name for guard in _applicable(connection, guards()) if guard.name not in there]


def _present(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    question = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen_%'"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgname LIKE 'frozen_%' AND c.relnamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [(str(name), str(table)) for name, table in cursor.fetchall()]


def before_migrating(*, using: str, app_config: Any, **_: Any) -> None:
    """`pre_migrate` is sent once an app; the first one drops them all."""
    if app_config.name == "records":
        drop(using)


def after_migrating(*, using: str, app_config: Any, **_: Any) -> None:
    """`post_migrate` is sent once an app; records' own comes when every table is there."""
    if app_config.name == "records":
        create(using)
