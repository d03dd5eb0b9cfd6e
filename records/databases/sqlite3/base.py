from django.db.backends.sqlite3 import base

from records.databases.commit import StampedCommit


class DatabaseWrapper(StampedCommit, base.DatabaseWrapper):
    pass
