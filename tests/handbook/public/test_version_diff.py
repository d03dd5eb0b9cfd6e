"""What a version changed, clause by clause: which words, what it was judged, and why if it was judged again."""

from datetime import timedelta

import pytest

from handbook.models import Change, ClauseText, Edition, Kind, Section
from handbook.public.version_diff import changes_in_version, clause_differences
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from markup.diff.paragraphs import MarkedText, changed_paragraphs, marked_text
from markup.diff.words import Run
from tests.cast import MONDAY
from tests.support.publication import edit_and_publish
from tests.support.sections import again


def row(clause: str, text: str = "", **facts: str) -> ClauseText:
    return ClauseText(clause=clause, text=text, digest="·".join((text, *facts.values())), **facts)


def differences(old: list[ClauseText], new: list[ClauseText]) -> list[tuple[str, str]]:
    return [(difference.clause, difference.what.value) for difference in clause_differences(old, new)]


def test_what_is_as_it_was_is_no_difference() -> None:
    assert differences([row("a", "En"), row("b", "To")], [row("a", "En"), row("b", "To")]) == []
    # Order alone is no change.
    assert differences([row("a", "En"), row("b", "To")], [row("b", "To"), row("a", "En")]) == []
    assert differences([], []) == []


def test_of_a_long_text_only_the_paragraphs_that_differ_are_told() -> None:
    old, new = "Likt.\n\nEt ord her.\n\nBorte.\n\nSlutt.", "Likt.\n\nEt annet ord her.\n\nSlutt.\n\nNytt."
    assert changed_paragraphs(old, new) == [
        MarkedText(((Run("same", "Et"), Run("added", " annet"), Run("same", " ord her.")),)),
        MarkedText(((Run("removed", "Borte."),),)),
        MarkedText(((Run("added", "Nytt."),),)),
    ]
    assert changed_paragraphs(new, new) == []


def test_differences_stand_in_reading_order_and_what_is_gone_where_it_stood() -> None:
    old = [row("gone-first"), row("a", "En"), row("gone"), row("gone-too"), row("b", "To"), row("gone-last")]
    new = [row("new-first"), row("a", "Én"), row("new"), row("b", "To"), row("new-last")]
    assert differences(old, new) == [
        ("gone-first", "removed"),
        ("new-first", "new"),
        ("a", "changed"),
        ("gone", "removed"),
        ("gone-too", "removed"),
        ("new", "new"),
        ("gone-last", "removed"),
        ("new-last", "new"),
    ]


def test_another_audience_or_origin_is_a_change_of_the_same_words() -> None:
    (moved,) = clause_differences([row("a", "En", audience="everyone")], [row("a", "En", audience="leaders")])
    (other,) = clause_differences([row("b", "En", origin="law")], [row("b", "En", origin="advice")])
    assert [(difference.is_same_words, difference.has_other_audience) for difference in (moved, other)] == [
        (True, True),
        (True, False),
    ]


def test_words_are_marked_and_a_text_that_is_mostly_new_stands_in_two_blocks() -> None:
    assert marked_text("Du bør spørre lederen din.", "Du skal spørre lederen din.") == MarkedText(
        ((Run("same", "Du "), Run("removed", "bør"), Run("added", "skal"), Run("same", " spørre lederen din.")),)
    )
    assert marked_text("Spør alltid lederen.", "Skriv under eget navn.") == MarkedText(
        ((Run("removed", "Spør alltid lederen."),), (Run("added", "Skriv under eget navn."),))
    )
    assert marked_text("", "Helt nytt.") == MarkedText(((Run("added", "Helt nytt."),),))
    assert marked_text("Borte.", "") == MarkedText(((Run("removed", "Borte."),),))


@pytest.fixture
def second(roles, olav) -> Section:
    """Version 2: a point changed in every language, one new, the example gone, and a point reworded in English alone."""
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    texts = {
        "source_nb": draft.source_nb.replace("Et verv kan", "Et verv vil"),
        "source_nn": draft.source_nn.replace("Eit verv kan", "Eit verv vil"),
        "source_en": draft.source_en.replace("An office can", "An office will").replace("You should", "You ought to"),
    }
    new = {"nb": "Nytt punkt.", "nn": "Nytt punkt på nynorsk.", "en": "A new point."}
    for language, text in new.items():
        source = texts[f"source_{language}"]
        mark = " (guideline)" if language == "nb" else ""
        texts[f"source_{language}"] = source[: source.index("§ roles-case-pitch")] + f"§ roles-5{mark}\n{text}\n"
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    return again(roles)


def changes(section: Section, number: int = 2, *, language: str = "nb") -> list[tuple[str, str, str, str]]:
    """Clause, what, the language it is told in, and the one language that alone changed."""
    clause_changes = changes_in_version(section, number, language=language, audience="everyone").changes
    return [
        (change.difference.clause, change.difference.what.value, change.language, change.only)
        for change in clause_changes
    ]


