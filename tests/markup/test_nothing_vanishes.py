"""Typed text is shown as meant or warned about, in every place of a text; nothing vanishes in silence."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup.errors import TextError
from markup.quiz.parser import parse_quiz
from markup.section.renderer import assemble, render_clauses, render_line
from tests.markup.section.parsed_sections import parse
from tests.support.sizes import size

_PIECES = (
    *("Svar", "alltid", "melde.", "10", "15 dager", "Å", "«sitat»", "O'Brien", "#metoo", "5 < 6", "R&D", "50 %", "<3"),
    *("–", "—", "- ", "– ", "•", "· ", "\uf0b7 ", "a) ", "b) ", "A) ", "i) ", "1. ", "2. ", "3. ", "(1) ", "4. desember"),
    *("**Viktig: **", "**Viktig:**", "**a", "*Merk", "*a*", "_a_", "__b__", "***c***", "ansatt*e", "2*3*4", "* ", "**", "snake_case"),
    *("\\'", "\\*", "\\_", "\\[", "\\", "\\\\", "\\%", "`kode`", "`", "``a ` b``", "&nbsp;", "&amp;", "&foo;"),
    *("[!NOTE]", "[^1]", "[[Rutiner]]", "{#frist}", "{{navn}}", "{% if %}", "~~aldri~~", "==alltid==", "[ ] ", "[x] ", ":::", "!!! note"),
    *("[rutinen](https://a.no/b_(c)?d=e)", "[rutinen](https://a.no", "[a] (https://a.no)", "[a][b]", "[a", "a]", "(", ")"),
    *("<https://a.no/b_c_d>", "<b>fet</b>", "<br>", "![bilde](https://a.no/b.png)", "#", "##", ">", "|", "---", "———", "===", "```"),
    *("\u00a0", "\x96", "\x93a\x94", "\u2009", "\u00ad", "\u200b", "\t", "  \n", "\\\n", "\n", "\n", "\n\n", " ", " ", "\ufeff"),
)  # fmt: skip
typed_texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map(" ".join)
typed_lines = typed_texts.map(lambda text: " ".join(text.split("\n")))
headings = typed_lines.filter(lambda text: not text.rstrip().endswith("##"))
"""A mark like that in front ends a heading."""
_MARKED = frozenset({"em", "strong", "code", "a", "ol", "ul"})
"""Tags that some of the typed marks have become."""
_WINDOWS = str.maketrans({"\x96": "–", "\x93": "“", "\x94": "”"})
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_ADDRESS = re.compile(r"(?<=\])\(https://a\.no/b_\(c\)\?d=e\)")

Shown = tuple[str, tuple[TextError, ...]]
"""What a text becomes, as HTML, and the errors and warnings of the file that it is in."""


class _Reader(HTMLParser):
    """Collects what a reader sees: the words, with the numbers and letters that a browser puts in front of items."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.lists: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        if tag in ("ol", "ul"):
            letter = values.get("type") or ""
            self.lists.append((letter if tag == "ol" else "-", int(values.get("start") or 1)))
        if tag in ("li", "p", "td", "th", "h2", "h3"):
            self.words.append(" ")
        if tag == "li" and self.lists and self.lists[-1][0] != "-":
            letter, number = self.lists[-1]
            self.words.append(f"{chr(ord(letter) + number - 1) if letter else number} ")
            self.lists[-1] = letter, number + 1

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def in_section(before: str, after: str = "") -> Callable[[str], Shown]:
    def show(text: str) -> Shown:
        parsed = parse(
            f"---\ntitle: T\nmessage: M\n---\n\n§ roles-1 ({'example' if before[:1] == '>' else 'advice'})\n{before}{text}{after}\n"
        )
        clauses = render_clauses(parsed.value, address=lambda clause: f"#{clause}")
        return assemble(clauses), parsed.errors

    return show


def in_front(key: str) -> Callable[[str], Shown]:
    def show(text: str) -> Shown:
        fields = {"title": "T", "message": "M", key: f"Å {text}"}
        parsed = parse(
            f"---\ntitle: {fields['title']}\nmessage: {fields['message']}\n---\n\n§ roles-1 (advice)\nOrd.\n"
        )
        shown = parsed.value.title if key == "title" else parsed.value.message
        return shown.replace("&", "&amp;").replace("<", "&lt;"), parsed.errors

    return show


