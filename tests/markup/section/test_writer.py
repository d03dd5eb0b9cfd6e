"""Canonical form: a text written and parsed again is equal, and written twice it has the same bytes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.section.types import SourceText
from markup.section.writer import write_body, write_section
from tests.markup.section.parsed_sections import FRONT, body, has_errors, parse
from tests.markup.section.text_strategies import any_text, built_texts, examples, tricky_texts


def canonical(text: str, language: str = "nb") -> str:
    return write_section(parse(text, language).value)


@examples
@given(any_text)
def test_parsing_never_raises(text: str) -> None:
    for language in ("nb", "nn"):
        assert parse(text, language).value.language == language


@examples
@given(st.binary(max_size=200))
def test_parsing_never_raises_on_any_bytes(data: bytes) -> None:
    parsed = parse(data)
    assert has_errors(parsed)  # no front matter comes about by chance


@examples
@given(any_text)
def test_errors_come_by_line_and_point_into_the_file(text: str) -> None:
    errors = parse(text).errors
    assert list(errors) == sorted(errors, key=lambda error: (error.line, error.code, error.values))
    assert all(1 <= error.line <= len(text.splitlines()) + 1 for error in errors)


@examples
@given(tricky_texts)
def test_canonical_form_of_canonical_form_is_itself(text: str) -> None:
    parsed = parse(text)
    if has_errors(parsed):
        return
    once = write_section(parsed.value)
    again = parse(once)
    assert (again.value, has_errors(again)) == (parsed.value, False)
    assert write_section(again.value) == once


def test_many_tricky_texts_are_without_errors() -> None:
    """Guards the test above, which would prove nothing if nearly all of its texts had errors."""
    counted = {"all": 0, "good": 0}

    @examples
    @given(tricky_texts)
    def count(text: str) -> None:
        counted["all"] += 1
        counted["good"] += not has_errors(parse(text))

    count()
    assert counted["good"] >= counted["all"] / 10


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_was_built_is_read_again_from_what_was_written(language: str) -> None:
    @examples
    @given(built_texts(language))
    def read_again(text: SourceText) -> None:
        written = write_section(text)
        parsed = parse(written, language)
        assert (parsed.value, has_errors(parsed)) == (text, False)
        assert write_section(parsed.value) == written

    read_again()


@examples
@given(built_texts())
def test_canonical_text_has_no_blank_too_many(text: SourceText) -> None:
    lines = write_section(text).split("\n")
    assert lines[-1] == ""
    assert lines[-2] != ""
    assert all(line == line.rstrip() for line in lines)
    assert ("", "") not in pairwise(lines)


TYPED = """\ufeff---\r
source:\r
laws: l17 · L6\r
message:   Si  hvem du er.\r
title: Rollene\u00a0dine \r
---\r
§§ Roles–1: ( L17; leiar, Retningslinje · l6 )\r
\r
\r
##Hvem?\r
En  setning. \\\r
\tEn til.\r
§ roles-2 råd\r
Tre ting:\r
* En\r
\r
+ To\r
går videre\r
\r
§ roles-3 lov\r
1) En\r
5) To\r
\r
\r
§ roles-4 (lov)\r
|a|  b|c|d\r
|-|:--|--:|:-:|\r
|1|2|3|4 \\| 5|\r
\r
§ roles-5 (roles-12, roles-3, eksempel)\r
>###  Banen\r
>\r
>Hamid leder\r
idrettslaget.\r
"""
TIDIED = """---
title: Rollene dine
message: Si hvem du er.
laws: L6, L17
---

§ roles-1 (guideline, leaders, L6, L17)
## Hvem?

En setning.
En til.

§ roles-2 (advice)
Tre ting:

- En
- To
  går videre

§ roles-3 (law)
1. En
2. To

§ roles-4 (law)
| a | b | c | d |
| --- | :--- | ---: | :---: |
| 1 | 2 | 3 | 4 \\| 5 |

§ roles-5 (example, roles-3, roles-12)
> ### Banen
>
> Hamid leder
> idrettslaget.
"""


def test_what_people_type_is_tidied() -> None:
    assert canonical(TYPED) == TIDIED
    assert canonical(TIDIED) == TIDIED


@pytest.mark.parametrize(
    "text",
    [
        "En setning.\nEn til.",
        "10\u00a0000 kroner, «sitat» og “quote”, 3–4 – og - så",
        "*a* og _b_, **c** og __d__",
        "1\\. desember, \\# emne, a \\* b",
    ],
)
def test_what_the_author_typed_is_kept(text: str) -> None:
    written = f"{FRONT}§ roles-1 (advice)\n{text}\n"
    assert canonical(written) == written


def test_the_admin_holds_the_part_below_the_front_matter() -> None:
    assert write_body(parse(TYPED).value) == TIDIED.split("---\n\n")[1]


def test_a_block_without_an_id_is_written_as_it_stands() -> None:
    text = "§ roles-1 (advice)\nEn.\n\nTo.\n"
    assert write_body(body(text).value) == text
