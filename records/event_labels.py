"""What each event is called in front of people. The name on record stays as it is; one without words is shown as it is."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "absence begun": _("absence begun"),
    "attempt ended": _("attempt ended"),
    "draft begun from newest": _("draft laid on the newest version"),
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
    "page brought back": _("earlier text of a page brought back"),
    "page saved": _("page of the site saved"),
    "password set": _("password set"),
    "publishing undone": _("publication undone"),
    "question withdrawn": _("question withdrawn"),
    "reading confirmed": _("reading confirmed"),
    "remark handled": _("report of a fault handled"),
    "remark sent": _("report of a fault sent"),
    "requirement edited": _("requirement edited"),
    "requirement made": _("requirement made"),
    "review asked for": _("review asked for"),
    "rollback begun": _("earlier version taken up again"),
    "section completed": _("section completed"),
    "section edited": _("section edited"),
    "section reviewed": _("section reviewed, no change"),
    "section withdrawn": _("section withdrawn"),
    "translation checked": _("translation checked"),
    "unit founded": _("unit founded"),
    "unit moved": _("unit moved"),
    "unit renamed": _("unit renamed"),
    "version approved": _("version approved"),
    "version held back": _("version held back"),
    "version published": _("version published"),
    "version scheduled": _("version scheduled"),
    "version unscheduled": _("version no longer scheduled"),
}


def describe(what: str) -> str:
    return str(WORDS.get(what, what))
