"""Looks up what has another name in an earlier commit, whose site these modules fill and measure too."""

from importlib import import_module
from typing import Any


def either(*addresses: str) -> Any:
    """What the first address that exists holds, such as "people.units:found_unit". Raises ImportError if none does."""
    for address in addresses:
        module, _colon, name = address.partition(":")
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    raise ImportError(f"none of {', '.join(addresses)}")
