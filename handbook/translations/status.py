"""Whom each language of a section serves: worked out from frozen rows, today's judgements and checks, and kept on the section.

Two clauses match when the translation was made from the source's words as they stand beside it, or somebody has checked
them. A clause of a translation is current when its words match the source's newest words; or matched earlier ones, and
every change of the source since then is, by today's judgement, a correction. Title and key message are two of the clauses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from handbook.changes import MESSAGE, TITLE, kinds_in_force
from handbook.models import Audience, Change, ClauseText, Edition, Kind, Section, TranslationCheck
from markup.section.digests import line_digest

Match = tuple[str, str, str, str]
"""Language, clause, the digest of its words, and that of the source's words they match."""
TITLE_AND_MESSAGE: Mapping[str, str] = dict.fromkeys((TITLE, MESSAGE), Audience.EVERYONE.value)
"""The audience of the clauses that are no rows of their own."""


@dataclass(frozen=True, slots=True)
class TranslationState:
    """A version in one language, as far as its currency goes."""

    words: Mapping[str, str]
    """The digest of each clause's words, in reading order, title and key message first."""
    made_from_source: frozenset[str]
    """The clauses that were made from the source's words of the same version."""
    asks: frozenset[str]
    """The audiences whose questions are all there and current."""


@dataclass(frozen=True, slots=True)
class TranslationHistory:
    """Every published version of a section in every language."""

    source_language: str
    versions: Mapping[int, Mapping[str, TranslationState]] = field(default_factory=dict)
    """By number and language."""
    audiences: Mapping[str, str] = field(default_factory=dict)
    """Of the newest version's clauses, in reading order."""
    kinds: Mapping[tuple[int, str], Mapping[str, str]] = field(default_factory=dict)
    """See `kinds_in_force`."""
    matches: frozenset[Match] = frozenset()

    @property
    def newest(self) -> int:
        """The number of the newest version; 0 before the first."""
        return max(self.versions, default=0)

    def words(self, number: int, language: str, clause: str) -> str | None:
        wording = self.versions.get(number, {}).get(language)
        return wording.words.get(clause) if wording else None

    def matched_at(self, language: str, clause: str) -> int | None:
        """The last version whose source words the clause, as the newest version has it, was made from or checked against;
        None: none, or the clause is missing."""
        mine = self.words(self.newest, language, clause)
        if mine is None:
            return None
        for number in sorted(self.versions, reverse=True):
            source = self.words(number, self.source_language, clause)
            if source is not None and (language, clause, mine, source) in self.matches:
                return number
        return None

    def is_current(self, language: str, clause: str) -> bool:
        """Whether a clause of the newest version says in that language what the source says now."""
        if language == self.source_language:
            return True
        matched = self.matched_at(language, clause)
        return matched is not None and all(
            self._kind(number, clause, language) == Kind.CORRECTION for number in self._source_changes(clause, matched)
        )

    def _source_changes(self, clause: str, after: int) -> list[int]:
        """The later versions at which the source's words changed; another origin or audience changes no words."""
        numbers = [number for number in sorted(self.versions) if number >= after]
        digests = [self.words(number, self.source_language, clause) for number in numbers]
        return [number for number, old, new in zip(numbers[1:], digests[:-1], digests[1:], strict=True) if old != new]

    def _kind(self, number: int, clause: str, language: str) -> str | None:
        kinds = self.kinds.get((number, clause), {})
        return kinds.get(language, kinds.get(""))

    def outdated(self, language: str) -> tuple[str, ...]:
        """The clauses of the newest version that are missing or outdated in that language, in reading order."""
        return tuple(clause for clause in self.audiences if not self.is_current(language, clause))

    def quiz_is_current(self, language: str) -> bool:
        """Whether every question of the newest version is there and current."""
        wording = self.versions.get(self.newest, {}).get(language)
        return wording is not None and wording.asks.issuperset(Audience.values)

    def audiences_of(self, language: str) -> tuple[str, ...]:
        """The audiences that are shown the newest version in that language; leaders read what is for everyone too."""
        wording = self.versions.get(self.newest, {}).get(language)
        if wording is None:
            return ()
        outdated = {self.audiences[clause] for clause in self.outdated(language)}
        audiences_of = [
            audience for audience in Audience.values if audience not in outdated and audience in wording.asks
        ]
        return tuple(audiences_of) if Audience.EVERYONE in audiences_of else ()

    @property
    def translation_status(self) -> dict[str, object]:
        """As it is kept on the section."""
        languages = self.versions.get(self.newest, {})
        return {
            "number": self.newest,
            "languages": {language: list(self.audiences_of(language)) for language in sorted(languages)},
        }

    def followed_by(
        self,
        editions: Iterable[tuple[Edition, Sequence[ClauseText]]],
        kinds: Mapping[tuple[str, str], str],
    ) -> "TranslationHistory":
        """The same with a further version, not stored yet, whose changes are judged so."""
        number = self.newest + 1
        new = {edition.language: translation_state(edition, clauses) for edition, clauses in editions}
        judged = {key: dict(by_language) for key, by_language in self.kinds.items()}
        for (clause, language), kind in kinds.items():
            judged.setdefault((number, clause), {})[language] = kind
        audiences = next(
            {clause.clause: clause.audience for clause in clauses}
            for edition, clauses in editions
            if edition.language == self.source_language
        )
        return replace(
            self,
            versions={**self.versions, number: new},
            audiences={**TITLE_AND_MESSAGE, **audiences},
            kinds=judged,
            matches=self.matches | made_matches(self.source_language, new),
        )


