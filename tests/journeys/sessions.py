"""Signs everybody in, without the hash of a password, which takes its time. Run on the site's own database, outside the
tests' process:

    python -m tests.journeys.sessions

prints the number and the session of each employee, a line each.
"""

import os


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.db import transaction

    from people.signin.sessions import SessionStore

    (backend,) = settings.AUTHENTICATION_BACKENDS
    with transaction.atomic():
        for employee in get_user_model().objects.all():
            session = SessionStore()
            session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(employee.pk), backend
            session[HASH_SESSION_KEY] = employee.get_session_auth_hash()
            session.create()
            print(employee.get_username(), session.session_key)  # noqa: T201 - asked


if __name__ == "__main__":
    main()
