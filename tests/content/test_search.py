"""Search leads readers of the shipped handbook to what they ask for, and hardly ever to anything else."""

import tomllib
from pathlib import Path

import pytest

from handbook.import_export.importer import import_folder
from handbook.models import Kind
from tests.cast import FIRST
from tests.support.search import ask, places

TABLES = Path(__file__).parent / "search"
FOLDER = Path(__file__).parents[2] / "content" / "social-media"
FIRST_SHOWN = 5
FEWEST_QUERIES = 40
MOST_OFF_THE_SUBJECT = 1


@pytest.fixture
def shipped(db) -> None:
    import_folder(folder=FOLDER, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)


def shown(query: str, language: str) -> list[str]:
    """What stands first on the page of results: ids of clauses and sections, law: and contact: with a section, page:."""
    result = ask(query, language)
    kinds = [f"{hit.passage.kind}:" if hit.passage else "" for hit in result.hits]
    hits = [kind + place.rpartition("#")[2] for kind, place in zip(kinds, places(result), strict=True)]
    pages = [f"page:{page.passage.address.strip('/')}" for page in result.pages]
    return [*hits, *pages][:FIRST_SHOWN]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_of_the_first_five_at_most_one_is_off_the_subject(language: str, shipped) -> None:
    table = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))
    assert len(table) >= FEWEST_QUERIES
    missed, misled = {}, {}
    for query, on_subject in table.items():
        hits = shown(query, language)
        if on_subject.split()[0] not in hits:
            missed[query] = hits
        if len(off := [hit for hit in hits if hit not in on_subject.split()]) > MOST_OFF_THE_SUBJECT:
            misled[query] = off
    assert (missed, misled) == ({}, {})
