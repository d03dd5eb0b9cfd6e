from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ConfigConfig(AppConfig):
    """An app only so that Django finds the commands of config."""

    name = "config"
    default = True


class SiteAdminConfig(admin_apps.AdminConfig):
    """Replaces django.contrib.admin in INSTALLED_APPS."""

    default = False
    default_site = "config.admin_site.HandbookAdminSite"
