"""What an import would change and whom it would concern, in lines to be read in a terminal of 100 columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.import_export.errors import locations, refusal_message
from handbook.import_export.import_plan import Action, ImportPlan, SectionPlan
from handbook.import_export.site_page_files import FOLDER, PageImportPlan, page_file_name
from handbook.models import Kind
from markup.clause_ids.prompts import sentence
from markup.clause_ids.proposals import Moved, Proposal, Returned
from markup.diff.words import marked_lines
from reports.import_preview import (
    MARKS,
    AskedAgain,
    ChangedItem,
    OutdatedTranslation,
    SectionChanges,
    TextChange,
    metadata_items,
    preview_import,
)

WIDTH = 100
_LONG = 3
"""Of what has more lines than this, only those are told that hold a change."""


def describe_import(decision: ImportPlan, *, on: date) -> Iterator[str]:
    """What importing a handbook would do, section by section; and what it would be refused for."""
    name = decision.files.slug
    yield name if decision.handbook else _("%(handbook)s: a new handbook") % {"handbook": name}
    yield from _metadata(decision)
    for number, decided in enumerate(decision.changed):
        if decided.newest or not number:
            yield ""
        yield from _paragraph("", f"{decided.slug}: {_action(decision, decided)}", hanging="  ")
        if decided.newest:
            yield from _changes(preview_import(decision, decided, on=on), decided)
    yield ""
    unchanged = [section for section in decision.sections if section not in decision.changed]
    for words, action in (
        (_("nothing: %(sections)s"), Action.LEAVE),
        (_("nothing, the open draft says this: %(sections)s"), Action.KEEP),
    ):
        if slugs := [plan.slug for plan in unchanged if plan.action == action]:
            yield from _paragraph("", words % {"sections": ", ".join(slugs)}, hanging="  ")
    if unchanged:
        yield ""
    yield from _outcome(decision)


def describe_pages(decided: PageImportPlan) -> Iterator[str]:
    """What importing the site's own pages would change, word by word."""
    yield FOLDER
    for page, typed in decided.pages:
        for language, file in typed.items():
            stands = page.texts[language]
            words = [TextChange(language, *each) for each in ((stands.title, file.title), (stands.source, file.source))]
            yield ""
            yield f"  {page_file_name(page, language)}"
            yield from _words([word for word in words if word.old != word.new])
            if all(word.old == word.new for word in words):
                yield from _paragraph("      ", _("the same words, compared with another text of the source"))
    if decided.changes_nothing:
        yield _("%(handbook)s: an import would change nothing.") % {"handbook": FOLDER}


def _metadata(decision: ImportPlan) -> Iterator[str]:
    if decision.metadata_changes:
        yield ""
        yield "handbook.toml"
        for item in metadata_items(decision.metadata_changes):
            yield f"  {item.id}"
            yield from _words(item.words)
    if decision.handbook and decision.order != decision.new_order:
        yield ""
        yield from _paragraph("", _("order: %(sections)s") % {"sections": ", ".join(decision.new_order)})


def _action(decision: ImportPlan, decided: SectionPlan) -> str:
    """What becomes of a section, in a sentence."""
    number = (decided.newest.number or 0) if decided.newest else 0
    parts = [_("a new section") if decided.section is None else ""]
    if decided.action == Action.REPLACE:
        parts.append(
            _("replaces the open draft")
            if decision.options.replace_drafts
            else _("replaces the open draft, but only with --replace-draft")
        )
    elif decided.action == Action.BEGIN and decision.options.publish_as is None:
        parts.append(_("a new draft, beside version %(number)s") if decided.newest else _("a first draft"))
    kind = decision.options.publish_as
    if kind:
        parts.append(_("published as version %(next)s, each change as %(kind)s"))
    said = {"number": number, "next": number + 1, "kind": kind.label if kind else ""}
    return ", ".join(part for part in parts if part) % said


def _changes(changes: SectionChanges, decided: SectionPlan) -> Iterator[str]:
    for item in changes.clauses:
        yield from _item(item, item.id)
    for item in changes.questions:
        yield from _item(item, _("question %(id)s") % {"id": item.id})
    said = []
    if changes.reordered:
        said.append(_("The questions stand in another order (%(languages)s).") % _in(changes.reordered))
    if decided.action == Action.REPLACE and changes.lost:
        said.append(_("What the open draft says otherwise is lost: %(ids)s.") % {"ids": ", ".join(changes.lost)})
    if changes.to_review:
        said.append(_("To be seen to: questions %(ids)s.") % {"ids": ", ".join(changes.to_review)})
    said += map(_outdated, changes.outdated)
    if still := [
        each for each in changes.confirmed if each not in {outdated.language for outdated in changes.outdated}
    ]:
        said.append(_("Says anew which words it was made from: %(languages)s.") % _in(still))
    for each in said:
        yield from _paragraph("  ", each)
    if changes.concerned:
        yield from _concerned(changes.concerned)
    else:
        yield from _paragraph("  ", _("Whom it would ask is known once the errors are gone."))


