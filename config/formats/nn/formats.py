"""Nynorsk dates and times as they are written in running text; the rest is Django's own."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y \k\l. H.i"
SHORT_DAY_FORMAT = "j. N"  # the site's own, for lists: Django has none
