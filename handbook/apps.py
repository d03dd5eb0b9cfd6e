from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    name = "handbook"
    verbose_name = _("Texts")

    def ready(self) -> None:
        from handbook.unreadable import log_unreadable

        post_migrate.connect(log_unreadable, sender=self, dispatch_uid="handbook.unreadable")
