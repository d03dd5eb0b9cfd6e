"""The difference between two texts, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup.diff.words import Run, is_rewritten, share_changed, word_diff


def test_changed_words_are_marked_and_the_rest_is_not() -> None:
    assert word_diff("Du trenger å presisere rollen i alle innlegg.", "Du trenger å presisere rollen når den kan misforstås.") == (
        Run("same", "Du trenger å presisere rollen "),
        Run("removed", "i alle innlegg"),
        Run("added", "når den kan misforstås"),
        Run("same", "."),
    )  # fmt: skip


def test_changes_parted_by_blanks_or_marks_alone_are_one() -> None:
    assert word_diff("en, to", "tre, fire") == (Run("removed", "en, to"), Run("added", "tre, fire"))


def test_a_link_is_one_word() -> None:
    assert word_diff("Se [her](https://a.example).", "Se [her](https://b.example).") == (
        Run("same", "Se "),
        Run("removed", "[her](https://a.example)"),
        Run("added", "[her](https://b.example)"),
        Run("same", "."),
    )


LAW = "https://no.wikipedia.org/wiki/Lov_(juss)"


@pytest.mark.parametrize(
    "link",
    [
        f"[%s]({LAW})",
        r"[%s](https://a.example/b\)c)",
        r"[\[%s\]](https://a.example)",
        "[§ 13 [%s]](https://a.example)",
        "[**%s** for alle](#roles-1)",
        "[%s](mailto:hr@kommune.example)",
    ],
    ids=["parentheses", "an escaped parenthesis", "escaped brackets", "brackets", "emphasis", "mail"],
)
def test_a_link_with_another_word_is_replaced_whole(link: str) -> None:
    old, new = link % "reglene", link % "reglane"
    assert word_diff(f"Les {old} her.", f"Les {new} her.") == (
        Run("same", "Les "),
        Run("removed", old),
        Run("added", new),
        Run("same", " her."),
    )


def test_an_address_in_angle_brackets_is_one_word() -> None:
    assert word_diff("Se <https://a.example/x>.", "Se <https://a.example/y>.")[1] == Run(
        "removed", "<https://a.example/x>"
    )


def test_the_address_of_a_link_is_no_share_of_the_words() -> None:
    assert share_changed(f"Les [reglene]({LAW}) nøye her.", f"Les [reglane]({LAW}) nøye her.") == 0.25


def test_equal_texts_are_one_run() -> None:
    assert word_diff("Ja.", "Ja.") == (Run("same", "Ja."),)
    assert word_diff("", "") == ()


@pytest.mark.parametrize(("old", "new", "share"), [("a b", "a b", 0.0), ("a b", "c d", 1.0), ("a b", "a c", 0.5), ("", "", 0.0)])  # fmt: skip
def test_the_share_of_changed_words(old: str, new: str, share: float) -> None:
    assert share_changed(old, new) == share


@pytest.mark.parametrize(
    ("old", "new", "rewritten"),
    [
        ("a b c d", "a b c e", False),
        ("a b c d", "a b e f", True),
        ("a b c d e f", "x a b c d e f y z w u v", False),
        ("a b c d e f", "a", False),
        ("a", "", False),
        ("", "a", False),
        ("a b", "c d", True),
        ("Si fra.", "Si fra om det er noe!", False),
    ],
    ids=[
        "one word of four",
        "half of them",
        "only added",
        "only removed",
        "all gone",
        "all new",
        "all replaced",
        "only a full stop removed",
    ],
)
def test_a_text_is_rewritten_where_most_of_what_would_be_read_is_marked(old: str, new: str, rewritten: bool) -> None:
    assert is_rewritten(old, new) == rewritten


_TEXT = st.text(alphabet="ab æ.,-*[]()\n", max_size=40)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_TEXT, _TEXT)
def test_the_runs_give_back_both_texts_exactly(old: str, new: str) -> None:
    runs = word_diff(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
