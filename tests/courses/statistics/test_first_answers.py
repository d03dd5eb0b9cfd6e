"""How first answers went: by question, wording and clause, and never of fewer than five people."""

import pytest

from courses.models import Answer
from courses.question_withdrawal import withdraw_question
from courses.statistics.first_answers import ClauseStatistics, clause_statistics, first_answers_of
from courses.statistics.question_history import question_histories
from handbook.models import Kind, Section, Version
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish as publish_draft
from people.models import Employee
from tests.cast import MONDAY
from tests.support.attempts import answer_next, first_answer, hire_people
from tests.support.publication import edit_and_publish
from tests.support.sections import again

pytestmark = pytest.mark.usefixtures("required")
WHY = "Fordi det er slik"
NONE = ClauseStatistics(0, 0, "")


@pytest.fixture
def people(solvik) -> list[Employee]:
    return hire_people(solvik, 12)


def figures(section: Section, question: str) -> list[tuple[tuple[int, ...], int, int, dict[str, int]]]:
    """What is told of a question, the newest words first: their versions, people, right ones, misconceptions."""
    section = Section.objects.get(pk=section.pk)
    histories = question_histories([section])
    counted = first_answers_of(histories)
    return [
        (tuple(wording.versions), first_answers.answers, first_answers.right, dict(first_answers.chosen))
        for wording in histories[section.pk].wordings[question]
        if (first_answers := counted.get((question, wording.first)))
    ]


def publish(section: Section, olav: Employee, old: str = "", new: str = "", **texts: tuple[str, str]) -> Version:
    """A new rule in the text, so that everybody is asked again; with `old` and `new`, words of the quiz as well."""
    section = Section.objects.select_related("handbook").get(pk=section.pk)
    number = Version.objects.published().filter(section=section).count()
    words = ("Et verv kan", "Et verv vil", "Et verv må", "Et verv skal")
    changed = {"source_nb": (words[number - 1], words[number]), **texts}
    if old:
        changed["quiz_nb"] = (old, new)
    return edit_and_publish(section, changed, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)


def test_four_are_not_told_of_and_five_are(privacy, people) -> None:
    for person in people[:4]:
        first_answer(person, privacy, "traces", "b")
    assert figures(privacy, "traces") == []
    assert clause_statistics(privacy, 1) == {"privacy-1": NONE}
    first_answer(people[4], privacy, "traces", "a")
    assert figures(privacy, "traces") == [((1,), 5, 1, {"M05": 4})]
    assert clause_statistics(privacy, 1) == {"privacy-1": ClauseStatistics(5, 20, "M05")}


def test_whoever_comes_next_moves_no_figure_until_five_have_come(privacy, people) -> None:
    """To look before and after one person has answered tells nothing of that person."""
    for person in people[:5]:
        first_answer(person, privacy, "traces", "a")
    for person in people[5:9]:
        first_answer(person, privacy, "traces", "b")
        assert figures(privacy, "traces") == [((1,), 5, 5, {})]
    first_answer(people[9], privacy, "traces", "a")
    assert figures(privacy, "traces") == [((1,), 10, 6, {"M05": 4})]


def test_who_is_told_of_stays_told_of_when_somebody_answers_again(privacy, people) -> None:
    for person in people[:7]:
        first_answer(person, privacy, "traces", "a" if person in people[:5] else "b")
    for person in people[:7]:
        first_answer(person, privacy, "traces", "c")
    assert figures(privacy, "traces") == [((1,), 5, 5, {})]


def test_only_the_first_of_an_attempts_answers_counts(privacy, people) -> None:
    for person in people[:5]:
        attempt = first_answer(person, privacy, "traces", "b")
        answer_next(attempt, "traces", "a")
    assert figures(privacy, "traces") == [((1,), 5, 0, {"M05": 5})]


def test_nynorsk_and_bokmal_count_together(privacy, people) -> None:
    for number, person in enumerate(people[:5]):
        first_answer(person, privacy, "traces", "a" if number else "c", language="nn" if number % 2 else "nb")
    assert figures(privacy, "traces") == [((1,), 5, 4, {"M05": 1})]


