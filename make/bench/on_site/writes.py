"""Counts what publishing a new rule writes, on the bench's own database. Nothing of it is kept."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from handbook.models import Kind, Version
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from tests.support.queries import queries

CHANGES = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')


def print_writes() -> None:
    """Print, as JSON, the number of statements of publishing the open draft, and the rows that it writes in each table."""
    draft = Version.objects.get(number=None)
    # Nobody has confirmed the translations of the changed sentence, so it is published although they are not ready.
    decision = PublicationDecision(Kind.NEW_RULE, although_not_ready=True)
    with transaction.atomic():
        print(json.dumps(_written(lambda: publish(draft=draft, decision=decision, by=None, at=timezone.now()))))
        transaction.set_rollback(True)


def _written(action: Callable[[], object]) -> dict[str, Any]:
    """The number of statements of an action, the rows that it adds to each table, and those that it changes or deletes; a
    replaced row counts as deleted."""
    before, changed = _sizes(), Counter[str]()
    with queries() as executed, _watching(changed):
        action()
    added = {table: size - before[table] for table, size in _sizes().items() if size > before[table]}
    return {"statements": len(executed), "added": added, "changed": dict(changed)}


def _sizes() -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


@contextmanager
def _watching(changed: Counter[str]) -> Iterator[None]:
    """Count the rows that UPDATE and DELETE touch, by table. INSERT does not report its rows on every database."""

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if match := CHANGES.match(sql):
            changed[match[1]] += context["cursor"].rowcount
        return result

    with connection.execute_wrapper(watch):
        yield
