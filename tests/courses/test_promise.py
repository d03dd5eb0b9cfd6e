"""The promise, over any course of events: everybody owes what a plain oracle says, and no record or published byte changes.

A machine does at random what people do: publish, correct a kind, go back, reorder, rename, throw a draft away, translate,
complete, withdraw a question, join, move, begin to lead; and now and then the clock strikes. `make prove` runs it longer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import audience_of
from courses.attempts.scope import attempt_scope
from courses.attempts.start import start
from courses.completions.counted_unit import assign_due, is_not_assigned
from courses.completions.profiles import differing_profiles, renew_profiles
from courses.impact.preview import impact_of
from courses.models import Attempt, Completion, Credit, EmployeeProfile, LatestCompletion, Reason
from courses.question_withdrawal import QuestionAlreadyWithdrawn, withdraw_question
from courses.todos.sums import counts_of
from courses.todos.todo_list import employee_statuses, owed_in_section
from handbook.models import ClauseText, Edition, Kind, Section, Version
from handbook.public.reader_editions import section_for_reader
from handbook.quizzes import quiz_of
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import discard_draft, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publication_plan import plan_publication
from handbook.versions.publish import NothingChanged, publish
from handbook.versions.reclassify import AlreadyClassified, NoSuchChange, reclassify
from handbook.versions.rollback import open_rollback
from handbook.versions.validation import check_version
from people.employment import join, move
from people.models import Employee, Position, Unit
from records.models import Payload
from tests.cast import HIRED, MONDAY, TODAY, Solvik, hire
from tests.support.sizes import IS_PROOF, size

pytestmark = pytest.mark.sqlite_only

EXAMPLES, STEPS = size(small=(5, 20), full=(300, 30))
CLAUSES = ("roles-1", "roles-2", "roles-3", "roles-4")
LEADERS_CLAUSE = "roles-3"
QUESTIONS = ("board", "clear", "sharp")
WORDS = ("kort", "lang", "rund", "skarp")
"""Few, so that earlier words come back."""
LANGUAGES = ("nb", "en")
EVERYONE, LEADERS = "everyone", "leaders"

Texts = dict[str, dict[str, str]]
"""By language and clause."""


@dataclass
class Oracle:
    """What the machine did, in plain dicts; and what follows from it, by the rule in `courses/todos/__init__.py`."""

    versions: list[Texts] = field(default_factory=list)
    judged: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Version, clause, language (empty: all) and kind, in the order they were said."""
    completed: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """By employee and audience: the version last completed, and in which language."""
    leaders: set[str] = field(default_factory=set)

    def kind(self, number: int, clause: str, language: str) -> str | None:
        judgement = None
        for at, of, tongue, kind in self.judged:
            if (at, of) == (number, clause) and tongue in ("", language):
                judgement = kind
        return judgement

    def owed(self, employee: str) -> set[str]:
        audiences = [EVERYONE, LEADERS] if employee in self.leaders else [EVERYONE]
        return {clause for audience in audiences for clause in self._owed(employee, audience)}

    def _owed(self, employee: str, audience: str) -> Iterator[str]:
        newest = len(self.versions)
        since, language = self.completed.get((employee, audience), (0, "nb"))
        now = self.versions[-1]
        for clause in now["nb"]:
            if (clause == LEADERS_CLAUSE) is not (audience == LEADERS):
                continue
            if since == 0:
                yield clause
                continue
            then = self.versions[since - 1]
            differs = any(then[tongue].get(clause) != now[tongue].get(clause) for tongue in ("nb", language))
            kinds = [self.kind(number, clause, language) for number in range(since + 1, newest + 1)]
            if differs and Kind.NEW_RULE in kinds:
                yield clause


