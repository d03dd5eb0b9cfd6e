"""A text that an earlier program published and exported is read better now. That changes no record and asks nobody.

`earlier/` has the rows that release e6b324a stored for such a text, as the migrations leave them, and its exports.
"""

import shutil
from pathlib import Path

import pytest
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection

from handbook.history import section_history
from handbook.models import Change, ClauseText, Edition, Kind, Section, Version
from handbook.translations.status import audiences_of
from handbook.versions.clause_id_prompts import tidied
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publication_plan import plan_publication
from handbook.versions.publish import publish
from handbook.versions.rollback import open_rollback, undo_publication
from handbook.versions.validation import check_version
from tests.cast import MONDAY
from tests.support.content_files import change, content_diff, every_row, files_below, run
from tests.support.small_handbook import LAWS, put

EARLIER = Path(__file__).parent / "earlier"
READ_OTHERWISE = ["dashes", "blanks", "letters", "goes-on", "table"]
CLOSED = ("https://kommune.example og mer", "https://kommune.example) og mer")


@pytest.fixture
def content(db: None, settings, tmp_path: Path) -> Path:
    """A content folder with a register of laws alone."""
    settings.CONTENT_DIR = tmp_path / "content"
    put(settings.CONTENT_DIR / "laws.toml", LAWS)
    return settings.CONTENT_DIR


@pytest.fixture
def section(content: Path) -> Section:
    """The section as it was published."""
    rows = [row.object for row in serializers.deserialize("json", (EARLIER / "rows.json").read_text(encoding="utf-8"))]
    for row in rows:  # not with `loaddata`, which updates first: the guards refuse that
        row.save_base(raw=True, force_insert=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), {type(row) for row in rows}):
            cursor.execute(statement)
    return Section.objects.select_related("handbook").get()


@pytest.fixture
def files(content: Path, section: Section) -> Path:
    """A copy of what it was exported as."""
    folder = content / "old"
    shutil.copytree(EARLIER / "published" / "old", folder)
    return folder


def saved_in_the_editor(section: Section, *changes: tuple[str, str], language: str = "nb") -> Version:
    """A draft of the published words with some replaced, as the editor stores it."""
    draft = open_draft(section=section, by=None, at=MONDAY)
    column = f"source_{language}"
    texts = {name: getattr(draft, name) for name in (column, f"title_{language}", f"message_{language}")}
    for old, new in changes:
        assert old in texts[column]
        texts[column] = texts[column].replace(old, new, 1)
    return save_draft(draft=draft, texts=tidied(draft, texts), revision=draft.revision, by=None, at=MONDAY)


def published(draft: Version) -> Version:
    decision = PublicationDecision(Kind.NEW_RULE, although_not_ready=True)
    return publish(draft=draft, decision=decision, by=None, at=MONDAY)


def digests(version: int) -> dict[tuple[str, str], str]:
    rows = ClauseText.objects.filter(edition__version__number=version)
    return {
        (language, clause): digest
        for language, clause, digest in rows.values_list("edition__language", "clause", "digest")
    }


def languages_of(handbook: str) -> dict[str, tuple[str, ...]]:
    """The audiences that each language of the handbook's section is available to."""
    history = section_history(Section.objects.select_related("handbook").get(handbook__slug=handbook))
    return {language: audiences_of(history, language) for language in ("nb", "nn")}


def old_digests(language: str) -> set[str]:
    """The digests of the published clauses, and the title and key message, which have none."""
    return {"Svar", "Svar alltid."} | set(
        ClauseText.objects.filter(edition__language=language, edition__version__number=1).values_list(
            "digest", flat=True
        )
    )


def blocking(draft: Version) -> list[tuple[str, str]]:
    return [(error.place.path, error.code) for error in check_version(draft).blocking]


def test_the_text_is_read_otherwise_now(section: Section) -> None:
    """Guards the tests below, which would prove nothing of a text that is read as ever."""
    checked = check_version(Version.objects.get())
    marked = [clause.id for clause in checked.texts["nb"].clauses if clause.published_words]
    assert marked == [f"reply-{name}" for name in READ_OTHERWISE]
    assert (checked.texts["nb"].title, Edition.objects.get(language="nb").title) == ("Svar", '"Svar"')


@pytest.mark.parametrize("options", [(), ("--publish", "new_rule")])
def test_an_export_of_the_earlier_program_imports_as_unchanged(
    section: Section, files: Path, options: tuple[str, ...]
) -> None:
    before = every_row()
    assert content_diff(files, *options) == (
        0,
        ["old", "", "nothing: reply", "", "old: an import would change nothing."],
    )
    assert run("import_content", files, *options)[1] == ""
    assert every_row() == before


def test_an_export_of_today_imports_as_unchanged(section: Section, content: Path) -> None:
    folder = content / "old"
    assert run("export_content", "old", folder)[1] == ""
    before = every_row()
    assert content_diff(folder)[0] == 0
    assert run("import_content", folder)[1] == ""
    assert every_row() == before
    first = files_below(folder)
    run("export_content", "old", folder)
    assert files_below(folder) == first


