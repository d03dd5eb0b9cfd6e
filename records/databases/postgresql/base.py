from django.db.backends.postgresql import base

from records.databases.commit import StampedCommit


class DatabaseWrapper(StampedCommit, base.DatabaseWrapper):
    pass
