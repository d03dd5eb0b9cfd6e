"""Who may publish which handbook."""

from handbook.models import Handbook
from people.permissions import Visitor, may_publish_text


def may_publish(visitor: Visitor, handbook: Handbook) -> bool:
    return may_publish_text(visitor)
