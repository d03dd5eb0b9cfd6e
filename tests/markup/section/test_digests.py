"""Changes that alter a digest, and changes that do not."""

import hashlib
import json
from dataclasses import replace

import pytest

from markup.section.digests import clause_digest, html_digest, section_digest, section_words_digest, words_digest
from markup.section.plain_text import reading_text
from markup.section.types import SourceText
from tests.markup.section.parsed_sections import body

TEXT = """§ roles-1 (guideline)
Ga\u030a til [lederen](https://solvik.example) på
kommunen først.

§ roles-2 (advice, L6)
## Tre ting

- En
- To

§ roles-3 (law, leaders)
| a | b |
|---|---|
| c | d |
"""


def read(text: str) -> SourceText:
    return body(text).value


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digests(text: SourceText) -> tuple[list[str], list[str], str, str]:
    """The digests of words, of clauses, of the section's words and of the section."""
    words = [words_digest(clause) for clause in text.clauses]
    clauses = [clause_digest(words_digest(clause), clause.origin, clause.audience) for clause in text.clauses]
    return words, clauses, section_words_digest(text), section_digest(text, text)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("## To\u00a0 blanke", "## To blanke"),
        ("En setning.\nEn til.", "En setning. En til."),
        ("* En\n  går videre\n* To", "- En går videre\n- To"),
        ("1) En\n2) To", "1. En\n2. To"),
        ("|a|b|\n|:-|-:|\n|c|d|", "| a | b |\n| c | d |"),
        ("**Sterkt** og [her](https://a.no)", "**Sterkt** og [her](https://a.no)"),
        ("Tre ting:\n\n- En", "Tre ting:\n- En"),
    ],
)
def test_the_reading_text_of_a_block(text: str, reading: str) -> None:
    (clause,) = read(f"§ roles-1 (advice)\n{text}").clauses
    assert reading_text(clause) == reading


def test_the_reading_text_of_a_quote_has_its_mark_on_each_line() -> None:
    (clause,) = read("§ roles-1 (example)\n## Først\n\n> ### Banen\n>\n> Hamid\n> leder.\n>\n> - En\n> - To").clauses
    assert reading_text(clause) == "## Først\n> ### Banen\n> Hamid leder.\n> - En\n> - To"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Si hvem du er.", "guideline"),
        ("## Hvem\n\nSi hvem du er.", "guideline"),
        ("- En\n- To", "guideline"),
        ("> Hamid leder.", "example"),
        ("## Først\n\n> Hamid leder.", "example"),
    ],
)
def test_a_clause_that_names_no_origin_has_the_digests_of_one_that_does(text: str, origin: str) -> None:
    without, named = (read(f"§ roles-1{marks}\n{text}\n\n§ roles-2{marks} \n{text}") for marks in ("", f" ({origin})"))
    assert [clause.has_default_origin for clause in (*without.clauses, *named.clauses)] == [True, True, False, False]
    assert (without, digests(without)) == (named, digests(named))
    restricted, both = (read(f"§ roles-1 ({marks}leaders, L6)\n{text}") for marks in ("", f"{origin}, "))
    assert (restricted, digests(restricted)) == (both, digests(both))


def test_a_heading_alone_has_no_origin_and_a_translation_names_none() -> None:
    assert [clause.origin for clause in read("§ roles-1\n## Hvem").clauses] == [None]
    assert [clause.origin for clause in body("§ roles-1\nSi kven du er.", "nn").value.clauses] == [None]


