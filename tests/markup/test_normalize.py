"""Normalisation before parsing: equal words have equal characters, whichever editor wrote them."""

import pytest

from markup.normalize import clean_lines, decode
from tests.markup.section.parsed_sections import FRONT, parse


@pytest.mark.parametrize(
    "end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=["CRLF", "CR", "VT", "FF", "NEL", "LS", "PS"]
)
def test_every_line_end_is_one(end: str) -> None:
    assert clean_lines(f"a{end}b{end}{end}c") == ["a", "b", "", "c"]


@pytest.mark.parametrize(
    "character",
    ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\0", "\x07", "\x1b", "\x7f", "\x81", "\x9d"],
    ids=lambda character: f"U+{ord(character):04X}",
)  # fmt: skip
def test_what_cannot_be_seen_is_dropped(character: str) -> None:
    assert clean_lines(f"{character}sam{character}tykke{character}") == ["samtykke"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10\x9615 dager", "10–15 dager"),
        ("\x93sitat\x94", "“sitat”"),
        ("O\x92Brien", "O’Brien"),
        ("100 \x80", "100 €"),
        ("\x95 svare", "• svare"),
        ("\x93Vent\x85\x94", "“Vent…”"),
    ],
)
def test_characters_of_windows_are_what_they_were_there(typed: str, meant: str) -> None:
    assert clean_lines(typed) == [meant]


def test_letters_are_composed() -> None:
    assert clean_lines("a\u030apne, ga\u030a, fe\u0301") == ["åpne, gå, fé"]


def test_letters_are_composed_across_what_is_dropped() -> None:
    assert clean_lines("a\u00ad\u030apne") == ["åpne"]


def test_tabs_are_blanks() -> None:
    assert clean_lines("a\tb") == ["a    b"]


def test_trailing_blanks_and_a_hard_break_are_dropped() -> None:
    assert clean_lines("a  \nb\\\nc \u00a0\nd\\ \n") == ["a", "b", "c", "d", ""]


def test_an_escaped_backslash_at_the_end_stays() -> None:
    assert clean_lines("a\\\\\nb\\\\\\") == ["a\\\\", "b\\\\"]


def test_no_break_spaces_inside_a_line_stay() -> None:
    assert clean_lines("§\u00a013, 10\u00a0000") == ["§\u00a013, 10\u00a0000"]


def test_a_byte_order_mark_is_no_error() -> None:
    text = FRONT + "§ roles-1 (advice)\nÅ.\n"
    assert parse(b"\xef\xbb\xbf" + text.encode()) == parse(text)


def test_windows_line_ends_are_no_error() -> None:
    text = FRONT + "§ roles-1 (advice)\nÅ.\n"
    assert parse(text.replace("\n", "\r\n").encode()) == parse(text)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_is_told_and_read_on(encoding: str) -> None:
    text, is_utf8 = decode("blåbær".encode(encoding))
    assert not is_utf8
    assert text.count("\ufffd") >= 2
