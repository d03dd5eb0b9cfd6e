"""Words that the site's own addresses use, and names that are too long: refused in what is new, kept where it is published."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import translation

from courses.models import Completion
from handbook.import_export.folder import read_folder
from handbook.models import Handbook
from markup.error_messages import message
from markup.slugs import IN_ADDRESSES, LONGEST_ID, PLANNED, RESERVED
from records import triggers
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.content_files import change, every_row, run

TOO_LONG = "a" * (LONGEST_ID + 1)
ALL_RESERVED = ", ".join(sorted(RESERVED))
NAMED = ("<slug:handbook>", "<slug:section>", "<slug:question>")


def refusal_of(name: str) -> str:
    return (
        f"“{name}” is a word that the site's own addresses use. Choose another name, such as “{name}-2”. "
        f"Reserved are: {ALL_RESERVED}."
    )


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[list[str]]:
    """The parts of every address of the site but the admin's."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route.strip("/").split("/")
        elif route != "admin/":
            yield from routes(pattern.url_patterns, route)


def may_be_alike(part: str, other: str) -> bool:
    return part == other or "<" in part or "<" in other


def test_the_reserved_words_are_those_beside_and_below_a_name_in_the_addresses() -> None:
    addresses = list(routes(get_resolver().url_patterns))
    words = {
        word
        for address in addresses
        for place, part in enumerate(address)
        if part in NAMED
        for other in addresses
        if len(other) > place and all(map(may_be_alike, address[:place], other))
        for word in other[place:]
        if "<" not in word
    }
    assert words == IN_ADDRESSES
    assert not words & PLANNED


@pytest.fixture
def renamed(content: Path, tmp_path: Path, settings) -> Path:
    """A copy of the content that may be renamed."""
    settings.CONTENT_DIR = content.parent.rename(tmp_path / "content")
    return settings.CONTENT_DIR / "small"


@pytest.mark.parametrize("name", sorted(RESERVED - {"pages"}))
def test_a_handbook_cannot_be_called_as_a_page_beside_it(name: str, db, renamed: Path) -> None:
    folder = renamed.rename(renamed.with_name(name))
    before = every_row()
    refused = f"content/{name}/handbook.toml:1: {refusal_of(name)}"
    assert run("check_content", folder) == ([refused], "1 error.")
    assert run("import_content", folder) == ([refused], f"{name}: 1 error. Nothing was imported.")
    assert every_row() == before


def test_the_folder_of_the_sites_own_pages_is_no_handbook(db, renamed: Path) -> None:
    folder = renamed.with_name("pages")
    shutil.copytree(renamed, folder, dirs_exist_ok=True)
    shutil.rmtree(renamed)
    before = every_row()
    assert f"content/pages/handbook.toml:1: {refusal_of('pages')}" in run("check_content", folder.parent)[0]
    assert run("import_content", folder.parent)[1].endswith(" errors. Nothing was imported.")
    assert every_row() == before


@pytest.mark.parametrize("name", ["print", "as-of", "start", "questions"])
def test_a_section_cannot_be_called_as_a_page_beside_it(name: str, content: Path) -> None:
    (content / "privacy").rename(content / name)
    change(content / "handbook.toml", '"privacy"', f'"{name}"')
    with translation.override("en"):
        errors = [(error.place.path, error.line, message(error)) for error in read_folder(content).errors]
    assert errors == [("handbook.toml", 5, refusal_of(name))]


@pytest.mark.parametrize(
    ("id_", "codes"),
    [
        ("a" * LONGEST_ID, []),
        (TOO_LONG, [("id-long", TOO_LONG)] * 3),
        ("feedback", [("name-reserved", "feedback")] * 3),
        ("result", [("name-reserved", "result")] * 3),
        ("results", []),
    ],
)
def test_a_question_has_an_id_that_its_page_and_its_answers_take(
    id_: str, codes: list[tuple[str, str]], content: Path
) -> None:
    for language in ("nb", "nn", "en"):
        change(content / "roles" / f"{language}.quiz.md", "## board", f"## {id_}")
    blocking = read_folder(content).blocking
    assert [(error.code, error.values[0]) for error in blocking] == codes


def test_a_question_cannot_test_a_point_whose_id_is_too_long(content: Path) -> None:
    for beyond in (f"roles-{'1' * 59}", f"roles-{'1' * 5000}"):
        change(content / "roles" / "nb.quiz.md", "§ roles-1, roles-4", f"§ {beyond}, roles-1, roles-4")
        errors = read_folder(content).blocking
        assert [(error.code, error.values) for error in errors] == [("id-long", (beyond, str(len(beyond)), "64"))]
        change(content / "roles" / "nb.quiz.md", f"§ {beyond}, ", "§ ")


# What was published before these names were looked at


@pytest.fixture
def older(small: Handbook, content: Path) -> Handbook:
    """The small handbook, called `start`, whose first section is called `print` and has a question of 65 letters; in files
    of the same names too. Such names were accepted once."""
    Handbook.objects.filter(pk=small.pk).update(slug="start")
    small.sections.filter(slug="roles").update(slug="print")
    rename = "REPLACE({0}, '## board', '## " + TOO_LONG + "')"
    columns = ", ".join(f"quiz_{language} = " + rename.format(f"quiz_{language}") for language in ("nb", "nn", "en"))
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE handbook_version SET {columns}")
        cursor.execute(f"UPDATE handbook_edition SET quiz = {rename.format('quiz')}")
    triggers.create()
    return Handbook.objects.get(pk=small.pk)


def test_an_older_handbook_is_exported_and_imported_with_its_names(older: Handbook, tmp_path: Path, settings) -> None:
    folder = tmp_path / "start"
    assert run("export_content", "start", folder)[1] == ""
    before = every_row()
    assert f"## {TOO_LONG}" in (folder / "print" / "nb.quiz.md").read_text(encoding="utf-8")
    assert run("import_content", folder) == (["start: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert every_row() == before


def test_the_receipt_of_an_older_handbook_is_at_its_address(older: Handbook, amina) -> None:
    complete(amina, older.sections.get(slug="privacy"))
    assert Completion.objects.count() == 1
    assert resolve("/courses/completions/handbooks/start/").view_name == "courses:handbook_completion"
    assert client_of(amina, "nb").get("/courses/completions/handbooks/start/").status_code == 200
