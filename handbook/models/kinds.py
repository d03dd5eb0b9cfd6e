"""Whom a text is for, and how a change is judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    LEADERS = "leaders", _("leaders")


class Kind(models.TextChoices):
    """The judgement of a change. Only a new rule asks anybody to confirm again."""

    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    NEW_RULE = "new_rule", _("new rule")
