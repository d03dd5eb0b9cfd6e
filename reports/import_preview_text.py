"""The changes of an import and the employees it would ask, as lines for a terminal of 100 columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.import_export.errors import locations, warning_lines
from handbook.import_export.import_plan import Action, ImportPlan, SectionPlan
from handbook.import_export.site_page_files import FOLDER, PageImportPlan, page_file_name
from handbook.laws.law_file import LAW_FILE, law_table
from handbook.models import Kind
from markup.clause_ids.prompts import sentence
from markup.clause_ids.proposals import Moved, Proposal, Returned
from markup.diff.links import follow_links
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
_LONG_TEXT = 3
"""Of a text with more lines than this, only the changed lines are printed."""


def describe_import(plan: ImportPlan, *, on: date) -> Iterator[str]:
    """Describe the import of a handbook, section by section, and the reasons for which it would be refused."""
    name = plan.files.slug
    yield name if plan.handbook else _("%(handbook)s: a new handbook") % {"handbook": name}
    yield from warning_lines(plan.files.about_name, plan.files.folder)
    yield from _metadata_lines(plan)
    yield from _law_lines(plan)
    for number, section_plan in enumerate(plan.changed):
        if section_plan.newest or not number:
            yield ""
        yield from _paragraph("", f"{section_plan.slug}: {_describe_action(plan, section_plan)}", hanging="  ")
        if section_plan.newest:
            yield from _change_lines(preview_import(plan, section_plan, on=on), section_plan)
    yield ""
    unchanged = [section_plan for section_plan in plan.sections if section_plan not in plan.changed]
    for words, action in (
        (_("nothing: %(sections)s"), Action.LEAVE),
        (_("nothing, the open draft says this: %(sections)s"), Action.KEEP),
    ):
        if slugs := [section_plan.slug for section_plan in unchanged if section_plan.action == action]:
            yield from _paragraph("", words % {"sections": ", ".join(slugs)}, hanging="  ")
    if unchanged:
        yield ""
    yield from _outcome_lines(plan)


def describe_pages(plan: PageImportPlan) -> Iterator[str]:
    """Describe the import of the pages of the site, word by word."""
    yield FOLDER
    for page, typed in plan.pages:
        for language, file in typed.items():
            current = page.texts[language]
            words = [
                TextChange(language, current.title, file.title),
                TextChange(language, current.source, file.source),
            ]
            yield ""
            yield f"  {page_file_name(page, language)}"
            yield from _text_lines([word for word in words if word.old != word.new])
            if all(word.old == word.new for word in words):
                yield from _paragraph("      ", _("the same words, compared with another text of the source"))
    if plan.changes_nothing:
        yield _("%(handbook)s: an import would change nothing.") % {"handbook": FOLDER}


def _metadata_lines(plan: ImportPlan) -> Iterator[str]:
    if plan.metadata_changes:
        yield ""
        yield "handbook.toml"
        for item in metadata_items(plan.metadata_changes):
            yield f"  {item.id}"
            yield from _text_lines(item.words)
    if plan.handbook and plan.order != plan.new_order:
        yield ""
        yield from _paragraph("", _("order: %(sections)s") % {"sections": ", ".join(plan.new_order)})


def _law_lines(plan: ImportPlan) -> Iterator[str]:
    """Each law that would change, word by word."""
    if plan.laws:
        yield ""
        yield LAW_FILE
    tables = {
        change.law.id: (law_table(change.entry.shown) if change.entry else {}, law_table(change.law))
        for change in plan.laws
    }
    for item in metadata_items(tables):
        yield f"  {item.id}"
        yield from _text_lines(item.words)


def _describe_action(plan: ImportPlan, section_plan: SectionPlan) -> str:
    """A few words about what the import would do with a section."""
    number = (section_plan.newest.number or 0) if section_plan.newest else 0
    parts = [_("a new section")] if section_plan.section is None else []
    if section_plan.action == Action.REPLACE:
        parts.append(
            _("replaces the open draft")
            if plan.options.replace_drafts
            else _("replaces the open draft, but only with --replace-draft")
        )
    elif section_plan.action == Action.BEGIN and plan.options.publish_as is None:
        parts.append(_("a new draft, beside version %(number)s") if section_plan.newest else _("a first draft"))
    kind = plan.options.publish_as
    if kind:
        parts.append(_("published as version %(next)s, each change as %(kind)s"))
    return ", ".join(parts) % {"number": number, "next": number + 1, "kind": kind.label if kind else ""}


def _change_lines(changes: SectionChanges, section_plan: SectionPlan) -> Iterator[str]:
    for item in changes.clauses:
        yield from _item_lines(item, item.id)
    for item in changes.questions:
        yield from _item_lines(item, _("question %(id)s") % {"id": item.id})
    sentences = []
    if changes.reordered:
        sentences.append(_("The order of the questions changes (%(languages)s).") % _languages(changes.reordered))
    if section_plan.action == Action.REPLACE and changes.lost:
        sentences.append(_("Text of the open draft that would be lost: %(ids)s.") % {"ids": ", ".join(changes.lost)})
    if changes.to_review:
        sentences.append(_("Questions to check: %(ids)s.") % {"ids": ", ".join(changes.to_review)})
    sentences += map(_describe_outdated, changes.outdated)
    outdated = {translation.language for translation in changes.outdated}
    if confirmed := [language for language in changes.confirmed if language not in outdated]:
        sentences.append(_("Updates which source text it was made from: %(languages)s.") % _languages(confirmed))
    for text in sentences:
        yield from _paragraph("  ", text)
    if changes.asked_again:
        yield from _asked_again_lines(changes.asked_again)
    else:
        yield from _paragraph("  ", _("Who must confirm again is not known until the errors are corrected."))


def _languages(languages: Iterable[str]) -> dict[str, str]:
    return {"languages": ", ".join(languages)}


def _item_lines(item: ChangedItem, name: str) -> Iterator[str]:
    yield from _paragraph("  ", f"{name}: {'; '.join(_describe_item(item))}", hanging="    ")
    yield from _text_lines(item.words)


def _describe_item(item: ChangedItem) -> list[str]:
    """Labels for the changes of the item, each with its languages."""
    texts = [change for change in item.words if change.language != MARKS]
    by_change = [
        (_("new (%(languages)s)"), [text.language for text in texts if not text.old]),
        (_("changed (%(languages)s)"), [text.language for text in texts if text.old and text.new]),
        (_("removed (%(languages)s)"), [text.language for text in texts if not text.new]),
    ]
    parts = [label % _languages(languages) for label, languages in by_change if languages]
    if item.words and not texts:
        parts.append(_("other marks"))
    if texts and all(text.old.split() == text.new.split() for text in texts):
        parts.append(_("only the line breaks"))
    by_sentence: dict[str, list[str]] = {}
    for language, proposal in item.proposals:
        by_sentence.setdefault(_describe_proposal(proposal), []).append(language)
    return [*parts, *(f"{label} ({', '.join(languages)})" for label, languages in by_sentence.items())]


def _describe_proposal(proposal: Proposal) -> str:
    match proposal:
        case Moved():
            return _("moved")
        case Returned():
            return _("back again")
    return sentence(proposal).rstrip(".")


def _text_lines(changes: Sequence[TextChange]) -> Iterator[str]:
    for change in changes:
        followed, links = follow_links(change.old, change.new)
        lines = marked_lines(followed, change.new)
        shown = [line for line, is_changed in lines if is_changed or len(lines) <= _LONG_TEXT]
        label = f"      {change.language:3} " if change.language else "      "
        for line in shown:
            if line:
                yield from _paragraph(label, line)
                label = " " * len(label)
        for link in links:
            yield from _paragraph(label, link.sentence)
            label = " " * len(label)


def _paragraph(label: str, text: str, *, hanging: str = "") -> list[str]:
    """The text in lines of that width, the first after a label, the others indented below it."""
    indent = hanging or " " * len(label)
    return wrap(
        text, WIDTH, initial_indent=label, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _describe_outdated(outdated: OutdatedTranslation) -> str:
    sentences = [_("%(language)s would be outdated in %(ids)s.")]
    parts = [*outdated.clauses, *([_("the questions")] if outdated.quiz else [])]
    if current := [clause for clause in outdated.clauses if clause not in outdated.if_corrected]:
        sentences.append(_("A correction leaves it current in %(healed)s."))
    return " ".join(sentences) % {"language": outdated.language, "ids": ", ".join(parts), "healed": ", ".join(current)}


def _asked_again_lines(asked_again: AskedAgain) -> Iterator[str]:
    """A line for each kind, with the number of employees asked."""
    if not asked_again.completed:
        yield from _paragraph(
            "  ",
            _("Nobody has to confirm again: nobody has a valid receipt for this section."),
        )
        return
    whole = ngettext(
        "Of %(count)s employee with a valid receipt for the section, this many must confirm again:",
        "Of %(count)s employees with a valid receipt for the section, this many must confirm again:",
        asked_again.completed,
    )
    yield from _paragraph("  ", whole % {"count": asked_again.completed})
    width = max(len(str(kind.label)) for kind in Kind)
    for kind in reversed(Kind):
        count = str(asked_again.asked[kind]) if asked_again.asked[kind] else _("nobody")
        yield f"      {kind.label:{width}}  {count}{_leaders_note(asked_again) if kind == Kind.NEW_RULE else ''}"


def _leaders_note(asked_again: AskedAgain) -> str:
    if asked_again.leaders is None:
        return ""
    return " " + _("(%(count)s only because of points for managers)") % {"count": asked_again.leaders or _("nobody")}


def _outcome_lines(plan: ImportPlan) -> Iterator[str]:
    name = {"handbook": plan.files.slug}
    if plan.reasons:
        yield _("%(handbook)s: an import would be refused.") % name
        for reason in plan.reasons:
            # Not wrapped, so that file and line can be searched for.
            yield from (f"  {line}" for line in [*locations(reason, plan.files.folder), reason.message])
    elif plan.changes_nothing:
        yield _("%(handbook)s: an import would change nothing.") % name
    elif plan.handbook and not plan.changed:
        yield _("%(handbook)s: an import would change only handbook.toml.") % name
    else:
        count = len(plan.changed)
        message = ngettext(
            "%(handbook)s: an import would change %(count)s section.",
            "%(handbook)s: an import would change %(count)s sections.",
            count,
        )
        yield message % {**name, "count": count}
