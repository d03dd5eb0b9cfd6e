"""handbook.toml as values: every error by its line, and nothing that is read by nobody."""

import json
import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from handbook.import_export.handbook_toml import HandbookMetadata, read_metadata, write_metadata
from markup.error_messages import message
from people.language import LANGUAGES
from tests.support.small_handbook import TOML
from tests.support.wrong_values import path_and_value, with_value

NO_TOML = ("frame-unreadable", "frame-twice", "frame-deep")
OF_NAMES = ("misconception-name", "name-reserved")
"""A handbook may use such names already, so they do not stop the reading."""
SYNONYMS = '[synonyms]\nnb = ["leder, sjef"]\nnn = []\nen = ["manager, boss"]\n'
CONTACT = """[[contacts]]
about = { nb = "Lønn", nn = "Løn", en = "Pay" }
who = { nb = "HR", nn = "HR", en = "HR" }
how = { nb = "Ring.", nn = "Ring.", en = "Ring." }
"""
TITLE = 'title = { nb = "Liten håndbok", nn = "Lita handbok", en = "Small handbook" }'


def errors_in(toml: str) -> list[tuple[int, str, str]]:
    """Where, which error, and of which key; what is no TOML has no key."""
    read = read_metadata(toml)
    assert (read.value is None) == any(error.is_error and error.code not in OF_NAMES for error in read.errors)
    return [(error.line, error.code, "" if error.code in NO_TOML else error.values[0]) for error in read.errors]


def test_the_small_frame_has_no_errors() -> None:
    assert errors_in(TOML) == []


@pytest.mark.parametrize(
    ("languages", "errors"),
    [
        ('["nb"]', []),
        ('["en", "nb"]', []),
        ("[]", [(3, "frame-form", "languages")]),
        ('"nb"', [(3, "frame-form", "languages")]),
        ('["nn"]', [(3, "frame-form", "languages")]),
        ('["nb", "nb"]', [(3, "frame-form", "languages")]),
        ('["nb", "da"]', [(3, "frame-form", "languages")]),
        ('["nb", ["nn"]]', [(3, "frame-form", "languages")]),
    ],
)
def test_a_handbook_is_offered_in_languages_of_the_site_the_source_among_them(
    languages: str, errors: list[tuple[int, str, str]]
) -> None:
    assert errors_in(TOML.replace("open_to_all", f"languages = {languages}\nopen_to_all", 1)) == errors


def test_texts_are_needed_in_the_languages_of_the_handbook_alone_and_kept_in_others() -> None:
    in_two = TOML.replace("open_to_all", 'languages = ["en", "nb"]\nopen_to_all', 1).replace(
        ', nn = "Lita handbok"', ""
    )
    read = read_metadata(in_two.replace('nn = "Eg må spørje"\n', ""))
    assert (read.errors, read.value is None) == ((), False)
    assert read.value
    assert (read.value.languages, dict(read.value.title), read.value.lead["nn"]) == (
        ("nb", "en"),
        {"nb": "Liten håndbok", "en": "Small handbook"},
        "To kapittel.",
    )
    assert read_metadata(write_metadata(read.value)).value == read.value
    assert 'languages = [\n    "nb",\n    "en",\n]' in write_metadata(read.value)
    assert errors_in(in_two.replace(', en = "Small handbook"', "")) == [(7, "frame-missing", "title.en")]
    assert "languages" not in write_metadata(read_metadata(TOML).value or read.value)


