"""Why files are not imported: each reason as a type, with the words that it has in front of people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from handbook.import_export.folder import InvalidHandbookToml
from handbook.import_export.site_page_files import PagesEdited
from handbook.models import Approval
from handbook.versions.publish import HasErrors
from markup.error_messages import message_with_location
from markup.errors import TextError


class DraftInTheWay(Exception):
    """A section that the files would change has an open draft that says something else. Carries the section."""


class SectionDropped(Exception):
    """A section is published and in force, and handbook.toml does not name it. Carries the section."""


class MetadataDiffers(Exception):
    """The frame was edited in the admin, or in handbook.toml. Carries the columns that differ, as handbook.toml says them."""


class UnresolvedIds(HasErrors):
    """It is not clear which clause some blocks are. Carries the errors, and a sentence for each of them."""

    def __init__(self, errors: Iterable[TextError], unsettled: Iterable[str]) -> None:
        super().__init__(errors)
        self.unsettled = tuple(unsettled)


class SectionNotReady(Exception):
    """A section cannot be published as it is told to: questions about what has changed are not seen to, or a new rule is
    not there in every language."""

    def __init__(self, section: str, questions: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.section, self.questions, self.languages = section, questions, languages
        super().__init__(section, questions, languages)


class SectionNotApproved(Exception):
    """A section cannot be published before it is approved, which is done in the admin."""

    def __init__(self, section: str, roles: tuple[Approval.Role, ...]) -> None:
        self.section, self.roles = section, roles
        super().__init__(section, roles)


class ImportRefused(Exception):
    """Nothing is imported. Carries every reason."""

    def __init__(self, reasons: Iterable[Exception]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)


def locations(reason: Exception) -> list[str]:
    """A line for each place in the files that a reason is about."""
    if isinstance(reason, UnresolvedIds):
        return [*map(message_with_location, reason.errors), *reason.unsettled]
    if isinstance(reason, HasErrors | InvalidHandbookToml):
        return [message_with_location(error) for error in reason.errors if error.level == "error"]
    return []


def refusal_message(reason: Exception) -> str:
    """What is the matter, and what can be done."""
    match reason:
        case UnresolvedIds():
            said = _(
                "%(errors)s errors, %(ids)s ids to resolve. Write the ids, or let check_content --write-ids write the "
                "certain ones; if those that stand there are right, use --ids-as-written."
            )
            return said % {"errors": len(reason.errors), "ids": len(reason.unsettled)}
        case HasErrors() | InvalidHandbookToml():
            return _("%(count)s errors.") % {"count": len(locations(reason))}
        case MetadataDiffers():
            said = _("handbook.toml has another %(columns)s than the site. Change the file, or use --replace-metadata.")
            return said % {"columns": ", ".join(reason.args[0])}
        case SectionDropped():
            said = _(
                "%(section)s is published and in force, and handbook.toml does not name it. Put it back; to take it "
                "away, withdraw it."
            )
            return said % {"section": reason.args[0].slug}
        case PagesEdited():
            said = _(
                "HR has saved something else than %(files)s. Export the pages and look at both, or use --replace-pages."
            )
            return said % {"files": ", ".join(reason.files)}
        case DraftInTheWay():
            said = _("%(section)s has an open draft. Publish or discard it, or use --replace-draft.")
            return said % {"section": reason.args[0].slug}
        case SectionNotReady():
            return _not_ready(reason)
        case SectionNotApproved():
            said = _("%(section)s, wanting: %(roles)s. Import it as a draft, and have it approved in the admin.")
            return said % {"section": reason.section, "roles": ", ".join(str(role.label) for role in reason.roles)}
    raise TypeError(reason)


def _not_ready(reason: SectionNotReady) -> str:
    wanting = []
    if reason.questions:
        wanting.append(_("questions to be seen to: %(questions)s") % {"questions": ", ".join(reason.questions)})
    if reason.languages:
        wanting.append(_("languages not ready: %(languages)s") % {"languages": ", ".join(reason.languages)})
    said = _("%(section)s, %(wanting)s. Publish in the admin, or use --although-not-ready.")
    return said % {"section": reason.section, "wanting": "; ".join(wanting)}
