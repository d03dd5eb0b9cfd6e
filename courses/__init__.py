"""Quizzes taken, completions, requirements, and what each employee owes.

Nothing owed is stored. `owed` (`todos/owed_clauses.py`) is a pure function of what was published, how its changes
are classified today, and the version completed last; `todos/todo_list.py` adds requirements, positions and
absences. The history of a section is loaded once in each process for each `Section.change_stamp`. Publishing writes
no employee's row.

- Everybody reads every clause. Leaders' clauses are marked; only leaders owe them and are asked about them.
- An attempt pins its version, language, questions and order of options; nothing published later touches it.
- A faulty question is withdrawn in its words, in every version that has them in the source language and in the
  reader's (`question_withdrawal.py`); rewritten, even in an explanation alone, it is another question. In the same
  transaction each open attempt without a right answer to it gets a `Credit`, and one with nothing left is
  completed, unless its reading is not confirmed, its employee has left, or the completion it builds on has expired.
  The section is locked first, then its attempts, as in `start`.
- `Completion` and `Answer` are frozen. `LatestCompletion` (employee, section, audience) is derived and
  written with the completion; `EmployeeProfile`, by which people are counted, is renewed by the tick after a completion
  or a move. The command rebuild_latest makes both again.
- Leaders see a status and dates, never answers, scores, tries, time or language, on no page, in no file, filter or
  sort. First answers are counted in fives (`statistics/`). Attempts and answers are not in the admin.
- Three signals from below are connected in `apps.py`; nothing below imports this app.

Begin with `todos/owed_clauses.py`, then `attempts/start.py` and `attempts/answer.py`, then
`completions/complete.py`.
"""
