"""What each event is called in front of people. The name on record stays as it is; one without words is shown as it is."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "absence begun": _("absence begun"),
    "attempt ended": _("attempt ended"),
    "draft discarded": _("draft thrown away"),
    "draft opened": _("draft opened"),
    "draft saved": _("draft saved"),
    "employee edited": _("employee edited"),
    "frame replaced": _("frame of the handbook replaced"),
    "handbook edited": _("handbook edited"),
    "handbook imported": _("handbook imported"),
    "hired": _("hired"),
    "joined": _("given a position"),
    "kind corrected": _("kind of a change corrected"),
    "left": _("left the employer"),
    "moved": _("moved to another unit"),
    "password set": _("password set"),
    "publishing undone": _("publication undone"),
    "reading confirmed": _("reading confirmed"),
    "remark handled": _("report of a fault handled"),
    "remark sent": _("report of a fault sent"),
    "requirement edited": _("requirement edited"),
    "requirement made": _("requirement made"),
    "rollback begun": _("earlier version taken up again"),
    "section completed": _("section completed"),
    "translation checked": _("translation checked"),
    "unit founded": _("unit founded"),
    "unit moved": _("unit moved"),
    "unit renamed": _("unit renamed"),
    "version published": _("version published"),
}


def told(what: str) -> str:
    return str(WORDS.get(what, what))
