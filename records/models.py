"""Events and payloads, which are kept for good."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar, NoReturn, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.base import ModelBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from records.site_stamp import LEAVE_PAGES, renew_site_stamp

Row = TypeVar("Row", bound=models.Model, covariant=True)


class RecordIsFrozen(Exception):
    """Records are added, never changed; a mistake is corrected by a second row."""


class FrozenQuerySet(models.QuerySet[Row]):
    """Refuses early what the database's triggers would refuse anyway."""

    def update(self, **values: Any) -> NoReturn:
        raise RecordIsFrozen(self.model.__name__)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        raise RecordIsFrozen(self.model.__name__)

    def delete(self) -> NoReturn:
        raise RecordIsFrozen(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is inserted and never changed. `records.triggers` guards each such table in the database."""

    objects: ClassVar = models.Manager.from_queryset(FrozenQuerySet)()

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding:
            raise RecordIsFrozen(type(self).__name__)
        super().save(force_insert=True, using=using)

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        raise RecordIsFrozen(type(self).__name__)


class Event(AppendOnly):
    """One action by an employee or by the system."""

    what = models.CharField(_("what"), max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_index=True)
    subject_kind = models.CharField(_("kind"), max_length=60)
    subject_key = models.CharField(_("key"), max_length=60)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]  # a log is read in the order in which it was written
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="events_of_a_subject")]

    def __str__(self) -> str:
        from records.event_labels import event_label  # it has the words, and imports nothing

        return f"{date_format(timezone.localtime(self.at), 'DATETIME_FORMAT')} {event_label(self.what)}"


def record(what: str, subject: models.Model, *, by: Any, at: datetime, **details: Any) -> Event:
    """Record that `by` (None for the system) did `what` to `subject` at the time `at`."""
    (event,) = record_each(what, [subject], by=by, at=at, **details)
    return event


def record_each(what: str, subjects: Iterable[models.Model], *, by: Any, at: datetime, **details: Any) -> list["Event"]:
    """Record one event for each subject, in one query. The site stamp is renewed, if the event changes what readers share."""
    if what not in LEAVE_PAGES:
        renew_site_stamp()
    return Event.objects.bulk_create(
        Event(what=what, by=by, at=at, subject_kind=subject._meta.label, subject_key=str(subject.pk), details=details)
        for subject in subjects
    )


class SiteStamp(models.Model):
    """The one row of the site stamp (`records.site_stamp`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_site_stamp")]

    def __str__(self) -> str:
        return self.stamp


class Payload(models.Model):
    """The bytes of a piece of evidence and their salt. The only change allowed is setting both to NULL (erasure)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)

    GUARDS = {
        "UPDATE": "NEW.id <> OLD.id OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL",
        "DELETE": "",
        "TRUNCATE": "",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content__isnull=False, salt__isnull=False)
                | models.Q(content__isnull=True, salt__isnull=True),
                name="payload_and_salt_belong_together",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def facts(self) -> dict[str, Any] | None:
        """The stored facts, or None once they are erased."""
        return None if self.content is None else json.loads(bytes(self.content))

    @property
    def digest(self) -> str:
        """SHA-256, lower-case hex, of salt and content."""
        return hashlib.sha256(bytes(self.salt or b"") + bytes(self.content or b"")).hexdigest()


def canonical_json(facts: dict[str, Any]) -> bytes:
    """JSON in UTF-8 with sorted keys and no blanks, so that equal facts always give equal bytes."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def store_payloads(facts: Iterable[dict[str, Any]]) -> list[Payload]:
    """Store one payload for each set of facts, with a fresh salt of 16 bytes, in their order and in one query."""
    return Payload.objects.bulk_create(
        Payload(content=canonical_json(fact), salt=secrets.token_bytes(16)) for fact in facts
    )


def frozen_models() -> Collection[type[AppendOnly]]:
    """Every model whose rows are added and never changed."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]
