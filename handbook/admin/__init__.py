"""HR's side of the handbooks, in Django's admin."""

from handbook.admin import handbooks, pages, remarks, versions

__all__ = ["handbooks", "pages", "remarks", "versions"]
