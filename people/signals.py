"""What people tells upwards. The apps above connect to it; this one imports none of them.

`employee_left` is sent inside the transaction of leaving. Keyword arguments: `employee`, `last_day`, `by`, `at`.

`positions_changed` is sent inside the transaction that joins, moves or leaves, once the positions stand as they will, and
after `employee_left`. The employee's row is held: nobody else changes these positions. Keyword arguments: `employee`, `at`.
"""

from django.dispatch import Signal

employee_left = Signal()
positions_changed = Signal()
