from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ConfigConfig(AppConfig):
    """Wiring only; an app for its commands."""

    name = "config"
    default = True


class SiteAdminConfig(admin_apps.AdminConfig):
    """Named in INSTALLED_APPS in place of django.contrib.admin."""

    default = False
    default_site = "config.admin_site.HandbookAdminSite"
