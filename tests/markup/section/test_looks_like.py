"""Text that looks like a mark is read as the author plainly meant it, or warned about at its line."""

import pytest

from markup.section.types import Paragraph, Table
from tests.markup.section.parsed_sections import blocks_of, body, clause_errors, parse, rendered


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Viktig: **Svar alltid.", "<strong>Viktig: </strong>Svar alltid."),
        ("** Viktig:** Svar alltid.", "<strong> Viktig:</strong> Svar alltid."),
        ("**Viktig:**Svar alltid.", "<strong>Viktig:</strong>Svar alltid."),
        (
            "**Frist: **tre dager. **Svar: **alltid.",
            "<strong>Frist: </strong>tre dager. <strong>Svar: </strong>alltid.",
        ),
        ("__Viktig: __Svar alltid.", "<strong>Viktig: </strong>Svar alltid."),
        ("**Viktig: **Svar **alltid**.", "<strong>Viktig: </strong>Svar <strong>alltid</strong>."),
        ("Alle ansatt*e og leder*e.", "Alle ansatt*e og leder*e."),
        ("*verne*ombud og over*ordnet*", "<em>verne</em>ombud og over<em>ordnet</em>"),
        ("2*3*4 er 24, 5 * 3 er 15", "2*3*4 er 24, 5 * 3 er 15"),
        ("Les&nbsp;mer &amp; svar", "Les&nbsp;mer &amp; svar"),
        ("\\=\\=ikke merket\\=\\=", "==ikke merket=="),
    ],
)
def test_what_is_beyond_doubt_is_shown_as_meant(text: str, html: str) -> None:
    assert (rendered(f"§ roles-1 (advice)\n{text}\n"), clause_errors(text)) == ([f"<p>{html}</p>"], [])


@pytest.mark.parametrize(
    ("text", "words", "what"),
    [
        ("*Merk svar.", "*Merk svar.", "emphasis"),
        ("Merk: *svar *raskt", "*svar *raskt", "emphasis"),
        ("_Merk svar.", "_Merk svar.", "emphasis"),
        ("*Merk ansatt*e", "*Merk ansatt*e", "emphasis"),
        ("Frist*, se under", "*, se under", "emphasis"),
        ("****Viktig****", "****Viktig****", "emphasis"),
        ("O\\'Brien svarer", "\\'", "escape"),
        ("50 \\% av alle", "\\%", "escape"),
        ("[!NOTE] Husk", "[!NOTE]", "callout"),
        ("::: merk", "::: merk", "callout"),
        ("!!! note", "!!! note", "callout"),
        ("- [ ] svare", "[ ]", "checkbox"),
        ("- [x] svare", "[x]", "checkbox"),
        ("Svar.[^1]", "[^1]", "footnote"),
        ("Se [[Rutiner]]", "[[Rutiner]]", "link"),
        ("Se [rutinen] (https://solvik.example)", "] (https://solvik.example)", "link"),
        ("Hei {{navn}}", "{{navn}}", "placeholder"),
        ("Svar {#frist}", "{#frist}", "attributes"),
        ("Svar {: .fet }", "{: .fet }", "attributes"),
        ("Svar ~~aldri~~ alltid", "~~aldri~~", "strikethrough"),
        ("Svar ==alltid==", "==alltid==", "highlight"),
        ("———", "———", "ruler"),
        ("| Hva | Når |\n| a | b |", "| Hva | Når |", "table"),
        ("Hva | Når\na | b", "Hva | Når", "table"),
    ],
)
def test_what_is_none_is_shown_as_typed_and_told(text: str, words: str, what: str) -> None:
    errors = body(f"§ roles-1 (advice)\n{text}\n").errors
    assert [(error.code, error.level, error.values) for error in errors] == [("looks-like", "warning", (words, what))]
    assert words.split("\n")[0].strip() in rendered(f"§ roles-1 (advice)\n{text}\n")[0]


def test_it_is_told_at_its_own_line() -> None:
    assert clause_errors("En.\nTo.\n*Tre.") == [("looks-like", 3)]
    assert clause_errors("- En\n- To\n  *tre") == [("looks-like", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Les [rutinen](https://solvik.example og mer",
        "Les [rutinen](https://solvik.example",
        "Les [rutinen](#roles-2 og mer",
        "Les [a [rutinen](https://solvik.example)",
    ],
)
def test_a_link_that_has_no_end_is_an_error(text: str) -> None:
    assert clause_errors(text) == [("stray-mark", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "|␣Hva␣|␣Når␣|\n|␣---␣|␣---␣|\n|␣a␣|␣b␣|".replace("␣", "\u00a0"),
        "| Hva | Når |\n|–––|–––|\n| a | b |",
        "| Hva | Når |\n|—|—|\n| a | b |",
        "| Hva | Når |\n| ‒‒‒ | −−− |\n| a | b |",
    ],
)
def test_a_table_is_one_whatever_its_blanks_and_dashes(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((Table(("Hva", "Når"), ("", ""), (("a", "b"),)),), [])


@pytest.mark.parametrize(
    ("typed", "title", "looks"),
    [
        ('"Del"', "Del", []),
        ("**Del**", "**Del**", ["emphasis"]),
        ("*Del", "*Del", ["emphasis"]),
        ("[Del](https://solvik.example)", "[Del](https://solvik.example)", ["link"]),
        ("<b>Del</b>", "<b>Del</b>", ["html"]),
        ("Del&nbsp;1", "Del&nbsp;1", ["entity"]),
        ("`Del`", "`Del`", ["code"]),
        ("==Del==", "==Del==", ["highlight"]),
        ("Del \\* to", "Del \\* to", ["escape"]),
        ("Del\x96to", "Del–to", []),
    ],
)
def test_marks_in_a_title_or_key_message_are_told(typed: str, title: str, looks: list[str]) -> None:
    clause = "\n§ roles-1 (advice)\nOrd.\n"
    of_title = parse(f"---\ntitle: {typed}\nmessage: M\n---\n{clause}")
    of_message = parse(f"---\ntitle: T\nmessage: {typed}\n---\n{clause}")
    assert (of_title.value.title, of_message.value.message) == (title, title)
    assert [(error.code, error.line, error.values[-1]) for error in of_title.errors] == [
        ("title-looks-like", 2, what) for what in looks
    ]
    assert [(error.code, error.line, error.values[-1]) for error in of_message.errors] == [
        ("message-looks-like", 3, what) for what in looks
    ]


@pytest.mark.parametrize("end", ["  ", "\\", " \\", "   "])
def test_a_line_break_that_is_not_kept_is_told(end: str) -> None:
    text = f"Solvik kommune{end}\nPostboks 1"
    assert (blocks_of(text), clause_errors(text)) == (
        (Paragraph(("Solvik kommune", "Postboks 1")),),
        [("line-break", 1)],
    )
    assert clause_errors(f"Svar.{end}\n") == []
    assert clause_errors(f"- Solvik{end}\n  kommune") == [("line-break", 1)]


def test_a_clause_has_a_longest_length() -> None:
    assert clause_errors("[" * 16_000) == [("clause-long", 0), ("stray-mark", 1)]
    assert clause_errors("ord " * 2_499) == []
