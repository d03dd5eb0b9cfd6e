"""What an employee owes now, and by when.

`owed(history, audience, language, since)` gives the clauses owed after completing version `since` (0: none). A
clause is owed when its words, origin or audience now differ from those in `since`, in the source language or in the
language of that completion (not existing then or now counts as differing), **and** at least one change of it after
`since` is, as classified today, a new rule for that language. `since` 0, or a completion that has expired, owes the
whole section. So a rollback asks nothing of those who confirmed the old text, and a clarification asks nobody.

A deadline is the later of the first day that the requirement covers the employee without a break plus the newcomer
days, and the day the oldest owed clause came to be owed plus the change days; days of leave since are added. Of
several requirements the earliest day and the shortest validity count. `valid_months` lets a completion expire;
`again_from` asks everybody once more.

A status is the first that holds: on leave, done, overdue, under way, not started. People on leave are in no sum.
Situation by situation, with the test of each: docs/situations.md. Begin with `owed_clauses.py`, then
`todo_list.py`.
"""
