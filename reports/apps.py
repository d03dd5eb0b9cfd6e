from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Read-only pictures for leaders and HR. No models, no writes."""

    name = "reports"
