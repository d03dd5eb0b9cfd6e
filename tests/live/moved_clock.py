"""The site's settings with a clock that a test can move: a file in the var folder holds the seconds that it is ahead."""

from datetime import datetime, timedelta

from django.utils import timezone

from config.settings import *  # noqa: F403 - all of them, whatever they are
from config.settings import VAR_DIR

SESSION_COOKIE_AGE = 7 * 24 * 3600
AHEAD = VAR_DIR / "seconds-ahead"
_now = timezone.now


def now() -> datetime:
    return _now() + timedelta(seconds=int(AHEAD.read_text()) if AHEAD.exists() else 0)


timezone.now = now
