"""What is owed, rule by rule of `courses/todos/__init__.py`, and against a plain oracle over generated histories."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.todos.owed_clauses import WHOLE, owed, owed_from
from handbook.changes import kinds_in_force
from handbook.history import PublishedText, PublishedVersion, SectionHistory, section_history
from handbook.models import Change, Kind
from tests.cast import MONDAY
from tests.support.publication import edit_and_publish, reclassify_newest
from tests.support.sections import again

EVERYONE, LEADERS = "everyone", "leaders"
NEW_RULE, CLARIFICATION, CORRECTION = "new_rule", "clarification", "correction"
PUBLISHED = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""The first version; each further one follows a week later."""

Words = dict[str, str]
"""A clause's words, by clause."""


def history(
    *versions: Words,
    kinds: dict[tuple[int, str], str | dict[str, str]],
    english: tuple[Words, ...] = (),
    leaders: tuple[str, ...] = (),
) -> SectionHistory:
    """Versions 1, 2, … in bokmål (and English), with the kind of each change, for all languages or by language."""
    digests = [{"nb": words} for words in versions]
    for by_language, words in zip(digests, english, strict=False):
        by_language["en"] = words
    return SectionHistory(
        source_language="nb",
        versions={
            number: PublishedVersion(
                PUBLISHED + timedelta(weeks=number - 1),
                {clause: LEADERS if clause in leaders else EVERYONE for clause in by_language["nb"]},
                {language: PublishedText(words) for language, words in by_language.items()},
            )
            for number, by_language in enumerate(digests, start=1)
        },
        kinds={key: kind if isinstance(kind, dict) else {"": kind} for key, kind in kinds.items()},
    )


def test_nothing_is_owed_before_the_first_version() -> None:
    assert owed(history(kinds={}), EVERYONE, "nb", WHOLE) == ()


def test_whoever_has_completed_nothing_owes_the_whole_section_in_reading_order() -> None:
    section_versions = history({"b": "B", "a": "A", "c": "C"}, kinds={}, leaders=("c",))
    assert owed(section_versions, EVERYONE, "nb", WHOLE) == ("b", "a")
    assert owed(section_versions, LEADERS, "nb", WHOLE) == ("c",)


def test_whoever_has_nothing_owes_the_newest_clauses_whatever_their_kind() -> None:
    section_versions = history({"a": "A"}, {"b": "B", "a": "A2"}, kinds={(2, "b"): CORRECTION, (2, "a"): CORRECTION})
    assert owed(section_versions, EVERYONE, "nb", WHOLE) == ("b", "a")


def test_the_newest_version_completed_owes_nothing() -> None:
    section_versions = history({"a": "A"}, {"a": "A2"}, kinds={(2, "a"): NEW_RULE})
    assert owed(section_versions, EVERYONE, "nb", 2) == ()


def test_a_new_rule_asks_about_its_clause_alone() -> None:
    section_versions = history({"a": "A", "b": "B"}, {"a": "A2", "b": "B"}, kinds={(2, "a"): NEW_RULE})
    assert owed(section_versions, EVERYONE, "nb", 1) == ("a",)


@pytest.mark.parametrize("kind", [CORRECTION, CLARIFICATION])
def test_a_correction_and_a_clarification_ask_nobody(kind: str) -> None:
    section_versions = history({"a": "A"}, {"a": "A2"}, kinds={(2, "a"): kind})
    assert owed(section_versions, EVERYONE, "nb", 1) == ()


def test_a_new_rule_whose_words_are_those_completed_asks_nobody() -> None:
    section_versions = history({"a": "A"}, {"a": "A"}, kinds={(2, "a"): NEW_RULE})
    assert owed(section_versions, EVERYONE, "nb", 1) == ()


def test_a_rollback_asks_exactly_those_who_completed_the_text_rolled_back() -> None:
    section_versions = history({"a": "A"}, {"a": "A2"}, {"a": "A"}, kinds={(2, "a"): NEW_RULE, (3, "a"): NEW_RULE})
    assert {since: owed(section_versions, EVERYONE, "nb", since) for since in (1, 2, 3)} == {1: (), 2: ("a",), 3: ()}