class Promise(RuleBasedStateMachine):
    solvik: Solvik
    """Set by the test; everything else is undone after each run."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.section = Section.objects.select_related("handbook").get(slug="roles")
        self.employees: list[Employee] = []
        self.oracle = Oracle()
        self.oracle.versions.append(self.texts())
        self.withdrawn: set[str] = set()
        self.frozen: dict[str, dict[object, object]] = defaultdict(dict)
        self.join_as(is_leader=False)
        self.join_as(is_leader=True)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # What people do

    @rule(clause=st.sampled_from(CLAUSES), word=st.sampled_from(WORDS), kind=st.sampled_from(Kind))
    def publish_other_words(self, clause: str, word: str, kind: Kind) -> None:
        self.publish({"source_nb": with_word(self.draft().source_nb, clause, word)}, kind)

    @rule(one=st.sampled_from(WORDS), two=st.sampled_from(WORDS), kinds=st.tuples(*[st.sampled_from(Kind)] * 2))
    def publish_two_changes(self, one: str, two: str, kinds: tuple[Kind, Kind]) -> None:
        text = with_word(with_word(self.draft().source_nb, "roles-1", one), LEADERS_CLAUSE, two)
        self.publish({"source_nb": text}, dict(zip(("roles-1", LEADERS_CLAUSE), kinds, strict=True)))

    @rule(clause=st.sampled_from(CLAUSES), word=st.sampled_from(WORDS), kind=st.sampled_from(Kind))
    def publish_other_english(self, clause: str, word: str, kind: Kind) -> None:
        self.publish({"source_en": with_word(self.draft().source_en, clause, word)}, kind)

    @rule(word=st.sampled_from(WORDS), kind=st.sampled_from(Kind))
    def rename(self, word: str, kind: Kind) -> None:
        self.draft()
        self.publish({"title_nb": f"Rollene dine, {word}"}, kind)

    @rule(kind=st.sampled_from(Kind))
    def reorder(self, kind: Kind) -> None:
        text = self.draft().source_nb
        two = re.search(r"§ roles-2.*?(?=§ )", text, re.DOTALL)
        assert two
        self.publish({"source_nb": two[0] + text.replace(two[0], "")}, kind)

    @rule(kind=st.sampled_from(Kind))
    def translate(self, kind: Kind) -> None:
        """Somebody compares the English, and says that it matches."""
        draft = self.draft()
        save_confirmed_draft(draft=draft, texts={}, language="en", revision=draft.revision, by=None, at=MONDAY)
        self.publish({}, kind)

    @rule()
    def throw_a_draft_away(self) -> None:
        draft = self.draft()
        draft = save_draft(draft=draft, texts={"source_nb": "Bare tull."}, revision=1, by=None, at=MONDAY)
        self.throw_away(draft)

    @precondition(lambda self: len(self.oracle.versions) > 1)
    @rule(data=st.data(), kind=st.sampled_from(Kind))
    def roll_back(self, data: st.DataObject, kind: Kind) -> None:
        number = data.draw(st.integers(1, len(self.oracle.versions) - 1))
        version = Version.objects.select_related("section").get(section=self.section, number=number)
        open_rollback(version=version, by=None, at=MONDAY)
        self.publish({}, kind)

    @precondition(lambda self: self.oracle.judged)
    @rule(data=st.data(), kind=st.sampled_from(Kind), language=st.sampled_from(["", "nb", "en"]))
    def correct_a_kind(self, data: st.DataObject, kind: Kind, language: str) -> None:
        number, clause, *_ = data.draw(st.sampled_from(self.oracle.judged))
        version = Version.objects.get(section=self.section, number=number)
        try:
            reclassify(
                version=version, clause=clause, language=language, kind=kind, reason="Derfor.", by=None, at=MONDAY
            )
        except (AlreadyClassified, NoSuchChange):
            return
        self.oracle.judged.append((number, clause, language, kind))

    @rule(data=st.data(), language=st.sampled_from(LANGUAGES))
    def complete(self, data: st.DataObject, language: str) -> None:
        employee = self.again(data.draw(st.sampled_from(self.employees)))
        attempt = self.begin(employee, language)
        for question in open_question_ids(attempt):
            edition = Edition.objects.select_related("version__section__handbook").get(
                version=attempt.version, language=attempt.language
            )
            right = next(candidate for candidate in quiz_of(edition).questions if candidate.id == question).right
            answer(
                attempt=attempt,
                question=question,
                options=right,
                sequence=attempt.answers.count() + 1,
                at=MONDAY,
            )
        self.remember(attempt)

    @rule(data=st.data(), language=st.sampled_from(LANGUAGES))
    def begin_and_leave_open(self, data: st.DataObject, language: str) -> None:
        """Where no question tests what is owed, confirming completes it."""
        self.remember(self.begin(self.again(data.draw(st.sampled_from(self.employees))), language))

    @rule(question=st.sampled_from(QUESTIONS))
    def withdraw_a_question(self, question: str) -> None:
        """Those who wanted nothing else have completed what they began."""
        newest = Version.objects.select_related("section__handbook").filter(section=self.section, number__isnull=False)
        try:
            done = withdraw_question(
                version=newest.latest("number"), question=question, reason="Feil.", by=self.employees[0], at=MONDAY
            )
        except QuestionAlreadyWithdrawn:
            return
        self.withdrawn.add(question)
        for completion in done.completed:
            self.remember(completion.attempt)

    @rule(is_leader=st.booleans())
    def join_as(self, *, is_leader: bool) -> None:
        number = f"3{len(self.employees):03}"
        self.employees.append(hire(number, "Ny", f"Ansatt {number}", self.solvik.south, is_leader=is_leader))
        if is_leader:
            self.oracle.leaders.add(number)

    @rule(data=st.data())
    def move_elsewhere(self, data: st.DataObject) -> None:
        """Whoever led does not any more."""
        employee = data.draw(st.sampled_from(self.employees))
        unit: Unit = data.draw(st.sampled_from([self.solvik.schools, self.solvik.south]))
        if employee.positions.filter(from_day=TODAY).exists():
            return
        move(employee=employee, unit=unit, from_day=TODAY, by=None, at=MONDAY)
        self.oracle.leaders.discard(employee.number)
        if self.again(employee).is_leader(TODAY):
            self.oracle.leaders.add(employee.number)

    @rule(data=st.data(), days=st.integers(1, 3))
    def have_a_move_ahead(self, data: st.DataObject, days: int) -> None:
        """Until then everything is as it was."""
        employee = data.draw(st.sampled_from(self.employees))
        unit: Unit = data.draw(st.sampled_from([self.solvik.schools, self.solvik.south]))
        move(employee=employee, unit=unit, from_day=TODAY + timedelta(days=days), by=None, at=MONDAY)

    @rule()
    def the_clock_strikes(self) -> None:
        assign_due(at=MONDAY)
        assert not LatestCompletion.objects.filter(is_not_assigned(TODAY)).exists()
        renew_profiles(at=MONDAY)
        assert not EmployeeProfile.objects.filter(is_current=False).exists()

    @rule(data=st.data())
    def begin_to_lead(self, data: st.DataObject) -> None:
        employee = data.draw(st.sampled_from(self.employees))
        join(
            employee=employee,
            unit=self.solvik.health,
            from_day=HIRED,
            is_leader=True,
            is_main=False,
            by=None,
            at=MONDAY,
        )
        self.oracle.leaders.add(employee.number)

    # What holds after each step

    @invariant()
    def everybody_owes_what_the_oracle_says(self) -> None:
        owed = {
            employee_status.employee.number: {
                clause
                for to_do in employee_status.to_dos
                if to_do.section == self.section
                for clause in to_do.owed_section.clauses
            }
            for employee_status in employee_statuses([self.again(employee) for employee in self.employees], on=TODAY)
        }
        assert owed == {employee.number: self.oracle.owed(employee.number) for employee in self.employees}

    @invariant()
    def nothing_on_record_or_published_ever_changes(self) -> None:
        for name, rows in (
            ("completions", Completion.objects.values_list()),
            ("credits", Credit.objects.values_list()),
            ("payloads", Payload.objects.values_list("id", "content", "salt")),
            ("editions", Edition.objects.values_list()),
            ("clauses", ClauseText.objects.values_list()),
        ):
            now: dict[object, object] = {
                row[0]: tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in rows
            }
            kept = self.frozen[name]
            assert {key: now.get(key) for key in kept} == kept
            kept.update(now)

    @invariant()
    def an_open_attempt_wants_an_answer_and_none_to_a_withdrawn_question(self) -> None:
        for attempt in Attempt.objects.open().filter(section=self.section):
            open_ids = open_question_ids(attempt)
            assert open_ids
            assert self.withdrawn.isdisjoint(open_ids)

    @invariant()
    def the_derived_rows_are_what_the_completions_say(self) -> None:
        assert set(
            LatestCompletion.objects.filter(section=self.section).values_list(
                "employee__number", "audience", "number", "language"
            )
        ) == {(*key, *version_and_language) for key, version_and_language in self.oracle.completed.items()}

    @invariant()
    def a_profile_that_is_current_is_what_completions_and_positions_say(self) -> None:
        assert differing_profiles() == []
        sums = counts_of([self.solvik.top], on=TODAY).sums.by_status
        statuses = employee_statuses(Employee.objects.employed(TODAY), on=TODAY)
        assert sums == Counter(status.status for status in statuses if status.required)

    @invariant()
    def where_somebody_is_counted_is_the_main_position_of_each_day_it_is_said_of(self) -> None:
        for row in LatestCompletion.objects.filter(unit_from__isnull=False):
            assert row.unit_from
            days = {row.unit_from, row.unit_to or TODAY + timedelta(days=9), min(TODAY, row.unit_to or TODAY)}
            mains = Position.objects.filter(employee=row.employee_id, is_main=True)
            assert {mains.on(day).get().unit_id for day in days} == {row.unit_id}

    # How it is done

    def again(self, employee: Employee) -> Employee:
        """Positions are remembered by the object."""
        return Employee.objects.get(pk=employee.pk)

    def draft(self) -> Version:
        self.section = Section.objects.select_related("handbook").get(pk=self.section.pk)
        draft = open_draft(section=self.section, by=None, at=MONDAY)
        draft.section = self.section
        return draft

    def throw_away(self, draft: Version) -> None:
        discard_draft(draft=draft, revision=draft.revision, by=None, at=MONDAY)

    def texts(self) -> Texts:
        """The newest version's words, audiences and origins, as they are compared."""
        editions = Edition.objects.newest().filter(version__section=self.section, language__in=LANGUAGES)
        return {
            edition.language: {"title": edition.title, "message": edition.message}
            | dict(edition.clauses.values_list("clause", "digest"))
            for edition in editions
        }

    def publish(self, texts: dict[str, str], kinds: Kind | dict[str, Kind]) -> None:
        """The draft as changed; what was foreseen is what is asked."""
        draft = self.draft()
        draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)
        draft.section = self.section
        planned = plan_publication(draft, check_version(draft))
        judged = {
            (clause, language): (kinds if isinstance(kinds, Kind) else kinds[clause]).value
            for clause, language in planned.keys
        }
        impact = impact_of(planned, judged, on=TODAY)
        try:
            publish(draft=draft, decision=PublicationDecision(judged, although_not_ready=True), by=None, at=MONDAY)
        except NothingChanged:
            self.throw_away(draft)
            return
        self.section = Section.objects.select_related("handbook").get(pk=self.section.pk)
        number = len(self.oracle.versions) + 1
        self.oracle.versions.append(self.texts())
        self.oracle.judged += [(number, clause, language, kind) for (clause, language), kind in judged.items()]
        assert impact.asked == len(self.asked_because_of(judged))

    def remember(self, attempt: Attempt) -> None:
        """Tell the oracle what is completed, if it is."""
        completion = Completion.objects.select_related("version", "employee").filter(attempt=attempt).first()
        if completion is None:
            return
        for audience in (EVERYONE, LEADERS) if completion.audience == LEADERS else (EVERYONE,):
            before = self.oracle.completed.get((completion.employee.number, audience), (0, ""))
            now = (completion.version.number or 0, completion.language)
            if now[0] >= before[0]:
                self.oracle.completed[completion.employee.number, audience] = now

    def asked_because_of(self, judged: dict[tuple[str, str], str]) -> set[str]:
        new_rules = {key for key, kind in judged.items() if kind == Kind.NEW_RULE}
        return {
            employee_status.employee.number
            for employee_status in employee_statuses([self.again(employee) for employee in self.employees], on=TODAY)
            for to_do in employee_status.to_dos
            for part in to_do.owed_section.parts
            if to_do.section == self.section and part.reason == Reason.CHANGE
            if any(clause in part.clauses and language in ("", part.language) for clause, language in new_rules)
        }

    def begin(self, employee: Employee, language: str) -> Attempt:
        self.section = Section.objects.select_related("handbook").get(pk=self.section.pk)
        owes, _latest = owed_in_section(employee, self.section, on=TODAY)
        audience = audience_of(employee, MONDAY)
        now = attempt_scope(section_for_reader(self.section, language=language, audience=audience), owes, audience)
        return start(
            employee=employee,
            section=self.section,
            version=now.shown.version.number or 0,
            language=now.shown.edition.language,
            since=now.since,
            leaders_since=now.leaders_since,
            requested_language=language,
            at=MONDAY,
        )


