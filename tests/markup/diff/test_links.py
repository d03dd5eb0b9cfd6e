"""Links that lead elsewhere: their words stand once, and a sentence says it."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from markup.diff.links import LinkChange, follow_links
from markup.diff.paragraphs import MarkedText, marked_text
from markup.diff.words import Run


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Se [her](https://a.example).", "Se [her](https://b.example).", [("her", "https://a.example", "https://b.example")]),
        ("Se [her](#roles-1).", "Se [her](#roles-2).", [("her", "#roles-1", "#roles-2")]),
        ("Se [lov](https://a.example/x_(1)).", "Se [lov](https://a.example/y).", [("lov", "https://a.example/x_(1)", "https://a.example/y")]),
        ("[**HR**](mailto:hr@a.example)", "[**HR**](mailto:hr@b.example)", [("HR", "hr@a.example", "hr@b.example")]),
        ("Ring [HR](tel:22334455).", "Ring [HR](tel:22334456).", [("HR", "22334455", "22334456")]),
        ("[A](#r-1) og [A](#r-2)", "[A](#r-2) og [A](#r-1)", [("A", "#r-1", "#r-2"), ("A", "#r-2", "#r-1")]),
        ("- [A](#r-1)\n- [B](#r-2)", "- [A](#r-1)\n- [B](#r-3)", [("B", "#r-2", "#r-3")]),
        ("Se reglene for oss.", "Se [reglene for oss](#r-1).", [("reglene for oss", "", "#r-1")]),
        ("Se [reglene](#r-1).", "Se reglene.", [("reglene", "#r-1", "")]),
        ("Se [reglene](#r-1) her.", "Se [reglene her](#r-1).", [("reglene", "#r-1", ""), ("reglene her", "", "#r-1")]),
    ],
    ids=["web", "point", "parentheses", "mail", "telephone", "two of one word", "item", "a link now", "no link now", "longer"],
)  # fmt: skip
def test_where_only_links_differ_the_text_is_the_new_one(
    old: str, new: str, changes: list[tuple[str, str, str]]
) -> None:
    expected = tuple(LinkChange(*change) for change in changes)
    assert follow_links(old, new) == (new, expected)
    assert marked_text(old, new) == MarkedText(((Run("same", new),),), expected)


def test_a_changed_word_is_marked_beside_a_link_that_leads_elsewhere() -> None:
    assert marked_text("Du bør lese [reglene](#r-1) nøye i dag.", "Du skal lese [reglene](#r-2) nøye i dag.") == MarkedText(
        (
            (
                Run("same", "Du "),
                Run("removed", "bør"),
                Run("added", "skal"),
                Run("same", " lese [reglene](#r-2) nøye i dag."),
            ),
        ),
        (LinkChange("reglene", "#r-1", "#r-2"),),
    )  # fmt: skip


def test_a_link_with_other_words_is_no_link_that_leads_elsewhere() -> None:
    assert follow_links("Se [her](#r-1) nå.", "Se [der](#r-2) nå.") == ("Se [her](#r-1) nå.", ())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nb", ["Lenka «her» går et annet sted: fra #r-1 til #r-2.", "«her» er nå en lenke. Den går til #r-2.", "«her» er ikke lenger en lenke. Den gikk til #r-1."]),
        ("nn", ["Lenkja «her» går ein annan stad: frå #r-1 til #r-2.", "«her» er no ei lenkje. Ho går til #r-2.", "«her» er ikkje lenkje lenger. Ho gjekk til #r-1."]),
        ("en", ["The link “her” leads elsewhere: from #r-1 to #r-2.", "“her” is a link now. It leads to #r-2.", "“her” is no longer a link. It led to #r-1."]),
    ],
)  # fmt: skip
def test_the_sentence_says_from_where_to_where(language: str, sentences: list[str]) -> None:
    changes = [LinkChange("her", "#r-1", "#r-2"), LinkChange("her", "", "#r-2"), LinkChange("her", "#r-1", "")]
    with translation.override(language):
        assert [change.sentence for change in changes] == sentences


_PART = st.sampled_from(["du ", "kan ", "lese ", "[her](#a-1) ", "[her](#a-2) ", "[der](#a-1) ", "her ", ", ", "\n"])
_TEXT = st.lists(_PART, max_size=10).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_TEXT, _TEXT)
def test_but_for_addresses_the_followed_text_is_the_old_one(old: str, new: str) -> None:
    followed, changes = follow_links(old, new)
    plain = {
        text: text.replace("[her](#a-1)", "[her]").replace("[her](#a-2)", "[her]") for text in (old, new, followed)
    }
    if followed != new:
        assert plain[followed] == plain[old]
    assert bool(changes) == (followed != old)
