"""Every error code has a text that causes it, at its file and line, and a message in three languages."""

from pathlib import Path

import pytest
from django.utils import translation

from handbook.import_export.folder import InvalidHandbookToml, read_folder
from markup.error_messages import _MESSAGES, message, message_with_line, message_with_location
from markup.errors import Place, TextError
from tests.markup.section.error_samples import ERROR_CODES, ERROR_SAMPLES, WARNINGS, ErrorSample
from tests.support.site_pages import OF_PAGES

UNDECIDED = frozenset({"id-retired"})
"""Needs an earlier text of an id, with which no module compares yet."""
OF_DRAFTS = frozenset({"clause-linked"})
"""Depend on published versions, so no folder of files causes them."""
OF_FOLDERS = frozenset({"folder-name", "folder-renamed", "file-unreadable"})
"""About a folder: tests/handbook/test_slugs.py and tests/handbook/import_export/test_folder.py."""
OF_LAWS = frozenset({"law-name", "law-days"})
"""About laws.toml: tests/handbook/laws/test_law_file.py."""
ALIKE = frozenset({"table-empty", "quote-empty", "option-box", "option-id", "option-empty"})
"""Messages that are the same in bokmål and nynorsk."""
LANGUAGES = ("nb", "nn", "en")
for_every_sample = pytest.mark.parametrize("sample", ERROR_SAMPLES, ids=[sample.code for sample in ERROR_SAMPLES])


def test_the_codes_are_those_of_the_list() -> None:
    assert sorted(_MESSAGES) == sorted(ERROR_CODES.split())


def test_every_code_is_provoked_once() -> None:
    assert sorted(sample.code for sample in ERROR_SAMPLES) == sorted(
        _MESSAGES.keys() - UNDECIDED - OF_DRAFTS - OF_FOLDERS - OF_LAWS - OF_PAGES
    )


def test_the_small_handbook_has_no_error(content) -> None:
    assert read_folder(content).errors == ()


def errors_of(content: Path) -> tuple[TextError, ...]:
    try:
        return read_folder(content).errors
    except InvalidHandbookToml as broken:
        return broken.errors


@for_every_sample
def test_an_error_is_told_at_its_place(sample: ErrorSample, content) -> None:
    line = sample.make(content)
    errors = [error for error in errors_of(content) if error.code == sample.code]
    level = "warning" if sample.code in WARNINGS else "error"
    assert [(error.place.path, error.line, error.level) for error in errors] == [(sample.file, line, level)]


@for_every_sample
def test_an_error_says_what_to_do_in_each_language(sample: ErrorSample, content) -> None:
    sample.make(content)
    error = next(error for error in errors_of(content) if error.code == sample.code)
    messages = {}
    for language in LANGUAGES:
        with translation.override(language):
            messages[language] = message(error)
    assert all(text.strip() and "\n" not in text and "%(" not in text for text in messages.values())
    assert messages["en"] not in (messages["nb"], messages["nn"])
    assert (messages["nb"] == messages["nn"]) == (sample.code in ALIKE)
    typed = error.values[:1] if sample.code.endswith("looks-like") else error.values
    """What a text looks like is a word of each language."""
    assert all(value in text for value in typed for text in messages.values())


def test_two_errors_never_say_the_same() -> None:
    """Except for missing or surplus clauses and questions."""
    with translation.override("en"):
        messages = {code: str(words) for code, (words, _names) in _MESSAGES.items()}
    alike = sorted(code for code, words in messages.items() if list(messages.values()).count(words) > 1)
    assert alike == ["clause-extra", "clause-untranslated", "question-extra", "question-untranslated"]


def test_an_error_names_file_line_and_cause() -> None:
    error = TextError("id-twice", "error", Place("roles", "nb"), 23, ("roles-1", "7"))
    with translation.override("en"):
        assert message_with_location(error, "content/small") == (
            "content/small/roles/nb.md:23: roles-1 is also on line 7. Give the copy an id of its own."
        )
    with translation.override("nb"):
        assert (
            message_with_location(error, "content/small")
            == "content/small/roles/nb.md:23: roles-1 står også på linje 7. Gi kopien en egen id."
        )
        assert message_with_line(error) == "Linje 23: roles-1 står også på linje 7. Gi kopien en egen id."


def test_what_people_wrote_is_never_taken_for_a_pattern() -> None:
    error = TextError("front-line", "error", Place(), 2, ("100 % og %(line)s",))
    with translation.override("en"):
        assert message(error) == "“100 % og %(line)s” is not “key: value”. Add the key or remove the line."


def test_all_errors_of_all_files_are_told_at_once(content) -> None:
    chosen = [
        sample for sample in ERROR_SAMPLES if sample.code in ("html", "source-form", "id-elsewhere", "why-missing")
    ]
    lines = {sample.code: sample.make(content) for sample in chosen}
    reported = [(error.place.path, error.line, error.code) for error in read_folder(content).errors]
    assert reported == sorted(reported)
    assert {(sample.file, lines[sample.code], sample.code) for sample in chosen} <= set(reported)
