"""Hashing a password takes a processor for a third of a second; it never takes all threads of a process.

Whoever comes while as many as may are hashing is told at once to try again: nobody waits for the hash of another.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

HASHES_AT_ONCE = 2
"""In each process, which answers with four threads (make/run.py)."""
BEHIND = 10
"""How nice a hash is to everything else on the machine, from 0 to 19."""
TRY_AGAIN_AFTER = 2
"""Seconds, in which a process hashes more than it has threads."""
_free = threading.BoundedSemaphore(HASHES_AT_ONCE)


class TooManyHashes(Exception):
    """As many passwords as may are being hashed in this process."""


@contextmanager
def turn_to_hash() -> Iterator[None]:
    """Raises TooManyHashes; it does not wait."""
    if not _free.acquire(blocking=False):
        raise TooManyHashes
    try:
        yield
    finally:
        _free.release()


class BoundedHasher(PBKDF2PasswordHasher):
    """Django's hash, in the same form."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        # A thread of its own for each: it can be put behind the others, and not be put back.
        with turn_to_hash(), ThreadPoolExecutor(1, initializer=_behind_the_others) as thread:
            return thread.submit(super().encode, password, salt, iterations).result()


def _behind_the_others() -> None:
    """Let this thread have what processor time those leave that answer pages. Only Linux tells threads apart."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)


class HashingMiddleware:
    """Answers 503 to a sign-in while as many as may are hashing, before anything is read for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info == reverse("people:sign_in"):
            try:
                with turn_to_hash():
                    pass
            except TooManyHashes:
                return busy()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Also where an administrator sets a password, and where another came first."""
        return busy() if isinstance(exception, TooManyHashes) else None


def busy() -> HttpResponse:
    return HttpResponse(_page(), status=503, headers={"Retry-After": str(TRY_AGAIN_AFTER), "Cache-Control": "no-store"})


@cache
def _page() -> bytes:
    """In all languages: whose it is, is not known yet."""
    return render_to_string("503.html").encode()
