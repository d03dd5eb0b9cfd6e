"""The record of who completed which words, and where each completion is counted.

The payload is canonical JSON under a fresh salt: stable id and number of the employee, version, language, digests,
since, clauses, questions, credited ones, times; no name, no score, no answers, no IP address. One completion for an attempt is a
constraint. A credit tells that the question was not answered right when it was withdrawn; the receipt says how many
there were. The counted unit (`counted_unit.py`) is that of the main position, or else of the position that began
first. It is a copy with its days: for another day, or without days, positions are looked up, so the number is exact
either way. Joining, moving and leaving renew it in their transaction; `manage.py tick` fills in new rows. Begin
with `complete.py`.
"""