def test_two_new_rules_in_a_row_are_owed_once_and_since_the_first_of_them() -> None:
    section_versions = history({"a": "A"}, {"a": "A2"}, {"a": "A3"}, kinds={(2, "a"): NEW_RULE, (3, "a"): NEW_RULE})
    assert {since: owed(section_versions, EVERYONE, "nb", since) for since in (1, 2)} == {1: ("a",), 2: ("a",)}
    assert owed_from(section_versions, ("a",), "nb", 1) == date(2026, 11, 9)
    assert owed_from(section_versions, ("a",), "nb", 2) == date(2026, 11, 16)


def test_a_correction_after_a_new_rule_takes_nothing_away() -> None:
    section_versions = history({"a": "A"}, {"a": "A2"}, {"a": "A3"}, kinds={(2, "a"): NEW_RULE, (3, "a"): CORRECTION})
    assert {since: owed(section_versions, EVERYONE, "nb", since) for since in (1, 2)} == {1: ("a",), 2: ()}
    assert owed_from(section_versions, ("a",), "nb", 1) == date(2026, 11, 9)


def test_a_new_clause_is_owed_where_it_stands() -> None:
    section_versions = history({"a": "A", "c": "C"}, {"a": "A", "b": "B", "c": "C"}, kinds={(2, "b"): NEW_RULE})
    assert owed(section_versions, EVERYONE, "nb", 1) == ("b",)


def test_a_removed_clause_is_owed_if_its_going_is_a_new_rule() -> None:
    gone = ({"a": "A", "b": "B"}, {"a": "A"})
    assert owed(history(*gone, kinds={(2, "b"): NEW_RULE}), EVERYONE, "nb", 1) == ("b",)
    assert owed(history(*gone, kinds={(2, "b"): CLARIFICATION}), EVERYONE, "nb", 1) == ()


def test_a_clause_that_came_and_went_in_between_is_owed_by_nobody() -> None:
    section_versions = history(
        {"a": "A"}, {"a": "A", "b": "B"}, {"a": "A"}, kinds={(2, "b"): NEW_RULE, (3, "b"): NEW_RULE}
    )
    assert {since: owed(section_versions, EVERYONE, "nb", since) for since in (1, 2)} == {1: (), 2: ("b",)}


def test_a_wrong_translation_asks_only_those_who_read_it() -> None:
    section_versions = history(
        {"a": "A"},
        {"a": "A"},
        english=({"a": "wrong"}, {"a": "right"}),
        kinds={(2, "a"): {"en": NEW_RULE}},
    )
    assert {language: owed(section_versions, EVERYONE, language, 1) for language in ("nb", "en", "nn")} == {
        "nb": (),
        "en": ("a",),
        "nn": (),
    }
    assert owed_from(section_versions, ("a",), "nb", 1) is None
    assert owed_from(section_versions, ("a",), "en", 1) == date(2026, 11, 9)


def test_a_new_rule_for_one_language_leaves_the_others_alone() -> None:
    section_versions = history(
        {"a": "A"},
        {"a": "A2"},
        english=({"a": "a"}, {"a": "a2"}),
        kinds={(2, "a"): {"": CORRECTION, "en": NEW_RULE}},
    )
    assert {language: owed(section_versions, EVERYONE, language, 1) for language in ("nb", "en")} == {
        "nb": (),
        "en": ("a",),
    }


def test_leaders_clauses_are_owed_by_leaders_alone() -> None:
    section_versions = history(
        {"a": "A", "b": "B"}, {"a": "A2", "b": "B2"}, kinds={(2, "a"): NEW_RULE, (2, "b"): NEW_RULE}, leaders=("b",)
    )
    assert {audience: owed(section_versions, audience, "nb", 1) for audience in (EVERYONE, LEADERS)} == {
        EVERYONE: ("a",),
        LEADERS: ("b",),
    }


def test_a_removed_leaders_clause_is_owed_by_leaders_alone() -> None:
    section_versions = history({"a": "A", "b": "B"}, {"a": "A"}, kinds={(2, "b"): NEW_RULE}, leaders=("b",))
    assert {audience: owed(section_versions, audience, "nb", 1) for audience in (EVERYONE, LEADERS)} == {
        EVERYONE: (),
        LEADERS: ("b",),
    }


