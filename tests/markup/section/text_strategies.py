"""Hypothesis strategies for texts: tricky ones made of awkward pieces, and texts built from known values."""

from hypothesis import settings
from hypothesis import strategies as st

from markup.section.types import (
    Align,
    Audience,
    Block,
    Heading,
    ItemList,
    Origin,
    Paragraph,
    Quote,
    SourceClause,
    SourceText,
    Table,
)
from tests.markup.section.parsed_sections import FRONT

examples = settings(max_examples=200, derandomize=True, deadline=None, database=None)
"""The same examples in every run."""

_PIECES = (
    *("§ roles-1 (guideline)\n", "§ roles-2 (law, L6)\n", "§ roles-3 (example)\n", "§ roles-4\n", "§", "§§ ", "§ 13 "),
    *("## ", "### ", "##", "#", "# ", "#metoo ", "> ", ">", ">> ", "- ", "* ", "+ ", "• ", "-", "1. ", "1) ", "2. "),
    *("10. ", "4. desember", "1\\. ", "| a | b |\n", "| --- | :-: |\n", "| c | d |\n", "|", "\\|", "---", "===", "***"),
    *("```", "~~~", "    ", "  ", " ", "\t", "\n", "\n", "\n", "\n\n", "Ord", "en setning.", "Tre ting:\n", "«a»", "–"),
    *("**", "*", "_", "`", "[a](https://a.no)", "[a](#roles-1)", "[", "]", "(", ")", "![a](b)", "[x]: https://a.no"),
    *("[x][y]", "<https://a.no>", "<b>", "<script>", "<!--", "<3", "&amp;", "&", "\\", "\\\\", "mailto:", "title: x"),
    *("\u00a0", "\u00ad", "\u200b", "\u2003", "\u2028", "\r", "\v", "\ufeff", "é", "e\u0301", "\0", "{: onclick=x }"),
)  # fmt: skip
pieces = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
any_text = st.one_of(st.text(max_size=200), pieces, pieces.map(lambda text: FRONT + text))
one_clause = pieces.map(lambda text: f"{FRONT}§ roles-1 (guideline)\n{text}")
several_clauses = st.lists(pieces, min_size=1, max_size=4).map(
    lambda texts: FRONT + "".join(f"§ roles-{at} (guideline)\n{text}\n" for at, text in enumerate(texts, start=1))
)
tricky_texts = st.one_of(one_clause, several_clauses)

_INNER = (
    *("ord", "Måned", "«sitat»", "–", "10", "§", "13", "**sterkt**", "*lett*", "`kode <b>`", "[her](https://a.no/b_(c)?d=e&f)"),
    *("[punkt](#roles-1)", "\\*", "\\<", "tre\u00a0kroner", "&", "<3", "#metoo", "-", "1.", ">", "\\[", "snake_case", "100%"),
)  # fmt: skip
_line = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    st.sampled_from(("Du", "Kommunen", "Å", "Én", "Tre")),
    st.lists(st.sampled_from(_INNER), max_size=5),
).map(lambda line: line.rstrip(":"))
_titles = _line.map(lambda line: " ".join(line.split()))  # one line with single blanks
_headings = st.builds(Heading, st.sampled_from((2, 3)), _line)
_paragraphs = st.builds(Paragraph, st.lists(_line, min_size=1, max_size=3).map(tuple))
_lists = st.builds(
    ItemList,
    st.booleans(),
    st.lists(st.lists(_line, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
)
_aligns: st.SearchStrategy[Align] = st.sampled_from(("", "left", "right", "center"))


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    cells = st.tuples(*[st.one_of(_line, st.just("a \\| b"), st.just("Nei")) for _ in range(width)])
    return Table(
        draw(cells),
        draw(st.tuples(*[_aligns for _ in range(width)])),
        draw(st.lists(cells, min_size=1, max_size=3).map(tuple)),
    )


_introduced = st.tuples(_paragraphs, st.one_of(_lists, _tables())).map(
    lambda pair: (Paragraph((*pair[0].lines[:-1], pair[0].lines[-1] + ":")), pair[1])
)
_in_quote = st.lists(st.one_of(_headings, _paragraphs, _tables()), min_size=1, max_size=4).map(tuple)
_quotes = st.builds(Quote, st.one_of(_in_quote, _lists.map(lambda block: (block,)), _introduced))
_plain: st.SearchStrategy[tuple[Block, ...]] = st.one_of(
    st.tuples(_paragraphs), st.tuples(_lists), st.tuples(_tables()), _introduced
)
_optional_heading: st.SearchStrategy[tuple[Block, ...]] = st.one_of(st.just(()), st.tuples(_headings))
_laws = st.sets(st.integers(1, 30), max_size=2).map(lambda numbers: tuple(f"L{number}" for number in sorted(numbers)))
_audiences: st.SearchStrategy[Audience] = st.sampled_from(("everyone", "leaders"))
_origins: st.SearchStrategy[Origin] = st.sampled_from(("guideline", "law", "advice"))
_hex16 = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@st.composite
def _clauses(draw: st.DrawFn, id_: str, *, is_source: bool) -> SourceClause:
    kind = draw(st.sampled_from(("heading", "plain", "example")))
    blocks: tuple[Block, ...]
    if kind == "heading":
        blocks = (draw(_headings),)
    else:
        blocks = (*draw(_optional_heading), *draw(_plain if kind == "plain" else st.tuples(_quotes)))
    if not is_source:
        return SourceClause(id_, None, "everyone", (), (), draw(st.none() | _hex16), blocks)
    origin: Origin | None = {"heading": None, "plain": draw(_origins), "example": "example"}[kind]
    illustrates = ("privacy-2", "roles-3", "roles-12")[: draw(st.integers(0, 3))] if kind == "example" else ()
    return SourceClause(id_, origin, draw(_audiences), draw(_laws), illustrates, None, blocks)


@st.composite
def built_texts(draw: st.DrawFn, language: str = "nb") -> SourceText:
    """A section without an error, as values."""
    is_source = language == "nb"
    return SourceText(
        language,
        draw(_titles),
        draw(_titles),
        draw(_laws) if is_source else (),
        None if is_source else draw(_hex16),
        tuple(draw(_clauses(f"roles-{at}", is_source=is_source)) for at in range(1, draw(st.integers(2, 6)))),
    )
