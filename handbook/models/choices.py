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
