"""Django's migrate, which never leaves a frozen table without its guards, and runs once at a time on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from records import triggers

ONE_AT_A_TIME = 7_252_877
"""The key of PostgreSQL's advisory lock: any number that no other program of the same database uses."""
WAIT_FOR_ANOTHER = "60s"
"""How long it waits until another process has migrated."""
WAIT_FOR_A_TABLE = "5s"
"""How long it waits for a table: those who come later wait behind it."""


class GuardedExecutor(MigrationExecutor):
    """Runs each migration with its guards in one transaction."""

    def apply_migration(self, state: Any, migration: Migration, *args: Any, **options: Any) -> Any:
        with guarded(self.connection, migration):
            return super().apply_migration(state, migration, *args, **options)

    def unapply_migration(self, state: Any, migration: Migration, *args: Any, **options: Any) -> Any:
        with guarded(self.connection, migration):
            return super().unapply_migration(state, migration, *args, **options)


@contextmanager
def guarded(connection: BaseDatabaseWrapper, migration: Migration) -> Iterator[None]:
    """A transaction at whose end every guard is there that was there before.

    A migration that changes frozen rows names their tables in `changes_frozen`; for it alone their guards are dropped.
    """
    # SQLite's schema editor asks that foreign keys are off, and they can be switched only outside a transaction.
    switched_off = connection.vendor == "sqlite" and connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=connection.alias):
            before = triggers.existing_guards(connection)
            if changed := getattr(migration, "changes_frozen", ()):
                triggers.drop(connection.alias, tables=changed)
            yield
            triggers.put_back(connection, before)
            triggers.create_unconditional(connection)
    finally:
        if switched_off:
            connection.enable_constraint_checking()


@contextmanager
def one_at_a_time(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait until no other process migrates, and then for no table longer than WAIT_FOR_A_TABLE. SQLite has one writer."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT_FOR_ANOTHER])
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT_FOR_A_TABLE])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


class Command(migrate.Command):
    """The tables are used by others all the while: what waits is told, and can be run again."""

    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = GuardedExecutor  # type: ignore[attr-defined] # the name that Django's command calls
        try:
            with one_at_a_time(connections[options["database"]]):
                super().handle(*args, **options)
        except OperationalError as error:
            if "lock timeout" not in str(error):
                raise
            raise CommandError(
                "A table is in use by a transaction that lasts too long, or another process is migrating. "
                "The migrations printed as OK are done, the last one is not. Run migrate again."
            ) from error
