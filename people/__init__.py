"""Employees, units, positions, absences: who works where, who may do what, in which language.

- Permissions are named questions in `permissions.py`, asked at the door of each view with `@allow`; they follow
  today's positions and only add up. Rows of the admin ask in `admin_permissions.py`. Querysets are
  `visible_to(employee)`: a stranger's row is a 404. SECURITY.md has the table of roles.
- Positions are written by `employment.py` alone, which sends `positions_changed`. It holds the employee's row, then
  attempts end, then completions are counted anew.
- The language is `?language=nn` for one visit, else the employee's, the cookie's, the browser's, or bokmål
  (`language.py`). A browser that asks for `no` gets bokmål.

Begin with `models.py`, then `permissions.py` and `employment.py`.
"""
