"""Every fault of the list comes about, at its file and line, and says in three languages what to do."""

from pathlib import Path

import pytest
from django.utils import translation

from handbook.files import BrokenFrame, read_folder
from handbook.text.faults import _MESSAGES, CODES, at_line, line_of, message
from handbook.text.values import Fault
from tests.handbook.text.provocations import LISTED, NOTICES, PROVOCATIONS, Provocation

UNDECIDED = frozenset({"id-retired"})
"""Needs the text that an id had long ago, which no module compares with yet."""
OF_DRAFTS = frozenset({"clause-linked"})
"""About what is published already: no folder of files shows it."""
OF_FOLDERS = frozenset({"folder-name"})
"""About what a folder is called: tests/handbook/test_naming.py."""
OF_PAGES = frozenset({"page-empty", "page-link", "page-quote", "heading-skips"})
"""About the site's own pages: tests/handbook/text/test_page.py."""
ALIKE = frozenset({"table-empty", "quote-empty", "no-questions", "option-box", "option-id", "option-empty"})
"""The same words in bokmål and nynorsk, as they stand in both catalogues."""
LANGUAGES = ("nb", "nn", "en")
each_provocation = pytest.mark.parametrize("provocation", PROVOCATIONS, ids=[each.code for each in PROVOCATIONS])


def test_the_codes_are_those_of_the_list() -> None:
    assert sorted(CODES) == sorted(LISTED.split())


def test_every_code_is_provoked_once() -> None:
    assert sorted(each.code for each in PROVOCATIONS) == sorted(CODES - UNDECIDED - OF_DRAFTS - OF_FOLDERS - OF_PAGES)


def test_the_small_handbook_has_no_fault(content) -> None:
    assert read_folder(content).faults == ()


def faults_of(content: Path) -> tuple[Fault, ...]:
    try:
        return read_folder(content).faults
    except BrokenFrame as broken:
        return broken.faults


@each_provocation
def test_a_fault_is_told_at_its_place(provocation: Provocation, content) -> None:
    line = provocation.make(content)
    found = [fault for fault in faults_of(content) if fault.code == provocation.code]
    level = "notice" if provocation.code in NOTICES else "fault"
    assert [(fault.file, fault.line, fault.level) for fault in found] == [
        (f"content/small/{provocation.file}", line, level)
    ]


@each_provocation
def test_a_fault_says_what_to_do_in_each_language(provocation: Provocation, content) -> None:
    provocation.make(content)
    fault = next(each for each in faults_of(content) if each.code == provocation.code)
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = message(fault)
    assert all(text.strip() and "\n" not in text and "%(" not in text for text in said.values())
    assert said["en"] not in (said["nb"], said["nn"])
    assert (said["nb"] == said["nn"]) == (provocation.code in ALIKE)
    assert all(str(value) in text for value in fault.values for text in said.values())


def test_two_faults_never_say_the_same() -> None:
    """But a clause and a question that are missing, or too many."""
    with translation.override("en"):
        said = {code: str(words) for code, (words, _names) in _MESSAGES.items()}
    alike = sorted(code for code, words in said.items() if list(said.values()).count(words) > 1)
    assert alike == ["clause-extra", "clause-untranslated", "question-extra", "question-untranslated"]


def test_a_fault_names_file_line_and_cause() -> None:
    fault = Fault("id-twice", "fault", "content/small/roles/nb.md", 23, ("roles-1", "7"))
    with translation.override("en"):
        assert line_of(fault) == (
            "content/small/roles/nb.md:23: roles-1 stands on line 7 too. Give the copy an id of its own."
        )
    with translation.override("nb"):
        assert line_of(fault) == "content/small/roles/nb.md:23: roles-1 står også på linje 7. Gi kopien en egen id."
        assert at_line(fault) == "Linje 23: roles-1 står også på linje 7. Gi kopien en egen id."


def test_what_people_wrote_is_never_taken_for_a_pattern() -> None:
    fault = Fault("front-line", "fault", "nb.md", 2, ("100 % og %(line)s",))
    with translation.override("en"):
        assert message(fault) == "«100 % og %(line)s» is not «key: value». Add the key or remove the line."


def test_all_faults_of_all_files_are_told_at_once(content) -> None:
    chosen = [each for each in PROVOCATIONS if each.code in ("html", "source-form", "id-elsewhere", "why-missing")]
    lines = {each.code: each.make(content) for each in chosen}
    told = [(fault.file, fault.line, fault.code) for fault in read_folder(content).faults]
    assert told == sorted(told)
    assert {(f"content/small/{each.file}", lines[each.code], each.code) for each in chosen} <= set(told)
