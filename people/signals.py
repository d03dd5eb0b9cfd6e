"""Signals that tell the apps above about employment. The apps connect to them; this one imports none of the apps.

`employee_left` is sent inside the transaction of `leave`.
Keyword arguments: `employee`, `last_day`, `by`, `at`.

`positions_changed` is sent inside the transaction of `join`, `move` and `leave`, after the positions are
changed and after `employee_left`. The employee's row is locked: nothing else changes these positions.
Keyword arguments: `employee`, `at`.
"""

from django.dispatch import Signal

employee_left = Signal()
positions_changed = Signal()