def with_word(text: str, clause: str, word: str) -> str:
    """A clause that says one sentence with that word."""
    made, count = re.subn(rf"(?m)^(§ {clause}\b.*\n).*$", rf"\g<1>Dette punktet er {word} nå.", text)
    assert count == 1
    return made


@pytest.mark.usefixtures("required")
def test_the_promise_holds_over_any_course_of_events(solvik: Solvik, roles: Section) -> None:
    machine = type("Promised", (Promise,), {"solvik": solvik})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not IS_PROOF,
            suppress_health_check=list(HealthCheck),
            # A course of events that fails is told as it was: making it shorter takes minutes.
            phases=[Phase.explicit, Phase.generate],
        ),
    )


def test_the_oracle_itself_asks_about_what_changed() -> None:
    """Two versions, one new rule: whoever completed the first owes it, whoever completed the second does not."""
    oracle = Oracle(
        versions=[{"nb": {"roles-1": "a", "roles-2": "b"}}, {"nb": {"roles-1": "c", "roles-2": "b"}}],
        judged=[(2, "roles-1", "", "new_rule")],
        completed={("1", EVERYONE): (1, "nb"), ("2", EVERYONE): (2, "nb")},
    )
    assert (oracle.owed("1"), oracle.owed("2"), oracle.owed("3")) == ({"roles-1"}, set(), {"roles-1", "roles-2"})
    assert date(2026, 11, 23) == TODAY
