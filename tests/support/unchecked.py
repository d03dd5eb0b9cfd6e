"""Rows as an older site may hold them: written while the database does not check names."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from handbook.models import Handbook, Section

CHECKS = (
    (Handbook, "a_handbook_has_an_address"),
    (Handbook, "a_handbook_has_a_language_of_the_site"),
    (Section, "a_section_has_an_address"),
)


@contextmanager
def unchecked_names() -> Iterator[None]:
    """On PostgreSQL the checks are away until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for model, name in CHECKS:
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT IF EXISTS {name}")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
