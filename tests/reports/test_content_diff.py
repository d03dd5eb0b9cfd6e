"""What an import would do is told beforehand, and is then what the import does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation

from courses.models import Requirement
from handbook.import_export.import_plan import ImportOptions, plan_import
from handbook.management.commands.import_content import Command as ImportContent
from handbook.models import Handbook, Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from people.models import Employee
from reports.import_preview_text import WIDTH, describe_import
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.content_files import change, content_diff, every_row, run
from tests.support.publication import edit_and_publish
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

NOTHING, SOMETHING, REFUSED = 0, 1, 2
ONE = "Et verv kan komme i konflikt med jobben din."
CLEAR = "Du bør være tydelig på hvem du snakker for."
LEADERS = "Det ledere sier, blir alltid koblet til jobben."
OTHER = "Bilder av barn legges aldri ut uten samtykke."


# It is what the import does

Deed = Callable[[Path, Section, Employee], None]


def _draft(section: Section, by: Employee, **columns: str) -> Version:
    draft = open_draft(section=section, by=by, at=MONDAY)
    return save_draft(draft=draft, texts=columns, revision=draft.revision, by=by, at=MONDAY)


def nothing(content: Path, roles: Section, siri: Employee) -> None:
    pass


def reworded(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")


def reworded_in_nynorsk(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nn.md", "Eit verv", "Eit styreverv")


def swapped(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", ONE, "…")
    change(content / "roles/nb.md", CLEAR, ONE)
    change(content / "roles/nb.md", "…", CLEAR)


def rewritten(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", CLEAR, OTHER)


def without_an_id(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", "§ roles-2 (guideline)\n", "")


def faulty(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", ONE, f"{ONE} <b>Ja</b>")
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")


def unreadable(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "handbook.toml", "open_to_all = true", 'open_to_all = "yes"')


def drafted(content: Path, roles: Section, siri: Employee) -> None:
    _draft(roles, siri, title_nb="Siris tittel")
    reworded(content, roles, siri)


def drafted_in_the_same_words(content: Path, roles: Section, siri: Employee) -> None:
    reworded(content, roles, siri)
    assert run("import_content", content)[1] == ""


def drafted_from_an_older_version(content: Path, roles: Section, siri: Employee) -> None:
    title = ("Rollene dine", "Roller")
    edit_and_publish(roles, {"title_nb": title}, kinds=Kind.CORRECTION, by=siri, at=MONDAY)
    drafted_in_the_same_words(content, roles, siri)
    Version.objects.drafts().update(base=1)


def another_frame(content: Path, roles: Section, siri: Employee) -> None:
    Handbook.objects.update(lead_nb="Les dette.", misconceptions={"M13": {"nb": "Nei"}})


def another_order(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "handbook.toml", '["roles", "privacy"]', '["privacy", "roles"]')


def dropped(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "handbook.toml", '["roles", "privacy"]', '["privacy"]')
    for path in (content / "roles").iterdir():
        path.unlink()


def only_the_law_box(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "roles/nb.md", "message:", "laws: L6\nmessage:")


def to_be_approved(content: Path, roles: Section, siri: Employee) -> None:
    Handbook.objects.update(needs_four_eyes=True, needs_legal_sign_off=True)
    reworded(content, roles, siri)


def speaking_of_each_other(content: Path, roles: Section, siri: Employee) -> None:
    change(content / "privacy/nb.md", "spor.\n", f"spor.\n\n§ privacy-2 (guideline)\n{OTHER}\n")
    change(content / "roles/nb.md", ONE, f"{ONE} [Les mer](#privacy-2).")


def two_in_the_way(content: Path, roles: Section, siri: Employee) -> None:
    drafted(content, roles, siri)
    _draft(Section.objects.get(slug="privacy"), siri, title_nb="Siris tittel")
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")
    another_frame(content, roles, siri)
    rewritten(content, roles, siri)


ACTIONS: list[Deed] = [
    nothing, reworded, reworded_in_nynorsk, swapped, rewritten, without_an_id, faulty, unreadable, drafted,
    drafted_in_the_same_words, drafted_from_an_older_version, another_frame, another_order, dropped, only_the_law_box,
    to_be_approved, speaking_of_each_other, two_in_the_way,
]  # fmt: skip
OPTIONS = [
    (),
    ("--replace-draft",),
    ("--ids-as-written", "--replace-metadata"),
    ("--publish",),
    ("--publish", "clarification", "--although-not-ready", "--replace-draft", "--ids-as-written", "--replace-metadata"),
]
FEWER_OPTIONS = [OPTIONS[0], OPTIONS[3], OPTIONS[4]]
"""With these alone `make test` tries what is not in the way of everything."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_what_is_told_is_what_the_import_does(action: Deed, roles: Section, siri: Employee, content: Path) -> None:
    action(content, roles, siri)
    before = every_row()
    for options in OPTIONS if action is two_in_the_way else size(small=FEWER_OPTIONS, full=OPTIONS):
        with transaction.atomic():
            status, diff_lines = content_diff(content, *options)
            assert (options, every_row()) == (options, before)
            lines, refusal = run("import_content", content, *options)
            done = REFUSED if refusal else NOTHING if every_row() == before else SOMETHING
            refusals = [*lines, *refusal.removeprefix("small: ").removesuffix("Nothing was imported.").splitlines()]
            assert (options, status) == (options, done)
            assert (
                not refusal or [refusal for refusal in refusals if refusal.strip() not in "\n".join(diff_lines)] == []
            )
            assert any("refused" in line for line in diff_lines) == bool(refusal and action is not unreadable)
            transaction.set_rollback(True)


