"""Labels of events. The recorded name never changes; an event without a label is shown by its recorded name."""

from django.utils.translation import gettext_lazy as _

EVENT_LABELS = {
    "absence begun": _("absence begun"),
    "attempt ended": _("attempt ended"),
    "draft begun from newest": _("draft moved to the newest version"),
    "draft discarded": _("draft discarded"),
    "draft opened": _("draft opened"),
    "draft saved": _("draft saved"),
    "draft sent back": _("draft sent back"),
    "employee edited": _("employee edited"),
    "employee renamed": _("employee's name changed"),
    "employee renumbered": _("employee's number changed"),
    "frame replaced": _("metadata of the handbook replaced"),
    "handbook edited": _("handbook edited"),
    "handbook imported": _("handbook imported"),
    "hired": _("hired"),
    "joined": _("given a position"),
    "kind corrected": _("kind of a change corrected"),
    "left": _("left the employer"),
    "legal review noted": _("legal review noted"),
    "moved": _("moved to another unit"),
    "own password changed": _("own password changed"),
    "page brought back": _("earlier text of a page brought back"),
    "page saved": _("page of the site saved"),
    "password set": _("password set"),
    "publishing undone": _("publication undone"),
    "question withdrawn": _("question withdrawn"),
    "reading confirmed": _("reading confirmed"),
    "remark handled": _("report of a fault handled"),
    "remark sent": _("report of a fault sent"),
    "requirement edited": _("requirement edited"),
    "requirement made": _("requirement created"),
    "review asked for": _("review asked for"),
    "rollback begun": _("earlier version reopened as a draft"),
    "section completed": _("section completed"),
    "section edited": _("section edited"),
    "section reviewed": _("section reviewed, no change"),
    "section withdrawn": _("section withdrawn"),
    "translation checked": _("translation checked"),
    "unit founded": _("unit created"),
    "unit moved": _("unit moved"),  # of older events
    "unit renamed": _("unit renamed"),
    "value mended": _("value out of bounds mended"),
    "version approved": _("version approved"),
    "version held back": _("version held back"),
    "version published": _("version published"),
    "version scheduled": _("version scheduled"),
    "version unscheduled": _("version no longer scheduled"),
}


def event_label(what: str) -> str:
    return str(EVENT_LABELS.get(what, what))
