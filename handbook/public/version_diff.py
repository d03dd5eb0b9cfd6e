"""The difference between two versions as readers are shown it: clause by clause, with changed words and kinds.

Only `changes_in_version` reads the database; the other functions are pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.html import escape

from handbook.changes import MESSAGE, TITLE
from handbook.models import Audience, Change, ClauseText, Edition, Kind, Section
from handbook.public.reader_editions import edition_for_reader
from markup.diff.html import html_diff
from markup.diff.links import LinkChange, follow_links
from markup.diff.words import is_rewritten


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """A clause that differs between two editions. It may be missing in one of them."""

    old: ClauseText | None
    new: ClauseText | None

    @property
    def latest(self) -> ClauseText:
        """The new clause; the old one if it was removed."""
        latest = self.new or self.old
        assert latest  # a difference has at least one of the two
        return latest

    @property
    def clause(self) -> str:
        return self.latest.clause

    @property
    def what(self) -> Change.What:
        if self.old is None:
            return Change.What.NEW
        return Change.What.CHANGED if self.new else Change.What.REMOVED

    @property
    def is_same_words(self) -> bool:
        """Whether only the origin or the audience of the clause has changed."""
        return bool(self.old and self.new and self.old.text == self.new.text)

    @property
    def has_other_audience(self) -> bool:
        return bool(self.old and self.new and self.old.audience != self.new.audience)

    @property
    def html(self) -> str | None:
        """The new HTML with changed words marked; None if too many changed, and both texts are shown instead."""
        if not (self.old and self.new):
            return None
        followed, _links = follow_links(self.old.text, self.new.text)
        if is_rewritten(followed, self.new.text):
            return None
        return self.new.html if followed == self.new.text else html_diff(self.old.html, self.new.html)

    @property
    def only_links_differ(self) -> bool:
        """Whether the words are the same, and some lead elsewhere."""
        return bool(self.old and self.new and self.links) and self.html == self.latest.html

    @property
    def links(self) -> tuple[LinkChange, ...]:
        """The links that lead elsewhere. Their words are not marked."""
        return follow_links(self.old.text, self.new.text)[1] if self.old and self.new else ()

    @property
    def has_other_emphasis(self) -> bool:
        """Whether neither a word nor a link has changed, so that nothing would be marked."""
        return (
            self.what == Change.What.CHANGED
            and self.html is not None
            and not self.links
            and "<ins>" not in self.html
            and "<del>" not in self.html
        )


def edition_rows(edition: Edition) -> list[ClauseText]:
    """Return the title and the key message as rows like those of clauses, then the frozen clauses in reading order."""
    title_and_message = [
        ClauseText(clause=clause, text=text, html=escape(text), digest=text, audience=Audience.EVERYONE)
        for clause, text in ((TITLE, edition.title), (MESSAGE, edition.message))
    ]
    return [*title_and_message, *edition.clauses.all()]


def clause_differences(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[ClauseDifference]:
    """Return the clauses whose words, origin or audience differ, in reading order; a removed one keeps its place."""
    old_by_id, new_ids = {row.clause: row for row in old}, {row.clause for row in new}
    removed_after: dict[str, list[ClauseDifference]] = {}
    last_kept = ""  # before the first clause
    for row in old:
        if row.clause in new_ids:
            last_kept = row.clause
        else:
            removed_after.setdefault(last_kept, []).append(ClauseDifference(row, None))
    differences = removed_after.get("", [])
    for row in new:
        old_row = old_by_id.get(row.clause)
        if old_row is None or old_row.digest != row.digest:
            differences.append(ClauseDifference(old_row, row))
        differences += removed_after.get(row.clause, [])
    return differences


@dataclass(frozen=True, slots=True)
class Classification:
    """The present kind of a change. The person who chose it is not shown to readers."""

    language: str
    """Empty: in all languages."""
    kind: Kind
    original_kind: Kind | None
    """The first kind if the change was reclassified; `at` and `reason` are those of the reclassification."""
    at: datetime
    reason: str


def classifications(changes: Iterable[Change]) -> dict[str, list[Classification]]:
    """Return the classifications by clause, those for all languages first. `changes` are in the order they were added:
    the last row for a clause and language counts."""
    by_key: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_key.setdefault((change.clause, change.language), []).append(change)
    by_clause: dict[str, list[Classification]] = {}
    for (clause, language), rows in sorted(by_key.items()):
        first, last = rows[0], rows[-1]
        original_kind = Kind(first.kind) if len(rows) > 1 else None
        classification = Classification(language, Kind(last.kind), original_kind, last.at, last.reason)
        by_clause.setdefault(clause, []).append(classification)
    return by_clause


@dataclass(frozen=True, slots=True)
class ClassifiedChange:
    """A difference in one language, as readers are shown it."""

    difference: ClauseDifference
    language: str
    classifications: Sequence[Classification]

    @property
    def only(self) -> str:
        """The only language that has changed; empty if the source has, and so all languages."""
        return self.classifications[0].language if self.classifications else ""


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """The changes from the previous version to a version."""

    edition: Edition
    previous: Edition | None
    """None: it is the first version."""
    changes: Sequence[ClassifiedChange]


def changes_in_version(section: Section, number: int, *, language: str, audience: str) -> VersionChanges:
    """Return the changes from the previous version: in the language that the reader is shown, else in the source's.

    Three queries. Raises Edition.DoesNotExist if there is no such version.
    """
    editions = list(
        # Two lookups, not `in`: `in` fails for a number from an address that is too large for the database.
        Edition.objects.filter(Q(version__number=number) | Q(version__number=number - 1), version__section=section)
        .select_related("version__section__handbook")
        .defer("source", "html", "quiz")
        .prefetch_related("clauses")
    )
    new = {edition.language: edition for edition in editions if edition.version.number == number}
    old = {edition.language: edition for edition in editions if edition.version.number == number - 1}
    if not new:
        raise Edition.DoesNotExist
    shown = edition_for_reader(new.values(), language=language, audience=audience).edition
    if not old:
        return VersionChanges(shown, None, ())
    if shown.language not in old:
        shown = new[section.handbook.source_language]
    by_clause = classifications(Change.objects.filter(version=shown.version_id))
    return VersionChanges(shown, old[shown.language], classified_changes(old, new, shown.language, by_clause))


def classified_changes(
    old: Mapping[str, Edition],
    new: Mapping[str, Edition],
    language: str,
    by_clause: Mapping[str, Sequence[Classification]],
) -> list[ClassifiedChange]:
    """Return what differs in the source, in `language` if its words differ too; then changes of one translation only."""
    by_language = {
        code: clause_differences(edition_rows(old[code]), edition_rows(new[code])) for code in new if code in old
    }
    source_language = next(iter(new.values())).version.section.handbook.source_language
    in_language = {
        difference.clause: difference for difference in by_language[language] if not difference.is_same_words
    }
    changes = [
        ClassifiedChange(
            in_language.get(difference.clause, difference),
            language if difference.clause in in_language else source_language,
            by_clause.get(difference.clause, ()),
        )
        for difference in by_language[source_language]
    ]
    changed_in_source = {difference.clause for difference in by_language[source_language]}
    for code, differences in by_language.items():
        for difference in differences:
            in_this_language = [
                classification
                for classification in by_clause.get(difference.clause, ())
                if classification.language == code
            ]
            if in_this_language and difference.clause not in changed_in_source:
                changes.append(ClassifiedChange(difference, code, in_this_language))
    return changes