@pytest.mark.parametrize(
    ("old", "new", "errors"),
    [
        (TITLE, 'title = { nb = "Liten håndbok", en = "Small handbook" }', [(6, "frame-missing", "title.nn")]),
        (TITLE, 'title = { nb = 1, nn = "", en = "" }', [(6, "frame-form", "title.nb")]),
        (TITLE, 'title = "Liten håndbok"', [(6, "frame-form", "title")]),
        (TITLE, f'title = {{ nb = "{"å" * 201}", nn = "", en = "" }}', [(6, "title-long", "201")]),
        (TITLE, 'title = { nb = " ", nn = "Lita handbok", en = "" }', [(6, "frame-form", "title.nb")]),
        (TITLE, "", [(1, "frame-missing", "title")]),
        ("Small handbook", r"Small\u0000handbook", [(6, "frame-form", "title.en")]),
        ("Small handbook", "Small\x00handbook", [(6, "frame-unreadable", "")]),
        ("open_to_all = true", 'open_to_all = "yes"', [(3, "frame-form", "open_to_all")]),
        ("open_to_all = true", f"open_to_all = {'9' * 5000}", [(3, "frame-unreadable", "")]),
        ("open_to_all = true", f"open_to_all = {'[' * 2000}{']' * 2000}", [(1, "frame-deep", "")]),
        ('"nb"', '"no"', [(2, "frame-form", "source_language")]),
        ('"nb"', '["nb"]', [(2, "frame-form", "source_language")]),
        ('"pending"', '"banana"', [(4, "frame-form", "legal_review")]),
        ('"pending"', "{ a = [nan] }", [(4, "frame-form", "legal_review")]),
        ('["roles", "privacy"]', '["roles", "roles"]', [(5, "section-twice", "roles")]),
        ('["roles", "privacy"]', '["../roles"]', [(5, "section-name", "../roles")]),
        ('["roles", "privacy"]', '"roles"', [(5, "frame-form", "sections")]),
        ('in_short = {', 'in_short = "x" #', [(8, "frame-form", "in_short")]),
        ('en = ["Be clear."]', r'en = ["Be\nclear."]', [(8, "frame-form", "in_short.en")]),
        ('side = "careless"', 'side = "wild"', [(11, "frame-form", "misconceptions.M13.side")]),
        ("[misconceptions.M13]", "[misconceptions.Rollen]", [(10, "misconception-name", "Rollen")]),
        ("open_to_all = true", 'open_to_all = true\nreaders = ["nb"]', [(4, "frame-unknown", "readers")]),
        ('"nb"\n', '"nb"\nlead = 1\n', [(8, "frame-twice", "")]),
        ("[misconceptions.M13]", f"{CONTACT}[misconceptions.M13]", []),
        ("[misconceptions.M13]", f"{CONTACT}since = 2026-01-01\n[misconceptions.M13]", [(14, "frame-extra", "contacts[1].since")]),
        ("[misconceptions.M13]", f"{CONTACT}since = [nan]\n[misconceptions.M13]", [(14, "frame-extra", "contacts[1].since")]),
        ("[misconceptions.M13]", f"{CONTACT}{CONTACT}sections = nan\n[misconceptions.M13]", [(18, "frame-form", "contacts[2].sections")]),
        ("[misconceptions.M13]", CONTACT.replace('en = "Ring."', "en = 2026-01-01") + "[misconceptions.M13]", [(13, "frame-form", "contacts[1].how.en")]),
        ("[misconceptions.M13]", "contacts = 1\n[misconceptions.M13]", [(10, "frame-form", "contacts")]),
        ("[misconceptions.M13]", f"{SYNONYMS}[misconceptions.M13]", []),
        ("[misconceptions.M13]", "synonyms = 1\n[misconceptions.M13]", [(10, "frame-form", "synonyms")]),
        ("[misconceptions.M13]", f"{SYNONYMS.replace(', sjef', '')}[misconceptions.M13]", [(11, "frame-form", "synonyms.nb")]),
        ("[misconceptions.M13]", f"{SYNONYMS.replace(', boss', chr(92) + 'n, boss')}[misconceptions.M13]", [(13, "frame-form", "synonyms.en")]),
        ("[misconceptions.M13]", "[synonyms]\nnb = []\n[misconceptions.M13]", [(10, "frame-missing", "synonyms.en"), (10, "frame-missing", "synonyms.nn")]),
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


text = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12)
line = text.filter(lambda words: words.splitlines() in ([], [words]))
by_language = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, text))


