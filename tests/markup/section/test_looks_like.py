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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        *[(text, "emphasis") for text in ("** Viktig ** svar", "__ Viktig __ svar", "_ Viktig _ svar", "* Viktig: * svar", "* Viktig *")],
        *[(text, "emphasis") for text in ("++Svar++ nå", "'''Svar''' nå", "[b]Svar[/b]", "＊＊Svar＊＊", "Svar *alltid * nå", "Svar****")],
        *[(text, "strikethrough") for text in ("~Svar~ alltid", "H~2~O")],
        *[(text, "callout") for text in ("[!VIKTIG] Husk", "[!VÆR OBS] Husk", "[!Tips!] Husk")],
        *[(text, "placeholder") for text in ("Hei {navn}", "Hei ${navn}", "Hei %navn%", "[TOC]", "Feil! Fant ikke referansekilden.")],
        *[(text, "link") for text in ("Se [her]https://a.example", "Se her](https://a.example)", "Se (https://a.example)[her]")],
        *[(text, "link") for text in ("Se [her]{https://a.example}", "Se [https://a.example her]", "Se [url=https://a.example]her[/url]")],
        *[(text, "link") for text in ("Se ［her］（https://a.example）", "Se [a [her](https://a.example) b](https://b.example)")],
        *[(text, "entity") for text in ("Les&nbsp mer", "P&aring kontoret", "Les&amp;nbsp;mer", "5 &amp;lt; 6")],
        *[(text, "escape") for text in ("\\n ny linje", "Svar \\å", "(\\t)")],
        *[(text, "heading") for text in ("**Tittel**\nTekst", "**Tittel**", "__Tittel__\nTekst", "== Svar ==", "h2. Svar", "＃＃ Svar", "#Uten mellomrom")],
        *[(text, "heading") for text in ("- ## Svar\n- To", "| a | b |\n|---|---|\n| ## Svar | b |")],
        *[(text, "ruler") for text in ("Svar\n--", "Svar\n==", "Svar\n=", "…………", "Svar\n-- --")],
        *[(text, "table") for text in ("│ Hva │ Når │\n│ a │ b │", "¦ Hva ¦ Når ¦\n¦ a ¦ b ¦")],
        *[(text, "table") for text in ("- | Hva | Når |\n  | a | b |", "｜ Hva ｜ Når ｜\n｜ a ｜ b ｜", "| a | b |\n|---|---|\n| c | d |\n|---|---|\n| e | f |")],
    ],
)  # fmt: skip
def test_marks_of_other_tools_and_hasty_hands_are_told_once(text: str, what: str) -> None:
    errors = body(f"§ roles-1 (advice)\n{text}\n").errors
    assert [(error.code, error.level, error.values[-1]) for error in errors] == [("looks-like", "warning", what)]
    assert "\n" not in errors[0].values[0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Frist****tre dager**", "<strong>Frist</strong><strong>tre dager</strong>"),
        ("Se \\\\server\\felles\\HR nå", "Se \\\\server\\felles\\HR nå"),
        ("Se H:\\_felles_\\#hr\\(ny)", "Se H:\\_felles_\\#hr\\(ny)"),
        ("Se **H:\\felles** nå", "Se <strong>H:\\felles</strong> nå"),
        ("Se https://a.example/_layouts/15/_x", "Se https://a.example/_layouts/15/_x"),
        ("_Se www.a.example/b_", "<em>Se www.a.example/b</em>"),
        ("**https://a.example/b_c_d**", "<strong>https://a.example/b_c_d</strong>"),
        ("#metoo er viktig.", "#metoo er viktig."),
        ("**Du skal aldri dele passord.**", "<strong>Du skal aldri dele passord.</strong>"),
        ("C++ og C++", "C++ og C++"),
        ("~5 til ~7 dager", "~5 til ~7 dager"),
        ("og\\eller", "og\\eller"),
        ("R&D; AT&T", "R&amp;D; AT&amp;T"),
        ("Prisen er 10 % av 20 %", "Prisen er 10 % av 20 %"),
        ("Skriv **fet** og * for kursiv", "Skriv <strong>fet</strong> og * for kursiv"),
    ],
)
def test_addresses_paths_and_plain_signs_are_shown_as_typed(text: str, html: str) -> None:
    assert (rendered(f"§ roles-1 (advice)\n{text}\n"), clause_errors(text)) == ([f"<p>{html}</p>"], [])


@pytest.mark.parametrize(
    "text",
    [
        "| Hva | Når |\n\n|---|---|\n\n| a | b |",
        "| Hva | Når |\n|---|---|\n\n| a | b |",
        "\t| Hva | Når |\n\t|---|---|\n\t| a | b |",
    ],
)
def test_empty_lines_between_rows_vanish(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((Table(("Hva", "Når"), ("", ""), (("a", "b"),)),), [])
    assert clause_errors(f"{text}\n\n| Hvem | Hvor |\n|---|---|\n| c | d |") == [
        ("id-missing", text.count("\n") + 3)
    ]  # another table


@pytest.mark.parametrize("cell", ["`a|b`", "[a|b](https://a.example)", "[a](https://a.example/b|c)", "a\\|b"])
def test_a_bar_in_code_or_a_link_is_part_of_its_cell(cell: str) -> None:
    text = f"| Hva | Når |\n|---|---|\n| {cell} | c |"
    assert (blocks_of(text), clause_errors(text)) == ((Table(("Hva", "Når"), ("", ""), ((cell, "c"),)),), [])


@pytest.mark.parametrize(
    "text", ["Hva\tNår\nSvare\t3 dager", "Hva     Når\nSvare   3 dager", "Frister:\nSvare\t3 dager\nMelde\t5 dager"]
)
def test_columns_made_with_tabs_are_told(text: str) -> None:
    assert clause_errors(text) == [("table-columns", text.count("Frister") + 1)]


@pytest.mark.parametrize("text", ["Ã¥pent", "Svar â€“ alltid", "for\ufffdning", "Â§ 13", "KommunenÂ\u00a0er"])
def test_a_character_that_was_lost_is_told(text: str) -> None:
    assert clause_errors(text) == [("lost-characters", 1)]


@pytest.mark.parametrize("end", ["\u2028", "\v"])
def test_a_line_break_of_word_is_told(end: str) -> None:
    assert clause_errors(f"Solvik kommune{end}Postboks 1") == [("line-break", 1)]


@pytest.mark.parametrize(
    ("typed", "title", "looks"),
    [
        ("“Del”", "Del", []),
        ("„Del“", "Del", []),
        ("”Del”", "Del", []),
        ("‘Del’", "Del", []),
        ("«Del»", "«Del»", []),
        ("“Del” og “svar”", "“Del” og “svar”", []),
        ("## Del", "## Del", ["heading"]),
        ("- Del", "- Del", ["list"]),
        ("• Del", "• Del", ["list"]),
        ("a) Del", "a) Del", ["list"]),
        ("> Del", "> Del", ["quote"]),
        ("| Del |", "| Del |", ["table"]),
        ("Del++nå++", "Del++nå++", ["emphasis"]),
        ("{navn}", "{navn}", ["placeholder"]),
    ],
)
def test_a_title_with_the_quotation_marks_of_word_or_marks_of_blocks(typed: str, title: str, looks: list[str]) -> None:
    parsed = parse(f"---\ntitle: {typed}\nmessage: M\n---\n\n§ roles-1 (advice)\nOrd.\n")
    assert (parsed.value.title, [(error.code, error.values[-1]) for error in parsed.errors]) == (
        title,
        [("title-looks-like", what) for what in looks],
    )
