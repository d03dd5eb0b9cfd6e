"""What happened, kept for good: events, payloads of evidence, and the guards of frozen tables.

`AppendOnly` rows are inserted once. Triggers in the database refuse UPDATE and DELETE of them, and on PostgreSQL
TRUNCATE; a model with `GUARDS` refuses in part: a published `Version` keeps number, section and moment, a `Payload`
may only be emptied. Triggers are dropped before migrations and made again afterwards; /health/ready names a missing
one. A mistake gets a second row. Begin with `models.py`, then `triggers.py`.
"""