def test_a_new_handbook_is_told_of_and_then_imported(db, content: Path) -> None:
    before = every_row()
    assert content_diff(content) == (
        SOMETHING,
        [
            "small: a new handbook",
            "",
            "roles: a new section, a first draft",
            "privacy: a new section, a first draft",
            "",
            "small: an import would change 2 sections.",
        ],
    )
    assert every_row() == before


def test_it_takes_what_the_import_takes(db, content: Path) -> None:
    for options in OPTIONS:
        content_diff(content, *options, "--language", "nn")
    options_of_import = {
        action.dest for action in ImportContent().create_parser("manage.py", "import_content")._actions
    }
    assert options_of_import >= {
        "publish",
        "although_not_ready",
        "replace_draft",
        "ids_as_written",
        "replace_laws",
        "replace_metadata",
        "language",
    }


# What is told


def test_words_are_marked_clause_by_clause(roles: Section, siri: Employee, content: Path) -> None:
    change(content / "roles/nb.md", "title: Rollene dine", "title: Rollene du har")
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    change(content / "roles/nn.md", "Eit verv", "Eit styreverv")
    change(content / "roles/nb.md", "(guideline, leaders)", "(guideline)")
    change(content / "roles/nb.md", "§ roles-4 ", f"§ roles-photo (advice)\n{OTHER}\n\n§ roles-4 ")
    change(content / "roles/nb.quiz.md", "Når er du tydelig?", "Når er du tydelig nok?")
    assert content_diff(content) == (
        SOMETHING,
        [
            "small",
            "",
            "roles: a new draft, beside version 1",
            "  title: changed (nb)",
            "      nb  [-Rollene dine-]{+Rollene du har+}",
            "  roles-1: changed (nb, nn)",
            "      nb  Et verv kan komme i [-konflikt med-]{+veien for+} jobben din.",
            "      nn  Eit [-verv-]{+styreverv+} kan kome i konflikt med jobben din.",
            "  roles-3: other marks",
            "      §   guideline[-, leaders-]",
            "  roles-photo: new (nb)",
            "      §   {+advice+}",
            "      nb  {+Bilder av barn legges aldri ut uten samtykke.+}",
            "  question clear: changed (nb)",
            "      nb  Når er du tydelig{+ nok+}?",
            "  Questions to check: board, sharp.",
            "  nn would be outdated in title, roles-1, roles-photo, the questions. A correction leaves it current",
            "  in title.",
            "  en would be outdated in title, roles-1, roles-photo, the questions. A correction leaves it current",
            "  in title, roles-1.",
            "  Nobody has to confirm again: nobody has a valid receipt for this section.",
            "",
            "nothing: privacy",
            "",
            "small: an import would change 1 section.",
        ],
    )


