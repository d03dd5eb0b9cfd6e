"""Hypothesis strategies for quizzes: a good quiz with a few lines spoiled, and quizzes built from known values."""

from hypothesis import strategies as st

from markup.quiz.types import Option, Question, QuizText

GOOD = """## board-member

§ roles-1, roles-3

Hamid leder idrettslaget.

Hva bør han gjøre?

- [x] a) Si fra
  > Da vet alle det.
- [ ] b) Tie (M05)
  > Det hjelper ingen.
- [ ] c) Vente (M13)
  > Saken venter ikke.
"""
_LINES = (
    *("## board-member", "## clear (choose 2)", "## sharp (leaders)", "# x", "#", "##", "#x", "    ## y", "§ roles-2"),
    *("§ 13 sier noe annet.", "§", "    § roles-4", "- [x] d) Jo", "- [ ] d) Nei (M01)", "- [ ] e)", "- a", "1. En", "- a) b"),
    *("     - [x] z) j", "* [X] d. Jo", "  > Mer.", "> Mer.", ">", "  mer", "mer", "", "", "\u00a0", "\u00a0- a", "#\u00a0x"),
    *("(M31)", "(leaders)", "**", "[a](b)", "<b>", "\\", "Hva?", "| a | b |", "|---|---|", "---", "\u2028", "\u2003- x"),
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """The good quiz with some lines inserted or joined to others."""
    lines = GOOD.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at, line = draw(st.integers(0, len(lines) - 1)), draw(st.sampled_from(_LINES))
        match draw(st.sampled_from(("above", "before", "after"))):
            case "above":
                lines.insert(at, line)
            case "before":
                lines[at] = line + lines[at]
            case _:
                lines[at] += line
    return "\n".join(lines)


any_quiz = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_LINES), max_size=20).map("\n".join), spoiled())

_INNER = (
    "ord",
    "«sitat»",
    "–",
    "**sterkt**",
    "`kode`",
    "[her](https://a.no)",
    "(M13).",
    "§",
    "-",
    "1.",
    "a)",
    "\\[x\\]",
    "<3",
    ">",
)
_line = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    st.sampled_from(("Du", "Kommunen", "Å", "Én", "a)", "13")),
    st.lists(st.sampled_from(_INNER), max_size=4),
)
_legend = st.sampled_from(("Hva gjør du?", "Hva bør *lederen* gjøre?", "Når?"))
_hex16 = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@st.composite
def _questions(draw: st.DrawFn, id_: str, *, is_source: bool) -> Question:
    letters = draw(st.permutations("abcd")).copy()[: draw(st.integers(3, 4))]
    right = set(draw(st.lists(st.sampled_from(letters), min_size=1, max_size=2, unique=True)))
    options = tuple(
        Option(
            letter,
            f"{draw(_line)} {number}",
            draw(_line),
            letter in right,
            "M05" if is_source and letter not in right else None,
        )
        for number, letter in enumerate(letters)
    )
    facts = (
        id_,
        draw(st.sampled_from(("everyone", "leaders"))) if is_source else "everyone",
        ("privacy-2", "roles-3", "roles-12")[: draw(st.integers(1, 3))] if is_source else (),
        tuple(draw(st.lists(_line, max_size=2))),
        draw(_legend),
        options,
        None if is_source else draw(st.none() | _hex16),
    )
    return Question(*facts, count=None if len(right) == 1 else len(right))


@st.composite
def built_quizzes(draw: st.DrawFn, language: str = "nb") -> QuizText:
    """A quiz without an error, as values."""
    is_source = language == "nb"
    ids = ["board", "board-member", "q2"][: draw(st.integers(1, 3))]
    questions = tuple(draw(_questions(id_, is_source=is_source)) for id_ in ids)
    return QuizText(language, None if is_source else draw(_hex16), questions)
