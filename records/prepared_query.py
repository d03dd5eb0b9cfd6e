"""Queries of nearly every page, turned into SQL once: to build them takes longer than the database needs to answer."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models


class _Statement(NamedTuple):
    sql: str
    parameters: Sequence[Any]
    places: frozenset[int]
    """Of the key among the parameters."""
    converters: Any
    """Of the columns that the database returns in another form."""
    compiler: Any


class PreparedQuery:
    """A query for plain values (`values_list`) that differs in one key alone.

    `query` returns it for a key; it is called twice in each process, to see where the key stands.
    """

    def __init__(self, query: "Callable[[Any], models.QuerySet[Any, Any]]") -> None:
        self._query = query
        self._statement: _Statement | None = None

    def rows(self, key: object) -> list[Sequence[Any]]:
        """The rows for a key. One statement."""
        if self._statement is None:
            self._statement = self._prepare()
        if isinstance(key, UUID) and not connection.features.has_native_uuid_field:
            key = key.hex
        sql, parameters, places, converters, compiler = self._statement
        values: list[Any] = [key if place in places else value for place, value in enumerate(parameters)]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        return list(compiler.apply_converters(rows, converters)) if converters else list(rows)

    def _prepare(self) -> _Statement:
        compiler, other = (self._query(key).query.get_compiler(connection=connection) for key in (1, 2))
        (sql, parameters), (_sql, others) = compiler.as_sql(), other.as_sql()
        places = frozenset(
            place for place, pair in enumerate(zip(parameters, others, strict=True)) if pair[0] != pair[1]
        )
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Statement(sql, parameters, places, converters, compiler)


class JoinedModel(NamedTuple):
    """A model whose rows come with those of another one."""

    model: type[models.Model]
    path: str = ""
    """The way to it, such as `section__`."""
    only: frozenset[str] = frozenset()
    """The columns; none: all of them."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        every = (field.attname for field in self.model._meta.concrete_fields)
        return tuple(name for name in every if not self.only or name in self.only)


class JoinedModels:
    """The columns of several models in one query, and the objects in each row."""

    def __init__(self, *parts: JoinedModel) -> None:
        self._parts = [(part.model, part.names) for part in parts]
        self.columns = [f"{part.path}{name}" for part in parts for name in part.names]

    def objects(self, row: Iterable[Any]) -> list[Any]:
        """An object of each model; None where nothing is joined."""
        values, objects = iter(row), []
        for model, names in self._parts:
            own = [next(values) for _name in names]
            objects.append(model.from_db(DEFAULT_DB_ALIAS, names, own) if own[0] is not None else None)
        return objects