def translation_state(edition: Edition, clauses: Iterable[ClauseText]) -> TranslationState:
    rows = [(clause.clause, clause.words_digest, clause.is_current) for clause in clauses]
    facts = (edition.title_is_current, edition.message_is_current)
    return _translation_state(
        edition.title, edition.message, facts, edition.quiz_serves_everyone, edition.quiz_serves_leaders, rows
    )


def _translation_state(
    title: str,
    message: str,
    facts: tuple[bool, bool],
    asks_everyone: bool,
    asks_leaders: bool,
    rows: Iterable[tuple[str, str, bool]],
) -> TranslationState:
    title_is_current, message_is_current = facts
    history = [
        (TITLE, line_digest(title), title_is_current),
        (MESSAGE, line_digest(message), message_is_current),
        *rows,
    ]
    asks = [(Audience.EVERYONE.value, asks_everyone), (Audience.LEADERS.value, asks_leaders)]
    return TranslationState(
        {clause: words for clause, words, _is_current in history},
        frozenset(clause for clause, _words, is_current in history if is_current),
        frozenset(audience for audience, is_asked in asks if is_asked),
    )


def made_matches(source_language: str, languages: Mapping[str, TranslationState]) -> frozenset[Match]:
    """What one version says of its translations: which words were made from which."""
    source = languages[source_language].words
    return frozenset(
        (language, clause, wording.words[clause], source[clause])
        for language, wording in languages.items()
        for clause in wording.made_from_source
        if language != source_language and clause in source
    )


def translation_histories(sections: Iterable[Section]) -> dict[int, TranslationHistory]:
    """What was published of each section, by its id: four queries, however many. Their handbooks are at hand."""
    sources = {section.pk: section.handbook.source_language for section in sections}
    versions, audiences = _versions(sources)
    judged: dict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    changes = Change.objects.filter(version__section__in=sources).order_by("pk")
    for section, number, clause, language, kind in changes.values_list(
        "version__section", "version__number", "clause", "language", "kind"
    ):
        judged[section].append((number or 0, clause, language, kind))
    checked: dict[int, set[Match]] = defaultdict(set)
    for section, *match in TranslationCheck.objects.filter(section__in=sources).values_list(
        "section", "language", "clause", "words_digest", "source_words_digest"
    ):
        checked[section].add((match[0], match[1], match[2], match[3]))
    return {
        pk: TranslationHistory(
            source,
            versions[pk],
            audiences[pk],
            kinds_in_force(judged[pk]),
            frozenset(checked[pk]).union(*(made_matches(source, version) for version in versions[pk].values())),
        )
        for pk, source in sources.items()
    }


def _versions(
    sources: Mapping[int, str],
) -> tuple[dict[int, dict[int, dict[str, TranslationState]]], dict[int, dict[str, str]]]:
    """By section: every wording by number and language; and the audiences of the newest version's clauses."""
    rows: dict[tuple[int, int, str], list[tuple[str, str, bool]]] = defaultdict(list)
    whose: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    clauses = ClauseText.objects.filter(edition__version__section__in=sources).order_by("position")
    for section, number, language, clause, audience, words, is_current in clauses.values_list(
        "edition__version__section", "edition__version__number", "edition__language",
        "clause", "audience", "words_digest", "is_current",
    ):  # fmt: skip
        rows[section, number or 0, language].append((clause, words, is_current))
        if language == sources[section]:
            whose[section, number or 0][clause] = audience
    versions: dict[int, dict[int, dict[str, TranslationState]]] = {pk: defaultdict(dict) for pk in sources}
    editions = Edition.objects.filter(version__section__in=sources)
    for section, number, language, title, message, *flags in editions.values_list(
        "version__section", "version__number", "language", "title", "message",
        "title_is_current", "message_is_current", "quiz_serves_everyone", "quiz_serves_leaders",
    ):  # fmt: skip
        versions[section][number or 0][language] = _translation_state(
            title, message, (flags[0], flags[1]), flags[2], flags[3], rows[section, number or 0, language]
        )
    newest = {pk: max(versions[pk], default=0) for pk in sources}
    return versions, {pk: {**TITLE_AND_MESSAGE, **whose[pk, newest[pk]]} if newest[pk] else {} for pk in sources}


def translation_history(section: Section) -> TranslationHistory:
    return translation_histories([section])[section.pk]


def translation_status(section: Section) -> dict[str, object]:
    """Whom each language of the newest version serves now: its number, and the audiences by language."""
    return translation_history(section).translation_status


def count_untranslated(sections: Iterable[Section], language: str) -> int:
    """How many of these published sections do not serve all their readers in that language, by what is kept on them."""
    return sum(
        set(section.translation_status["languages"].get(language, ())) != set(Audience.values)
        for section in sections
        if section.translation_status
    )


def renew_status(section: Section, *, history: TranslationHistory | None = None) -> None:
    """Keep on the section whom its languages serve now, under a new stamp. The section is locked; `told` is what was
    published, where it is known. The one place that does either: whoever publishes, judges or checks, and
    whoever withdraws a question, ends here."""
    section.translation_status = (history or translation_history(section)).translation_status
    section.change_stamp = uuid4()
    section.save(update_fields=["translation_status", "change_stamp"])
