"""Hires people who read bokmål, lead nobody and have not begun. Run on the site's own database, outside the tests'
process:

    python -m tests.journeys.newcomers <people>

prints their numbers.
"""

import os
import sys
from datetime import timedelta

FIRST_NUMBER = 9000
"""Above everybody of the demo."""
UNIT = "Vei og park"
NEW = timedelta(days=10)
"""How long ago they began: their deadline lies ahead."""


def main(people: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from people.employment import join
    from people.models import Employee, Unit
    from tests.live.visitor import DEMO_PASSWORD

    unit, now, password = Unit.objects.get(name=UNIT), timezone.now(), make_password(DEMO_PASSWORD)
    for number in range(FIRST_NUMBER, FIRST_NUMBER + people):
        employee = Employee.objects.create(
            number=str(number), given_name="Nils", family_name=f"Ny {number}", language="nb", password=password
        )
        join(employee=employee, unit=unit, from_day=timezone.localdate(now) - NEW, by=None, at=now)
        print(number)  # noqa: T201 - asked


if __name__ == "__main__":
    main(int(sys.argv[1]))