# The same from real rows: what publishing writes, and what is judged again afterwards.


def test_judging_again_goes_both_ways(roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    asked = [owed(section_history(again(roles)), EVERYONE, "nb", 1)]
    for kind in (CORRECTION, NEW_RULE, CLARIFICATION):
        reclassify_newest(roles, "roles-1", kind)
        asked.append(owed(section_history(again(roles)), EVERYONE, "nb", 1))
    assert asked == [("roles-1",), (), ("roles-1",), ()]


def test_the_latest_word_counts_whether_it_was_said_of_all_languages_or_of_one(roles, olav) -> None:
    edit_and_publish(
        roles,
        {"source_nb": ("Et verv kan", "Et verv vil"), "source_en": ("An office can", "An office will")},
        kinds=Kind.NEW_RULE,
        by=olav,
        at=MONDAY,
    )
    owing_languages = []
    for kind, language in ((CORRECTION, "en"), (NEW_RULE, ""), (CORRECTION, ""), (NEW_RULE, "en"), (CLARIFICATION, "")):
        reclassify_newest(roles, "roles-1", kind, language)
        today = section_history(again(roles))
        owing_languages.append({tongue for tongue in ("nb", "en") if owed(today, EVERYONE, tongue, 1)})
    assert owing_languages == [{"nb"}, {"nb", "en"}, set(), {"en"}, set()]


def test_only_the_english_words_were_wrong(roles, olav) -> None:
    edit_and_publish(roles, {"source_en": ("An office can", "An office will")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    section_versions = section_history(again(roles))
    assert list(Change.objects.filter(version__number=2).values_list("clause", "language", "kind")) == [
        ("roles-1", "en", "new_rule")
    ]
    assert {language: owed(section_versions, EVERYONE, language, 1) for language in ("nb", "nn", "en")} == {
        "nb": (),
        "nn": (),
        "en": ("roles-1",),
    }


def test_title_and_message_are_owed_like_clauses(roles, olav) -> None:
    edit_and_publish(
        roles,
        {"title_nb": ("Rollene dine", "Dine roller"), "message_nb": ("tydelig", "klart")},
        kinds=Kind.NEW_RULE,
        by=olav,
        at=MONDAY,
    )
    assert owed(section_history(again(roles)), EVERYONE, "nb", 1) == ("title", "message")


def test_a_clause_that_becomes_the_leaders_own_is_owed_by_leaders(roles, olav) -> None:
    edit_and_publish(
        roles,
        {"source_nb": ("§ roles-4 (law, L6, L7)", "§ roles-4 (law, leaders, L6, L7)"), "quiz_nb": ("§ roles-1, roles-4", "§ roles-1")},
        kinds=Kind.NEW_RULE,
        by=olav,
        at=MONDAY,
    )  # fmt: skip
    section_versions = section_history(again(roles))
    assert {audience: owed(section_versions, audience, "nb", 1) for audience in (EVERYONE, LEADERS)} == {
        EVERYONE: (),
        LEADERS: ("roles-4",),
    }


def test_a_history_at_hand_is_not_the_one_before_a_publication(roles, olav) -> None:
    assert section_history(roles).newest == 1
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert section_history(again(roles)).newest == 2


# The oracle keeps texts and judgements as they come and looks the rule up in them, without the tables of `SectionHistory`.

CLAUSES = ("a", "b", "c", "d")
LANGUAGES = ("nb", "nn", "en")
KINDS = (CORRECTION, CLARIFICATION, NEW_RULE)


@dataclass(frozen=True)
class Text:
    """A clause at a version: whose it is, and its words by language."""

    audience: str
    words: dict[str, str]


@dataclass(frozen=True)
class Judgement:
    version: int
    clause: str
    language: str
    kind: str


@dataclass(frozen=True)
class Published:
    """A generated section: its versions, and every judgement in the order they were made."""

    versions: tuple[dict[str, Text], ...]
    classifications: tuple[Judgement, ...]

    def text(self, number: int, clause: str, language: str) -> tuple[str, str] | None:
        """What is compared: a clause's words and whose it is."""
        text = self.versions[number - 1].get(clause)
        return None if text is None or language not in text.words else (text.words[language], text.audience)

    def is_new_rule(self, number: int, clause: str, language: str) -> bool:
        """The last word that was said about this change in this language, or in all, is that it is a new rule."""
        judged = [
            classification.kind
            for classification in self.classifications
            if (classification.version, classification.clause) == (number, clause)
            and classification.language in ("", language)
        ]
        return judged[-1:] == [NEW_RULE]


def oracle(published: Published, audience: str, language: str, since: int) -> set[str]:
    newest = len(published.versions)
    now = published.versions[newest - 1]
    if since == 0:
        return {clause for clause, text in now.items() if text.audience == audience}
    then = published.versions[since - 1]
    owes = set()
    for clause in CLAUSES:
        text = now.get(clause) or then.get(clause)
        if text is None or text.audience != audience:
            continue
        differs = any(
            published.text(since, clause, tongue) != published.text(newest, clause, tongue)
            for tongue in ("nb", language)
        )
        if differs and any(published.is_new_rule(number, clause, language) for number in range(since + 1, newest + 1)):
            owes.add(clause)
    return owes


def as_history(published: Published) -> SectionHistory:
    return SectionHistory(
        source_language="nb",
        versions={
            number: PublishedVersion(
                PUBLISHED + timedelta(days=number),
                {clause: text.audience for clause, text in version.items()},
                {
                    language: PublishedText(
                        {
                            clause: f"{text.words[language]} {text.audience}"
                            for clause, text in version.items()
                            if language in text.words
                        }
                    )
                    for language in LANGUAGES
                },
            )
            for number, version in enumerate(published.versions, start=1)
        },
        kinds=kinds_in_force(
            (classification.version, classification.clause, classification.language, classification.kind)
            for classification in published.classifications
        ),
    )


@st.composite
def texts(draw: st.DrawFn, languages: frozenset[str]) -> Text:
    """Few different words, so that a clause often comes back to what it was."""
    words = {language: draw(st.sampled_from("xyz")) for language in sorted(languages)}
    return Text(draw(st.sampled_from((EVERYONE, EVERYONE, LEADERS))), words)


@st.composite
def versions(draw: st.DrawFn) -> dict[str, Text]:
    """A translation is whole or not there: nobody completes a section in a language it is not whole in."""
    languages = frozenset({"nb"}) | draw(st.frozensets(st.sampled_from(("nn", "en"))))
    return {clause: draw(texts(languages)) for clause in draw(st.permutations(CLAUSES)) if draw(st.integers(0, 4))}


@st.composite
def sections(draw: st.DrawFn) -> Published:
    drawn = tuple(draw(st.lists(versions(), min_size=1, max_size=5)))
    judged = st.builds(
        Judgement,
        st.integers(1, len(drawn)),
        st.sampled_from(CLAUSES),
        st.sampled_from(("", "", "nb", "nn", "en")),
        st.sampled_from(KINDS),
    )
    return Published(drawn, tuple(draw(st.lists(judged, max_size=14))))


@settings(max_examples=300, deadline=None)
@given(sections())
def test_owed_is_what_the_rule_says(published: Published) -> None:
    section_versions = as_history(published)
    for since in range(len(published.versions) + 1):
        spoken = LANGUAGES if since == 0 else languages_of(published.versions[since - 1])
        for audience in (EVERYONE, LEADERS):
            for language in spoken:
                clauses = owed(section_versions, audience, language, since)
                assert set(clauses) == oracle(published, audience, language, since)
                assert len(clauses) == len(set(clauses))


def languages_of(version: dict[str, Text]) -> set[str]:
    return set.intersection(*(set(text.words) for text in version.values())) if version else {"nb"}


@settings(max_examples=100, deadline=None)
@given(sections())
def test_what_is_owed_stands_in_reading_order_with_what_was_removed_last(published: Published) -> None:
    section_versions, newest = as_history(published), published.versions[-1]
    order = [*newest, *CLAUSES]
    for since in range(len(published.versions) + 1):
        clauses = owed(section_versions, EVERYONE, "nb", since)
        here = [clause for clause in clauses if clause in newest]
        assert here == sorted(here, key=order.index)
        assert list(clauses[: len(here)]) == here
