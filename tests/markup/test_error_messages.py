"""Every error of the list comes about, at its file and line, and says in three languages what to do."""

from pathlib import Path

import pytest
from django.utils import translation

from handbook.import_export.folder import InvalidHandbookToml, read_folder
from markup.error_messages import _MESSAGES, CODES, at_line, line_of, message
from markup.errors import TextError
from tests.markup.section.provocations import LISTED, NOTICES, PROVOCATIONS, Provocation
from tests.support.site_pages import OF_PAGES

UNDECIDED = frozenset({"id-retired"})
"""Needs the text that an id had long ago, which no module compares with yet."""
OF_DRAFTS = frozenset({"clause-linked"})
"""About what is published already: no folder of files shows it."""
ALIKE = frozenset({"table-empty", "quote-empty", "no-questions", "option-box", "option-id", "option-empty"})
"""The same words in bokmål and nynorsk, as they stand in both catalogues."""
LANGUAGES = ("nb", "nn", "en")
each_provocation = pytest.mark.parametrize(
    "provocation", PROVOCATIONS, ids=[provocation.code for provocation in PROVOCATIONS]
)


def test_the_codes_are_those_of_the_list() -> None:
    assert sorted(CODES) == sorted(LISTED.split())


def test_every_code_is_provoked_once() -> None:
    assert sorted(provocation.code for provocation in PROVOCATIONS) == sorted(CODES - UNDECIDED - OF_DRAFTS - OF_PAGES)


def test_the_small_handbook_has_no_error(content) -> None:
    assert read_folder(content).errors == ()


def faults_of(content: Path) -> tuple[TextError, ...]:
    try:
        return read_folder(content).errors
    except InvalidHandbookToml as broken:
        return broken.errors


@each_provocation
def test_an_error_is_told_at_its_place(provocation: Provocation, content) -> None:
    line = provocation.make(content)
    found = [error for error in faults_of(content) if error.code == provocation.code]
    level = "warning" if provocation.code in NOTICES else "error"
    assert [(error.file, error.line, error.level) for error in found] == [
        (f"content/small/{provocation.file}", line, level)
    ]


@each_provocation
def test_an_error_says_what_to_do_in_each_language(provocation: Provocation, content) -> None:
    provocation.make(content)
    error = next(error for error in faults_of(content) if error.code == provocation.code)
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = message(error)
    assert all(text.strip() and "\n" not in text and "%(" not in text for text in said.values())
    assert said["en"] not in (said["nb"], said["nn"])
    assert (said["nb"] == said["nn"]) == (provocation.code in ALIKE)
    assert all(str(value) in text for value in error.values for text in said.values())


def test_two_errors_never_say_the_same() -> None:
    """But a clause and a question that are missing, or too many."""
    with translation.override("en"):
        said = {code: str(words) for code, (words, _names) in _MESSAGES.items()}
    alike = sorted(code for code, words in said.items() if list(said.values()).count(words) > 1)
    assert alike == ["clause-extra", "clause-untranslated", "question-extra", "question-untranslated"]


def test_an_error_names_file_line_and_cause() -> None:
    error = TextError("id-twice", "error", "content/small/roles/nb.md", 23, ("roles-1", "7"))
    with translation.override("en"):
        assert line_of(error) == (
            "content/small/roles/nb.md:23: roles-1 stands on line 7 too. Give the copy an id of its own."
        )
    with translation.override("nb"):
        assert line_of(error) == "content/small/roles/nb.md:23: roles-1 står også på linje 7. Gi kopien en egen id."
        assert at_line(error) == "Linje 23: roles-1 står også på linje 7. Gi kopien en egen id."


def test_what_people_wrote_is_never_taken_for_a_pattern() -> None:
    error = TextError("front-line", "error", "nb.md", 2, ("100 % og %(line)s",))
    with translation.override("en"):
        assert message(error) == "«100 % og %(line)s» is not «key: value». Add the key or remove the line."


def test_all_errors_of_all_files_are_told_at_once(content) -> None:
    chosen = [
        provocation
        for provocation in PROVOCATIONS
        if provocation.code in ("html", "source-form", "id-elsewhere", "why-missing")
    ]
    lines = {provocation.code: provocation.make(content) for provocation in chosen}
    told = [(error.file, error.line, error.code) for error in read_folder(content).errors]
    assert told == sorted(told)
    assert {
        (f"content/small/{provocation.file}", lines[provocation.code], provocation.code) for provocation in chosen
    } <= set(told)