QUIZ = "## q\n\n§ roles-1\n\n{situation}\n\n{legend}\n\n- [x] a) {option}\n  > {why}\n- [ ] b) Nei (M01)\n  > Fordi.\n- [ ] c) Kanskje (M01)\n  > Fordi.\n"


def in_quiz(place: str) -> Callable[[str], Shown]:
    def show(text: str) -> Shown:
        words = {"situation": "Før.", "legend": "Hva?", "option": "Ja", "why": "Fordi.", place: f"Å {text}"}
        parsed = parse_quiz(QUIZ.format(**words), language="nb", source_language="nb")
        if not parsed.value.questions:
            return "", parsed.errors
        question = parsed.value.questions[0]
        option = question.options[0] if question.options else None
        shown = {
            "situation": "\n".join(question.situation),
            "legend": question.legend,
            "option": option.text if option else "",
            "why": option.why if option else "",
        }
        return render_line(shown[place]), parsed.errors

    return show


PLACES = {
    "point": (in_section(""), typed_texts, "", ""),
    "introduced": (in_section("Du skal:\n"), typed_texts, "Du skal:", ""),
    "item": (in_section("- Å ", "\n- Til slutt"), typed_lines, "Å", "Til slutt"),
    "numbered item": (in_section("1. Å ", "\n2. Til slutt"), typed_lines, "1 Å", "2 Til slutt"),
    "cell": (in_section("| Hva |\n| --- |\n| Å ", " |"), typed_lines, "Hva Å", ""),
    "heading": (in_section("## Å ", "\n\nOrd."), headings, "Å", "Ord."),
    "example": (in_section("> Å "), typed_lines, "Å", ""),
    "title": (in_front("title"), typed_lines, "Å", ""),
    "key message": (in_front("message"), typed_lines, "Å", ""),
    "situation": (in_quiz("situation"), typed_lines, "Å", ""),
    "question": (in_quiz("legend"), typed_lines, "Å", ""),
    "option": (in_quiz("option"), typed_lines, "Å", ""),
    "explanation": (in_quiz("why"), typed_lines, "Å", ""),
}
"""By place: what shows a text there, the texts that are tried, and the words in front of it and behind."""
EXPECTED_WARNINGS = frozenset({"legend-long"})
"""Warnings of a question that say nothing of its marks."""


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def are_in(words: list[str], others: list[str]) -> bool:
    """Whether the words are among the others, in their order."""
    rest = iter(others)
    return all(word in rest for word in words)


def as_meant(text: str) -> str:
    """The words that somebody typed: without addresses of links, the signs of Windows and names of characters as characters."""
    text = _INVISIBLE.sub("", text.translate(_WINDOWS))
    return unescape(_ADDRESS.sub("", text))


def as_typed(text: str) -> str:
    """The text as it was typed, without the backslashes of escapes, and blanks run together."""
    bare = re.sub(r"(?m)[\s\\]+$", "", as_meant(text))  # what would break the line in other tools
    bare = re.sub(r"(?m)^\s*[-*+•]$", "", bare)  # an item without a word
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>§~=])", r"\1", bare).split())


@pytest.mark.parametrize("place", PLACES)
def test_what_was_typed_is_seen_or_told(place: str) -> None:
    show, texts, before, after = PLACES[place]
    warned = 0

    @settings(max_examples=size(small=150, full=5_000), derandomize=True, deadline=None, database=None)
    @given(texts)
    def try_one(text: str) -> None:
        nonlocal warned
        html, errors = show(text)
        if any(error.code not in EXPECTED_WARNINGS for error in errors):
            warned += 1
            return
        reader = seen(html)
        visible = "".join(reader.words)
        typed = words_of(f"{before} {as_meant(text)} {after}")
        # In code an address is shown.
        assert are_in(typed, words_of(visible)) if "code" in reader.tags else words_of(visible) == typed
        if not reader.tags & _MARKED:
            assert as_typed(text) in " ".join(visible.split())

    try_one()
    assert warned