def test_two_versions_that_ask_in_the_same_words_count_together(roles, olav, people) -> None:
    for person in people[:3]:
        first_answer(person, roles, "board", "b")
    publish(roles, olav)
    for person in people[3:5]:
        first_answer(person, roles, "board", "a", version=2)
    assert figures(roles, "board") == [((1, 2), 5, 2, {"M05": 3})]


def test_other_words_begin_anew_and_what_was_told_stays(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    publish(roles, olav, "Hva gjør du", "Hva sier du")
    for person in people[:5]:
        first_answer(person, roles, "board", "c" if person == people[0] else "a", version=2)
    assert figures(roles, "board") == [((2,), 5, 4, {"M13": 1}), ((1,), 5, 0, {"M05": 5})]


def test_four_who_answered_other_words_are_in_no_sum(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    publish(roles, olav, "Hva gjør du", "Hva sier du")
    for person in people[5:9]:
        first_answer(person, roles, "board", "a", version=2)
    assert figures(roles, "board") == [((1,), 5, 0, {"M05": 5})]
    assert clause_statistics(again(roles), 2)["roles-1"] == NONE
    assert clause_statistics(again(roles), 1)["roles-1"] == ClauseStatistics(5, 0, "M05")


def test_words_that_come_back_go_on_where_they_stopped(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    publish(roles, olav, "Hva gjør du", "Hva sier du")
    publish(roles, olav, "Hva sier du", "Hva gjør du")
    for person in people:
        first_answer(person, roles, "board", "a", version=3)
    # Five had answered those words in version 1; of the seven others five are a whole five.
    assert figures(roles, "board") == [((1, 3), 10, 5, {"M05": 5})]


def test_a_translation_that_changes_its_words_begins_nothing_anew(roles, olav, people) -> None:
    for person in people[:3]:
        first_answer(person, roles, "board", "b", language="nn")
    publish(roles, olav, quiz_nn=("Kva gjer du", "Kva seier du"))
    for person in people[3:5]:
        first_answer(person, roles, "board", "b", version=2)
    assert figures(roles, "board") == [((1, 2), 5, 0, {"M05": 5})]


def test_an_explanation_that_changes_begins_nothing_anew(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    publish(roles, olav, "Fordi det er slik 1b", "Fordi det er ulovlig")
    assert figures(roles, "board") == [((1, 2), 5, 0, {"M05": 5})]


def test_another_option_is_right_and_the_count_begins_anew(privacy, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, privacy, "traces", "b")
    swapped = {}
    for language, why, mark in (("nb", WHY, " (M05)"), ("nn", WHY, ""), ("en", "Because it is so", "")):
        was = f"- [x] a) Ja\n  > {why} 4a.\n- [ ] b) Nei{mark}"
        swapped[f"quiz_{language}"] = (was, f"- [ ] a) Ja{mark}\n  > {why} 4a.\n- [x] b) Nei")
    texts = {"source_nb": ("Du setter", "Du lager"), **swapped}
    edit_and_publish(privacy, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for person in people[:5]:
        first_answer(person, privacy, "traces", "b", version=2)
    assert figures(privacy, "traces") == [((2,), 5, 5, {}), ((1,), 5, 0, {"M05": 5})]


def test_what_is_carried_over_is_no_answer(roles, olav, people) -> None:
    for person in people[:5]:
        attempt = first_answer(person, roles, "board", "b")
        answer_next(attempt, "board", "a")
    publish(roles, olav)
    for person in people[:5]:
        first_answer(person, roles, "clear", "ac", version=2)
    assert figures(roles, "board") == [((1, 2), 5, 0, {"M05": 5})]
    assert figures(roles, "clear") == [((1, 2), 5, 0, {"M13": 5})]


def test_what_is_carried_over_to_other_words_is_no_answer_to_them(roles, olav, people) -> None:
    """The source asks otherwise, the translation as before: its readers keep what they have answered."""
    for person in people[:5]:
        first_answer(person, roles, "board", "a", language="nn")
    draft = open_draft(section=again(roles), by=olav, at=MONDAY)
    texts = {"source_nb": draft.source_nb, "quiz_nb": draft.quiz_nb.replace("Hva gjør du", "Hva sier du")}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    draft = save_confirmed_draft(draft=draft, texts={}, language="nn", revision=draft.revision, by=olav, at=MONDAY)
    publish_draft(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    for person in people[:5]:
        first_answer(person, roles, "clear", "ab", version=2, language="nn")
    assert Answer.objects.filter(is_carried=True, question="board").count() == 5
    assert figures(roles, "board") == [((1,), 5, 5, {})]


def test_unsure_is_not_right_and_no_misconception(privacy, people) -> None:
    for person in people[:5]:
        first_answer(person, privacy, "traces", "")
    assert figures(privacy, "traces") == [((1,), 5, 0, {})]
    assert clause_statistics(privacy, 1) == {"privacy-1": ClauseStatistics(5, 0, "")}


def test_a_clause_is_told_the_sum_of_the_questions_that_test_it(roles, olav, people) -> None:
    publish(roles, olav, "§ roles-2", "§ roles-1, roles-2")
    for number, person in enumerate(people[:10]):
        attempt = first_answer(person, roles, "board", "a" if number else "c", version=2)
        answer_next(attempt, "clear", "ab" if number < 8 else "ac")
    # Four leaders' answers more would make no difference to any of these: nobody was asked «sharp».
    assert clause_statistics(again(roles), 2) == {
        "roles-1": ClauseStatistics(20, 85, "M13"),
        "roles-2": ClauseStatistics(10, 80, "M13"),
        "roles-3": NONE,
        "roles-4": ClauseStatistics(10, 90, "M13"),
    }


def test_a_clause_with_a_question_that_four_have_answered_is_told_the_others_alone(roles, olav, people) -> None:
    publish(roles, olav, "§ roles-2", "§ roles-1, roles-2")
    for number, person in enumerate(people[:5]):
        attempt = first_answer(person, roles, "board", "a", version=2)
        if number:
            answer_next(attempt, "clear", "ac")
    assert clause_statistics(again(roles), 2)["roles-1"] == ClauseStatistics(5, 100, "")


def withdraw(section: Section, question: str, olav: Employee, *, number: int = 1) -> None:
    version = Version.objects.select_related("section__handbook").get(section=section, number=number)
    withdraw_question(version=version, question=question, reason="To svar er riktige.", by=olav, at=MONDAY)


def test_a_clause_is_not_told_what_a_withdrawn_question_says(roles, olav, people) -> None:
    publish(roles, olav, "§ roles-2", "§ roles-1, roles-2")
    for person in people[:5]:
        answer_next(first_answer(person, roles, "board", "c", version=2), "clear", "ab")
    withdraw(roles, "board", olav, number=2)
    statistics = clause_statistics(again(roles), 2)
    assert statistics == {
        "roles-1": ClauseStatistics(5, 100, ""),
        "roles-2": ClauseStatistics(5, 100, ""),
        "roles-3": NONE,
    }
    assert figures(roles, "board") == [((1, 2), 5, 0, {"M13": 5})]


def test_with_another_explanation_it_is_told_again_and_the_figures_go_on(roles, olav, people) -> None:
    for person in people[:5]:
        first_answer(person, roles, "board", "b")
    withdraw(roles, "board", olav)
    assert "roles-1" not in clause_statistics(again(roles), 1)
    publish(roles, olav, "Fordi det er slik 1b", "Fordi det er ulovlig")
    assert clause_statistics(again(roles), 2)["roles-1"] == ClauseStatistics(5, 0, "M05")


def test_of_two_misconceptions_equally_common_the_first_by_its_id_is_told(roles, people) -> None:
    for number, person in enumerate(people[:5]):
        first_answer(person, roles, "board", "cbcba"[number])
    assert clause_statistics(roles, 1)["roles-1"] == ClauseStatistics(5, 20, "M05")
