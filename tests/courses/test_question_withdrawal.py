"""A faulty question is withdrawn: nobody is asked it any more, and those who are answering now are credited."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from courses import question_withdrawal
from courses.attempts.progress import open_question_ids
from courses.completions.complete import rebuild_latest
from courses.impact.preview import impact_of
from courses.models import Attempt, Completion, Credit, LatestCompletion, Requirement
from courses.question_withdrawal import (
    QuestionAlreadyWithdrawn,
    QuestionNotPublished,
    WithdrawalReasonMissing,
    withdraw_question,
)
from courses.todos.todo_list import owed_in_section
from handbook.models import Kind, Section, Version, WithdrawnQuestion
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from people.employment import leave
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY, TODAY, hire
from tests.support.attempts import answer_letters, begin, complete, latest_rows
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish, new_rule
from tests.support.queries import queries
from tests.support.question_withdrawal import LATER, WHY, withdraw
from tests.support.sections import again

pytestmark = pytest.mark.usefixtures("required")


def now(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


# Open attempts


def test_open_attempts_that_have_it_not_right_are_credited(amina, kari, siri, ines, roles, olav) -> None:
    not_begun, wrong, answered_right = begin(amina, roles), begin(kari, roles), begin(siri, roles, language="nn")
    answer_letters(wrong, "board", "b")
    answer_letters(answered_right, "board", "a")
    ended = complete(ines, roles).attempt

    done = withdraw(roles, "board", olav)

    rows = Credit.objects.values_list("attempt", "question", "by__number", "reason", "at")
    assert set(rows) == {(attempt.pk, "board", "1004", WHY, LATER) for attempt in (not_begun, wrong)}
    assert (len(done.credited), len(done.completed)) == (2, 0)
    assert [open_question_ids(attempt) for attempt in (not_begun, answered_right)] == [["clear"], ["clear"]]
    assert sorted(open_question_ids(wrong)) == ["clear", "sharp"]
    assert ended.credits.count() == 0
    (row,) = WithdrawnQuestion.objects.all()
    assert (row.section, row.question, row.version.number, row.reason, row.by) == (roles, "board", 1, WHY, olav)
    (event,) = Event.objects.filter(what="question withdrawn")
    assert (event.by, event.at, event.subject_key) == (olav, LATER, str(row.pk))
    # No number: with few attempts open it would tell who has it not right.
    assert event.details == {"section": "roles", "question": "board", "version": 1}


def test_attempts_that_want_nothing_more_are_completed(amina, kari, roles, olav) -> None:
    attempt, other = begin(amina, roles), begin(kari, roles)
    answer_letters(attempt, "clear", "ab")
    answer_letters(attempt, "board", "c", sequence=2)
    answer_letters(other, "clear", "ab")

    withdraw(roles, "board", olav)

    completion = Completion.objects.get()
    assert (completion.attempt, completion.completed_at, now(attempt).ending) == (attempt, LATER, "completed")
    assert completion.payload_digest == completion.payload.digest
    facts = completion.payload.facts
    assert (facts["format"], facts["questions"], facts["credited"]) == (
        "rettesnor completion 4",
        ["board", "clear"],
        ["board"],
    )
    assert owed_in_section(amina, again(roles), on=TODAY)[0] is None
    (event,) = Event.objects.filter(what="section completed")
    assert (event.by, event.subject_key) == (olav, str(completion.pk))
    assert (now(other).is_ended, open_question_ids(other)) == (False, ["sharp"])
    written = latest_rows()
    assert written == [("1001", "roles", "everyone", 1, "nb", LATER)]
    rebuild_latest()
    assert latest_rows() == written


def test_a_leader_completed_by_it_moves_both_rows(kari, roles, olav) -> None:
    attempt = begin(kari, roles)
    answer_letters(attempt, "clear", "ab")
    answer_letters(attempt, "board", "a", sequence=2)
    withdraw(roles, "sharp", olav)
    rows = LatestCompletion.objects.filter(employee=kari).order_by("audience").values_list("audience", "number")
    assert list(rows) == [("everyone", 1), ("leaders", 1)]


def test_the_last_answer_after_it_completes_and_names_the_credit(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    withdraw(roles, "board", olav)
    answer_letters(attempt, "clear", "ab", at=LATER)
    facts = Completion.objects.get(attempt=attempt).payload.facts
    assert (facts["questions"], facts["credited"]) == (["board", "clear"], ["board"])


def test_a_payload_without_credits_names_none(amina, kari, roles, olav) -> None:
    begin(kari, roles)
    withdraw(roles, "sharp", olav)
    facts = complete(amina, again(roles)).payload.facts
    assert facts["credited"] == []


def test_what_was_not_confirmed_is_credited_and_not_completed(amina, privacy, olav) -> None:
    attempt = begin(amina, privacy)
    Attempt.objects.filter(pk=attempt.pk).update(reading_confirmed_at=None)
    withdraw(privacy, "traces", olav)
    assert (now(attempt).is_ended, open_question_ids(attempt)) == (False, [])


def test_whoever_has_left_is_not_completed(amina, privacy, olav) -> None:
    attempt = begin(amina, privacy)
    leave(employee=amina, last_day=TODAY, by=None, at=MONDAY)
    withdraw(privacy, "traces", olav, at=MONDAY + timedelta(days=1))
    assert (now(attempt).is_ended, attempt.credits.count()) == (False, 1)


@pytest.mark.parametrize("confirmed_before", [False, True])
def test_whoever_has_nothing_left_confirms_on_the_page_and_is_done(amina, privacy, olav, confirmed_before) -> None:
    attempt = begin(amina, privacy)
    if not confirmed_before:
        Attempt.objects.filter(pk=attempt.pk).update(reading_confirmed_at=None)
    Credit.objects.create(attempt=attempt, question="traces", reason=WHY, by=olav, at=LATER)
    client, page = client_of(amina), "/handbooks/small/privacy/"
    assert f'href="{page}"' in client.get(f"/courses/attempts/{attempt.pk}/result/").content.decode()
    text = client.get(page).content.decode()
    assert "Det er ingen spørsmål." not in text
    assert ("Bekreft at jeg har lest" in text, "Fortsett med spørsmålene" in text) == (True, False)
    client.post("/courses/small/privacy/start/", {"version": 1, "language": "nb", "since": 0})
    done = now(attempt)
    assert (done.ending, done.reading_confirmed_at) == ("completed", done.ended_at)
    assert Completion.objects.get().payload.facts["credited"] == ["traces"]
    assert Event.objects.filter(what="reading confirmed", subject_key=str(attempt.pk)).count() == 2


def test_who_has_nothing_left_is_never_without_the_button_that_completes_it(amina, privacy, olav, required) -> None:
    client, page = client_of(amina), "/handbooks/small/privacy/"
    complete(amina, privacy)
    attempt = begin(amina, privacy, at=LATER)
    Credit.objects.create(attempt=attempt, question="traces", reason=WHY, by=olav, at=LATER)
    assert "/courses/small/privacy/start/" in client.get(page).content.decode()


def test_what_has_run_out_is_not_renewed_by_it(amina, roles, olav) -> None:
    Requirement.objects.update(valid_months=12)
    complete(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    attempt = begin(amina, again(roles), version=2, since=1)
    a_year_later = MONDAY + timedelta(days=366)
    withdraw(roles, "board", olav, version=2, at=a_year_later)
    assert (now(attempt).is_ended, Completion.objects.count()) == (False, 1)
    page = client_of(amina).get(f"/courses/attempts/{attempt.pk}/result/")
    assert page.status_code == 200
    assert "Start på nytt" in page.content.decode()


def test_a_change_that_builds_on_what_still_counts_is_completed(amina, roles, olav) -> None:
    complete(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    attempt = begin(amina, again(roles), version=2, since=1)
    withdraw(roles, "board", olav, version=2)
    assert (now(attempt).ending, owed_in_section(amina, again(roles), on=TODAY)[0]) == ("completed", None)


@pytest.mark.parametrize("done", [False, True])
def test_as_many_statements_for_thirty_as_for_one(done: bool, solvik, roles, privacy, olav) -> None:
    section, question = (privacy, "traces") if done else (roles, "board")
    counts = []
    for number, people in enumerate((1, 30)):
        attempts = [
            begin(hire(f"4{number}{place:02}", "Ny", "Ansatt", solvik.south), section) for place in range(people)
        ]
        with queries() as asked, transaction.atomic():
            assert len(withdraw(section, question, olav).credited) == people
            transaction.set_rollback(True)
        counts.append(len(asked))
        Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(ended_at=MONDAY, ending="left")
    assert counts[0] == counts[1]


def test_many_are_written_some_at_a_time_and_each_that_is_done_is_fetched_once(
    solvik, privacy, olav, monkeypatch
) -> None:
    monkeypatch.setattr(question_withdrawal, "BATCH_SIZE", 2)
    for place in range(5):
        begin(hire(f"4{place:03}", "Ny", "Ansatt", solvik.south), privacy)
    with queries() as asked:
        done = withdraw(privacy, "traces", olav)
    assert (len(done.credited), len(done.completed), Completion.objects.count()) == (5, 5, 5)
    starts = ('INSERT INTO "courses_credit"', 'INSERT INTO "courses_completion"', 'SELECT "courses_attempt"."id", "courses_attempt"."employee_id"')  # fmt: skip
    assert [len([statement for statement in asked if statement.startswith(start)]) for start in starts] == [3, 3, 3]


def test_no_attempt_of_another_section_is_fetched_or_locked(amina, roles, privacy, olav) -> None:
    begin(amina, roles)
    with queries() as asked:
        withdraw(roles, "board", olav)
    fetched = [statement for statement in asked if re.match(r'SELECT .*? FROM "courses_attempt"', statement)]
    assert fetched
    assert [statement for statement in fetched if '"section_id" = ' not in statement] == []


# What is asked afterwards


def test_attempts_that_begin_afterwards_do_not_ask_it(amina, roles, olav) -> None:
    withdraw(roles, "board", olav)
    page = client_of(amina).get("/handbooks/small/roles/").content.decode()
    assert "Etterpå: 1 spørsmål." in page
    attempt = begin(amina, again(roles))
    assert attempt.question_ids == ["clear"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_withdrawn_in_every_language(amina, roles, olav, language) -> None:
    withdraw(roles, "board", olav)
    assert begin(amina, again(roles), language=language).question_ids == ["clear"]


def test_a_section_without_another_question_is_completed_by_confirming_alone(amina, privacy, olav) -> None:
    withdraw(privacy, "traces", olav)
    attempt = begin(amina, again(privacy))
    assert (attempt.question_ids, now(attempt).ending) == ([], "completed")
    assert attempt.completion.payload.facts["questions"] == []


def test_a_new_rule_whose_question_is_withdrawn_is_completed_by_confirming_alone(amina, roles, olav) -> None:
    complete(amina, roles)
    withdraw(roles, "board", olav)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    attempt = begin(amina, again(roles), version=2, since=1)
    assert (attempt.clauses, attempt.question_ids, now(attempt).ending) == (["roles-1"], [], "completed")


def test_a_later_version_with_the_same_words_does_not_ask_it(amina, roles, olav) -> None:
    withdraw(roles, "board", olav)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    assert begin(amina, again(roles), version=2).question_ids == ["clear"]
    with pytest.raises(QuestionAlreadyWithdrawn):
        withdraw(roles, "board", olav, version=2)


def rewrite(section: Section, by: Employee, **columns: tuple[str, str]) -> None:
    edit_and_publish(again(section), columns, kinds=Kind.NEW_RULE, by=by, at=MONDAY)


def test_rewritten_it_is_asked_again_and_can_be_withdrawn_again(amina, kari, roles, olav) -> None:
    withdraw(roles, "board", olav)
    rewrite(roles, olav, quiz_nb=("Hva gjør du med vervet?", "Hva bør du gjøre med vervet?"))
    attempt = begin(amina, again(roles), version=2)
    assert sorted(attempt.question_ids) == ["board", "clear"]
    withdraw(roles, "board", olav, version=2)
    assert open_question_ids(attempt) == ["clear"]
    assert sorted(begin(kari, again(roles), version=2).question_ids) == ["clear", "sharp"]
    assert WithdrawnQuestion.objects.count() == 2


def test_with_another_explanation_alone_it_is_asked_again(amina, roles, olav) -> None:
    withdraw(roles, "board", olav)
    rewrite(roles, olav, quiz_nb=("Fordi det er slik 1b", "Fordi det er ulovlig"), source_nb=("Et verv kan", "Et verv vil"))  # fmt: skip
    assert sorted(begin(amina, again(roles), version=2).question_ids) == ["board", "clear"]


def test_rewritten_in_a_translation_alone_it_is_asked_again_there_alone(amina, kari, siri, roles, olav) -> None:
    withdraw(roles, "board", olav)
    rewrite(roles, olav, quiz_nn=("Kva gjer du med vervet?", "Kva bør du gjere med vervet?"))
    asked = {
        language: sorted(begin(employee, again(roles), version=2, language=language).question_ids)
        for employee, language in ((amina, "nb"), (siri, "nn"), (olav, "en"))
    }
    assert asked == {"nb": ["clear"], "nn": ["board", "clear"], "en": ["clear"]}


def test_attempts_on_other_words_are_not_touched(amina, kari, roles, olav) -> None:
    earlier = begin(amina, roles)
    rewrite(roles, olav, quiz_nb=("Hva gjør du med vervet?", "Hva bør du gjøre med vervet?"))
    later = begin(kari, again(roles), version=2)
    withdraw(roles, "board", olav, version=2)
    assert [attempt.credits.count() for attempt in (earlier, later)] == [0, 1]


def test_attempts_on_the_same_words_of_an_earlier_version_are_credited(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    withdraw(roles, "board", olav, version=2)
    assert attempt.credits.count() == 1


def test_begun_again_what_was_right_is_kept_and_what_is_withdrawn_is_not_asked(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer_letters(attempt, "clear", "ab")
    withdraw(roles, "board", olav)
    assert now(attempt).ending == "completed"
    second = begin(amina, again(roles), language="nn")
    answer_letters(second, "clear", "ab")
    assert second.question_ids == ["clear"]


def test_a_restart_after_a_credit_asks_what_the_new_words_ask(amina, kari, roles, olav) -> None:
    attempt = begin(kari, roles)
    answer_letters(attempt, "clear", "ab")
    withdraw(roles, "board", olav)
    rewrite(roles, olav, quiz_nb=("Hva gjør du med vervet?", "Hva bør du gjøre med vervet?"), source_nb=("Et verv", "Verv"))  # fmt: skip
    second = begin(kari, again(roles), version=2)
    assert (now(attempt).ending, sorted(open_question_ids(second))) == ("restarted", ["board", "sharp"])


def test_what_publishing_would_ask_counts_no_withdrawn_question(amina, roles, olav) -> None:
    complete(amina, roles)

    def questions() -> int:
        draft = open_draft(section=again(roles), by=olav, at=MONDAY)
        draft.section = again(roles)
        draft.source_nb = draft.source_nb.replace("Et verv kan", "Et verv vil").replace("Du bør", "Du skal")
        draft.save()
        planned = plan_publication(draft, check_version(draft))
        kinds = dict.fromkeys(planned.keys, Kind.NEW_RULE.value)
        return impact_of(planned, kinds, on=TODAY).time.questions

    before = questions()
    withdraw(roles, "board", olav)
    assert (before, questions()) == (2, 1)


def test_what_is_withdrawn_is_not_to_be_seen_to_and_its_clause_is_told_as_untested(roles, olav) -> None:
    draft = open_draft(section=roles, by=olav, at=LATER)
    texts = {"source_nb": draft.source_nb.replace("bør være tydelig", "bør alltid være tydelig")}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=LATER)
    planned = plan_publication(draft, check_version(draft))
    assert ([question.id for question in planned.questions], planned.untested) == (["clear"], ())

    withdraw(roles, "clear", olav)

    draft = Version.objects.select_related("section__handbook").get(pk=draft.pk)
    planned = plan_publication(draft, check_version(draft))
    assert (planned.questions, planned.to_review, planned.untested) == ((), frozenset(), ("roles-2",))


# Refusals


def test_it_is_withdrawn_once(roles, olav) -> None:
    withdraw(roles, "board", olav)
    with pytest.raises(QuestionAlreadyWithdrawn):
        withdraw(roles, "board", olav)
    first = WithdrawnQuestion.objects.get()
    same = {
        name: getattr(first, name)
        for name in ("section", "version", "question", "wording", "wording_digest", "by", "at")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawnQuestion.objects.create(**same, reason="Igjen.")


def test_what_cannot_be_withdrawn_is_refused_and_nothing_is_written(amina, roles, olav) -> None:
    begin(amina, roles)
    version = Version.objects.get(section=roles, number=1)
    with pytest.raises(QuestionNotPublished):
        withdraw(roles, "nonsense", olav)
    with pytest.raises(WithdrawalReasonMissing):
        withdraw_question(version=version, question="board", reason=" \n", by=olav, at=LATER)
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    with pytest.raises(QuestionNotPublished):
        withdraw_question(version=draft, question="board", reason=WHY, by=olav, at=LATER)
    assert (WithdrawnQuestion.objects.count(), Credit.objects.count()) == (0, 0)