def test_what_is_gone_moved_or_under_another_id_is_told(roles: Section, siri: Employee, content: Path) -> None:
    for language, marks in (("nb", " (guideline)"), ("nn", ""), ("en", "")):
        path = content / f"roles/{language}.md"
        before, _marker, rest = path.read_text(encoding="utf-8").partition(f"§ roles-1{marks}\n")
        one, _blank, after = rest.partition("\n\n")
        path.write_text(f"{before}{after.rstrip()}\n\n§ roles-1{marks}\n{one}\n", encoding="utf-8")
    change(content / "roles/nb.md", "§ roles-2 (guideline)", "§ roles-22 (guideline)")
    change(content / "privacy/nb.md", "§ privacy-1 (guideline)\nDu setter spor.", f"§ privacy-7 (guideline)\n{OTHER}")
    status, lines = content_diff(content, "--ids-as-written")
    assert [line for line in lines if line.startswith(("  roles", "  privacy"))] == [
        "  roles-22: new (nb); This has the same words as roles-2 (nb)",
        "  roles-1: moved (nb, nn, en)",
        "  roles-2: removed (nb)",
        "  privacy-1: removed (nb)",
        "  privacy-7: new (nb)",
    ]
    assert status == REFUSED
    assert "  Who must confirm again is not known until the errors are corrected." in lines


def test_what_the_open_draft_says_otherwise_is_told_before_it_is_replaced(
    roles: Section, siri: Employee, content: Path
) -> None:
    draft = Version.objects.get(section=roles)
    _draft(roles, siri, title_nb="Siris tittel", source_nb=draft.source_nb.replace(CLEAR, OTHER))
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    lines = content_diff(content)[1]
    assert lines[2] == "roles: replaces the open draft, but only with --replace-draft"
    lines = content_diff(content, "--replace-draft")[1]
    assert lines[2] == "roles: replaces the open draft"
    assert "  Text of the open draft that would be lost: title, roles-1, roles-2." in lines


def test_the_frame_is_told_field_by_field(small: Handbook, content: Path) -> None:
    misconceptions = {**small.misconceptions, "M07": {"side": "careless", "nb": "Nei", "nn": "Nei", "en": "No"}}
    misconceptions["M05"] = {**misconceptions["M05"], "en": "I ask"}
    Handbook.objects.update(lead_nb="To korte kapitler.", open_to_all=False, misconceptions=misconceptions)
    change(content / "handbook.toml", '["roles", "privacy"]', '["privacy", "roles"]')
    assert content_diff(content, "--replace-metadata") == (
        SOMETHING,
        [
            "small",
            "",
            "handbook.toml",
            "  open_to_all",
            "      [-false-]{+true+}",
            "  misconceptions.M05.en",
            "      I {+must +}ask",
            "  misconceptions.M07.en",
            "      [-No-]",
            "  misconceptions.M07.nb",
            "      [-Nei-]",
            "  misconceptions.M07.nn",
            "      [-Nei-]",
            "  misconceptions.M07.side",
            "      [-careless-]",
            "  lead_nb",
            "      To[- korte-] kapitler.",
            "",
            "order: privacy, roles",
            "",
            "nothing: privacy, roles",
            "",
            "small: an import would change only handbook.toml.",
        ],
    )


def test_whom_it_would_concern_is_told_for_each_kind_and_leaders_points_apart(
    amina: Employee, kari: Employee, siri: Employee, required: Requirement, roles: Section, content: Path
) -> None:
    for employee in (amina, kari):
        complete(employee, roles)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    change(content / "roles/nb.md", LEADERS, "Det en leder sier, blir alltid koblet til jobben.")
    with translation.override("en"):
        lines = list(describe_import(plan_import(folder=content, options=ImportOptions(), on=TODAY), on=TODAY))
    at = lines.index("  Of 2 employees with a valid receipt for the section, this many must confirm again:")
    assert lines[at + 1 : at + 5] == [
        "      new rule       2 (1 only because of points for managers)",
        "      clarification  nobody",
        "      correction     nobody",
        "",
    ]


@pytest.mark.parametrize(
    ("language", "third_line"),
    [
        ("nb", "roles: et nytt utkast, ved siden av versjon 1"),
        ("nn", "roles: eit nytt utkast, ved sida av versjon 1"),
        ("en", "roles: a new draft, beside version 1"),
    ],
)
def test_it_is_told_in_the_language_asked_for_and_fits_in_a_terminal(
    language: str, third_line: str, roles: Section, siri: Employee, content: Path
) -> None:
    drafted_words = " ".join([OTHER] * 8)
    change(content / "roles/nb.md", ONE, f"{ONE} {drafted_words}")
    lines = content_diff(content, "--language", language)[1]
    assert lines[2] == third_line
    assert max(map(len, lines)) <= WIDTH


def test_a_folder_without_a_handbook_is_refused(db, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("content_diff", str(tmp_path))
    assert refused.value.returncode == REFUSED
