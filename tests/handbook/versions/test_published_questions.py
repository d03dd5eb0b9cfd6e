"""A question that was published with two options of the same words stays as it is; a changed one is an error."""

from pathlib import Path

import pytest
from django.db import connection

from handbook.models import Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import HasErrors, publish
from handbook.versions.validation import check_version
from records import triggers
from tests.cast import MONDAY
from tests.support.content_files import change, every_row, run
from tests.support.sections import again


@pytest.fixture
def older(roles: Section) -> Section:
    """Options a) and b) of two questions have the same words in bokmål. Such questions were accepted once."""
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE handbook_version SET quiz_nb = REPLACE(quiz_nb, 'b) Tie', 'b) Si fra')")
        cursor.execute("UPDATE handbook_edition SET quiz = REPLACE(quiz, 'b) Tie', 'b) Si fra')")
    triggers.create()
    return again(roles)


def alike(version: Version) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (error.level, error.place.path, error.values)
        for error in check_version(version).errors
        if error.code == "options-alike"
    ]


def test_it_is_exported_and_imported_as_it_is(older: Section, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    assert run("export_content", "small", folder)[1] == ""
    assert "b) Si fra (M05)" in (folder / "roles" / "nb.quiz.md").read_text(encoding="utf-8")
    before = every_row()
    assert run("import_content", folder) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert every_row() == before
    change(folder / "roles" / "nb.quiz.md", "Hva gjør du med vervet", "Hva gjør du da med vervet")
    assert run("import_content", folder)[1] == "small: 1 error. Nothing was imported."


def test_beside_it_another_point_can_be_published(older: Section, olav) -> None:
    draft = open_draft(section=older, by=olav, at=MONDAY)
    source = draft.source_nb.replace("Et verv kan", "Et verv vil")
    draft = save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=olav, at=MONDAY)
    assert alike(draft) == [
        ("warning", "roles/nb.quiz.md", ("board", "a", "b")),
        ("warning", "roles/nb.quiz.md", ("clear", "a", "b")),
    ]
    publish(draft=draft, decision=PublicationDecision(Kind.CORRECTION, although_not_ready=True), by=olav, at=MONDAY)
    assert again(older).versions.published().count() == 2


def test_changed_it_is_an_error(older: Section, olav) -> None:
    draft = open_draft(section=older, by=olav, at=MONDAY)
    quiz = draft.quiz_nb.replace("Hva gjør du med vervet", "Hva gjør du da med vervet")
    draft = save_draft(draft=draft, texts={"quiz_nb": quiz}, revision=draft.revision, by=olav, at=MONDAY)
    assert alike(draft) == [
        ("error", "roles/nb.quiz.md", ("board", "a", "b")),
        ("warning", "roles/nb.quiz.md", ("clear", "a", "b")),
    ]
    with pytest.raises(HasErrors):
        publish(draft=draft, decision=PublicationDecision(Kind.CORRECTION, although_not_ready=True), by=olav, at=MONDAY)
