"""Store the errors in the text that readers report, and mark them as handled."""

import hashlib
from datetime import datetime

from django.db import transaction

from handbook.models import Remark, Section
from people.models import Employee
from people.signin.limits import REMARKS, REMARKS_OF_ALL, count
from records.models import canonical_json, record


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
    address: str = "",
) -> Remark:
    """Store a remark with its page and clause. The sender is not stored, except the name if one is given.

    `address` is the sender's, or empty if a proxy hides it. Raises OverTheLimit.
    Sent again in the same words, by a second press or from another tab, it is one remark as long as it waits.
    """
    content = {"text": text, "name": name, "page": page, "clause": clause, "version": version, "language": language}
    digest = hashlib.sha256(canonical_json(content | {"section": section and section.pk})).hexdigest()
    remark, is_new = Remark.objects.get_or_create(
        words_digest=digest, handled_at=None, defaults=content | {"section": section, "sent_at": at}
    )
    if is_new:
        count(REMARKS if address else REMARKS_OF_ALL, address, at=at)
        record("remark sent", remark, by=None, at=at)
    return remark


@transaction.atomic
def handle_remark(*, remark: Remark, by: Employee, at: datetime) -> Remark:
    """Mark a remark as handled by HR. The first person and time are kept."""
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    if remark.handled_at:
        return remark
    remark.handled_at, remark.handled_by = at, by
    remark.save(update_fields=["handled_at", "handled_by"])
    record("remark handled", remark, by=by, at=at)
    return remark
