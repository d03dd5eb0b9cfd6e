"""The reasons for which files are not imported, and the lines that say where in the files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from handbook.import_export.file_clause_ids import IdPrompt
from handbook.import_export.folder import FilesHaveErrors, count_errors, display_folder
from handbook.models import Approval
from handbook.versions.publish import HasErrors
from markup.error_messages import location, message_with_location
from markup.errors import LAWS, TextError
from records.refusal import Refusal


class NoDatabase(Refusal):
    """The tables that the files are compared with are not there."""

    sentence = _("There is no database to compare with what is published. Run manage.py migrate first.")


class DraftWouldBeOverwritten(Refusal):
    """The open draft of a section has another text than the files, and would be replaced. Carries the section."""

    sentence = _("%(section)s has an open draft. Publish or delete it, or use --replace-draft.")

    def values(self) -> Mapping[str, object]:
        return {"section": self.args[0].slug}


class SectionDropped(Refusal):
    """A section is published and in force, but missing from handbook.toml. Carries the section."""

    sentence = _(
        "%(section)s is published and in force, but missing from handbook.toml. Put it back; to remove it, withdraw it."
    )

    def values(self) -> Mapping[str, object]:
        return {"section": self.args[0].slug}


class SectionRenamed(Refusal):
    """A folder has the name that a section had before it was renamed. Carries that name and the section."""

    sentence = _(
        "The section in the folder “%(name)s” is called “%(slug)s” now. Rename the folder, and its name in handbook.toml."
    )

    def values(self) -> Mapping[str, object]:
        return {"name": self.args[0], "slug": self.args[1].slug}


class MetadataDiffers(Refusal):
    """The site has other metadata than handbook.toml. Carries the columns that differ, with the values of the file."""

    sentence = _(
        "handbook.toml and the site have different values for: %(columns)s. Change the file, or use --replace-metadata."
    )

    def values(self) -> Mapping[str, object]:
        return {"columns": ", ".join(self.args[0])}


class LawsEdited(Refusal):
    """HR has laws that differ from those in the file beside the folder. Carries their names."""

    sentence = _(
        "HR has changed laws that laws.toml has in other words: %(laws)s. Change the file, or use --replace-laws."
    )

    def values(self) -> Mapping[str, object]:
        return {"laws": ", ".join(self.args[0])}


class UnresolvedIds(FilesHaveErrors):
    """It is not certain which clause some blocks are. Carries the errors and the open id prompts."""

    def __init__(self, errors: Iterable[TextError], prompts: Iterable[IdPrompt]) -> None:
        self.prompts = tuple(prompts)
        super().__init__(errors, self.prompts)

    @property
    def message(self) -> str:
        count = len(self.prompts)
        message = ngettext(
            "%(count)s id to resolve. Write the ids, or let check_content --write-ids write the certain ones; if the ids in "
            "the files are right, use --ids-as-written.",
            "%(count)s ids to resolve. Write the ids, or let check_content --write-ids write the certain ones; if the ids in "
            "the files are right, use --ids-as-written.",
            count,
        ) % {"count": count}
        return f"{count_errors(len(self.errors))} {message}" if self.errors else message


class SectionNotReady(Refusal):
    """A section cannot be published with the kind that was requested.

    Questions about changed clauses have not been reviewed, or a new rule is missing in a language.
    """

    sentence = _("%(section)s, %(missing)s. Publish in the admin, or use --although-not-ready.")

    def __init__(self, section: str, questions: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.section, self.questions, self.languages = section, questions, languages
        super().__init__(section, questions, languages)

    def values(self) -> Mapping[str, object]:
        missing = []
        if self.questions:
            missing.append(gettext("questions to check: %(questions)s") % {"questions": ", ".join(self.questions)})
        if self.languages:
            missing.append(gettext("languages not ready: %(languages)s") % {"languages": ", ".join(self.languages)})
        return {"section": self.section, "missing": "; ".join(missing)}


class SectionNotApproved(Refusal):
    """A section cannot be published before it is approved in the admin. Carries the roles whose approval is missing."""

    sentence = _("%(section)s, missing: %(roles)s. Import it as a draft, and have it approved in the admin.")

    def __init__(self, section: str, roles: tuple[Approval.Role, ...]) -> None:
        self.section, self.roles = section, roles
        super().__init__(section, roles)

    def values(self) -> Mapping[str, object]:
        return {"section": self.section, "roles": ", ".join(str(role.label) for role in self.roles)}


class ImportRefused(Refusal):
    """Nothing is imported. Carries every reason, and the warning about the folder's name, if there is one."""

    sentence = _("Nothing was imported.")

    def __init__(self, reasons: Iterable[Refusal], about_name: Iterable[TextError] = ()) -> None:
        self.reasons, self.about_name = tuple(reasons), tuple(about_name)
        super().__init__(self.reasons, self.about_name)

    @property
    def message(self) -> str:
        separator = " " if len(self.reasons) == 1 else "\n"
        return separator.join([*(reason.message for reason in self.reasons), str(self.sentence)])


def locations(reason: Refusal, folder: Path) -> list[str]:
    """Return one line for each place in the files of the folder that a reason is about."""
    if not isinstance(reason, HasErrors):
        return []
    shown_folder = display_folder(folder)
    above = display_folder(folder.parent)
    lines = [
        message_with_location(error, above if error.place == LAWS else shown_folder)
        for error in reason.errors
        if error.is_error
    ]
    prompts = reason.prompts if isinstance(reason, UnresolvedIds) else ()
    return lines + [f"{location(prompt.place, prompt.line, shown_folder)}: {prompt.sentence}" for prompt in prompts]


def warning_lines(warnings: Iterable[TextError], folder: Path) -> list[str]:
    """Return one line for each warning about the files of the folder."""
    lines = [message_with_location(warning, display_folder(folder)) for warning in warnings]
    return [_("warning: %(warning)s") % {"warning": line} for line in lines]
