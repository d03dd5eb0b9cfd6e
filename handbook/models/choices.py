"""The audiences of a text, and the kinds of a change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    LEADERS = "leaders", _("managers")


class Kind(models.TextChoices):
    """The kind of a change. Only a new rule asks employees to confirm the section again."""

    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    NEW_RULE = "new_rule", _("new rule")


class Certainty(models.TextChoices):
    """How certain it is that a law says what is written here. Readers are never shown a doubtful one."""

    CHECKED = "checked", _("checked against a public source")
    KNOWN = "known", _("known, but not checked")
    DOUBTFUL = "doubtful", _("doubtful: readers do not see it")
