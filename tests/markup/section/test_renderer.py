"""Rendering loses nothing, adds nothing, and skips no heading level."""

import pytest
from hypothesis import given

from markup.section.renderer import assemble, render_clauses, render_line
from markup.section.types import SourceText
from tests.markup.section.parsed_sections import body, has_errors, html_of, parse, rendered, shape_of, shape_of_values
from tests.markup.section.text_strategies import built_texts, examples, tricky_texts


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("En *lett* og **sterk** `kode`.", "<p>En <em>lett</em> og <strong>sterk</strong> <code>kode</code>.</p>"),
        ("En.\nTo.", "<p>En.\nTo.</p>"),
        ("[her](https://a.no/?b=c&d)", '<p><a href="https://a.no/?b=c&amp;d">her</a></p>'),
        ("[her](#roles-2)", '<p><a href="#roles-2">her</a></p>'),
        ("[ring](tel:+4712)", '<p><a href="tel:+4712">ring</a></p>'),
        ("[skriv](mailto:a@b.no)", '<p><a href="mailto:a@b.no">skriv</a></p>'),
        ("<https://a.no>", '<p><a href="https://a.no">https://a.no</a></p>'),
        ("#metoo er en emneknagg.", "<p>#metoo er en emneknagg.</p>"),
        ("4. desember er fristen.", "<p>4. desember er fristen.</p>"),
        ("Fristen er\n4. desember\n#metoo\n-5 grader", "<p>Fristen er\n4. desember\n#metoo\n-5 grader</p>"),
        ("1\\. desember", "<p>1. desember</p>"),
        ("\\*ikke lett\\*", "<p>*ikke lett*</p>"),
        ("\\§ a, \\<b>, \\# c, `\\§`", "<p>§ a, &lt;b&gt;, # c, <code>\\§</code></p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("- En\n- To\n  og mer", "<ul>\n<li>En</li>\n<li>To\nog mer</li>\n</ul>"),
        ("1. En\n2. To", "<ol>\n<li>En</li>\n<li>To</li>\n</ol>"),
        ("Ting:\n- En\n- To", "<p>Ting:</p>\n<ul>\n<li>En</li>\n<li>To</li>\n</ul>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
    ],
)
def test_a_block_becomes_html(text: str, html: str) -> None:
    assert rendered(f"§ roles-1 (advice)\n{text}\n") == [html]


def test_a_table_says_what_its_columns_are() -> None:
    (html,) = rendered("§ roles-1 (advice)\n| a | b \\| c |\n|---|--:|\n| d | e |\n")
    assert "".join(html.split("\n")) == (
        '<table><thead><tr><th scope="col">a</th><th scope="col" align="right">b | c</th></tr></thead>'
        '<tbody><tr><td>d</td><td align="right">e</td></tr></tbody></table>'
    )


def test_a_quote_stands_without_its_mark() -> None:
    assert rendered(
        "§ roles-0\n## Først\n\n§ roles-1 (example)\n> ### Banen\n>\n> Hamid\n> leder.\n>\n> - En\n> - To\n"
    )[1] == ("<h3>Banen</h3>\n<p>Hamid\nleder.</p>\n<ul>\n<li>En</li>\n<li>To</li>\n</ul>")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("§ a-1\n## A\n\n§ a-2\n### B\n\n§ a-3\n## C\n", ["h2", "h3", "h2"]),
        ("§ a-1\n### A\n\n§ a-2\n### B\n\n§ a-3\n## C\n\n§ a-4\n### D\n", ["h2", "h2", "h2", "h3"]),
        ("§ a-1 (example)\n> ### A\n>\n> Ord.\n", ["h2", "p"]),
        ("§ a-1\n## A\n\n§ a-2 (example)\n> ### B\n>\n> Ord.\n", ["h2", "h3", "p"]),
    ],
)
def test_no_level_of_headings_is_skipped(text: str, levels: list[str]) -> None:
    assert [tag for html in rendered(text) for tag in shape_of(html)] == levels


def test_a_section_has_an_element_with_its_id_for_each_clause() -> None:
    html = assemble(html_of(body("§ roles-speaker\n## Hvem?\n\n§ roles-1 (advice)\nEn.\n").value))
    assert html == (
        '<section class="clause" id="roles-speaker">\n<h2>Hvem?</h2>\n</section>\n'
        '<section class="clause" id="roles-1">\n<p>En.</p>\n</section>'
    )


def test_a_list_item_can_be_a_clause() -> None:
    text = "§ a-1 (advice)\n- En\n\n§ a-2 (law)\n- To\n\n§ a-3 (law)\n1. Tre\n\n§ a-4 (law)\n- Fire\n- Fem\n"
    html = assemble(html_of(body(text).value))
    assert html == (
        '<ul>\n<li class="clause" id="a-1">En</li>\n<li class="clause" id="a-2">To</li>\n</ul>\n'
        '<ol>\n<li class="clause" id="a-3">Tre</li>\n</ol>\n'
        '<section class="clause" id="a-4">\n<ul>\n<li>Fire</li>\n<li>Fem</li>\n</ul>\n</section>'
    )


def test_a_link_to_a_clause_is_written_out_to_its_page() -> None:
    (clause,) = render_clauses(
        body("§ roles-1 (advice)\nSe [her](#privacy-1).\n").value, address=lambda clause: f"/a&b/#{clause}"
    )
    assert clause.html == '<p>Se <a href="/a&amp;b/#privacy-1">her</a>.</p>'


def test_words_about_a_link_are_no_link() -> None:
    (clause,) = render_clauses(
        body('§ roles-1 (guideline)\nSkriv href="#roles-2" og [mer](#roles-2).\n').value,
        address=lambda id_: f"/x/#{id_}",
    )
    assert clause.html == '<p>Skriv href="#roles-2" og <a href="/x/#roles-2">mer</a>.</p>'


def test_a_line_of_a_quiz_has_no_paragraph_around_it() -> None:
    assert render_line("En *lett* [lenke](https://a.no), 1. og #to") == (
        'En <em>lett</em> <a href="https://a.no">lenke</a>, 1. og #to'
    )


@examples
@given(built_texts())
def test_blocks_items_rows_and_cells_are_those_of_the_html(text: SourceText) -> None:
    assert shape_of(assemble(html_of(text))) == shape_of_values(text)


@examples
@given(tricky_texts)
def test_tricky_blocks_too(text: str) -> None:
    parsed = parse(text)
    if not has_errors(parsed):
        assert shape_of(assemble(html_of(parsed.value))) == shape_of_values(parsed.value)
