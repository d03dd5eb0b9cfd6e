"""laws.toml: every error at its line, and no page that fails for a law."""

import logging
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from handbook.laws.law_file import law_register
from handbook.laws.register import all_laws, laws_in_force
from tests.support.content_files import change, run
from tests.support.small_handbook import LAWS
from tests.support.wrong_values import path_and_value, with_value

SECTION = "/handbooks/small/roles/"
SAYS = 'says = { nb = "Når en ansatt er inhabil.", nn = "Når ein tilsett er inhabil.", en = "When an employee is disqualified." }'
BROKEN = [
    ('certainty = "checked"\n', "", [(2, "frame-missing", "L6.certainty")]),
    ('certainty = "checked"', 'certainty = "perhaps"', [(6, "frame-form", "L6.certainty")]),
    ('certainty = "checked"', 'certainty = ["checked"]', [(6, "frame-form", "L6.certainty")]),
    ('certainty = "checked"', 'certainty = "checked"\nfrom_day = "2026-01-01"', [(7, "frame-form", "L6.from_day")]),
    ('certainty = "checked"', 'certainty = "checked"\nto_day = 2026-01-01T12:00:00', [(7, "frame-form", "L6.to_day")]),
    ('certainty = "checked"', 'certainty = "checked"\ndoubt = nan', [(7, "frame-form", "L6.doubt")]),
    ('certainty = "checked"', 'certainty = "checked"\nfrom_day = 2026-02-02\nto_day = 2026-02-01', [(8, "law-days", "L6")]),
    (SAYS, 'says = ["Når en ansatt er inhabil."]', [(5, "frame-form", "L6.says")]),
    (SAYS, 'says = { nb = "Når en ansatt er inhabil.", en = "When." }', [(5, "frame-missing", "L6.says.nn")]),
    (SAYS, 'says = { nb = "Når.", nn = ["Når."], en = "When." }', [(5, "frame-form", "L6.says.nn")]),
    (SAYS, r'says = { nb = "Når\u0000", nn = "Når.", en = "When." }', [(5, "frame-form", "L6.says.nb")]),
    (SAYS, "", [(2, "frame-missing", "L6.says")]),
    ("[L7]", "[NyLov]\nact = 1\n\n[L7]", [(8, "law-name", "NyLov")]),
    ("[L6]", "L8 = 1\n[L6]", [(2, "frame-form", "L8")]),
    (SAYS, "says = {", [(5, "frame-unreadable", "says = {")]),
    ("[L7]", "[L6]", [(8, "frame-twice", "[L6]")]),
    ("[L7]", f"[L8]\nact = {'[' * 2000}{']' * 2000}\n[L7]", [(1, "frame-deep", None)]),
    ("[L7]", f"[L8]\nact = {'9' * 5000}\n[L7]", [(9, "frame-unreadable", f"act = {'9' * 34}…")]),
    ("[L7]", "[L8]\nact = \"\x00\"\n[L7]", [(9, "frame-unreadable", 'act = "�"')]),
]  # fmt: skip


@pytest.fixture
def laws(small, settings) -> Path:
    return Path(settings.CONTENT_DIR) / "laws.toml"


def errors_of(path: Path) -> list[tuple[int, str, str | None]]:
    return [(error.line, error.code, error.values[0] if error.values else None) for error in law_register(path).errors]


def test_the_laws_of_the_small_handbook_have_no_error(laws: Path) -> None:
    assert (errors_of(laws), [law.id for law in all_laws("nb")]) == ([], ["L6", "L7"])


@pytest.mark.parametrize(("old", "new", "errors"), BROKEN)
def test_an_error_is_named_and_the_page_is_shown_without_the_law(
    laws: Path, old: str, new: str, errors: list[tuple[int, str, str | None]], caplog
) -> None:
    change(laws, old, new)
    assert errors_of(laws) == errors
    lines, refusal = run("check_content", laws.parent)
    located = [f"content/laws.toml:{line}: " for line, _code, _value in errors]
    assert [line[: len(start)] for line, start in zip(lines, located, strict=False)] == located
    assert (refusal != "", any("law-unknown" in line for line in lines)) == (True, False)
    with caplog.at_level(logging.WARNING):
        page = Client().get(SECTION)
    assert page.status_code == 200
    named = [record.getMessage() for record in caplog.records if "A law is left out" in record.getMessage()]
    assert len(named) == 1
    assert f"{laws}:{errors[0][0]}: " in named[0]


def test_one_broken_law_leaves_the_others(laws: Path) -> None:
    change(laws, 'certainty = "doubtful"', "certainty = 1")
    assert [law.act for law in laws_in_force({"L6", "L7"}, on=date(2026, 11, 30), stamp=None, language="nb")] == [
        "Forvaltningsloven"
    ]


def test_a_point_may_name_a_law_that_has_an_error_of_its_own(laws: Path) -> None:
    """One cause, one message."""
    change(laws, 'certainty = "checked"\n', "")
    lines, _refusal = run("check_content", laws.parent)
    assert lines == ["content/laws.toml:2: L6.certainty is missing."]


def test_without_the_file_there_are_no_laws(laws: Path) -> None:
    laws.unlink()
    assert (all_laws("nb"), Client().get(SECTION).status_code) == ([], 200)
    laws.mkdir()
    assert (errors_of(laws), Client().get(SECTION).status_code) == ([(1, "file-unreadable", "laws.toml")], 200)


def test_a_byte_order_mark_is_dropped(laws: Path) -> None:
    laws.write_text(LAWS, encoding="utf-8-sig")
    assert (errors_of(laws), len(all_laws("nb"))) == ([], 2)


def test_a_register_that_is_not_utf8_is_named(laws: Path) -> None:
    laws.write_bytes(LAWS.encode("latin-1"))
    assert (errors_of(laws), Client().get(SECTION).status_code) == ([(1, "not-utf8", None)], 200)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(path_and_value(tomllib.loads(LAWS)))
def test_any_value_of_any_key_is_an_error_or_shown(laws: Path, changed) -> None:
    laws.write_text(tomli_w.dumps(with_value(tomllib.loads(LAWS), *changed)))
    errors = [error for error in law_register(laws).errors if error.is_error]
    page = Client(headers={"accept-language": "nn"}).get(SECTION)
    assert page.status_code == 200
    if not errors:
        assert [law.id for law in all_laws("nn")] == list(tomllib.loads(laws.read_text()))
