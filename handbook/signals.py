"""The only signal of the handbook. Receivers return nothing."""

from django.dispatch import Signal

change_kind_corrected = Signal()
"""Sent in the transaction that reclassifies a change. Keyword arguments: `section`, `at`."""
