"""The marker line: accepted forms are written in canonical form, and nothing is guessed."""

import pytest

from markup.section import clause_markers
from markup.section.types import SourceClause
from tests.markup.section.parsed_sections import body, clause_errors, codes

HEX = "0123456789abcdef"


def marked(marker: str, text: str = "God dag.", language: str = "nb") -> SourceClause:
    parsed = body(f"{marker}\n{text}", language)
    assert [error for error in parsed.errors if error.code != "source-missing"] == []
    (clause,) = parsed.value.clauses
    return clause


def written(clause: SourceClause) -> str:
    return clause_markers.write_marker(
        clause.id or "", clause.origin, clause.audience, clause.laws, clause.illustrates, clause.made_from
    )


@pytest.mark.parametrize(
    "marker",
    [
        "§ roles-3 (guideline, leaders, L6, L17)",
        "  § roles-3 (guideline, leaders, L6, L17)",
        "§§ roles-3 (guideline, leaders, L6, L17)",
        "§roles-3(guideline,leaders,L6,L17)",
        "§\u00a0roles-3\u00a0(guideline,\u00a0leaders, L6, L17)",
        "§ ROLES-3 (Guideline, Leaders, l6, l17)",
        "§ roles–3 (guideline, leaders, L6, L17)",
        "§ roles\u20113 (guideline, leaders, L6, L17)",
        "§ roles−3 (guideline, leaders, L6, L17)",
        "§ roles-3 guideline leaders L6 L17",
        "§ roles-3 (guideline; leaders · L6 / L17)",
        "§ roles-3 (L17, leaders, L6, guideline, L6)",
        "§ roles-3 (retningslinje, ledere, L6, L17)",
        "§ roles-3 (retningslinje, leder, L6, L17)",
        "§ roles-3 (retningslinje, leiar, L6, L17)",
        "§ roles-3 (retningslinje, leiarar, L6, L17)",
        "§ roles-3 (guideline, leader, L6, L17)",
        "§ roles-3: (guideline, leaders, L6, L17)",
    ],
)
def test_a_form_that_is_accepted_is_rewritten(marker: str) -> None:
    assert written(marked(marker)) == "§ roles-3 (guideline, leaders, L6, L17)"


@pytest.mark.parametrize(
    ("word", "origin"),
    [
        ("guideline", "guideline"),
        ("retningslinje", "guideline"),
        ("law", "law"),
        ("lov", "law"),
        ("forklaring", "law"),
        ("advice", "advice"),
        ("råd", "advice"),
        ("ra\u030ad", "advice"),
        ("tips", "advice"),
        ("example", "example"),
        ("eksempel", "example"),
        ("døme", "example"),
    ],
)
def test_an_origin_is_written_in_any_of_three_languages(word: str, origin: str) -> None:
    assert marked(f"§ roles-3 ({word})", "> Sitat." if origin == "example" else "Ord.").origin == origin


def test_marks_are_written_in_one_order() -> None:
    clause = marked("§ roles-case (roles-12, privacy-2, leaders, L17, roles-3, example, L6)", "> Sitat.")
    assert written(clause) == "§ roles-case (example, leaders, L6, L17, privacy-2, roles-3, roles-12)"


def test_a_translation_names_the_words_that_a_clause_was_made_from() -> None:
    clause = marked(f"§ roles-3 (from {HEX.upper()})", language="nn")
    assert (clause.made_from, written(clause)) == (HEX, f"§ roles-3 (from {HEX})")


def test_a_clause_of_a_translation_has_its_id_alone() -> None:
    assert written(marked("§ roles-3", language="nn")) == "§ roles-3"


@pytest.mark.parametrize(
    "line", ["§ 13 gjelder alle.", "§13 gjelder alle.", "§\u00a013 gjelder alle.", "§§ 3-1 og 3-2.", "\\§ a."]
)
def test_a_section_sign_with_a_number_is_text(line: str) -> None:
    parsed = body(f"§ roles-1 (law)\nEtter loven:\n{line}")
    assert codes(parsed) == []
    assert parsed.value.clauses[0].blocks[0].lines == ("Etter loven:", line)


