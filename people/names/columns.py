"""Columns that follow from other columns of their row."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound="DerivedColumns", covariant=True)


class DerivedQuerySet(models.QuerySet[Row]):
    """Keeps derived columns in bulk: `bulk_update` calls `update`."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.derive()
        with transaction.atomic(using=self.db):
            stored = super().bulk_create(rows, *args, **options)
            self.model.follow(stored)
        return stored

    def update(self, **values: Any) -> int:
        if self.model.DERIVED_FROM.isdisjoint(values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            count = super().update(**values)
            rows = list(self.model._base_manager.using(self.db).filter(pk__in=keys))
            for row in rows:
                row.derive()
            self.model._base_manager.using(self.db).bulk_update(rows, self.model.DERIVED, batch_size=500)
            self.model.follow(rows)
        return count


class DerivedColumns(models.Model):
    """A row with columns that `derive` works out from others, whichever way the row is stored."""

    DERIVED: ClassVar[Sequence[str]]
    DERIVED_FROM: ClassVar[frozenset[str]]

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        fields = None if update_fields is None else set(update_fields)
        if fields is not None and self.DERIVED_FROM.isdisjoint(fields):
            super().save(update_fields=fields, **options)
            return
        self.derive()
        with transaction.atomic():
            super().save(update_fields=None if fields is None else fields.union(self.DERIVED), **options)
            self.follow([self])

    def derive(self) -> None:
        """Set the derived columns."""
        raise NotImplementedError

    @classmethod
    def follow(cls, rows: Sequence[Any]) -> None:
        """Store what goes with rows that were stored, in their transaction."""
