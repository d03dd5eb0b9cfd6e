"""The site stamp is written last in a transaction: whoever renews it waits for nothing while it holds that row."""

from typing import Any

from records.site_stamp import write_due_stamp


class StampedCommit:
    """Before Django's wrapper among the bases of a database."""

    connection: Any

    stamp_is_due = False
    """Whether the present transaction has changed what readers share."""

    def _commit(self) -> None:
        if self.connection is not None and self.stamp_is_due:
            self.settle()
            write_due_stamp(self)
        super()._commit()  # type: ignore[misc] # of the wrapper that comes after it

    def settle(self) -> None:
        """Do what the database has put off until the end of the transaction, and for which it may wait for others."""

    def _rollback(self) -> None:
        self.stamp_is_due = False
        super()._rollback()  # type: ignore[misc] # the same
