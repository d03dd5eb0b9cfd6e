"""handbook.toml as values: every error by its line, and nothing that is read by nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.import_export.handbook_toml import HandbookMetadata, read_metadata, write_metadata
from people.language import LANGUAGES
from tests.support.small_handbook import TOML

TITLE = 'title = { nb = "Liten håndbok", nn = "Lita handbok", en = "Small handbook" }'


def errors_in(toml: str) -> list[tuple[int, str, str]]:
    """Where, which error, and of which key; what Python says of broken TOML is its own."""
    read = read_metadata(toml)
    assert (read.value is None) == any(error.is_error for error in read.errors)
    return [
        (error.line, error.code, "" if error.code == "frame-unreadable" else error.values[0]) for error in read.errors
    ]


def test_the_small_frame_has_no_errors() -> None:
    assert errors_in(TOML) == []


@pytest.mark.parametrize(
    ("old", "new", "errors"),
    [
        (TITLE, 'title = { nb = "Liten håndbok", en = "Small handbook" }', [(6, "frame-form", "title")]),
        (TITLE, f'title = {{ nb = "{"å" * 201}", nn = "", en = "" }}', [(6, "title-long", "201")]),
        (TITLE, 'title = { nb = "", nn = "Lita handbok", en = "" }', [(6, "frame-form", "title")]),
        (TITLE, "", [(1, "frame-missing", "title")]),
        ("open_to_all = true", 'open_to_all = "yes"', [(3, "frame-form", "open_to_all")]),
        ('"nb"', '"no"', [(2, "frame-form", "source_language")]),
        ('"pending"', '"waiting for the lawyers"', [(4, "frame-form", "legal_review")]),
        ('["roles", "privacy"]', '["roles", "roles"]', [(5, "frame-form", "sections")]),
        ('["roles", "privacy"]', '["../roles"]', [(5, "section-name", "../roles")]),
        ('in_short = {', 'in_short = "x" #', [(8, "frame-form", "in_short")]),
        ('side = "careless"', 'side = "wild"', [(10, "frame-form", "misconceptions")]),
        ("open_to_all = true", 'open_to_all = true\nlanguages = ["nb"]', [(4, "frame-unknown", "languages")]),
        ('"nb"\n', '"nb"\nlead = 1\n', [(8, "frame-unreadable", "")]),
        ("[misconceptions.M13]", "[[contacts]]\nabout = 1\n\n[misconceptions.M13]", [(10, "frame-form", "contacts")]),
    ],
)  # fmt: skip
def test_an_error_is_named_at_its_line(old: str, new: str, errors: list[tuple[int, str, str]]) -> None:
    assert old in TOML
    assert errors_in(TOML.replace(old, new, 1)) == errors


def test_all_errors_are_named_at_once() -> None:
    toml = TOML.replace("true", "1").replace('"pending"', "2").replace("lead =", "ledd =")
    assert errors_in(toml) == [
        (1, "frame-missing", "lead"),
        (3, "frame-form", "open_to_all"),
        (4, "frame-form", "legal_review"),
        (7, "frame-unknown", "ledd"),
    ]


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
line = text.filter(lambda words: "\n" not in words)
by_language = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, text))


@given(
    st.builds(
        HandbookMetadata,
        source_language=st.sampled_from(LANGUAGES),
        open_to_all=st.booleans(),
        legal_review=text,
        sections=st.lists(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True), unique=True).map(tuple),
        title=st.fixed_dictionaries(dict.fromkeys(LANGUAGES, text.filter(bool))),
        lead=by_language,
        in_short=st.fixed_dictionaries(dict.fromkeys(LANGUAGES, st.lists(line, max_size=3).map(tuple))),
        contacts=st.lists(st.fixed_dictionaries({"about": by_language, "who": by_language, "how": by_language})).map(
            tuple
        ),
        misconceptions=st.dictionaries(
            text, st.fixed_dictionaries({"side": st.just("careless"), **dict.fromkeys(LANGUAGES, text)}), max_size=2
        ),
    )
)
def test_what_is_written_is_read_again(metadata: HandbookMetadata) -> None:
    read = read_metadata(write_metadata(metadata))
    assert (read.value, read.errors) == (metadata, ())
