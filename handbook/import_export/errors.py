"""The reasons for which files are not imported: each is a type, with a sentence for readers of the output."""

from collections.abc import Iterable
from pathlib import Path

from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.import_export.file_clause_ids import IdPrompt
from handbook.import_export.folder import InvalidHandbookToml, NoHandbookFolder, display_folder
from handbook.import_export.site_page_files import PagesEdited
from handbook.models import Approval
from handbook.versions.publish import HasErrors
from markup.error_messages import location, message_with_location
from markup.errors import TextError


class DraftWouldBeOverwritten(Exception):
    """The open draft of a section has another text than the files, and would be replaced. Carries the section."""


class SectionDropped(Exception):
    """A section is published and in force, but missing from handbook.toml. Carries the section."""


class MetadataDiffers(Exception):
    """The site has other metadata than handbook.toml. Carries the columns that differ, with the values of the file."""


class UnresolvedIds(HasErrors):
    """It is not certain which clause some blocks are. Carries the errors and the open id prompts."""

    def __init__(self, errors: Iterable[TextError], prompts: Iterable[IdPrompt]) -> None:
        self.prompts = tuple(prompts)
        super().__init__(errors, self.prompts)


class SectionNotReady(Exception):
    """A section cannot be published with the kind that was requested.

    Questions about changed clauses have not been reviewed, or a new rule is missing in a language.
    """

    def __init__(self, section: str, questions: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.section, self.questions, self.languages = section, questions, languages
        super().__init__(section, questions, languages)


class SectionNotApproved(Exception):
    """A section cannot be published before it is approved in the admin. Carries the roles whose approval is missing."""

    def __init__(self, section: str, roles: tuple[Approval.Role, ...]) -> None:
        self.section, self.roles = section, roles
        super().__init__(section, roles)


class ImportRefused(Exception):
    """Nothing is imported. Carries every reason."""

    def __init__(self, reasons: Iterable[Exception]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)


def locations(reason: Exception, folder: Path) -> list[str]:
    """Return one line for each place in the files of the folder that a reason is about."""
    if not isinstance(reason, HasErrors | InvalidHandbookToml):
        return []
    shown_folder = display_folder(folder)
    lines = [message_with_location(error, shown_folder) for error in _blocking(reason)]
    prompts = reason.prompts if isinstance(reason, UnresolvedIds) else ()
    return lines + [f"{location(prompt.place, prompt.line, shown_folder)}: {prompt.sentence}" for prompt in prompts]


def _blocking(reason: HasErrors | InvalidHandbookToml) -> list[TextError]:
    return [error for error in reason.errors if error.is_error]


def refusal_message(reason: Exception) -> str:
    """Return a sentence that says what is wrong and what can be done."""
    match reason:
        case UnresolvedIds():
            return _unresolved(reason)
        case HasErrors() | InvalidHandbookToml():
            return count_errors(len(_blocking(reason)))
        case MetadataDiffers():
            message = _(
                "handbook.toml and the site have different values for: %(columns)s. Change the file, or use "
                "--replace-metadata."
            )
            return message % {"columns": ", ".join(reason.args[0])}
        case SectionDropped():
            message = _(
                "%(section)s is published and in force, but missing from handbook.toml. Put it back; to remove it, "
                "withdraw it."
            )
            return message % {"section": reason.args[0].slug}
        case PagesEdited():
            message = _(
                "HR has saved texts that differ from %(files)s. Export the pages and compare them, or use --replace-pages."
            )
            return message % {"files": ", ".join(reason.files)}
        case DraftWouldBeOverwritten():
            message = _("%(section)s has an open draft. Publish or discard it, or use --replace-draft.")
            return message % {"section": reason.args[0].slug}
        case SectionNotReady():
            return _not_ready(reason)
        case SectionNotApproved():
            message = _("%(section)s, missing: %(roles)s. Import it as a draft, and have it approved in the admin.")
            return message % {"section": reason.section, "roles": ", ".join(str(role.label) for role in reason.roles)}
    raise TypeError(reason)


def missing_message(reason: NoHandbookFolder | OperationalError | ProgrammingError) -> str:
    """Return a sentence that says what a command needs and does not have."""
    if isinstance(reason, NoHandbookFolder):
        message = _("There is no handbook.toml in %(folder)s or in a folder of it.")
        return message % {"folder": reason.args[0]}
    return _("There is no database to compare with what is published. Run manage.py migrate first.")


def count_errors(count: int) -> str:
    return ngettext("%(count)s error.", "%(count)s errors.", count) % {"count": count}


def _unresolved(reason: UnresolvedIds) -> str:
    count = len(reason.prompts)
    message = ngettext(
        "%(count)s id to resolve. Write the ids, or let check_content --write-ids write the certain ones; if the ids in "
        "the files are right, use --ids-as-written.",
        "%(count)s ids to resolve. Write the ids, or let check_content --write-ids write the certain ones; if the ids in "
        "the files are right, use --ids-as-written.",
        count,
    ) % {"count": count}
    return f"{count_errors(len(reason.errors))} {message}" if reason.errors else message


def _not_ready(reason: SectionNotReady) -> str:
    missing = []
    if reason.questions:
        missing.append(_("questions to review: %(questions)s") % {"questions": ", ".join(reason.questions)})
    if reason.languages:
        missing.append(_("languages not ready: %(languages)s") % {"languages": ", ".join(reason.languages)})
    message = _("%(section)s, %(missing)s. Publish in the admin, or use --although-not-ready.")
    return message % {"section": reason.section, "missing": "; ".join(missing)}
