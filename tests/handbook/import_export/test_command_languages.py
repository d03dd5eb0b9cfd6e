"""The commands that read and write files speak the language that is asked for, whole, and count as it counts."""

import re
from pathlib import Path

import pytest

from tests.support.content_files import change, content_diff, run

NORWEGIAN = pytest.mark.parametrize("language", ["nb", "nn"])
NO_WORDS = re.compile(r"[^a-zæøå]*", re.IGNORECASE)


def untranslated(command: str, language: str, *arguments: object) -> set[str]:
    """The lines, without their places, that the command writes in that language as in English."""

    def lines(language: str) -> set[str]:
        if command == "content_diff":
            _status, printed = content_diff(Path(str(arguments[0])), *map(str, arguments[1:]), "--language", language)
            refusal = ""
        else:
            printed, refusal = run(command, *arguments, "--language", language)
        shown = [re.sub(r"^(warning|advarsel|åtvaring): ", "", line) for line in [*printed, *refusal.split("\n")]]
        # What the texts themselves say, and the names of sections, are the same in each language.
        shown = [line for line in shown if not line.startswith("      ") and line not in ("small", "handbook.toml")]
        return {re.sub(r"^ *\S+\.(md|toml):\d+: |^small: ", "", line) for line in shown} - {""}

    return {line for line in lines(language) & lines("en") if not NO_WORDS.fullmatch(line)}


def break_everything(content: Path) -> None:
    """Errors and warnings in every kind of file, and a block whose id is not certain."""
    change(content.parent / "laws.toml", 'certainty = "checked"', 'certainty = "perhaps"')
    change(content / "handbook.toml", "open_to_all", 'readers = ["nb"]\nopen_to_all')
    change(content / "roles/nb.md", "§ roles-2 (guideline)\n", "")
    change(content / "roles/nb.md", "Et verv", "<b>Et verv</b>")
    change(content / "roles/nn.md", "§ roles-2\n", "§ roles-2 (law)\n- ")
    change(content / "roles/nb.quiz.md", "(M05)", "")
    change(content / "roles/en.quiz.md", "## sharp", "## blunt")


@NORWEGIAN
@pytest.mark.parametrize("command", ["check_content", "import_content", "content_diff"])
def test_errors_warnings_and_counts_are_in_the_language_that_is_asked_for(small, content, command, language) -> None:
    break_everything(content)
    assert untranslated(command, language, content) == set()


@NORWEGIAN
@pytest.mark.parametrize(
    "toml", ['source_language = "no"', "title = {", "a = 1\na = 2", f"a = {'[' * 2000}{']' * 2000}", "legal_review = 1"]
)
@pytest.mark.parametrize("command", ["check_content", "import_content", "content_diff"])
def test_errors_of_handbook_toml_are_in_it_too(small, content, command, toml, language) -> None:
    (content / "handbook.toml").write_text(toml)
    assert untranslated(command, language, content) == set()


@NORWEGIAN
@pytest.mark.parametrize("command", ["check_content", "import_content", "content_diff"])
def test_what_goes_well_is_in_it_too(small, content, command, language) -> None:
    assert untranslated(command, language, content) == set()


@NORWEGIAN
def test_an_export_is_told_in_it(small, content, tmp_path: Path, language) -> None:
    out = tmp_path / "small"
    out.mkdir()
    (out / "notes.txt").write_text("Notater.")
    assert untranslated("export_content", language, "small", out, "--drafts") == set()
    assert untranslated("export_content", language, "large", out) == set()
    assert untranslated("export_content", language, "pages", tmp_path / "pages", "--drafts") == set()
    for command in ("check_content", "import_content"):
        assert untranslated(command, language, tmp_path / "nothing") == set()


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("nb", "1 håndbok, ingen feil.", "2 håndbøker, ingen feil."), ("nn", "1 handbok, ingen feil.", "2 handbøker, ingen feil."),
     ("en", "1 handbook, no errors.", "2 handbooks, no errors.")],
)  # fmt: skip
def test_one_is_singular(content: Path, tmp_path: Path, language, one, two) -> None:
    assert run("check_content", content, "--language", language) == ([one], "")
    for name in ("en", "to"):
        (tmp_path / name).symlink_to(content)
    lines, refusal = run("check_content", tmp_path, "--language", language)
    assert (lines[-1:], refusal) == ([two], "")


def test_all_errors_come_before_all_warnings(small, content: Path) -> None:
    break_everything(content)
    lines, refusal = run("check_content", content.parent)
    are_warnings = [line.startswith("warning: ") for line in lines]
    assert are_warnings == sorted(are_warnings)
    assert (are_warnings.count(False), refusal) == (int(refusal.split()[0]), f"{are_warnings.count(False)} errors.")
    assert len(lines) == len(set(lines))
