"""A change is judged again: in both directions, with a reason, and without touching what was completed."""

import pytest

from courses.models import Attempt, Completion, Ending
from courses.todos.todo_list import employee_statuses
from handbook.models import Change, Kind, Version
from handbook.versions.reclassify import (
    AlreadyClassified,
    NoSuchChange,
    ReclassificationReasonMissing,
    kinds_today,
    reclassify,
)
from records.models import Event, Payload
from tests.cast import MONDAY, TODAY
from tests.courses.attempts.test_answer import begin, complete
from tests.handbook.editing import edit_and_publish

WHY = "Det var ment som en ny regel."


def changed(section, olav, kind: Kind = Kind.NEW_RULE, **replacements) -> Version:
    words = replacements or {"source_nb": ("Et verv kan", "Et verv vil")}
    version = edit_and_publish(section, words, kinds=kind, by=olav, at=MONDAY)
    section.refresh_from_db()
    return version


def judge(
    version: Version, kind: Kind, olav, *, language: str = "", clause: str = "roles-1", reason: str = WHY
) -> Change:
    return reclassify(version=version, clause=clause, language=language, kind=kind, reason=reason, by=olav, at=MONDAY)


def owed(employee, section) -> list[str]:
    (employee_status,) = employee_statuses([employee], on=TODAY)
    return [
        clause for to_do in employee_status.to_dos if to_do.section == section for clause in to_do.owed_section.clauses
    ]


def evidence() -> list[tuple[object, ...]]:
    return [
        *Completion.objects.order_by("pk").values_list(),
        *Payload.objects.order_by("pk").values_list("id", "content"),
    ]


def test_a_new_rule_judged_down_asks_nobody_and_judged_up_again_asks_again(amina, olav, roles, required) -> None:
    complete(amina, roles)
    version = changed(roles, olav)
    before, asked = evidence(), []
    for kind in (Kind.CLARIFICATION, Kind.NEW_RULE, Kind.CORRECTION):
        asked.append(owed(amina, roles))
        judge(version, kind, olav)
        roles.refresh_from_db()
    assert [*asked, owed(amina, roles)] == [["roles-1"], [], ["roles-1"], []]
    assert evidence() == before


def test_a_correction_judged_up_asks_those_who_completed_the_words_before_it_and_nobody_else(
    amina, ida, olav, roles, required
) -> None:
    complete(amina, roles)
    version = changed(roles, olav, Kind.CORRECTION)
    complete(ida, roles, version=2)
    before, asked = evidence(), []
    for kind in (Kind.NEW_RULE, Kind.CLARIFICATION):
        judge(version, kind, olav)
        roles.refresh_from_db()
        asked.append((owed(amina, roles), owed(ida, roles)))
    assert asked == [(["roles-1"], []), ([], [])]
    assert evidence() == before


def test_every_judgement_is_a_row_with_who_when_and_why_and_an_event(olav, roles) -> None:
    version = changed(roles, olav)
    judge(version, Kind.CORRECTION, olav)
    rows = Change.objects.filter(version=version).values_list("clause", "kind", "reason", "by__number")
    assert list(rows) == [("roles-1", "new_rule", "", "1004"), ("roles-1", "correction", WHY, "1004")]
    event = Event.objects.get(what="kind corrected")
    assert (event.by, event.details) == (
        olav,
        {"clause": "roles-1", "language": "", "was": "new_rule", "kind": "correction", "reason": WHY},
    )


def test_one_language_can_be_judged_by_itself(amina, ida, olav, roles, required) -> None:
    complete(amina, roles, language="en")
    complete(ida, roles)
    version = changed(
        roles, olav, source_nb=("Et verv kan", "Et verv vil"), source_en=("An office can", "An office will")
    )
    judge(version, Kind.CORRECTION, olav, language="en")
    roles.refresh_from_db()
    assert (owed(amina, roles), owed(ida, roles)) == ([], ["roles-1"])
    assert kinds_today(version) == {
        ("roles-1", ""): "new_rule",
        ("roles-1", "en"): "correction",
    }


def test_what_one_language_was_judged_apart_is_judged_with_all_again(amina, olav, roles, required) -> None:
    complete(amina, roles, language="en")
    version = changed(
        roles, olav, source_nb=("Et verv kan", "Et verv vil"), source_en=("An office can", "An office will")
    )
    judge(version, Kind.CORRECTION, olav, language="en")
    judge(version, Kind.NEW_RULE, olav)
    roles.refresh_from_db()
    assert owed(amina, roles) == ["roles-1"]
    assert kinds_today(version) == {("roles-1", ""): "new_rule"}
    with pytest.raises(AlreadyClassified):
        judge(version, Kind.NEW_RULE, olav, language="en")


def test_an_attempt_that_is_no_longer_owed_is_lifted_and_its_answers_stand(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    version = changed(roles, olav)
    attempt, first_time = begin(amina, roles, version=2, since=1), begin(ida, roles, version=2)
    judge(version, Kind.CLARIFICATION, olav)
    attempt.refresh_from_db()
    first_time.refresh_from_db()
    assert (attempt.ending, attempt.ended_at, first_time.ending) == (Ending.LIFTED, MONDAY, "")
    assert Attempt.objects.open().count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"reason": " "}, ReclassificationReasonMissing),
        ({"clause": "roles-2"}, NoSuchChange),
        ({"kind": Kind.NEW_RULE}, AlreadyClassified),
    ],
    ids=["no reason", "another clause", "the same kind"],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_written(facts, refusal, olav, roles) -> None:
    version = changed(roles, olav)
    before = (Change.objects.count(), Event.objects.count(), roles.change_stamp)
    with pytest.raises(refusal):
        judge(version, **{"kind": Kind.CORRECTION, "olav": olav, **facts})
    roles.refresh_from_db()
    assert (Change.objects.count(), Event.objects.count(), roles.change_stamp) == before
