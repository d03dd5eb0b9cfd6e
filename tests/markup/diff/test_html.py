"""Two HTML versions of a clause merged into one, with additions and removals marked."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup.diff.html import html_diff


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "<p>Presiser rollen i alle innlegg.</p>",
            "<p>Presiser rollen når den kan misforstås.</p>",
            "<p>Presiser rollen <del>i alle innlegg</del><ins>når den kan misforstås</ins>.</p>",
        ),
        ("<p>Vær tydelig.</p>", "<p>Vær <strong>alltid</strong> tydelig.</p>", "<p>Vær<ins> <strong>alltid</strong></ins> tydelig.</p>"),
        ("<p>Vær <em>svært</em> tydelig.</p>", "<p>Vær <em>ganske</em> tydelig.</p>", "<p>Vær <del><em>svært</em></del><ins><em>ganske</em></ins> tydelig.</p>"),
        ("<p>Vær tydelig.</p>", "<p>Vær <strong>tydelig</strong>.</p>", "<p>Vær <strong>tydelig</strong>.</p>"),
        (
            '<p>Se <a href="#roles-1">punkt 1</a>.</p>',
            '<p>Se <a href="#roles-2">punkt 1</a>.</p>',
            '<p>Se <a href="#roles-2">punkt 1</a>.</p>',
        ),
        (
            "<p>Se punkt 1.</p>",
            '<p>Se <a href="#roles-1">punkt 1</a>.</p>',
            '<p>Se <del>punkt 1</del><ins><a href="#roles-1">punkt 1</a></ins>.</p>',
        ),
        (
            "<ul>\n<li>En</li>\n<li>To</li>\n</ul>",
            "<ul>\n<li>En</li>\n<li>Tre</li>\n<li>Fire</li>\n</ul>",
            "<ul><li>En</li><li><del>To</del><ins>Tre</ins></li><li><ins>Fire</ins></li></ul>",
        ),
        (
            "<ul>\n<li>En</li>\n<li>To</li>\n</ul>",
            "<ul>\n<li>To</li>\n</ul>",
            "<ul><li><del>En</del></li><li>To</li></ul>",
        ),
        (
            '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
            '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>2</td></tr></tbody></table>',
            '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td><del>1</del><ins>2</ins></td></tr></tbody></table>',
        ),
        ("Mer enn &lt;tre&gt;", "Mer enn &lt;fire&gt;", "Mer enn &lt;<del>tre</del><ins>fire</ins>&gt;"),
        ("<p>En.</p>", "<p>En.</p>\n<p>To.</p>", None),
        ("<p>En, to.</p>", "<ul>\n<li>En</li>\n<li>to</li>\n</ul>", None),
    ],
    ids=["words", "new emphasis", "old emphasis", "only emphasis", "another address", "a link now", "items", "an item less", "a cell", "signs", "a block more", "other blocks"],
)  # fmt: skip
def test_what_is_new_and_what_is_gone_is_marked(old: str, new: str, expected: str | None) -> None:
    assert html_diff(old, new) == expected


_WORDS = st.lists(
    st.sampled_from(
        ["Et", "verv", "<strong>kan</strong>", "<em>alltid</em>", '<a href="#a-1">her</a>', "&amp;", "ikke", ",", "."]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
_PARAGRAPH = _WORDS.map(lambda words: f"<p>{words}</p>")
_LIST = st.lists(_WORDS, min_size=1, max_size=4).map(lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")  # fmt: skip
_CLAUSE = st.tuples(st.just("<p>Vær <strong>klar</strong></p>"), st.one_of(_PARAGRAPH, _LIST)).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_CLAUSE, _CLAUSE)
def test_without_what_is_gone_it_is_the_new_and_without_what_is_new_the_old_words(old: str, new: str) -> None:
    merged = html_diff(old, new)
    if merged is None:
        assert ("<ul>" in old) != ("<ul>" in new)
        return
    without_gone = re.sub("</?ins>", "", re.sub("<del>.*?</del>", "", merged))
    assert _joined(without_gone.replace("<li></li>", "")) == _joined(new)
    without_new = re.sub("</?del>", "", re.sub("<ins>.*?</ins>", "", merged))
    assert _words(without_new) == _words(old)


def _joined(html: str) -> str:
    """Join neighbouring marks of one kind."""
    return re.sub(r"</(strong|em)>( ?)<\1>", r"\2", html)


def _words(html: str) -> str:
    return re.sub("<[^>]+>", " ", html).split().__str__()