def test_a_version_is_told_clause_by_clause_and_one_languages_own_change_last(second) -> None:
    assert changes(second) == [
        ("roles-1", "changed", "nb", ""),
        ("roles-case-pitch", "removed", "nb", ""),
        ("roles-5", "new", "nb", ""),
        ("roles-2", "changed", "en", "en"),
    ]


def test_the_rows_told_are_those_that_were_judged_at_publishing(second) -> None:
    frozen = Change.objects.filter(version__number=2, version__section=second)
    assert {(clause, what, only) for clause, what, _language, only in changes(second)} == set(
        frozen.values_list("clause", "what", "language")
    )


def test_old_and_new_words_come_from_the_frozen_rows_in_the_language_shown(second) -> None:
    first, *_ = changes_in_version(second, 2, language="nb", audience="everyone").changes
    assert (first.difference.old.text, first.difference.new.text) == (
        "Et verv kan komme i konflikt med jobben din.",
        "Et verv vil komme i konflikt med jobben din.",
    )
    assert first.difference.html == "<p>Et verv <del>kan</del><ins>vil</ins> komme i konflikt med jobben din.</p>"


def test_where_the_translation_is_not_ready_it_is_told_in_the_source_language(second) -> None:
    """Nobody has vouched for nynorsk after version 1: readers are shown bokmål."""
    changed = changes_in_version(second, 2, language="nn", audience="everyone")
    assert (changed.edition.language, changed.previous.language) == ("nb", "nb")
    assert changes(second, language="nn") == changes(second)


def test_a_point_that_only_the_source_reworded_is_told_in_the_source(roles, olav) -> None:
    """A leader's point leaves nynorsk ready for everybody else; its words there are as they were."""
    edit_and_publish(
        roles, {"source_nb": ("Det ledere sier", "Det en leder sier")}, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY
    )
    changed = changes_in_version(again(roles), 2, language="nn", audience="everyone")
    assert changed.edition.language == "nn"
    assert changes(again(roles), language="nn") == [("roles-3", "changed", "nb", "")]


def test_a_point_with_new_words_and_another_origin_is_told_where_its_words_are_new(roles, olav) -> None:
    """The origin is new in nynorsk too, its words are not: what readers need to see stands in the source."""
    edit_and_publish(
        roles,
        {"source_nb": ("(guideline, leaders)\nDet ledere sier", "(advice, leaders)\nDet en leder sier")},
        kinds=Kind.CLARIFICATION,
        by=olav,
        at=MONDAY,
    )
    (change,) = changes_in_version(again(roles), 2, language="nn", audience="everyone").changes
    assert (change.difference.clause, change.language, change.difference.is_same_words) == ("roles-3", "nb", False)


def test_the_first_version_has_nothing_before_it(roles) -> None:
    changed = changes_in_version(roles, 1, language="nb", audience="everyone")
    assert (changed.previous, changed.changes) == (None, ())


def test_a_draft_and_a_version_that_never_was_have_no_changes(roles, olav) -> None:
    open_draft(section=roles, by=olav, at=MONDAY)
    for number in (0, 2, 3):
        with pytest.raises(Edition.DoesNotExist):
            changes_in_version(roles, number, language="nb", audience="everyone")


def test_the_latest_judgement_counts_and_tells_what_it_was_and_why(second, siri) -> None:
    change = Change.objects.get(version__section=second, version__number=2, clause="roles-1")
    for kind, reason in ((Kind.CORRECTION, "En feil."), (Kind.CLARIFICATION, "Regelen gjaldt før også.")):
        Change.objects.create(
            version=change.version,
            clause="roles-1",
            what=change.what,
            kind=kind,
            reason=reason,
            by=siri,
            at=MONDAY + timedelta(days=1),
        )
    first, new, *_ = changes_in_version(second, 2, language="nb", audience="everyone").changes
    ((judged,), (once,)) = (first.classifications, new.classifications)
    assert (judged.kind, judged.original_kind, judged.reason, judged.at) == (
        Kind.CLARIFICATION,
        Kind.NEW_RULE,
        "Regelen gjaldt før også.",
        MONDAY + timedelta(days=1),
    )
    assert (once.kind, once.original_kind, once.reason) == (Kind.NEW_RULE, None, "")


def test_one_languages_own_judgement_stands_beside_that_of_all(second, siri) -> None:
    change = Change.objects.get(version__section=second, version__number=2, clause="roles-1")
    Change.objects.create(
        version=change.version,
        clause="roles-1",
        what=change.what,
        kind=Kind.CORRECTION,
        language="en",
        by=siri,
        at=MONDAY,
    )
    first, *_ = changes_in_version(second, 2, language="nb", audience="everyone").changes
    assert [(classification.language, classification.kind) for classification in first.classifications] == [
        ("", Kind.NEW_RULE),
        ("en", Kind.CORRECTION),
    ]
    assert first.only == ""
