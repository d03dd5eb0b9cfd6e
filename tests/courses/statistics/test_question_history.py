"""A question is followed by its id through the versions of its section."""

from courses.statistics.question_history import QuestionWording, question_histories
from handbook.models import Kind, Section
from tests.cast import MONDAY
from tests.support.publication import edit_and_publish
from tests.support.queries import queries


def publish(section: Section, olav, **texts: tuple[str, str]) -> None:
    fresh = Section.objects.select_related("handbook").get(pk=section.pk)
    edit_and_publish(fresh, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)


def wordings(section: Section) -> dict[str, list[list[tuple[int, int]]]]:
    """By question, the newest words first: the spans of versions that ask it so."""
    question_history = question_histories([Section.objects.get(pk=section.pk)])[section.pk]
    return {
        question: [wording.spans for wording in question_wordings]
        for question, question_wordings in question_history.wordings.items()
    }


def test_each_wording_names_its_versions_and_the_newest_comes_first(roles, olav) -> None:
    publish(roles, olav, source_nb=("Et verv kan", "Et verv vil"))
    publish(roles, olav, quiz_nb=("Hva gjør du", "Hva sier du"))
    publish(roles, olav, quiz_nb=("Hva sier du", "Hva gjør du"))
    assert wordings(roles) == {
        "board": [[(1, 2), (4, 4)], [(3, 3)]],
        "clear": [[(1, 4)]],
        "sharp": [[(1, 4)]],
    }


def test_a_question_that_is_asked_no_longer_comes_last_and_may_come_back(roles, olav) -> None:
    question = roles.versions.get().quiz_nb.partition("\n## clear")[0] + "\n"
    assert question.startswith("## board")
    publish(roles, olav, quiz_nb=(question, ""), quiz_nn=_board(roles, "nn"), quiz_en=_board(roles, "en"))
    assert wordings(roles) == {"clear": [[(1, 2)]], "sharp": [[(1, 2)]], "board": [[(1, 1)]]}


def _board(roles: Section, language: str) -> tuple[str, str]:
    quiz = roles.versions.get().text("quiz", language)
    return quiz.partition("\n## clear")[0] + "\n", ""


def test_a_wording_goes_by_the_first_version_that_had_it() -> None:
    wording = QuestionWording("board", {1: 71, 2: 72, 5: 75})
    assert (wording.first, wording.newest, wording.spans) == (71, 5, [(1, 2), (5, 5)])


def test_questions_are_followed_once_for_each_publication(roles, privacy, olav) -> None:
    with queries() as asked:
        question_histories([roles, privacy])
        question_histories([roles, privacy])
    assert len(asked) == 2
    publish(roles, olav, quiz_nb=("Hva gjør du", "Hva sier du"))
    assert wordings(roles)["board"] == [[(2, 2)], [(1, 1)]]
