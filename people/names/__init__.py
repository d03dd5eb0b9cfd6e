"""Names: in which order they stand, how they are searched, and how a typed employee number is read.

Both keys of a name are columns that the model keeps (`DerivedColumns` in `columns.py`), since SQLite knows capitals of
ASCII alone and PostgreSQL follows the locale of the server. They hold ASCII, which both compare alike.
"""
