from django.db.backends.postgresql import base

from records.databases.commit import StampedCommit


class DatabaseWrapper(StampedCommit, base.DatabaseWrapper):
    def settle(self) -> None:
        """Check the foreign keys, which locks the rows referred to: somebody who holds one may be waiting for the stamp."""
        with self.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
