"""The language is changed at any step of a quiz: every part of a page is marked with its language, and no answer is lost."""

import gettext
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from courses.attempts.progress import progress_of
from courses.attempts.quiz import edition_of
from courses.models import Answer, Attempt, Completion
from handbook.models import ClauseText, Edition
from handbook.translations.questions import asked_questions
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import words_by_language

pytestmark = pytest.mark.usefixtures("required")

ROOT = Path(__file__).resolve().parents[3]
SECTION = "/handbooks/small/roles/"
RIGHT = {"board": ["a"], "clear": ["a", "b"]}
STEPS: dict[str, tuple[tuple[str, list[str]], ...]] = {
    "before": (),
    "at the first question": (),
    "after feedback": (("board", RIGHT["board"]),),
    "at the repeated wrong one": (("board", ["b"]), ("clear", RIGHT["clear"])),
    "at the result": (("board", RIGHT["board"]), ("clear", RIGHT["clear"])),
}
"""What was answered by then, in order."""
PAIRS = list(permutations(LANGUAGES, 2))


@cache
def site_words(language: str) -> frozenset[str]:
    """The sentences of the site in a language, without those that something is put into."""
    with (ROOT / "locale/nb/LC_MESSAGES/django.mo").open("rb") as english:
        ids = [key for key in _catalogue(gettext.GNUTranslations(english)) if isinstance(key, str)]
    if language == "en":
        return frozenset(id_ for id_ in ids if "%(" not in id_)
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as compiled:
        translations = _catalogue(gettext.GNUTranslations(compiled))
    return frozenset(translations[id_] for id_ in ids if "%(" not in id_)


def _catalogue(translations: Any) -> dict[Any, str]:
    """What `gettext` has read; it has no name of its own for that."""
    catalogue: dict[Any, str] = translations._catalog
    return catalogue


def handbook_words() -> dict[str, set[str]]:
    """Every run of words of the section and its quiz, by language."""
    words: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for edition in Edition.objects.filter(version__section__slug="roles").select_related("version__section__handbook"):
        texts = [edition.title, edition.message]
        texts += [
            " ".join(run.split())
            for clause in ClauseText.objects.filter(edition=edition)
            for run in re.findall(r">([^<]+)<", clause.html)
        ]
        for asked in asked_questions(edition).values():
            texts += [asked.question.legend, *asked.question.situation]
            texts += [text for option in asked.question.options for text in (option.text, option.why)]
        words[edition.language] |= set(texts)
    return words


def astray(page: Mapping[str, Iterable[str]], handbook: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Runs of words that are marked with another language than theirs, each with the language it is marked with."""
    of = {language: handbook[language] | site_words(language) for language in LANGUAGES}
    return [
        (language, run)
        for language, runs in page.items()
        for run in runs
        if run not in of[language] and any(run in of[other] for other in LANGUAGES)
    ]


def confirm(client: Client, language: str) -> Attempt:
    """As the page of the section is sent that is shown in this language."""
    client.post("/courses/small/roles/start/", {"version": 1, "language": language, "since": 0})
    return Attempt.objects.open().get()


def send(client: Client, attempt: Attempt, question: str, options: list[str]) -> None:
    sequence = attempt.answers.count() + 1
    page = f"/courses/attempts/{attempt.pk}/questions/{question}/"
    response = client.post(page, {"sequence": sequence, "option": options})
    assert response.status_code == 302, page


def right_ids(attempt: Attempt) -> set[str]:
    return {answer.question for answer in Answer.objects.filter(attempt=attempt, is_right=True)}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("before", "after"), PAIRS, ids=lambda language: language)
def test_no_page_mixes_languages_and_nothing_answered_is_lost(before: str, after: str, step: str, amina, roles) -> None:
    client, handbook = client_of(amina, before), handbook_words()
    pages = [SECTION]
    if step != "before":
        attempt = confirm(client, before)
        for question, options in STEPS[step]:
            send(client, attempt, question, options)
        pages = [f"/courses/attempts/{attempt.pk}/result/"]
        for question in RIGHT:
            pages.append(f"/courses/attempts/{attempt.pk}/questions/{question}/")
            pages.append(f"/courses/attempts/{attempt.pk}/questions/{question}/feedback/")
    pages += ["/", SECTION, "/handbooks/small/", "/courses/completions/"]

    client.post("/language/", {"language": after})

    for page in pages:
        words = words_by_language(client.get(page, follow=True))
        assert astray(words, handbook) == [], page
        assert set(words) <= {before, after}, page
    if step == "at the result":
        completion = Completion.objects.get()
        assert (completion.language, Attempt.objects.count()) == (before, 1)
        return
    if step != "before":
        assert f'href="{SECTION}"' in client.get(f"{pages[1]}", follow=True).content.decode()
        kept = right_ids(attempt)
    continued = confirm(client, after)
    assert (continued.language, edition_of(continued).language) == (after, after)
    if step != "before":
        assert right_ids(continued) == kept
        assert {question for _number, question in progress_of(continued).open} == set(RIGHT) - kept
    for _number, question in progress_of(continued).open:
        send(client, continued, question, RIGHT[question])
    assert Completion.objects.get().language == after
    assert astray(words_by_language(client.get(f"/courses/attempts/{continued.pk}/result/")), handbook) == []


def test_words_in_a_wrong_language_are_found() -> None:
    handbook: dict[str, set[str]] = {"nb": {"Rollene dine"}, "nn": {"Rollene dine"}, "en": {"Your roles"}}
    assert astray({"nb": {"Your roles", "Rollene dine", "1.1"}, "en": {"Fortsett"}}, handbook) == [
        ("nb", "Your roles"),
        ("en", "Fortsett"),
    ]
