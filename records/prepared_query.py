"""Queries of nearly every page, turned into SQL once: to build them takes longer than the database needs to answer."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

_PLACEHOLDER = -7_252_877
"""Stands for the parameter while the SQL is made. No other parameter of such a query is this number."""


class _Statement(NamedTuple):
    sql: str
    parameters: Sequence[Any]
    places: Sequence[int]
    """Of the placeholder among the parameters."""
    converters: Any
    """Of the columns that the database returns in another form."""
    compiler: Any


class PreparedQuery:
    """A query for plain values (`values_list`) that differs in one key alone.

    `query` returns it for a key; it is called once in each process.
    """

    def __init__(self, query: "Callable[[Any], QuerySet[Any, Any]]") -> None:
        self._query = query
        self._statement: _Statement | None = None

    def rows(self, key: object) -> list[Sequence[Any]]:
        """The rows for a key. One statement."""
        if self._statement is None:
            self._statement = self._prepare()
        sql, parameters, places, converters, compiler = self._statement
        values: list[Any] = [key if place in places else value for place, value in enumerate(parameters)]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        return list(compiler.apply_converters(rows, converters)) if converters else list(rows)

    def _prepare(self) -> _Statement:
        compiler = self._query(_PLACEHOLDER).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = [place for place, value in enumerate(parameters) if str(value) == str(_PLACEHOLDER)]
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Statement(sql, parameters, places, converters, compiler)
