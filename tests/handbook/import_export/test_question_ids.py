"""The ids of questions and the letters of options in files: found again by their words, never reassigned unasked."""

from pathlib import Path

import pytest

from handbook.models import Handbook, Version
from tests.support.content_files import change, content_diff, every_row, files_below, run

LANGUAGES = ("nb", "nn", "en")
SWAPPED = {"nb": ("Tie", "Vente"), "nn": ("Teie", "Vente"), "en": ("Keep silent", "Wait")}


def rename(content: Path, old: str, new: str, *languages: str) -> None:
    for language in languages or LANGUAGES:
        change(content / "roles" / f"{language}.quiz.md", f"## {old}", f"## {new}")


def swap_letters(content: Path, language: str) -> None:
    """The two wrong answers to the first question get each other's letters."""
    path = content / "roles" / f"{language}.quiz.md"
    marks = (" (M05)", " (M13)") if language == "nb" else ("", "")
    for letter, other, words, mark, place in zip("bc", "cb", SWAPPED[language], marks, "bc", strict=True):
        change(path, f"{letter}) {words}{mark}\n", f"{other}) {words}{mark}\n")
        assert f"1{place}." in path.read_text(encoding="utf-8")


def refused(content: Path, *options: str) -> list[str]:
    """The lines of an import that is refused, in which nothing is stored."""
    before = every_row()
    lines, refusal = run("import_content", content, *options)
    assert "to resolve" in refusal
    assert every_row() == before
    return lines


def test_a_renamed_question_is_found_again(small: Handbook, content: Path) -> None:
    rename(content, "board", "boards")
    assert refused(content) == ["content/small/roles/nb.quiz.md:1: This has the same words as board."]


def test_a_question_renamed_and_reworded_is_found_again(small: Handbook, content: Path) -> None:
    rename(content, "board", "boards")
    change(content / "roles/nb.quiz.md", "Hva gjør du med vervet?", "Hva gjør du da med vervet?")
    assert refused(content) == ["content/small/roles/nb.quiz.md:1: This is probably board."]


def test_what_is_certain_is_written_in_every_language(small: Handbook, content: Path) -> None:
    before = files_below(content)
    rename(content, "board", "boards")
    assert run("check_content", content, "--write-ids") == (
        [
            "content/small/roles/nb.quiz.md:1: ## board",
            "content/small/roles/nn.quiz.md:5: ## board",
            "content/small/roles/en.quiz.md:5: ## board",
            "1 handbook, no errors.",
        ],
        "",
    )
    assert files_below(content) == before


def test_a_question_renamed_in_a_translation_alone_gets_its_id_back(small: Handbook, content: Path) -> None:
    before = files_below(content)
    rename(content, "clear", "clearly", "nn")
    assert refused(content)[-1] == "content/small/roles/nn.quiz.md:16: This has the same words as clear."
    assert (
        run("check_content", content, "--write-ids")[0][0] == "content/small/roles/nn.quiz.md:16: ## clear (choose 2)"
    )
    assert files_below(content) == before


def test_the_ids_in_the_files_count_if_a_person_says_so(small: Handbook, content: Path) -> None:
    rename(content, "board", "boards")
    assert run("import_content", content, "--ids-as-written") == (
        ["small: 0 sections published, 1 draft, 1 unchanged."],
        "",
    )
    draft = Version.objects.drafts().get()
    assert draft.resolved_ids == ["question Found board boards"]
    assert "## boards" in draft.quiz_nb
    assert run("import_content", content, "--replace-draft")[1] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_swapped_in_one_language_alone_are_noticed(language: str, small: Handbook, content: Path) -> None:
    swap_letters(content, language)
    line = 11 if language == "nb" else 13
    expected = f"content/small/roles/{language}.quiz.md:{line}: board: options b and c have swapped texts."
    assert refused(content) == [expected]
    assert expected in " ".join(" ".join(content_diff(content)[1]).split())


def test_letters_that_were_meant_are_accepted(small: Handbook, content: Path) -> None:
    for language in LANGUAGES:
        swap_letters(content, language)
    assert run("import_content", content, "--ids-as-written")[1] == ""
    assert Version.objects.drafts().get().resolved_ids == ["option board Swapped b c"]


def test_a_letter_that_never_was_is_written_back(small: Handbook, content: Path) -> None:
    before = files_below(content)
    for language in LANGUAGES:
        change(content / "roles" / f"{language}.quiz.md", "c) ", "d) ")
    lines, _refusal = run("check_content", content, "--write-ids")
    assert [line.rpartition(":")[0] for line in lines[:3]] == [
        f"content/small/roles/{language}.quiz.md:{line}" for language, line in (("nb", 11), ("nn", 13), ("en", 13))
    ]
    assert files_below(content) == before


def test_a_new_text_under_an_old_id_is_asked_about(small: Handbook, content: Path) -> None:
    path = content / "roles/nb.quiz.md"
    text = path.read_text(encoding="utf-8")
    first, rest = text.split("\n## clear")
    other = """## board

§ roles-1, roles-4

Kommunen har fått en ny nettside med bilder av barnehagen.

Hvem skal samtykke?

- [x] a) Begge foreldrene
  > Barn kan ikke samtykke selv.
- [ ] b) Styreren i barnehagen (M05)
  > Styreren har ikke foreldreansvar.
- [ ] c) Fotografen, skriftlig (M13)
  > Fotografen eier bare bildet.
"""
    path.write_text(f"{other}\n## clear{rest}", encoding="utf-8")
    assert first.startswith("## board")
    assert refused(content) == [
        "content/small/roles/nb.quiz.md:1: board has a different text than before. Is it the same question, rewritten?"
    ]


def test_what_nobody_changed_is_asked_of_nobody(small: Handbook, content: Path) -> None:
    assert run("import_content", content) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    change(content / "roles/nb.quiz.md", "b) Tie", "b) Rope høyt i gangen")
    assert run("import_content", content)[1] == ""
