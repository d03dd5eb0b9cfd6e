from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wiring only; an app for its commands."""

    name = "config"
