"""A folder of files in which something is not what its name says: an error each, never a traceback."""

from pathlib import Path

import pytest

from handbook.import_export.folder import InvalidHandbookToml, read_folder
from markup.errors import TextError
from markup.quiz.template import begin_question
from tests.support.content_files import change, run


def errors_of(folder: Path) -> list[tuple[str, int, str]]:
    try:
        errors: tuple[TextError, ...] = read_folder(folder).errors
    except InvalidHandbookToml as invalid:
        errors = invalid.errors
    return [(error.place.path, error.line, error.code) for error in errors]


@pytest.mark.parametrize(
    "name", ["roles/nb.md", "roles/nn.md", "roles/nb.quiz.md", "roles/en.quiz.md", "handbook.toml"]
)
def test_a_folder_with_the_name_of_a_file_is_one_error(db, content: Path, name: str) -> None:
    (content / name).unlink()
    (content / name).mkdir()
    assert [error for error in errors_of(content) if error[2].startswith("file-")] == [(name, 1, "file-unreadable")]
    assert all(run(command, content)[1] for command in ("check_content", "import_content"))


def test_a_page_that_is_a_folder_is_an_error(content: Path) -> None:
    page = content.parent / "pages" / "privacy" / "nb.md"
    page.unlink()
    page.mkdir()
    lines, refusal = run("check_content", content.parent)
    assert any(line.startswith("content/pages/privacy/nb.md:1: ") for line in lines)
    assert refusal


@pytest.mark.parametrize("number", ["9" * 5000, "0", "00", "-1", "1" * 4301])
def test_a_question_that_asks_for_an_odd_number_is_an_error_at_its_line(content: Path, number: str) -> None:
    change(content / "roles/nb.quiz.md", "## board", f"## board (choose {number})")
    assert ("roles/nb.quiz.md", 1, "question-word") in errors_of(content)


def test_a_question_that_asks_for_more_than_its_options_says_so(content: Path) -> None:
    change(content / "roles/nb.quiz.md", "## board", "## board (choose 100)")
    assert ("roles/nb.quiz.md", 1, "right-count") in errors_of(content)


def test_an_endless_number_before_a_line_or_in_a_new_question_is_text(db, content: Path) -> None:
    change(content / "roles/nb.md", "Et verv", f"{'9' * 5000}. Et verv")
    change(content / "roles/nb.quiz.md", "## board", f"## new-question-{'9' * 40}")
    assert "roles/nb.md" not in {file for file, _line, _code in errors_of(content)}
    begin_question(quiz=f"## new-question-{'9' * 5000}\n", choose=1, language="nb", source_language="nb")


@pytest.mark.parametrize("id_", [f"roles-{'9' * 5000}", f"L{'9' * 5000}", f"roles-{'a' * 65}"])
def test_an_endless_id_is_an_error_wherever_it_stands(content: Path, id_: str) -> None:
    change(content / "roles/nb.md", "(guideline)", f"(guideline, {id_})")
    change(content / "roles/nb.md", "§ roles-2 ", f"§ {id_} ")
    change(content / "roles/nb.quiz.md", "§ roles-1, ", f"§ {id_}, ")
    change(content / "roles/nb.quiz.md", "(M05)", f"(M{'9' * 5000})")
    assert {file for file, _line, _code in errors_of(content)} >= {"roles/nb.md", "roles/nb.quiz.md"}


def test_the_errors_come_in_the_same_order_on_each_run(content: Path) -> None:
    """They do not depend on how Python orders a set."""
    for language in ("nb", "nn", "en"):
        change(content / f"roles/{language}.md", "\n\n§", "\n\n<b>\n\n§")
        change(content / f"roles/{language}.quiz.md", "##", "Før.\n\n##")
    errors = read_folder(content).errors
    assert list(errors) == sorted(errors, key=lambda error: (error.place.path, error.line, error.code, error.values))
