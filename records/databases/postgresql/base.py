from select import select

from django.db.backends.postgresql import base

from records.databases.commit import StampedCommit


class DatabaseWrapper(StampedCommit, base.DatabaseWrapper):
    def settle(self) -> None:
        """Check the foreign keys, which locks the rows referred to: somebody who holds one may be waiting for the stamp."""
        with self.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def is_usable(self) -> bool:
        """Whether a connection that was kept is open still. A server that ends closes it, which the socket knows without a
        question to the server; Django asks one for each request."""
        if self.connection is None or self.connection.closed:
            return False
        said_something, _writable, _failed = select([self.connection.fileno()], [], [], 0)
        return not said_something