def _in(languages: Iterable[str]) -> dict[str, str]:
    return {"languages": ", ".join(languages)}


def _item(item: ChangedItem, name: str) -> Iterator[str]:
    yield from _paragraph("  ", f"{name}: {'; '.join(_what(item))}", hanging="    ")
    yield from _words(item.words)


def _what(item: ChangedItem) -> list[str]:
    """What becomes of it, in which languages."""
    in_languages = [word for word in item.words if word.language != MARKS]
    said = [
        (_("new (%(languages)s)"), [in_language.language for in_language in in_languages if not in_language.old]),
        (
            _("changed (%(languages)s)"),
            [in_language.language for in_language in in_languages if in_language.old and in_language.new],
        ),
        (_("removed (%(languages)s)"), [in_language.language for in_language in in_languages if not in_language.new]),
    ]
    found = [words % _in(languages) for words, languages in said if languages]
    if item.words and not in_languages:
        found.append(_("other marks"))
    if in_languages and all(in_language.old.split() == in_language.new.split() for in_language in in_languages):
        found.append(_("only the line breaks"))
    by_sentence: dict[str, list[str]] = {}
    for language, proposal in item.proposals:
        by_sentence.setdefault(_found(proposal), []).append(language)
    return [*found, *(f"{words} ({', '.join(languages)})" for words, languages in by_sentence.items())]


def _found(proposal: Proposal) -> str:
    match proposal:
        case Moved():
            return _("moved")
        case Returned():
            return _("back again")
    return sentence(proposal).rstrip(".")


def _words(words: Sequence[TextChange]) -> Iterator[str]:
    for word in words:
        lines = marked_lines(word.old, word.new)
        shown = [line for line, is_changed in lines if is_changed or len(lines) <= _LONG]
        label = f"      {word.language:3} " if word.language else "      "
        for line in shown:
            if line:
                yield from _paragraph(label, line)
                label = " " * len(label)


def _paragraph(label: str, text: str, *, hanging: str = "") -> list[str]:
    """The text in lines of the width, the first behind a label, the others below where it began."""
    indent = hanging or " " * len(label)
    return wrap(
        text, WIDTH, initial_indent=label, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _outdated(outdated: OutdatedTranslation) -> str:
    said = [_("%(language)s is then behind in %(ids)s.")]
    behind = [*outdated.clauses, *([_("the questions")] if outdated.quiz else [])]
    if healed := [clause for clause in outdated.clauses if clause not in outdated.if_corrected]:
        said.append(_("A correction leaves it current in %(healed)s."))
    return " ".join(said) % {"language": outdated.language, "ids": ", ".join(behind), "healed": ", ".join(healed)}


def _concerned(concerned: AskedAgain) -> Iterator[str]:
    """A line for each kind of judgement."""
    if not concerned.completed:
        yield from _paragraph(
            "  ",
            _("Asks nobody to confirm again: nobody has a completion of this section that counts."),
        )
        return
    whole = ngettext(
        "Of %(count)s employee whose completion of the section counts, it would ask again:",
        "Of %(count)s employees whose completion of the section counts, it would ask again:",
        concerned.completed,
    )
    yield from _paragraph("  ", whole % {"count": concerned.completed})
    width = max(len(str(kind.label)) for kind in Kind)
    for kind in reversed(Kind):
        asked = str(concerned.asked[kind]) if concerned.asked[kind] else _("nobody")
        yield f"      {kind.label:{width}}  {asked}{_leaders(concerned) if kind == Kind.NEW_RULE else ''}"


def _leaders(concerned: AskedAgain) -> str:
    if concerned.leaders is None:
        return ""
    return " " + _("(%(count)s for the points for leaders alone)") % {"count": concerned.leaders or _("nobody")}


def _outcome(decision: ImportPlan) -> Iterator[str]:
    name = {"handbook": decision.files.slug}
    if decision.reasons:
        yield _("%(handbook)s: an import would be refused.") % name
        for reason in decision.reasons:
            # Not wrapped: file and line are to be found as they are.
            yield from (f"  {line}" for line in [*locations(reason), refusal_message(reason)])
    elif decision.changes_nothing:
        yield _("%(handbook)s: an import would change nothing.") % name
    elif decision.handbook and not decision.changed:
        yield _("%(handbook)s: an import would change the frame alone.") % name
    else:
        count = len(decision.changed)
        said = ngettext(
            "%(handbook)s: an import would change %(count)s section.",
            "%(handbook)s: an import would change %(count)s sections.",
            count,
        )
        yield said % {**name, "count": count}
