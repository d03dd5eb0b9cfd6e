"""Lists are recognised whatever marks people type; anything else is a warning or plain text."""

import pytest

from markup.section.types import Block, ItemList, Paragraph
from tests.markup.section.parsed_sections import blocks_of, body, clause_errors, codes, html_of, rendered

SVARE_MELDE = (("svare",), ("melde",))


@pytest.mark.parametrize(
    "text",
    [
        "– svare\n– melde",
        "— svare\n— melde",
        "‒ svare\n― melde",
        "-\u00a0svare\n-\u00a0melde",
        "\u00a0\u00a0-\u202fsvare\n\u00a0\u00a0-\u2009melde",
        "• svare\n•melde",
        "·\u00a0svare\n· melde",
        "▪ svare\n▪melde",
        "\uf0b7 svare\n\uf0b7\u00a0melde",
        "o svare\no melde",
        "– svare\n\n– melde",
        "- svare\n– melde",
        "– svare\n- melde",
        "\x95 svare\n\x95 melde",
    ],
)
def test_bullets_of_every_kind_are_one_list(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((ItemList(False, SVARE_MELDE),), [])


@pytest.mark.parametrize(
    ("text", "block", "html"),
    [
        ("a) svare\nb) melde", ItemList(True, SVARE_MELDE, letters="a"), '<ol type="a">'),
        ("a. svare\nb. melde", ItemList(True, SVARE_MELDE, letters="a"), '<ol type="a">'),
        ("(a) svare\n(b) melde", ItemList(True, SVARE_MELDE, letters="a"), '<ol type="a">'),
        ("a)\u00a0svare\nb)\u00a0melde", ItemList(True, SVARE_MELDE, letters="a"), '<ol type="a">'),
        ("A) svare\nB) melde", ItemList(True, SVARE_MELDE, letters="A"), '<ol type="A">'),
        ("c) svare\nd) melde", ItemList(True, SVARE_MELDE, start=3, letters="a"), '<ol start="3" type="a">'),
        ("2. svare\n3. melde", ItemList(True, SVARE_MELDE, start=2), '<ol start="2">'),
        ("4) svare\n\n5) melde", ItemList(True, SVARE_MELDE, start=4), '<ol start="4">'),
        ("(1) svare\n(2) melde", ItemList(True, SVARE_MELDE), "<ol>"),
    ],
)
def test_letters_and_numbers_count_from_the_one_that_was_typed(text: str, block: ItemList, html: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((block,), [])
    assert rendered(f"§ roles-1 (advice)\n{text}\n") == [f"{html}\n<li>svare</li>\n<li>melde</li>\n</ol>"]


def test_a_list_of_letters_may_follow_its_paragraph_directly() -> None:
    assert blocks_of("Du skal:\na) svare\nraskt\nb) melde") == (
        Paragraph(("Du skal:",)),
        ItemList(True, (("svare", "raskt"), ("melde",)), letters="a"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "4. desember er fristen.\n5. desember er for sent.",
        "17. mai er fridag.",
        "2. etasje er stengt.",
        "– Vet du det? spør Hamid.",
        "Kommunen er åpen\n2. juledag.",
        "A. Hansen er leder.",
        "-5 grader.",
        "5 – 7 dager",
    ],
)
def test_dates_ordinals_and_speech_are_plainly_text(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((Paragraph(tuple(text.split("\n"))),), [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a) svare", 1),
        ("Du skal\n– svare", 2),
        ("Du skal svare.\n2. Meld fra.", 2),
        ("a) svare\na) melde", 1),
        ("a) svare\nc) melde", 1),
        ("i) svare\nii) melde", 1),
        ("▪ svare", 1),
        ("-svare\n-melde", 1),
        ("1.Svar\n2.Meld", 1),
        ("- svare\n  a) raskt\n  b) høflig", 2),
        ("1. svare\n– raskt\n– høflig\n2. melde", 2),
    ],
)
def test_what_remains_unclear_is_told_at_its_line(text: str, line: int) -> None:
    assert next(error for error in clause_errors(text) if error[0] == "looks-like") == ("looks-like", line)


def items_of(*texts: str) -> tuple[list[Block], list[tuple[str, int]]]:
    """The blocks of clauses with these texts, two lines each, and their errors."""
    parsed = body("".join(f"§ roles-{at} (advice)\n{text}\n" for at, text in enumerate(texts, start=1)))
    return [block for clause in parsed.value.clauses for block in clause.blocks], codes(parsed)


@pytest.mark.parametrize(
    ("texts", "blocks"),
    [
        (("1. En", "2. To", "3. Tre"), [ItemList(True, ((word,),), start=at) for at, word in ((1, "En"), (2, "To"), (3, "Tre"))]),
        (("1. en", "2. to"), [ItemList(True, (("en",),)), ItemList(True, (("to",),), start=2)]),
        (("1) En", "2. To"), [ItemList(True, (("En",),)), ItemList(True, (("To",),), start=2)]),
        (("2. To", "3. Tre"), [ItemList(True, (("To",),), start=2), ItemList(True, (("Tre",),), start=3)]),
        (("a) En", "b) To"), [ItemList(True, (("En",),), letters="a"), ItemList(True, (("To",),), start=2, letters="a")]),
        (("– En", "– To"), [ItemList(False, (("En",),)), ItemList(False, (("To",),))]),
        (("- En", "– To"), [ItemList(False, (("En",),)), ItemList(False, (("To",),))]),
    ],
)  # fmt: skip
def test_clauses_that_count_on_are_items(texts: tuple[str, ...], blocks: list[Block]) -> None:
    assert items_of(*texts) == (blocks, [])


def test_a_clause_goes_on_with_the_list_of_the_clause_above() -> None:
    parsed = body("§ a-1 (advice)\nSlik:\n\n1. En\n2. To\n\n§ a-2 (advice)\n3. Tre\n")
    assert (parsed.value.clauses[1].blocks, parsed.errors) == ((ItemList(True, (("Tre",),), start=3),), ())


def test_clauses_that_do_not_count_on_are_text_and_told() -> None:
    assert items_of("Først.", "2. To", "4. Fire") == (
        [Paragraph(("Først.",)), Paragraph(("2. To",)), Paragraph(("4. Fire",))],
        [("looks-like", 4), ("looks-like", 6)],
    )


def test_dates_in_clauses_beside_each_other_are_no_items() -> None:
    texts = ("4. desember er fristen.", "5. desember er for sent.")
    assert items_of(*texts) == ([Paragraph((text,)) for text in texts], [])


def test_three_items_are_three_items_of_one_list_without_a_number_in_their_words() -> None:
    parsed = body("§ a-1 (advice)\n1. En\n\n§ a-2 (advice)\n2. To\n\n§ a-3 (advice)\n3. Tre\n")
    assert [(clause.in_list, clause.html) for clause in html_of(parsed.value)] == [
        ("ol", "En"),
        ("ol", "To"),
        ("ol", "Tre"),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "‐",
        "‑",
        "−",
        "--",
        "->",
        "=>",
        "→",
        "➔",
        "❖",
        "◆",
        "★",
        "»",
        "›",
        "⦁",
        "▶",
        "\uf0d8",
        "－",
        "•\t",
        "\u00a0–\u00a0",
    ],
)
def test_signs_that_people_put_in_front_of_items_are_bullets(mark: str) -> None:
    assert (blocks_of(f"{mark} svare\n{mark} melde"), clause_errors(f"{mark} svare\n{mark} melde")) == (
        (ItemList(False, SVARE_MELDE),),
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        *("✓ svare\n✓ melde", "✅ svare\n❌ melde", "☐ svare\n☑ melde", "✔️ svare\n✔️ melde", "👉 svare\n👉 melde", "~ svare\n~ melde"),
        *("1: svare\n2: melde", "1 svare\n2 melde", "1 – svare\n2 – melde", "[1] svare\n[2] melde", "1° svare\n2° melde"),
        *("1.1 svare\n1.2 melde", "2.9. svare\n2.10. melde", "① svare\n② melde", "**1.** svare\n**2.** melde", "**1. ** svare\n**2. ** melde"),
        *("a: svare\nb: melde", "a – svare\nb – melde", "a)svare\nb)melde", "A)Svare\nB)Melde", "１．svare\n２．melde"),
        *("Trinn 1: svare\nTrinn 2: melde", "Nr. 1 svare\nNr. 2 melde", "Pkt. 3 svare\nsnarest\nPkt. 4 melde", "Steg 1 svare\nSteg 2 melde"),
        *("*svare\n*melde", "æ) svare", "i) svare\nii) melde\niii) vente", "Du skal\nø) svare"),
    ],
)  # fmt: skip
def test_lines_that_count_without_a_mark_are_told_once(text: str) -> None:
    warnings = [error for error in body(f"§ roles-1 (advice)\n{text}\n").errors if error.values[-1:] == ("list",)]
    assert [(error.code, error.level) for error in warnings] == [("looks-like", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        *("Kurset varer\n3 dager.\nDet koster\n7 kroner.", "1.5 mill.\n2.7 mill.", "+47 22 33 44 55\n+47 22 33 44 56", "A-post\nB-post"),
        *("< 5 dager\n< 7 dager", "© Solvik\n© kommune", "Nr. 1 er Solvik.", "Fristen er\n1. januar.", "Fristen er\n1. mai, ikke\n1. juni."),
    ],
)  # fmt: skip
def test_lines_that_do_not_count_are_text(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((Paragraph(tuple(text.split("\n"))),), [])


@pytest.mark.parametrize("text", ["• svare\no raskt\n• melde", "•\tsvare\n\to\traskt", "● svare\n▪ raskt", "\uf0b7 svare\n\uf0a7 raskt"])  # fmt: skip
def test_words_bullets_of_a_list_within_a_list_are_one(text: str) -> None:
    assert clause_errors(text) == [("list-nested", 2)]


@pytest.mark.parametrize("text", ["- 5 grader", "+ 3 dager", "+ 47 22 33 44 55", "-\u00a05 grader"])
def test_a_sign_that_becomes_a_bullet_is_told(text: str) -> None:
    assert clause_errors(text) == [("list-or-sign", 1)]
    assert clause_errors(f"{text}\n{text}") == []


@pytest.mark.parametrize("intro", ["**Du skal:**", "*Du skal:*", "**Du skal**:", "__Du skal:__", "Du skal:\u00a0"])
def test_a_list_belongs_to_the_paragraph_that_introduces_it_in_any_type(intro: str) -> None:
    assert clause_errors(f"{intro}\n- svare\n- melde") == []
