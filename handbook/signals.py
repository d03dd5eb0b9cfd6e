"""The one signal of the handbook. It tells; nobody answers."""

from django.dispatch import Signal

change_kind_corrected = Signal()
"""Sent inside the transaction that judges a change again. Keyword arguments: `section`, `at`."""
