from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        from records import site_stamp, triggers

        post_migrate.connect(triggers.after_migrating, dispatch_uid="records.triggers.create")
        post_migrate.connect(site_stamp.renew_if_there, sender=self, dispatch_uid="records.site_stamp.renew")
