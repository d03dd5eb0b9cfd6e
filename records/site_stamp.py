"""The site stamp: one row with a fresh value after each change of what readers share.

What a process keeps of pages is kept under the stamp that came with the request: it is the same on all nodes at the next
request. A fresh value, not a counter, since a restored backup would meet its numbers again.
"""

from typing import Any
from uuid import uuid4

from django.db import connection

LEAVE_PAGES = frozenset(
    {
        "absence begun", "attempt ended", "draft begun from newest", "draft discarded", "draft opened", "draft saved",
        "draft sent back", "employee edited", "employee renamed", "employee renumbered", "hired", "joined", "left",
        "legal review noted", "moved", "own password changed", "password set", "reading confirmed", "remark handled",
        "remark sent", "review asked for", "rollback begun", "section completed", "section reviewed", "value mended",
        "version approved", "version held back", "version scheduled", "version unscheduled",
    }
)  # fmt: skip
"""The events that change nothing of what readers share. Any other one renews the stamp, also one that is new here.
`mend_value` renews it itself: it is also run before the stamp has a table."""


def renew_site_stamp() -> None:
    """Have the stamp renewed at the end of the present transaction; outside of one, at once."""
    setattr(connection, "stamp_is_due", True)  # noqa: B010 - an attribute of our own wrapper
    if not connection.in_atomic_block:
        write_due_stamp(connection)


def renew_if_there(**kwargs: Any) -> None:
    """The same on a database that may be of an earlier release. Connected to `post_migrate`."""
    from records.models import SiteStamp  # its module calls this one

    if SiteStamp._meta.db_table in connection.introspection.table_names():
        renew_site_stamp()


def write_due_stamp(database: Any) -> None:
    """Write a fresh stamp, if one is due on this connection."""
    if not database.stamp_is_due:
        return
    database.stamp_is_due = False
    with database.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_sitestamp (id, stamp) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp",
            [uuid4().hex],
        )


def is_stamp_due() -> bool:
    """Whether the present transaction has changed what readers share: until its end nothing is kept under any stamp."""
    return bool(getattr(connection, "stamp_is_due", False))


def site_stamp() -> str | None:
    """The present stamp: one query. None before the first change, and within a transaction that renews it: then nothing
    is kept."""
    from records.models import SiteStamp  # its module calls this one

    if is_stamp_due():
        return None
    stamp: str | None = SiteStamp.objects.values_list("stamp", flat=True).first()
    return stamp