def test_a_marker_behind_a_no_break_space_is_one() -> None:
    parsed = body("§ roles-1 (law)\nEn.\n\u00a0§ roles-2 (law)\nTo.")
    assert [clause.id for clause in parsed.value.clauses] == ["roles-1", "roles-2"]


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("§", [("marker-unclear", ("",))]),
        ("§ roles", [("marker-unclear", ("roles",))]),
        ("§ Rådgivning-1", [("marker-unclear", ("Rådgivning-1",))]),
        ("§ roles--1", [("marker-unclear", ("roles--1",))]),
        ("§ roles_1", [("marker-unclear", ("roles_1",))]),
        (f"§ roles-{'1' * 59}", [("id-long", (f"roles-{'1' * 59}", "65", "64"))]),
        ("§ roles-1 Du bør være tydelig.", [("marker-text", ("du", "roles-1"))]),
        ("§ roles-1 (guideline) Du bør være tydelig.", [("marker-text", ("du", "roles-1"))]),
        ("§ roles-1 (guidline)", [("mark-unknown", ("roles-1", "guidline"))]),
        ("§ roles-1 (guideline, L)", [("mark-unknown", ("roles-1", "l"))]),
        ("§ roles-1 (law, advice)", [("origin-twice", ("roles-1",))]),
        ("§ roles-1 (example)", [("example-quote", ("roles-1",))]),
        (f"§ roles-1 (law, from {HEX})", [("source-in-source", ())]),
    ],
)  # fmt: skip
def test_a_marker_at_error_is_told_at_its_line(marker: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    parsed = body(f"{marker}\nOrd.")
    relevant = [error for error in parsed.errors if error.code in {code for code, _ in expected}]
    assert [(error.code, error.values, error.line) for error in relevant] == [
        (code, values, 6) for code, values in expected
    ]


def test_the_longest_id_is_64_characters() -> None:
    longest = f"roles-{'1' * 58}"
    assert marked(f"§ {longest} (law)").id == longest


def test_text_on_the_line_of_the_marker_is_never_taken_for_the_clause() -> None:
    parsed = body("§ roles-1 Du bør.\n\n§ roles-2 (law)\nOrd.")
    assert codes(parsed) == [("clause-empty", 1), ("marker-text", 1)]
    assert [clause.id for clause in parsed.value.clauses] == ["roles-2"]


def test_an_unclear_marker_without_text_is_told_once() -> None:
    assert codes(body("§ Roller\n\n§ roles-2 (law)\nOrd.")) == [("marker-unclear", 1)]


@pytest.mark.parametrize("mark", ["guideline", "leaders", "L6", "roles-2"])
def test_a_translation_repeats_no_mark(mark: str) -> None:
    parsed = body(f"§ roles-1 ({mark})\nOrd.", "nn")
    assert ("marks-in-translation", 1) in codes(parsed)


def test_ids_sort_by_their_numbers() -> None:
    assert sorted(
        ["roles-12", "roles-3", "privacy-20", "roles-case-2", "roles-case-10"], key=clause_markers.natural_order
    ) == [
        "privacy-20",
        "roles-3",
        "roles-12",
        "roles-case-2",
        "roles-case-10",
    ]


@pytest.mark.parametrize(
    "marks",
    [
        *("[guideline]", "{guideline}", "– guideline", "(guideline).", "（guideline）", "(retningsline)", "(regel)", "(Retningslinje)"),
        *("\u00a0(guideline)\u00a0", "(“guideline”)", "(guideline,)", ": guideline", "(guideline"),
    ],
)  # fmt: skip
def test_an_origin_is_read_however_it_is_typed(marks: str) -> None:
    parsed = body(f"§ roles-1 {marks}\nOrd.\n")
    assert (parsed.value.clauses[0].origin, parsed.errors) == ("guideline", ())


@pytest.mark.parametrize("marks", ["for ledere", "og leaders", "and leaders", "“leaders”"])
def test_small_words_among_the_marks_do_not_matter(marks: str) -> None:
    parsed = body(f"§ roles-1 (guideline, {marks})\nOrd.\n")
    assert (parsed.value.clauses[0].audience, parsed.errors) == ("leaders", ())


@pytest.mark.parametrize(
    "line", ["**§ roles-2 (advice)**", "## § roles-2 (advice)", "- § roles-2", "`§ roles-2 (advice)`", "¤ roles-2 (advice)", "$ roles-2 (advice)", "• § roles–2"]
)  # fmt: skip
def test_a_marker_within_other_marks_is_told(line: str) -> None:
    codes = [code for code, _line in clause_errors(f"Ord.\n\n{line}\nOrd.")]
    assert "marker-marks" in codes
    assert "marker-marks" not in [code for code, _line in clause_errors(f"Ord.\n\\{line.strip('*#`-• ')}\nOrd.")]
