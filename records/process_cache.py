"""Values kept in each process: costly to work out, and the same for ever under their key."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_is_off = ContextVar("nothing is kept", default=False)
_CACHES: "WeakSet[ProcessCache[Any, Any]]" = WeakSet()


class ProcessCache(Generic[Key, Value]):
    """At most `maxsize` values, shared by threads; the least recently used goes first."""

    def __init__(self, maxsize: int) -> None:
        self._values: LRUCache[Key, Value] = LRUCache(maxsize)
        self._lock = Lock()
        _CACHES.add(self)

    def get(self, key: Key) -> Value | None:
        if _is_off.get():
            return None
        with self._lock:
            return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._values[key] = value

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value under that key, made if it is not there."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def forget(self) -> None:
        with self._lock:
            self._values.clear()


class SiteCache(Generic[Value]):
    """Values of what readers share, kept under the site stamp and what else decides them."""

    def __init__(self, maxsize: int) -> None:
        self._values: ProcessCache[tuple[Hashable, ...], Value] = ProcessCache(maxsize)

    def get_or_make(self, stamp: str | None, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value under that stamp and key, made if it is not there; without a stamp each time, and not kept."""
        return make() if stamp is None else self._values.get_or_make((stamp, key), make)


def forget_all() -> None:
    """Empty every cache of the process: a test's database is rolled back, and the next one has rows with the same ids."""
    for cache in _CACHES:
        cache.forget()


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Within it, this thread makes every value anew: pages must be the same with it and without."""
    before = _is_off.set(True)
    try:
        yield
    finally:
        _is_off.reset(before)
