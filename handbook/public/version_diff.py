"""What readers are shown of a change: two editions clause by clause, which words differ, and how it was judged.

From two editions' rows to differences it is plain functions; only `changes_in_version` asks the database.
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
from markup.diff.words import REWRITTEN, share_changed


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """A clause that is not in one edition as it is in another. One of the two may be missing."""

    old: ClauseText | None
    new: ClauseText | None

    @property
    def standing(self) -> ClauseText:
        """The clause as it is now; if it is gone, as it was."""
        found = self.new or self.old
        assert found  # a difference is made of one row at least
        return found

    @property
    def clause(self) -> str:
        return self.standing.clause

    @property
    def what(self) -> Change.What:
        if self.old is None:
            return Change.What.NEW
        return Change.What.CHANGED if self.new else Change.What.REMOVED

    @property
    def is_same_words(self) -> bool:
        """Only what the clause is, its origin or audience, has changed."""
        return bool(self.old and self.new and self.old.text == self.new.text)

    @property
    def concerns_others(self) -> bool:
        return bool(self.old and self.new and self.old.audience != self.new.audience)

    @property
    def html(self) -> str | None:
        """What stands now, with marks at each word; None where old and new stand better one after the other."""
        if not (self.old and self.new) or share_changed(self.old.text, self.new.text) > REWRITTEN:
            return None
        return html_diff(self.old.html, self.new.html)

    @property
    def has_other_emphasis(self) -> bool:
        """No word and no link is another: nothing would be marked."""
        return (
            self.what == Change.What.CHANGED
            and self.html is not None
            and "<ins>" not in self.html
            and "<del>" not in self.html
        )


def clause_rows(edition: Edition) -> list[ClauseText]:
    """The frozen clauses in reading order, and before them the title and the key message as rows of the same kind."""
    frame = [
        ClauseText(clause=clause, text=text, html=escape(text), digest=text, audience=Audience.EVERYONE)
        for clause, text in ((TITLE, edition.title), (MESSAGE, edition.message))
    ]
    return [*frame, *edition.clauses.all()]


def clause_differences(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[ClauseDifference]:
    """Each clause whose words, origin or audience differ, in reading order; one that is gone stands where it stood."""
    before, after = {clause.clause: clause for clause in old}, {each.clause for each in new}
    gone_after: dict[str, list[ClauseDifference]] = {}
    last = ""  # before the first clause
    for row in old:
        if row.clause in after:
            last = row.clause
        else:
            gone_after.setdefault(last, []).append(ClauseDifference(row, None))
    found = gone_after.get("", [])
    for row in new:
        was = before.get(row.clause)
        if was is None or was.digest != row.digest:
            found.append(ClauseDifference(was, row))
        found += gone_after.get(row.clause, [])
    return found


@dataclass(frozen=True, slots=True)
class Classification:
    """How a change is judged today. Who judged it is not told here."""

    language: str
    """Empty: in all languages."""
    kind: Kind
    was: Kind | None
    """What it was judged first, if it has been judged again; then with the moment and the reason."""
    at: datetime
    reason: str


def classifications(changes: Iterable[Change]) -> dict[str, list[Classification]]:
    """By clause, that for all languages first; the last row for a clause and language counts. In the order added."""
    by_key: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_key.setdefault((change.clause, change.language), []).append(change)
    found: dict[str, list[Classification]] = {}
    for (clause, language), rows in sorted(by_key.items()):
        first, last = rows[0], rows[-1]
        was = Kind(first.kind) if len(rows) > 1 else None
        found.setdefault(clause, []).append(Classification(language, Kind(last.kind), was, last.at, last.reason))
    return found


@dataclass(frozen=True, slots=True)
class ClassifiedChange:
    """A difference in one language, as readers are shown it."""

    difference: ClauseDifference
    language: str
    classifications: Sequence[Classification]

    @property
    def only(self) -> str:
        """The one language that has changed; empty where the source has, and so all have."""
        return self.classifications[0].language if self.classifications else ""


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changed from the one before it."""

    edition: Edition
    previous: Edition | None
    """None: it is the first."""
    changes: Sequence[ClassifiedChange]


def changes_in_version(section: Section, number: int, *, language: str, audience: str) -> VersionChanges:
    """What that version of a section changed from the one before: in the language that the reader is shown of it, else
    in the source's. Three queries. Raises Edition.DoesNotExist where there is no such version."""
    found = list(
        # Two lookups, not `in`: a number from an address may be larger than the database can hold, which `in` does not bear.
        Edition.objects.filter(Q(version__number=number) | Q(version__number=number - 1), version__section=section)
        .select_related("version__section__handbook")
        .defer("source", "html", "quiz")
        .prefetch_related("clauses")
    )
    new = {edition.language: edition for edition in found if edition.version.number == number}
    old = {edition.language: edition for edition in found if edition.version.number == number - 1}
    if not new:
        raise Edition.DoesNotExist
    shown = edition_for_reader(new.values(), language=language, audience=audience).edition
    if not old:
        return VersionChanges(shown, None, ())
    if shown.language not in old:
        shown = new[section.handbook.source_language]
    version_changes = classifications(Change.objects.filter(version=shown.version_id))
    return VersionChanges(shown, old[shown.language], classified_changes(old, new, shown.language, version_changes))


def classified_changes(
    old: Mapping[str, Edition],
    new: Mapping[str, Edition],
    language: str,
    version_changes: Mapping[str, Sequence[Classification]],
) -> list[ClassifiedChange]:
    """What differs in the source, told in the language where its words differ too; then what only one translation changed."""
    by_language = {
        each: clause_differences(clause_rows(old[each]), clause_rows(new[each])) for each in new if each in old
    }
    source_language = next(iter(new.values())).version.section.handbook.source_language
    mine = {difference.clause: difference for difference in by_language[language] if not difference.is_same_words}
    found = []
    for difference in by_language[source_language]:
        in_mine = difference.clause in mine
        found.append(
            ClassifiedChange(
                mine.get(difference.clause, difference),
                language if in_mine else source_language,
                version_changes.get(difference.clause, ()),
            )
        )
    of_all = {difference.clause for difference in by_language[source_language]}
    for other, differing in by_language.items():
        found += [
            ClassifiedChange(difference, other, judged_here)
            for difference in differing
            if difference.clause not in of_all
            and (judged_here := [one for one in version_changes.get(difference.clause, ()) if one.language == other])
        ]
    return found
