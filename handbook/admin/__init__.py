"""HR's side of the handbooks, in Django's admin."""

from handbook.admin import handbooks, remarks, versions

__all__ = ["handbooks", "remarks", "versions"]
