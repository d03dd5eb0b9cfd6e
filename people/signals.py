"""What people tells upwards. The apps above connect to it; this one imports none of them.

`employee_left` is sent inside the transaction of leaving. Keyword arguments: `employee`, `last_day`, `by`, `at`.
"""

from django.dispatch import Signal

employee_left = Signal()
