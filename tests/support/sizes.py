"""Sizes of what a test tries: small in `make test`, full in `make prove`."""

import os
from typing import TypeVar

T = TypeVar("T")

IS_PROOF = bool(os.environ.get("PROVE"))


def size(*, small: T, full: T) -> T:
    """The size of this run."""
    return full if IS_PROOF else small