def test_digests_are_made_as_the_format_says() -> None:
    text = read("§ roles-1 (guideline, leaders)\nÅ  være\ntydelig.\n\n§ roles-2\n## Tittel\n")
    words = [sha("rettesnor words 1\nÅ være tydelig."), sha("rettesnor words 1\n## Tittel")]
    clauses = [
        sha(compact({"format": "rettesnor clause 1", "words": words[0], "origin": "guideline", "audience": "leaders"})),
        sha(compact({"format": "rettesnor clause 1", "words": words[1], "origin": "", "audience": "everyone"})),
    ]

    def section(format_: str, digests: list[str]) -> str:
        pairs = [["roles-1", digests[0]], ["roles-2", digests[1]]]
        front = {"language": "nb", "title": text.title, "message": text.message}
        return sha(compact({"format": format_, **front, "clauses": pairs}))

    assert digests(text) == (
        words,
        clauses,
        section("rettesnor section words 1", words),
        section("rettesnor section 1", clauses),
    )
    assert html_digest("<p>Å</p>") == sha("<p>Å</p>")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" på\nkommunen", " på kommunen"),
        ("kommunen først", "kommunen\nførst"),
        ("kommunen først", "kommunen  først"),
        ("kommunen først", "kommunen\u00a0først"),
        ("kommunen", "kom\u00admunen"),
        ("Ga\u030a", "Gå"),
        ("\n", "\r\n"),
        ("- En\n- To", "* En\n\n• To"),
        ("| c | d |", "|c|  d|"),
        ("|---|---|", "|:--|--:|"),
        ("(advice, L6)", "(advice)"),
        ("(advice, L6)", "(advice, L6, L7, privacy-1)"),
        ("(advice", "(råd"),
    ],
    ids=repr,
)
def test_what_makes_no_difference(old: str, new: str) -> None:
    assert old in TEXT
    assert digests(read(TEXT.replace(old, new))) == digests(read(TEXT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kommunen", "**kommunen**"),
        ("kommunen først", "kommunen, først"),
        ("kommunen", "Kommunen"),
        ("kommunen", "«kommunen»"),
        ("solvik.example", "solvik.example/ny"),
        ("først", "sist"),
    ],
)
def test_what_makes_the_words_differ(old: str, new: str) -> None:
    before, after = digests(read(TEXT)), digests(read(TEXT.replace(old, new)))
    same = [[one == other for one, other in zip(before[kind], after[kind], strict=True)] for kind in (0, 1)]
    assert same == [[False, True, True], [False, True, True]]
    assert (before[2] != after[2], before[3] != after[3]) == (True, True)


def test_a_headings_level_is_of_its_words() -> None:
    assert digests(read(TEXT))[0] != digests(read(TEXT.replace("## Tre", "### Tre")))[0]


@pytest.mark.parametrize(("old", "new"), [("(guideline)", "(advice)"), ("(guideline)", "(guideline, leaders)")])
def test_origin_and_audience_are_of_the_clause_and_not_of_its_words(old: str, new: str) -> None:
    before, after = digests(read(TEXT)), digests(read(TEXT.replace(old, new)))
    assert (before[0], before[2]) == (after[0], after[2])
    assert (before[1][0] != after[1][0], before[1][1:] == after[1][1:], before[3] != after[3]) == (True, True, True)


def test_the_order_of_clauses_is_of_the_section() -> None:
    text = read(TEXT)
    turned = replace(text, clauses=text.clauses[::-1])
    before, after = digests(text), digests(turned)
    assert (sorted(before[0]), sorted(before[1])) == (sorted(after[0]), sorted(after[1]))
    assert (before[2] != after[2], before[3] != after[3]) == (True, True)


@pytest.mark.parametrize("field", ["title", "message", "language"])
def test_title_message_and_language_are_of_the_section(field: str) -> None:
    text = read(TEXT)
    before, after = digests(text), digests(replace(text, **{field: "nn"}))
    assert before[:2] == after[:2]
    assert (before[2] != after[2], before[3] != after[3]) == (True, True)


@pytest.mark.parametrize("change", [{"source": "0" * 16}, {"laws": ("L12",)}])
def test_what_a_text_was_made_from_and_its_laws_make_no_difference(change: dict[str, object]) -> None:
    text = read(TEXT)
    assert digests(replace(text, **change)) == digests(text)


def test_in_a_translation_origin_and_audience_are_the_sources() -> None:
    source = read("§ roles-1 (guideline, leaders)\nDu bør.")
    translation = body("§ roles-1\nDu bør.", "nn").value
    of_source = clause_digest(words_digest(source.clauses[0]), "guideline", "leaders")
    assert section_digest(translation, source) == sha(
        compact(
            {
                "format": "rettesnor section 1",
                "language": "nn",
                "title": translation.title,
                "message": translation.message,
                "clauses": [["roles-1", of_source]],
            }
        )
    )