@given(
    st.builds(
        HandbookMetadata,
        source_language=st.sampled_from(LANGUAGES),
        open_to_all=st.booleans(),
        legal_review=st.sampled_from(["pending", "done"]),
        sections=st.lists(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True), unique=True).map(tuple),
        title=st.fixed_dictionaries(dict.fromkeys(LANGUAGES, text.filter(str.strip))),
        lead=by_language,
        in_short=st.fixed_dictionaries(dict.fromkeys(LANGUAGES, st.lists(line, max_size=3).map(tuple))),
        contacts=st.lists(st.fixed_dictionaries({"about": by_language, "who": by_language, "how": by_language})).map(
            tuple
        ),
        misconceptions=st.dictionaries(
            st.from_regex(r"M[0-9]{1,3}", fullmatch=True),
            st.fixed_dictionaries({"side": st.just("careless"), **dict.fromkeys(LANGUAGES, text)}),
            max_size=2,
        ),
        synonyms=st.just({})
        | st.fixed_dictionaries(
            dict.fromkeys(LANGUAGES, st.lists(st.sampled_from(["leder, sjef", "en «to», tre"]), min_size=1).map(tuple))
        ),
    )
)
def test_what_is_written_is_read_again(metadata: HandbookMetadata) -> None:
    read = read_metadata(write_metadata(metadata))
    assert (read.value, read.errors) == (metadata, ())


def test_a_byte_order_mark_is_dropped() -> None:
    assert read_metadata(TOML.encode("utf-8-sig")) == read_metadata(TOML)


def test_a_review_that_the_site_has_from_earlier_may_stay() -> None:
    toml = TOML.replace('"pending"', '"waiting for the lawyers"')
    read = read_metadata(toml, stored_review="waiting for the lawyers")
    assert (read.errors, read.value and read.value.legal_review) == ((), "waiting for the lawyers")


def test_what_no_key_reads_is_not_stored() -> None:
    toml = f'{CONTACT}phone = "22 33 44 55"\n'
    read = read_metadata(TOML.replace("[misconceptions.M13]", f"{toml}[misconceptions.M13]\nnumber = 13"))
    assert read.value
    assert [(error.level, error.values) for error in read.errors] == [
        ("warning", ("contacts[1].phone",)),
        ("warning", ("misconceptions.M13.number",)),
    ]
    assert read.value.contacts == (
        {
            "about": {"nb": "Lønn", "nn": "Løn", "en": "Pay"},
            "who": {"nb": "HR", "nn": "HR", "en": "HR"},
            "how": {"nb": "Ring.", "nn": "Ring.", "en": "Ring."},
        },
    )
    assert sorted(read.value.misconceptions["M13"]) == ["en", "nb", "nn", "side"]


@given(path_and_value(tomllib.loads(TOML + CONTACT)))
def test_a_wrong_value_of_any_key_is_an_error_or_read(changed: tuple[tuple[str | int, ...], object]) -> None:
    path, value = changed
    values = with_value(tomllib.loads(TOML + CONTACT), path, value)
    read = read_metadata(tomli_w.dumps(values))
    is_stored = read.value is not None and not any(error.is_error for error in read.errors)
    if is_stored:
        json.dumps([read.value.columns()], allow_nan=False)
        assert "\\u0000" not in json.dumps(read.value.columns())
    else:
        assert any(error.is_error for error in read.errors)
    assert all(message(error) for error in read.errors)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("“nb”", "frame-quotes"),
        ("„nb“", "frame-quotes"),
        ("«nb»", "frame-quotes"),
        ("‘nb’", "frame-quotes"),
        ('"H:\\hr"', "frame-backslash"),
        ('"C:\\Users"', "frame-backslash"),
        ("nb", "frame-unreadable"),
        ('"nb', "frame-unreadable"),
    ],
)
def test_what_word_and_windows_type_is_named(value: str, code: str) -> None:
    errors = read_metadata(f"source_language = {value}\n").errors
    assert [(error.code, error.line) for error in errors] == [(code, 1)]


def test_line_ends_of_an_old_mac_are_read() -> None:
    errors = read_metadata('source_language = "nb"\ropen_to_all = "ja"\r').errors
    assert ("frame-form", 2) in [(error.code, error.line) for error in errors]
