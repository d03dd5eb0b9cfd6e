"""What a text costs grows with its length, whatever marks it repeats."""

import time

import pytest

from markup.quiz.parser import parse_quiz
from markup.section.renderer import render_clauses, render_line
from tests.markup.section.parsed_sections import body

LENGTH = 16_000
LONGEST = 2.0
"""In seconds of CPU. Each takes less than 0.2 s; before, one of them took 8 s."""


@pytest.mark.parametrize(
    "repeated",
    [
        *("[", "]", "](", "[a](", "[a](b ", "![", "[[", "[a]", "*", "**a ", "*a _b ", "*a* ", "a*b c", "_", "`", "`a", "(", "<", "<a "),
        *("|", ">", "> ", "\\", "\\\n", "  \n", "&", "{{", "~~", "== ", "- ", "a) x\n", "– x\n", "(1) x\n", "1. x\n2. y\n", "# ", "a", "\u00a0"),
    ],
)  # fmt: skip
def test_a_mark_that_is_repeated_costs_no_more_than_words(repeated: str) -> None:
    text = "Ord " + repeated * (LENGTH // len(repeated))
    start = time.process_time()
    render_clauses(body(f"§ roles-1 (advice)\n{text}\n").value, address=lambda clause: f"#{clause}")
    one_line = " ".join(text.split())
    parse_quiz(f"## q\n\n§ roles-1\n\n{one_line}\n", language="nb", source_language="nb")
    render_line(one_line)
    assert time.process_time() - start < LONGEST
