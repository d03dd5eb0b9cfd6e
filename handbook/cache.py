"""Values kept in each process: costly to work out, and the same for ever under their key."""

from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_CACHES: "WeakSet[ProcessCache[Any, Any]]" = WeakSet()


class ProcessCache(Generic[Key, Value]):
    """At most `maxsize` values, shared by threads; the least recently used goes first."""

    def __init__(self, maxsize: int) -> None:
        self._values: LRUCache[Key, Value] = LRUCache(maxsize)
        self._lock = Lock()
        _CACHES.add(self)

    def get(self, key: Key) -> Value | None:
        with self._lock:
            return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._values[key] = value

    def forget(self) -> None:
        with self._lock:
            self._values.clear()


def forget_all() -> None:
    """Empty every cache of the process: a test's database is rolled back, and the next one has rows with the same ids."""
    for cache in _CACHES:
        cache.forget()
