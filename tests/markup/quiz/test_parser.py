"""Parsing a quiz file into questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.errors import Parsed
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import Option, Question, QuizText
from tests.markup.quiz.quiz_strategies import GOOD, any_quiz
from tests.markup.section.text_strategies import examples
from tests.support.quizzes import parse

HEX = "0123456789abcdef"


def errors(text: str, language: str = "nb") -> list[tuple[str, int, tuple[str, ...]]]:
    return [(error.code, error.line, error.values) for error in parse(text, language).errors]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def options(letters: str) -> str:
    """Wrong options with these letters."""
    return "".join(f"- [ ] {letter}) Ringe nabo {letter}{letter} (M05)\n  > Nei.\n" for letter in letters)


BOARD = Question(
    "board-member",
    "everyone",
    ("roles-1", "roles-3"),
    ("Hamid leder idrettslaget.",),
    "Hva bør han gjøre?",
    (
        Option("a", "Si fra", "Da vet alle det.", True, None),
        Option("b", "Tie", "Det hjelper ingen.", False, "M05"),
        Option("c", "Vente", "Saken venter ikke.", False, "M13"),
    ),
    None,
)


def test_a_question_is_read_as_these_values() -> None:
    assert parse(GOOD) == Parsed(QuizText("nb", None, (BOARD,)), ())


def test_the_line_of_question_and_option_is_known() -> None:
    (question,) = parse(GOOD).value.questions
    assert (question.line, [option.line for option in question.options]) == (1, [9, 11, 13])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## board-member", "##board-member"),
        ("## board-member", "  ##  Board-Member  "),
        ("§ roles-1, roles-3", "§ roles-3; Roles-1 / roles-3"),
        ("§ roles-1, roles-3", "§§ roles-1 · roles-3"),
        ("- [x] a) Si fra", "* [X] A. Si  fra"),
        ("- [x] a) Si fra", "• [x]a) Si\n  fra"),
        ("Tie (M05)", "Tie (m05)"),
        ("Tie (M05)", "Tie\n(M05)"),
        ("- [ ] b)", "- [] b)"),
        ("  > Da vet alle det.", "> Da vet\n> alle det."),
        ("  > Da vet alle det.", "  > Da vet\n  alle det."),
        ("Hamid leder idrettslaget.", "Hamid leder\nidrettslaget."),
        ("\n- [ ] b)", "\n\n- [ ] b)"),
        ("\n", "\r\n"),
    ],
    ids=repr,
)
def test_a_form_that_is_accepted_is_the_same_question(old: str, new: str) -> None:
    assert parse(GOOD.replace(old, new)) == parse(GOOD)


@pytest.mark.parametrize(
    ("words", "choose", "audience"),
    [
        ("", 1, "everyone"),
        (" (leaders)", 1, "leaders"),
        (" (ledere)", 1, "leaders"),
        (" (choose 2)", 2, "everyone"),
        (" (velg 2, leiarar)", 2, "leaders"),
        (" (leader; vel 2)", 2, "leaders"),
        (" choose 2", 2, "everyone"),
    ],
)
def test_the_words_after_the_id(words: str, choose: int, audience: str) -> None:
    text = changed("## board-member", f"## board-member{words}")
    if choose == 2:
        text = text.replace("[ ] b) Tie (M05)", "[x] b) Tie")
    parsed = parse(text)
    (question,) = parsed.value.questions
    assert (parsed.errors, question.choose, question.audience) == ((), choose, audience)
    assert question.count == (2 if choose == 2 else None)


def test_a_translation_has_no_marks_of_its_own() -> None:
    text = f"---\nsource: {HEX}\n---\n\n" + GOOD.replace("§ roles-1, roles-3\n\n", "").replace(" (M05)", "").replace(" (M13)", "").replace("## board-member", f"## board-member (from {HEX})")  # fmt: skip
    parsed = parse(text, "nn")
    assert parsed.errors == ()
    assert (parsed.value.source, parsed.value.questions[0].made_from) == (HEX, HEX)


@pytest.mark.parametrize("mark", ["§", " (M05)", "(leaders)"])
def test_what_a_translation_repeats_is_told(mark: str) -> None:
    text = f"---\nsource: {HEX}\n---\n\n{GOOD}"
    for other, bare in (("§", "§ roles-1, roles-3\n\n"), (" (M05)", " (M05)"), ("", " (M13)")):
        text = text if mark == other else text.replace(bare, "")
    if mark == "(leaders)":
        text = text.replace("## board-member", "## board-member (leaders)")
    assert [code for code, _line, _values in errors(text, "nn")] == ["marks-in-translation"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## board-member", "Før.\n\n## board-member", [("question-stray", 1, ())]),
        ("## board-member", "# board-member", [("question-level", 1, ("board-member",))]),
        ("## board-member", "### board-member", [("question-level", 1, ("board-member",))]),
        ("## board-member", "## Bård", [("question-id", 1, ("Bård", "baard"))]),
        ("## board-member", "## board-member (order)", [("question-word", 1, ("order",))]),
        ("## board-member", "## board-member (true-false)", [("question-word", 1, ("true-false",))]),
        ("§ roles-1, roles-3\n\n", "", [("tests-missing", 1, ("board-member",))]),
        ("§ roles-1, roles-3", "§ roles-1, roller", [("marker-unclear", 3, ("roller",))]),
        ("Hamid", "§ roles-2\n\nHamid", [("tests-twice", 5, ("board-member",))]),
        ("Hamid leder", "- Hamid\n- Leder\n\nHamid leder", [("question-block", 5, ("board-member",)), ("question-block", 6, ("board-member",))]),
        ("Hamid leder", "1. Hamid\n2. Leder\n\nHamid leder", [("question-block", 5, ("board-member",))]),
        ("Hamid leder", "> Hamid leder", [("question-block", 5, ("board-member",))]),
        ("Hamid leder idrettslaget.\n\nHva bør han gjøre?\n\n", "", [("legend-missing", 1, ("board-member",))]),
        ("Hva bør han gjøre?", "Hva er det aller beste han nå bør gjøre med denne saken?", []),
        ("Hva bør han gjøre?", "Hva er det aller beste han nå bør gjøre med hele denne saken?", [("legend-long", 1, ("board-member",))]),
        ("- [ ] b) Tie", "- b) Tie", [("option-box", 11, ("board-member", "b) Tie (M05)"))]),
        ("- [ ] b) Tie", "- [ ] Tie", [("option-id", 11, ("board-member", "Tie (M05)"))]),
        ("- [ ] b) Tie (M05)", "- [ ] b) (M05)", [("option-empty", 11, ("board-member", "b"))]),
        ("c) Vente", "b) Vente", [("option-twice", 1, ("board-member", "b"))]),
        ("- [ ] c) Vente (M13)\n  > Saken venter ikke.\n", "", []),
        ("- [ ] b) Tie (M05)\n  > Det hjelper ingen.\n- [ ] c) Vente (M13)\n  > Saken venter ikke.\n", "", [("option-count", 1, ("board-member", "1"))]),
        ("- [ ] c) Vente", f"{options('def')}- [ ] c) Vente", []),
        ("- [ ] c) Vente", f"{options('defg')}- [ ] c) Vente", [("option-count", 1, ("board-member", "7"))]),
        ("Hva bør han gjøre?", "&nbsp;", [("legend-missing", 1, ("board-member",))]),
        ("  > Da vet alle det.\n", "", [("why-missing", 9, ("board-member", "a"))]),
        ("  > Da vet alle det.\n", "  >\n", [("why-missing", 9, ("board-member", "a"))]),
        ("Si fra", "Si fra (M05)", [("misconception-on-right", 9, ("board-member", "a"))]),
        ("[x] a) Si fra", "[ ] a) Si fra (M05)", [("right-missing", 1, ("board-member",))]),
        ("[ ] b) Tie (M05)", "[x] b) Tie", [("right-count", 1, ("board-member", "2", "1"))]),
        ("## board-member", "## board-member (choose 2)", [("right-count", 1, ("board-member", "1", "2"))]),
        ("Saken venter ikke.\n", "Saken venter ikke.\n\nTil slutt.\n", [("text-after-options", 16, ("board-member",))]),
        ("Si fra", "Si <b>fra", [("html", 9, ("<b>",))]),
        ("Da vet", "Da [vet](javascript:x)", [("link-target", 9, ("javascript:x",))]),
        ("Hamid", "**Hamid", [("stray-mark", 1, ("**Hamid leder idrettslaget.",))]),
        ("Hva bør", "![Hva](https://a.no/b.png) bør", [("image", 1, ())]),
    ],
    ids=lambda value: value[0][0] if isinstance(value, list) and value else "",
)  # fmt: skip
def test_an_error_is_told_at_its_line(old: str, new: str, expected: list[tuple[str, int, tuple[str, ...]]]) -> None:
    assert errors(changed(old, new)) == expected


def test_one_paragraph_is_the_question_and_those_above_are_the_situation() -> None:
    text = changed("Hamid leder idrettslaget.\n\n", "En.\n\nTo.\n\n")
    assert parse(text).value.questions[0].situation == ("En.", "To.")
    assert parse(changed("Hamid leder idrettslaget.\n\n", "")).value.questions[0].situation == ()


def test_a_section_of_a_law_may_begin_a_situation() -> None:
    parsed = parse(changed("Hamid", "§ 13 gjelder Hamid"))
    assert (parsed.errors, parsed.value.questions[0].situation) == ((), ("§ 13 gjelder Hamid leder idrettslaget.",))


@pytest.mark.parametrize("start", ["*Hamid*", "**Hamid**", "-5 grader, og Hamid", "+47 er nummeret, og Hamid"])
def test_what_only_looks_like_a_list_may_begin_a_situation(start: str) -> None:
    parsed = parse(changed("Hamid", start))
    assert (parsed.errors, parsed.value.questions[0].situation) == ((), (f"{start} leder idrettslaget.",))


def test_a_wrong_option_need_not_name_a_misconception() -> None:
    parsed = parse(changed(" (M05)", ""))
    assert parsed.errors == ()
    assert [option.misconception for option in parsed.value.questions[0].options] == [None, None, "M13"]


def test_only_the_last_parenthesis_is_a_misconception() -> None:
    (question,) = parse(changed("Tie (M05)", "Tie (M12) om (saken) (M05)")).value.questions
    assert (question.options[1].text, question.options[1].misconception) == ("Tie (M12) om (saken)", "M05")


def test_a_quiz_without_questions_has_no_error_of_its_own() -> None:
    """Whether the section may be without them is known beside the other languages."""
    assert errors("") == []
    assert errors("Tekst uten spørsmål.") == [("question-stray", 1, ())]


def test_a_question_that_stands_twice_names_the_first_line() -> None:
    assert errors(f"{GOOD}\n{GOOD}") == [("question-twice", 16, ("board-member", "1"))]


def test_the_front_matter_knows_its_source_alone() -> None:
    assert errors(f"---\nsource: {HEX}\n---\n\n{GOOD}") == [("source-in-source", 1, ())]
    assert ("front-unknown", 2, ("title",)) in errors(f"---\ntitle: t\nsource: {HEX}\n---\n\n{GOOD}", "nn")


def test_the_admin_has_the_body_alone_and_counts_lines_from_one() -> None:
    parsed = parse_quiz_body(GOOD, language="nb", source_language="nb", section="roles")
    assert parsed == parse(GOOD)


def test_another_encoding_is_told() -> None:
    assert [error.code for error in parse(GOOD.encode("latin-1")).errors][:1] == ["not-utf8"]


@pytest.mark.parametrize("blanks", ["    ", "\u00a0", "\u2003"])
@pytest.mark.parametrize("line", ["## y", "§ roles-2", "- a", "- [x] d) Jo", "> a"])
def test_how_far_a_line_is_moved_in_does_not_change_what_it_is(line: str, blanks: str) -> None:
    assert errors(changed("Hamid", f"{blanks}{line}\n\nHamid")) == errors(changed("Hamid", f"{line}\n\nHamid"))


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [("a", True), ("b", False), ("ab", False), ("", False), ("abc", False)],
)
def test_one_right_answer_and_no_other_is_right(chosen: str, is_right: bool) -> None:
    assert BOARD.grade(frozenset(chosen)) is is_right


def test_all_of_some_answers_must_be_chosen() -> None:
    (question,) = parse(changed("[ ] b) Tie (M05)", "[x] b) Tie")).value.questions
    assert [question.grade(frozenset(chosen)) for chosen in ("ab", "a", "abc", "ac")] == [True, False, False, False]


@examples
@given(any_quiz)
def test_parsing_never_raises(text: str) -> None:
    for language in ("nb", "nn"):
        parsed = parse(text, language)
        assert list(parsed.errors) == sorted(parsed.errors, key=lambda error: (error.line, error.code, error.values))
        assert all(1 <= error.line <= len(text.splitlines()) + 1 for error in parsed.errors)


@examples
@given(st.binary(max_size=200))
def test_parsing_never_raises_on_any_bytes(data: bytes) -> None:
    assert parse(data).errors or not parse(data).value.questions


@pytest.mark.parametrize("end", ["  ", "\\", "\u2028", "\v"])
def test_a_line_break_that_is_not_kept_is_told(end: str) -> None:
    line_end = "" if end in "\u2028\v" else "\n"
    legend = f"En sak på bordet.{end}{line_end}Hva bør"
    assert errors(changed("Hva bør", legend)) == [("line-break", 7, ("En sak på bordet.",))]
    assert errors(changed("Da vet", f"Ja.{end}{line_end}  > Da vet")) == [("line-break", 10, ("> Ja.",))]
    assert errors(changed("Hva bør han gjøre?\n", f"Hva bør han gjøre?{end}\n")) == []
