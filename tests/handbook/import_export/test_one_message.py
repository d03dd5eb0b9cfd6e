"""One cause gives one message: the true cause, at its line, with what to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from handbook.import_export.folder import InvalidHandbookToml, read_folder
from markup.error_messages import message_with_location
from tests.support.content_files import change

ONE = "Et verv kan komme i konflikt med jobben din."
BOARD = "## board\n\n§ roles-1, roles-4"
A = "roles/nb.md"
Q = "roles/nb.quiz.md"
pytestmark = pytest.mark.usefixtures("_in_english")
CASES = [
    (A, ONE, f"{ONE}\n\nEt punkt til, [se](#tools).", [
        f"{A}:12: “Et punkt til, [se](#tools).” belongs to no point. Write a § line above it, or save and choose from the proposals.",
        f"{A}:12: “#tools” is not the id of a point. Write # and an id such as roles-3."]),
    (A, ONE, "Se [verktøyet](#tools).", [f"{A}:10: “#tools” is not the id of a point. Write # and an id such as roles-3."]),
    (A, ONE, "Se [her](#tools-1).", [f"{A}:10: The link to #tools-1 leads to no point of the handbook. Correct it, or add the point."]),
    (A, ONE, "Skriv til <hr@solvik.example>.", [f"{A}:10: <hr@solvik.example> is not shown as a link. Write [hr@solvik.example](mailto:hr@solvik.example)."]),
    (A, ONE, "Se <www.solvik.example>.", [f"{A}:10: <www.solvik.example> is not shown as a link. Write [https://www.solvik.example](https://www.solvik.example)."]),
    (A, ONE, "Ring <tel:+4722334455>.", [f"{A}:10: <tel:+4722334455> is not shown as a link. Write [+4722334455](tel:+4722334455)."]),
    (A, ONE, "Ring [oss](tel:+47 22 33 44 55).", [f"{A}:10: “tel:+47 22 33 44 55” is not an address for a link. Write tel:+4722334455."]),
    (A, ONE, "Ring [oss](22 33 44 55).", [f"{A}:10: “22 33 44 55” is not an address for a link. Write tel:22334455."]),
    (A, ONE, "Skriv [oss](hr@solvik.example).", [f"{A}:10: “hr@solvik.example” is not an address for a link. Write mailto:hr@solvik.example."]),
    (A, ONE, "Se [oss](www.solvik.example/hr).", [f"{A}:10: “www.solvik.example/hr” is not an address for a link. Write https://www.solvik.example/hr."]),
    (A, ONE, 'Se [oss](https://solvik.example "HR").', [f"{A}:10: “https://solvik.example \"HR\"” is not an address for a link. Write https://solvik.example."]),
    (A, ONE, "Se [oss](https://solvik.example/Delte dokumenter/regler.docx).", [f"{A}:10: “https://solvik.example/Delte dokumenter/regler.docx” is not an address for a link. Write https://solvik.example/Delte%20dokumenter/regler.docx."]),
    (A, ONE, "Se [oss](https://solvik.example/a(b(c)d)e).", [f"{A}:10: “https://solvik.example/a(b(c)d)e” is not an address for a link. Write https://solvik.example/a%28b%28c%29d%29e."]),
    (A, ONE, "Skriv [oss](mailto:hr@solvik.example?subject=Hei du).", [f"{A}:10: “mailto:hr@solvik.example?subject=Hei du” is not an address for a link. Write mailto:hr@solvik.example?subject=Hei%20du."]),
    (A, ONE, "Se [oss](<https://solvik.example>).", [f"{A}:10: “<https://solvik.example>” is not an address for a link. Write https://solvik.example."]),
    (A, ONE, "Se [oss](«https://solvik.example»).", [f"{A}:10: “«https://solvik.example»” is not an address for a link. Write https://solvik.example."]),
    (A, ONE, "Se [oss](HTTPS://solvik.example).", [f"{A}:10: “HTTPS://solvik.example” is not an address for a link. Write https://solvik.example."]),
    (A, ONE, "Se [oss](https:solvik.example).", [f"{A}:10: “https:solvik.example” is not an address for a link. Write https://solvik.example."]),
    (A, ONE, "Ring [oss](tlf:22334455).", [f"{A}:10: “tlf:22334455” is not an address for a link. Write tel:22334455."]),
    (A, ONE, "Se [punktet](#Roles-2).", [f"{A}:10: “#Roles-2” is not an address for a link. Write #roles-2."]),
    (A, ONE, "Se [punktet](§ roles-2).", [f"{A}:10: “§ roles-2” is not an address for a link. Write #roles-2."]),
    (A, ONE, "Se [punktet](nb.md#roles-2).", [f"{A}:10: “nb.md#roles-2” is not an address for a link. Write #roles-2."]),
    (A, ONE, "**Et verv*", [f"{A}:10: An opening **, `, [ or ( near “**Et verv*” is never closed. Close it, or put \\ before it."]),
    (A, ONE, "Et verv\n===\ni en forening.", [f"{A}:11: Lines of --- or === are not allowed. For a heading write ##."]),
    (A, ONE, "Fristen er:\n\n1. januar – svar.\n1. februar – meld.", [f"{A}:12: “1. januar” is read as a list. For a date write 1\\."]),
    (A, ONE, "| a | b |\n|---|---|\n| `c|d` | e | f |", [f"{A}:12: Number of cells: 4 in the row, 2 in the table head. A bar within a cell is written \\|."]),
    (A, ONE, "##", [f"{A}:10: The heading is empty. Write it or remove it."]),
    (A, ONE, "```\nkode\n```", [f"{A}:10: Code blocks are not allowed. Write plain text."]),
    (A, "§ roles-2 (guideline)", "**§ roles-2 (guideline)**", [f"{A}:12: “**§ roles-2 (guideline)**” is not read as a § line. Write § first on the line, without other marks."]),
    (A, ONE, "Et <b class=x>verv</b>.", [f"{A}:10: HTML (<b class=x>) is not allowed. Write it in Markdown."]),
    (A, "(guideline)", "(guidline)", [f"{A}:9: roles-1: “guidline” has no meaning here. Use guideline, law, advice, example, leaders, or a law like L5."]),
    (A, "§ roles-2 ", "§ Roller 2 ", [f"{A}:12: “Roller 2 (guideline)” is not an id. Write § and an id like roles-3; for a literal § write \\§."]),
    (A, "§ roles-1 (guideline)\n", "§ roles1 (guideline)\n", [f"{A}:9: “roles1 (guideline)” is not an id. Write § and an id like roles-3; for a literal § write \\§."]),
    (A, "title:", "titel:", [f"{A}:2: Key “titel” is unknown. Use title, message, laws and source, each at most once."]),
    (A, "---\ntitle", "title", [f"{A}:1: The file does not begin with front matter. Begin with ---, title, message, ---."]),
    (Q, BOARD, "## Board member\n\n§ roles-1, roles-4", [
        f"{Q}:1: “Board member” is not an id: use a to z, 0 to 9 and single hyphens. Write ## board-member."]),
    (Q, BOARD, "## Når Åse spør?\n\n§ roles-1, roles-4", [
        f"{Q}:1: “Når Åse spør?” is not an id: use a to z, 0 to 9 and single hyphens. Write ## naar-aase-spoer."]),
    (Q, BOARD, "## 2-valg\n\n§ roles-1, roles-4", [
        f"{Q}:1: “2-valg” is not an id: use a to z, 0 to 9 and single hyphens. Write ## question-2-valg."]),
    (Q, BOARD, "# Quiz\n\n## board\n\n§ roles-1, roles-4", [f"{Q}:1: “Quiz”: write two # and an id like board-member."]),
    (Q, BOARD, "## board (order)\n\n§ roles-1, roles-4", [f"{Q}:1: “order”: after the id, write choose 2 or leaders."]),
    (Q, "roles-1, roles-4", "roles-1, roles-4, privacy-1", [
        f"{Q}:1: Question board is about privacy-1, which is in the section privacy. A question can only be about points of its own section: move it there, or name another point."]),
    (Q, "§ roles-1, roles-4", "§ roles1", [f"{Q}:3: “roles1” is not an id. Write § and an id like roles-3; for a literal § write \\§."]),
    (Q, "§ roles-1, roles-4\n", "", [f"{Q}:1: Question board names no point: write one line “§ roles-1, roles-2”."]),
    (Q, "- [ ] b) Tie", "– [ ] b) Tie", [f"{Q}:9: board: “– [ ] b) Tie (M05)” begins with a dash. Write a hyphen: - [ ] a) text."]),
    (Q, "- [x] a) Si fra", "— [x] a) Si fra", [f"{Q}:7: board: “— [x] a) Si fra” begins with a dash. Write a hyphen: - [ ] a) text."]),
    (Q, "- [ ] b) Tie", "- b) Tie", [f"{Q}:9: board: “b) Tie (M05)” has no box. Write - [ ] a) text."]),
    (Q, "- [x] a) Si fra", "- a) Si fra", [f"{Q}:7: board: “a) Si fra” has no box. Write - [ ] a) text."]),
    (Q, "- [x] a) Si fra", "- [ ] a) Si fra (M05)", [f"{Q}:1: board has no right answer: put x in the right boxes."]),
    (Q, "- [ ] b) Tie", "- [ ] d) Tie", ["roles/en.quiz.md:5: board: the letters differ from the source: were two options swapped?",
                                        "roles/nn.quiz.md:5: board: the letters differ from the source: were two options swapped?"]),
    *[(Q, "- [x] a) Si fra", option, [f"{Q}:7: board: “{option}” is not read as an option. Write - [ ] a) text, with x in the box of a right one."])
      for option in ("· [x] a) Si fra", "o [x] a) Si fra", "▪ [x] a) Si fra", "-- [x] a) Si fra", "1. [x] a) Si fra", "[x] a) Si fra", "a) Si fra",
                     "- [ x ] a) Si fra", "- [v] a) Si fra", "- [✓] a) Si fra", "- (x) a) Si fra", "- {x} a) Si fra", "- ☑ a) Si fra", "- [ja] a) Si fra",
                     "- \\[x\\] a) Si fra", "- ［x］ a) Si fra", "- [х] a) Si fra")],
    *[(Q, "- [ ] b) Tie", option, [f"{Q}:9: board: “{option} (M05)” is not read as an option. Write - [ ] a) text, with x in the box of a right one."])
      for option in ("· [ ] b) Tie", "- ( ) b) Tie", "- ☐ b) Tie", "[ ] b) Tie", "2. [ ] b) Tie", "b) Tie")],
    *[(Q, "b) Tie (M05)", f"b) {text}", [f"{Q}:9: board: “{mark}” would be shown to readers. Write one misconception, such as (M05), at the end of the option."])
      for text, mark in (("Tie [M05]", "[M05]"), ("(M05) Tie", "(M05)"), ("Tie (M05).", "(M05)"), ("Tie (M 05)", "(M 05)"), ("Tie (M05, M13)", "(M05, M13)"),
                         ("Tie (M05) (M13)", "(M05)"), ("Tie (MO5)", "(MO5)"), ("Tie (misforståelse M05)", "(misforståelse M05)"))],
    (Q, "b) Tie (M05)", "b) Tie", []),
    (Q, "Hva gjør du med vervet?", "### Hva gjør du med vervet?", [
        f"{Q}:5: board: “Hva gjør du med vervet?” is a heading within the question. Remove the #; the points it is about are written after §."]),
    (Q, "§ roles-1, roles-4", "#roles-1", [f"{Q}:3: board: “roles-1” is a heading within the question. Remove the #; the points it is about are written after §."]),
    (Q, "## board", "## bord\n\n## board", [f"{Q}:1: Question bord has nothing below its heading. Write it, or remove the heading."]),
    (Q, "Hva gjør du med vervet?", "Hva gjør du med vervet?\n\n---", [f"{Q}:7: Lines of --- or === are not allowed. For a heading write ##."]),
    (Q, "- [x] a) Si fra", "- [ ] a) Si fra", [f"{Q}:1: board has no right answer: put x in the right boxes."]),
    (Q, "- [ ] b) Tie (M05)", "- [x] b) Tie", [
        f"{Q}:1: board: right answers: 2, to be chosen: 1. Put x in the right boxes, or write (choose 2) after the id."]),
    ("handbook.toml", '"privacy"]', '"lønn"]', ["handbook.toml:5: The section's name “lønn” cannot stand in an address. Use a to z, 0 to 9 and single hyphens, at most 50 characters, such as “loenn”, for its folder too."]),
    ("handbook.toml", 'legal_review = "pending"\n', "", ["handbook.toml:1: legal_review is missing."]),
]  # fmt: skip


@pytest.fixture
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def errors_of(folder: Path) -> list[str]:
    try:
        errors = read_folder(folder).errors
    except InvalidHandbookToml as invalid:
        errors = invalid.errors
    return [message_with_location(error) for error in errors if error.is_error]


@pytest.mark.parametrize(("file", "old", "new", "messages"), CASES)
def test_one_cause_gives_one_message(content: Path, file: str, old: str, new: str, messages: list[str]) -> None:
    change(content / file, old, new)
    assert errors_of(content) == messages


def test_a_file_of_another_encoding_is_one_message(content: Path) -> None:
    for name in (A, Q):
        path = content / name
        original = path.read_bytes()
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
        assert [message_with_location(error) for error in read_folder(content).errors] == [
            f"{name}:1: The file is not UTF-8. Save it as UTF-8."
        ]
        path.write_bytes(original)


@pytest.mark.parametrize("name", [A, "roles/nn.quiz.md", "privacy/nb.quiz.md"])
def test_a_file_that_is_missing_or_empty_is_one_message(content: Path, name: str) -> None:
    (content / name).write_text("")
    messages = [message_with_location(error) for error in read_folder(content).errors]
    assert [message.partition(":")[0] for message in messages if "Nobody has confirmed" not in message] == [name]


def test_a_second_error_of_its_own_is_still_named(content: Path) -> None:
    """An unread id hides only what may be that id."""
    change(content / A, "§ roles-2 ", "§ Roller 2 ")
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter <b>spor</b>, se [her](#respect-1).")
    assert [message.partition(": ")[0] for message in errors_of(content)] == [
        "privacy/nb.md:7", "privacy/nb.md:7", "roles/nb.md:12"
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["»", "›", "&gt;", "–", "-", "*"])
def test_an_explanation_with_another_mark_is_one_message(content: Path, mark: str) -> None:
    text = (content / Q).read_text(encoding="utf-8")
    line = text.split("\n")[9]
    assert line.startswith("  > ")
    change(content / Q, line, line.replace(">", mark))
    assert [message[: len(Q) + 11] for message in errors_of(content)] == [f"{Q}:10: board:"]
    assert errors_of(content)[0].endswith("is not read as an explanation. Write > in front of it.")


@pytest.mark.parametrize(
    ("text", "code"), [("Spørsmål 1: Hvem?\n", "question-stray"), ("## board\n", "question-empty")]
)
def test_a_quiz_that_is_not_read_as_one_is_not_called_a_section_without_questions(
    content: Path, text: str, code: str
) -> None:
    for language in ("nb", "nn", "en"):
        (content / f"privacy/{language}.quiz.md").unlink()
    (content / "privacy/nb.quiz.md").write_text(text, encoding="utf-8")
    assert [error.code for error in read_folder(content).errors] == [code]


@pytest.mark.parametrize("text", ["", "\n\n", "Spørsmål 1: Hvem?\n", "**board**\n", "board\n---\n"])
def test_a_quiz_without_questions_is_one_message(content: Path, text: str) -> None:
    (content / Q).write_text(text, encoding="utf-8")
    assert errors_of(content) == [
        f"{Q}:1: The quiz has no questions. Begin each with ## and an id such as board-member."
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("§ roles-1, roles-4", "§\u00a0roles‑1, roles–4"),
        ("§ roles-1, roles-4", "§: roles-1 og roles-4."),
        ("§ roles-1, roles-4", "§§ (roles-1) · Roles-4"),
        ("## board", "## board:"),
        ("## board", "## board, choose 1"),
        ("## board", "## board (velg: 1)"),
        ("## sharp (leaders)", "## sharp (for ledere)"),
        ("- [x] a) Si fra", "- [x]\u00a0a)\u00a0Si fra"),
    ],
)
def test_what_is_clearly_meant_is_no_error(content: Path, old: str, new: str) -> None:
    change(content / Q, old, new)
    assert errors_of(content) == []
