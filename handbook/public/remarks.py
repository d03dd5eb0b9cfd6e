"""A reader reports an error in the text."""

from datetime import datetime

from django.db import transaction

from handbook.models import Remark, Section
from people.models import Employee
from records.models import record


@transaction.atomic
def send_remark(
    *,
    text: str,
    name: str,
    page: str,
    section: Section | None,
    clause: str,
    version: int | None,
    language: str,
    at: datetime,
) -> Remark:
    """Keep a remark with the page and clause it is about. Who sends it is kept only if a name is given."""
    remark = Remark.objects.create(
        text=text, name=name, page=page, section=section, clause=clause, version=version, language=language, sent_at=at
    )
    record("remark sent", remark, by=None, at=at)
    return remark


@transaction.atomic
def handle_remark(*, remark: Remark, by: Employee, at: datetime) -> Remark:
    """HR has dealt with a remark. Who did so first, and when, stands."""
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    if remark.handled_at:
        return remark
    remark.handled_at, remark.handled_by = at, by
    remark.save(update_fields=["handled_at", "handled_by"])
    record("remark handled", remark, by=by, at=at)
    return remark
