"""What happened, kept for good: events, payloads of evidence, and the guards of frozen tables.

`AppendOnly` rows are inserted once. Triggers in the database refuse UPDATE and DELETE of them, and on PostgreSQL
TRUNCATE, on SQLite REPLACE; a model with `GUARDS` refuses in part: a published `Version` and an ended `Attempt` stay as
they are, a `Payload` may only be emptied. The guards stay while migrations run; /health/ready names a missing one. A
mistake gets a second row. Begin with `models.py`, then `triggers.py`, then `management/commands/migrate.py`.
"""
