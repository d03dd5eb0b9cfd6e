"""Who may read and change which handbook."""

from handbook.models import Handbook
from people.rights import Visitor, may_edit_text, may_publish_text


def may_read(visitor: Visitor, handbook: Handbook) -> bool:
    return handbook.open_to_all or visitor.is_authenticated


def may_edit(visitor: Visitor, handbook: Handbook) -> bool:
    return may_edit_text(visitor)


def may_publish(visitor: Visitor, handbook: Handbook) -> bool:
    return may_publish_text(visitor)