def test_a_draft_that_is_saved_as_it_was_changes_nothing(section: Section) -> None:
    draft = saved_in_the_editor(section)
    plan = plan_publication(draft, check_version(draft))
    assert (plan.changes, plan.not_ready({})) == ((), ())


def test_a_draft_that_is_stored_in_canonical_form_changes_what_was_changed(section: Section) -> None:
    draft = saved_in_the_editor(section, CLOSED)
    assert "- svare\n- melde" in draft.source_nb
    plan = plan_publication(draft, check_version(draft))
    assert plan.changes == (("reply-link", Change.What.CHANGED, ""),)
    assert [clause for clause, digest in plan.new.texts["nn"].digests.items() if digest not in old_digests("nn")] == []


def test_one_changed_word_changes_one_clause(section: Section) -> None:
    before = digests(1)
    published(saved_in_the_editor(section, ("Du svarer kollegene.", "Du svarer alle.")))
    after = digests(2)
    assert [(change.clause, change.language) for change in Change.objects.filter(version__number=2)] == [
        ("reply-intro", "")
    ]
    assert {key for key in before if before[key] != after[key]} == {("nb", "reply-intro")}
    assert ClauseText.objects.get(edition__version__number=2, edition__language="nb", clause="reply-dashes").html == (
        "<ul>\n<li>svare</li>\n<li>melde</li>\n</ul>"
    )


def test_no_translation_becomes_stale(section: Section) -> None:
    published(saved_in_the_editor(section, ("kollegaene", "kollegene"), language="nn"))
    assert languages_of("old")["nn"] == ("everyone", "leaders")
    assert Edition.objects.get(version__number=2, language="nn").title_is_current


def test_an_undone_publication_brings_the_digests_back(section: Section) -> None:
    version = published(saved_in_the_editor(section, ("– svare\n– melde", "Du melder.")))
    assert digests(2)["nb", "reply-dashes"] != digests(1)["nb", "reply-dashes"]
    undo_publication(version=version, by=None, at=MONDAY)
    assert digests(3) == digests(1)


def test_earlier_words_in_a_draft_have_their_digests(section: Section) -> None:
    published(saved_in_the_editor(section, ("– svare\n– melde", "Du melder.")))
    draft = open_rollback(version=Version.objects.get(number=1), by=None, at=MONDAY)
    plan = plan_publication(draft, check_version(draft))
    assert plan.changes == (("reply-dashes", Change.What.CHANGED, ""),)
    assert {clause.clause: clause.digest for clause in plan.source.clauses}["reply-dashes"] == digests(1)[
        "nb", "reply-dashes"
    ]


def test_what_is_an_error_now_is_a_warning_where_it_is_published(section: Section) -> None:
    checked = check_version(saved_in_the_editor(section))
    assert checked.blocking == ()
    strays = [error for error in checked.errors if error.code == "stray-mark"]
    assert sorted((error.place.path, error.level) for error in strays) == [
        ("reply/nb.md", "warning"),
        ("reply/nb.quiz.md", "warning"),
        ("reply/nn.md", "warning"),
        ("reply/nn.quiz.md", "warning"),
    ]


@pytest.mark.parametrize(
    "edit",
    [
        ("Les [rutinen]", "Les alltid [rutinen]"),
        ("Du svarer kollegene.", "Du svarer [kollegene](https://kommune.example"),
        ("§ reply-address", "§ reply-new (advice)\nLes [rutinen](https://kommune.example og mer\n\n§ reply-address"),
    ],
)
def test_a_text_that_is_new_or_changed_has_the_error(section: Section, edit: tuple[str, str]) -> None:
    assert blocking(saved_in_the_editor(section, edit)) == [("reply/nb.md", "stray-mark")]


def test_files_are_judged_in_the_same_way(section: Section, files: Path) -> None:
    change(files / "reply/nb.md", "Du svarer kollegene.", "Du svarer alle.")
    assert content_diff(files)[0] == 1
    change(files / "reply/nb.md", "Les [rutinen]", "Les alltid [rutinen]")
    status, lines = content_diff(files)
    assert status == 2
    assert [line for line in lines if "never closed" in line] == [line for line in lines if "nb.md" in line]


def test_the_earlier_marks_of_a_translation_hold_where_nothing_is_published(content: Path) -> None:
    shutil.copytree(EARLIER / "without_errors" / "old", content / "old")
    assert run("import_content", content / "old", "--publish", "new_rule")[1] == ""
    assert languages_of("old") == {"nb": ("everyone", "leaders"), "nn": ("everyone", "leaders")}


def test_an_export_of_today_names_the_source_as_it_is_read(content: Path) -> None:
    """In canonical form nobody sees how the earlier program read it; imported elsewhere, the translation is current."""
    shutil.copytree(EARLIER / "without_errors" / "old", content / "old")
    run("import_content", content / "old", "--publish", "new_rule")
    assert run("export_content", "old", content / "other")[1] == ""
    assert run("import_content", content / "other", "--publish", "new_rule")[1] == ""
    assert languages_of("other") == {"nb": ("everyone", "leaders"), "nn": ("everyone", "leaders")}
