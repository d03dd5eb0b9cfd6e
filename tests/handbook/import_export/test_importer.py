"""Text files become drafts and versions, wholly or not at all."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from courses.todos.todo_list import employee_statuses
from handbook.import_export.errors import DraftWouldBeOverwritten, ImportRefused
from handbook.import_export.importer import ImportResult, import_folder
from handbook.models import Change, Edition, Handbook, Kind, Section, Version
from handbook.versions.clause_id_prompts import language_with_open_ids
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publish import HasErrors
from markup.errors import Place
from people.models import Employee
from records.models import Event
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.attempts import answer_all, begin, complete
from tests.support.content_files import change, every_row, run, site
from tests.support.publication import edit_and_publish

ONE = "Et verv kan komme i konflikt med jobben din."
TWO = "Du bør være tydelig på hvem du snakker for."


def bring_in(folder: Path, *, publish_as: Kind | None = None, replace_drafts: bool = False) -> ImportResult:
    return import_folder(folder=folder, publish_as=publish_as, replace_drafts=replace_drafts, by=None, at=MONDAY)


def owed_by(employee: Employee) -> list[Section]:
    (employee_status,) = employee_statuses([employee], on=TODAY)
    return [to_do.section for to_do in employee_status.to_dos]


@dataclass(frozen=True)
class Bad:
    """Words that somebody gets wrong, and what must be said of them."""

    name: str
    file: str
    old: str
    new: str
    message: str
    line: int


BAD = [
    Bad("a script", "roles/nb.md", ONE, f"{ONE} <script>alert(1)</script>", "HTML (<script>) is not allowed. Write it in Markdown.", 10),
    Bad("an onclick", "roles/nb.md", ONE, f'<p onclick="alert(1)">{ONE}', 'HTML (<p onclick="alert(1)">) is not allowed. Write it in Markdown.', 10),
    Bad("an onclick in nynorsk", "roles/nn.md", "Eit verv", "<a onclick=x>Eit verv", "HTML (<a onclick=x>) is not allowed. Write it in Markdown.", 11),
    Bad("a script behind a link", "roles/nb.md", ONE, f"[{ONE}](javascript:alert(1))", "“javascript:alert(1)” is not an address for a link (https, mailto, tel, #id).", 10),
    Bad("a title of 201 characters", "roles/nn.md", "title: Rollene dine", f"title: {'å' * 201}", "The title has 201 characters. Shorten it to 200.", 1),
    Bad("a missing clause id", "roles/nb.md", "§ roles-2 (guideline)\n", "", "“Du bør være tydelig på hvem du snakker f…” belongs to no point. Write a § line above it, or save and choose from the proposals.", 12),
    Bad("a duplicate id", "roles/nb.md", "§ roles-2 ", "§ roles-1 ", "roles-1 is also on line 9. Give the copy an id of its own.", 12),
    Bad("an id of another section", "privacy/nb.md", "§ privacy-1 ", "§ roles-1 ", "roles-1 is also in the section roles. Give the copy an id of its own.", 6),
    Bad("a question without a right answer", "roles/nb.quiz.md", "- [x] a) Si fra", "- [ ] a) Si fra (M05)", "board has no right answer: put x in the right boxes.", 1),
    Bad("an unknown clause", "roles/nb.quiz.md", "§ roles-1, roles-4", "§ roles-1, roles-44", "board: roles-44 is not a point of the handbook. Correct it or add it.", 1),
    Bad("an unknown clause in an example", "roles/nb.md", "(example, roles-1)", "(example, roles-11)", "roles-case-pitch: roles-11 is not a point of the handbook. Correct it or add it.", 21),
    Bad("a link to an unknown clause", "roles/en.md", "An office", "[An office](#roles-11)", "The link to #roles-11 leads to no point of the handbook. Correct it, or add the point.", 11),
    Bad("a missing explanation", "roles/nb.quiz.md", "  > Fordi det er slik 1b.\n", "", "board: option b has no explanation: write > and the reason below it.", 9),
    Bad("a missing explanation in English", "roles/en.quiz.md", "  > Because it is so 1b.\n", "", "board: option b has no explanation: write > and the reason below it.", 11),
]  # fmt: skip


@pytest.mark.parametrize("command", ["check_content", "import_content"])
def test_bad_input_is_named_and_changes_nothing(command: str, small: Handbook, content: Path) -> None:
    before, rows = site(), every_row()
    for bad in BAD:
        original = (content / bad.file).read_bytes()
        change(content / bad.file, bad.old, bad.new)
        lines, refusal = run(command, content)
        assert (bad.name, f"content/small/{bad.file}:{bad.line}: {bad.message}" in lines) == (bad.name, True)
        assert refusal.endswith(("error.", "errors.") if command == "check_content" else "Nothing was imported.")
        assert (bad.name, every_row() == rows) == (bad.name, True)
        (content / bad.file).write_bytes(original)
    assert site() == before


@pytest.mark.parametrize("command", ["check_content", "import_content"])
def test_another_encoding_is_named_and_changes_nothing(command: str, small: Handbook, content: Path) -> None:
    before, rows = site(), every_row()
    for file, encoding in product(("roles/nb.md", "roles/en.md", "privacy/nn.quiz.md"), ("latin-1", "utf-16")):
        original = (content / file).read_bytes()
        change(content / file, "\n\n", "\n\nå" if encoding == "latin-1" else "\n\n")
        (content / file).write_bytes((content / file).read_text(encoding="utf-8").encode(encoding))
        lines, refusal = run(command, content)
        assert f"content/small/{file}:1: The file is not UTF-8. Save it as UTF-8." in lines
        assert refusal
        assert (file, encoding, every_row() == rows) == (file, encoding, True)
        (content / file).write_bytes(original)
    assert site() == before


def test_all_that_is_bad_is_named_at_once_and_the_good_files_wait_too(small: Handbook, content: Path) -> None:
    before, rows = site(), every_row()
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")
    chosen = [bad for bad in BAD if bad.name in ("an onclick", "an unknown clause", "a missing explanation in English")]
    for bad in chosen:
        change(content / bad.file, bad.old, bad.new)
    not_ready = "privacy, questions to check: traces; languages not ready: en, nn. Publish in the admin, or use --although-not-ready."
    refusals = {
        (): "small: 3 errors. Nothing was imported.",
        ("--publish",): f"small: 3 errors.\n{not_ready}\nNothing was imported.",
        ("--publish", "--replace-draft"): f"small: 3 errors.\n{not_ready}\nNothing was imported.",
    }
    for options, expected_refusal in refusals.items():
        lines, refusal = run("import_content", content, *options)
        assert lines == [f"content/small/{bad.file}:{bad.line}: {bad.message}" for bad in sorted(chosen, key=lambda bad: bad.file)]  # fmt: skip
        assert (options, refusal) == (options, expected_refusal)
        assert (options, every_row() == rows) == (options, True)
    assert site() == before


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nb", "har ingen forklaring"),
        ("nn", "har inga forklaring"),
        ("en", "has no explanation"),
    ],
)
@pytest.mark.parametrize("command", ["check_content", "import_content"])
def test_errors_are_told_in_the_language_asked_for(
    command: str, language: str, message: str, db, content: Path
) -> None:
    change(content / "roles/nb.quiz.md", "  > Fordi det er slik 1b.\n", "")
    (line,), _refusal = run(command, content, "--language", language)
    assert line.startswith("content/small/roles/nb.quiz.md:9: board: ")
    assert message in line


def test_a_first_import_refused_leaves_no_handbook(db, content: Path) -> None:
    change(content / "roles/nb.md", "§ roles-2 ", "§ roles-1 ")
    with pytest.raises(ImportRefused) as refused:
        bring_in(content, publish_as=Kind.NEW_RULE)
    (reason,) = refused.value.reasons
    assert isinstance(reason, HasErrors)
    assert [error.code for error in reason.errors if error.place == Place("roles", "nb")] == ["id-twice"]
    assert (Handbook.objects.count(), Section.objects.count(), Version.objects.count()) == (0, 0, 0)


def test_an_import_makes_a_draft_of_each_section(db, content: Path) -> None:
    imported = bring_in(content)
    assert [(str(draft.section), draft.number) for draft in imported.drafts] == [
        ("Rollene dine", None),
        ("Personvern", None),
    ]
    assert (imported.published, imported.unchanged) == ((), 0)
    assert list(Section.objects.values_list("slug", "position")) == [("roles", 1), ("privacy", 2)]
    handbook = Handbook.objects.get()
    assert (handbook.title_nb, handbook.title_nn, handbook.title_en) == (
        "Liten håndbok",
        "Lita handbok",
        "Small handbook",
    )
    assert (handbook.open_to_all, handbook.misconception("M13", "en")) == (
        True,
        {"text": "The role can be taken off", "side": "careless"},
    )


def test_an_import_publishes_when_told_to(db, content: Path) -> None:
    lines, refusal = run("import_content", content, "--publish")
    assert (lines, refusal) == (["small: 2 sections published, 0 drafts, 0 unchanged."], "")
    assert sorted(Edition.objects.values_list("version__section__slug", "version__number", "language")) == [
        (section, 1, language) for section in ("privacy", "roles") for language in ("en", "nb", "nn")
    ]


@pytest.mark.parametrize("options", [(), ("--publish",), ("--replace-draft",)])
def test_importing_the_same_files_again_changes_nothing(
    options: tuple[str, ...], small: Handbook, content: Path
) -> None:
    before = site()
    for _ in range(2):
        assert run("import_content", content, *options) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert site() == before


def test_files_that_differ_in_layout_alone_change_nothing(small: Handbook, content: Path) -> None:
    before = site()
    for path in content.rglob("*.md"):
        text = path.read_text(encoding="utf-8").replace("\n§ ", " \n\n§§  ").replace("(guideline)", "( Retningslinje )")
        path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert run("import_content", content, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert site() == before


def test_only_the_section_that_differs_gets_a_draft(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    imported = bring_in(content)
    (draft,) = imported.drafts
    assert (draft.section.slug, draft.base, draft.number, imported.unchanged) == ("roles", 1, None, 1)
    assert "Et verv kan komme i veien for jobben din." in draft.source_nb
    shown = Client(headers={"accept-language": "nb"}).get("/handbooks/small/roles/").content.decode()
    assert (ONE in shown, "i veien for" in shown) == (True, False)


def test_a_change_asks_only_for_what_changed(amina, small, roles, privacy, required, content: Path) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    refusal = run("import_content", content, "--publish")[1]
    assert refusal == (
        "small: roles, questions to check: board; languages not ready: en, nn. Publish in the admin, or use "
        "--although-not-ready. Nothing was imported."
    )
    assert run("import_content", content, "--publish", "--although-not-ready")[1] == ""
    assert list(Change.objects.filter(version__number=2).values_list("clause", "kind")) == [("roles-1", "new_rule")]
    assert owed_by(amina) == [roles]


def test_a_change_that_nobody_confirms_again_asks_nobody(amina, small, roles, privacy, required, content: Path) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    assert run("import_content", content, "--publish", "correction")[1] == ""
    assert owed_by(amina) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("roles/nb.quiz.md", "Vente (M13)", "Vente (M05)", ("quiz", "Vente (M05)")),
        ("roles/nb.quiz.md", "§ roles-1, roles-4", "§ roles-1, roles-2, roles-4", ("quiz", "§ roles-1, roles-2, roles-4")),
        ("roles/nb.md", "(example, roles-1)", "(example, roles-2)", ("source", "(example, roles-2)")),
    ],
    ids=["another misconception", "another tested clause", "another clause illustrated"],
)  # fmt: skip
def test_what_only_the_marks_say_is_published_and_asks_nobody(
    file: str, old: str, new: str, shown: tuple[str, str], small: Handbook, content: Path
) -> None:
    change(content / file, old, new)
    assert run("import_content", content, "--publish") == (["small: 1 section published, 0 drafts, 1 unchanged."], "")
    newest = Edition.objects.newest().get(version__section__slug="roles", language="nb")
    assert shown[1] in getattr(newest, shown[0])
    assert not Change.objects.filter(version__number=2).exists()
    assert run("import_content", content, "--publish")[0] == ["small: 0 sections published, 0 drafts, 2 unchanged."]


def test_a_draft_in_the_way_is_left_alone_and_named(siri, privacy: Section, content: Path) -> None:
    """Nothing is imported of the sections before it either."""
    draft = open_draft(section=privacy, by=siri, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=draft.revision, by=siri, at=MONDAY)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")
    before = site()
    with pytest.raises(ImportRefused) as refused:
        bring_in(content)
    assert [(type(reason), reason.args) for reason in refused.value.reasons] == [(DraftWouldBeOverwritten, (privacy,))]
    lines, refusal = run("import_content", content)
    assert (lines, refusal) == (
        [],
        "small: privacy has an open draft. Publish or delete it, or use --replace-draft. Nothing was imported.",
    )
    assert site() == before
    assert Version.objects.get(pk=draft.pk).title_nb == "Siris tittel"


def test_a_draft_is_replaced_when_told_to(siri, roles: Section, content: Path) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=draft.revision, by=siri, at=MONDAY)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    assert run("import_content", content, "--replace-draft") == (
        ["small: 0 sections published, 1 draft, 1 unchanged."],
        "",
    )
    replaced = Version.objects.drafts().get(section=roles)
    assert (replaced.pk, replaced.title_nb, replaced.revision) == (draft.pk, "Rollene dine", 3)
    assert "i veien for" in replaced.source_nb


def test_every_reason_is_named_at_once(siri, small: Handbook, roles, privacy: Section, content: Path) -> None:
    for section in (roles, privacy):
        draft = open_draft(section=section, by=siri, at=MONDAY)
        save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=draft.revision, by=siri, at=MONDAY)
    Handbook.objects.filter(pk=small.pk).update(lead_nb="Les dette.")
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")
    lines, refusal = run("import_content", content)
    assert (lines, refusal.splitlines()) == (
        [],
        [
            "small: handbook.toml and the site have different values for: lead_nb. Change the file, or use --replace-metadata.",
            "roles has an open draft. Publish or delete it, or use --replace-draft.",
            "privacy has an open draft. Publish or delete it, or use --replace-draft.",
            "Nothing was imported.",
        ],
    )


def test_what_stands_in_the_way_besides_a_draft_is_named_before_the_draft_is_replaced(
    siri, small: Handbook, roles: Section, content: Path
) -> None:
    Handbook.objects.filter(pk=small.pk).update(needs_four_eyes=True)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=draft.revision, by=siri, at=MONDAY)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    in_the_way = "roles has an open draft. Publish or delete it, or use --replace-draft."
    rest = run("import_content", content, "--publish", "--replace-draft")[1].removeprefix("small: ").splitlines()
    assert len(rest) == 3
    refusal = run("import_content", content, "--publish")[1].removeprefix("small: ")
    assert refusal.splitlines() == [in_the_way, *rest]


def test_what_two_sections_say_of_each_other_is_published_together(small: Handbook, content: Path) -> None:
    """The first of them refers to a point that the second one gets by the same import."""
    change(
        content / "privacy/nb.md", "spor.\n", "spor.\n\n§ privacy-2 (guideline)\nSpør før du deler bilder av barn.\n"
    )
    change(content / "roles/nb.md", ONE, f"{ONE} [Les mer](#privacy-2).")
    assert run("import_content", content, "--publish", "--although-not-ready") == (
        ["small: 2 sections published, 0 drafts, 0 unchanged."],
        "",
    )


def test_a_draft_begun_from_an_older_version_is_replaced_and_stands_on_the_newest(
    siri, roles: Section, content: Path
) -> None:
    title = ("Rollene dine", "Roller")
    edit_and_publish(roles, {"title_nb": title}, kinds=Kind.CORRECTION, by=siri, at=MONDAY)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    Version.objects.filter(pk=draft.pk).update(base=1)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    assert run("import_content", content, "--publish", "--although-not-ready")[1].startswith(
        "small: roles has an open draft."
    )
    assert run("import_content", content, "--replace-draft")[1] == ""
    draft = Version.objects.drafts().get(section=roles)
    assert (draft.base, "i veien for" in draft.source_nb) == (2, True)
    assert run("import_content", content, "--publish", "--although-not-ready")[1] == ""


def test_files_are_not_published_past_those_who_have_to_approve(small: Handbook, content: Path) -> None:
    Handbook.objects.filter(pk=small.pk).update(needs_four_eyes=True)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    before = site()
    assert run("import_content", content, "--publish", "--although-not-ready")[1] == (
        "small: roles, missing: approval by somebody else. Import it as a draft, and have it approved in the admin. "
        "Nothing was imported."
    )
    assert site() == before
    assert run("import_content", content)[1] == ""


def test_what_was_said_of_the_ids_with_the_import_is_not_asked_again_in_the_admin(
    roles: Section, content: Path
) -> None:
    change(content / "roles/nb.md", TWO, "Bilder av barn legges aldri ut uten samtykke.")
    lines, _refusal = run("import_content", content)
    assert lines == [
        "content/small/roles/nb.md:12: roles-2 has a different text than before. Is it the same rule, rewritten?"
    ]
    assert run("import_content", content, "--ids-as-written")[1] == ""
    draft = Version.objects.drafts().get(section=roles)
    assert (draft.resolved_ids, language_with_open_ids(draft)) == (["OtherText roles-2"], "")
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    assert run("import_content", content, "--replace-draft")[1] == ""


def test_the_draft_that_an_import_made_is_not_in_the_way_of_the_same_files(small: Handbook, content: Path) -> None:
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    lines = ["small: 0 sections published, 1 draft, 1 unchanged."]
    assert run("import_content", content) == (lines, "")
    before = site()
    assert run("import_content", content) == (lines, "")
    assert site() == before
    assert run("import_content", content, "--publish", "--although-not-ready") == (
        ["small: 1 section published, 0 drafts, 1 unchanged."],
        "",
    )


@pytest.mark.django_db(transaction=True)
def test_while_an_import_runs_the_draft_it_decided_on_cannot_be_saved_and_a_section_can_be_completed(
    siri, amina, roles: Section, required, content: Path
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    (draft,) = bring_in(content).drafts
    attempt = begin(amina, roles)

    def save_and_complete() -> int:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            with pytest.raises(OperationalError, match="lock timeout"):
                save_draft(draft=draft, texts={"title_nb": "Ny"}, revision=draft.revision, by=siri, at=MONDAY)
            answer_all(attempt)
            return amina.completions.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        bring_in(content)
        assert other.submit(save_and_complete).result() == 1


def test_files_that_would_publish_nothing_new_are_unchanged(small: Handbook, content: Path) -> None:
    """A law that a point carries already stands in the front matter too: readers meet what they met. No draft is begun."""
    before = site()
    change(content / "roles/nb.md", "message:", "laws: L6\nmessage:")
    assert run("import_content", content, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
    assert site() == before


def test_a_section_that_handbook_toml_no_longer_names_is_not_dropped(roles: Section, content: Path) -> None:
    change(content / "handbook.toml", '["roles", "privacy"]', '["privacy"]')
    shutil.rmtree(content / "roles")
    before = site()
    assert run("import_content", content) == (
        [],
        "small: roles is published and in force, but missing from handbook.toml. Put it back; to remove it, withdraw it. Nothing was imported.",
    )
    assert site() == before

    roles.withdrawn_on = TODAY
    roles.save()
    assert run("import_content", content) == (["small: 0 sections published, 0 drafts, 1 unchanged."], "")
    assert list(Section.objects.order_by("position").values_list("slug", "position")) == [("privacy", 1), ("roles", 2)]


def test_the_frame_that_hr_edited_is_replaced_only_when_told_to(olav, small: Handbook, content: Path) -> None:
    Handbook.objects.filter(pk=small.pk).update(lead_nb="Les dette.", open_to_all=False)
    change(content / "roles/nb.md", ONE, "Et verv kan komme i veien for jobben din.")
    refused = run("import_content", content)
    assert refused == (
        [],
        "small: handbook.toml and the site have different values for: open_to_all, lead_nb. Change the file, or use --replace-metadata. Nothing was imported.",
    )
    stands = Handbook.objects.get()
    assert (stands.lead_nb, stands.open_to_all, Version.objects.count()) == ("Les dette.", False, 2)

    assert run("import_content", content, "--publish", "--although-not-ready", "--replace-metadata")[1] == ""
    stands = Handbook.objects.get()
    assert (stands.lead_nb, stands.open_to_all) == ("To kapitler.", True)
    assert [event.details for event in Event.objects.filter(what="frame replaced")] == [
        {"changes": {"open_to_all": [False, True], "lead_nb": ["Les dette.", "To kapitler."]}}
    ]


def test_a_handbook_is_on_record_when_it_is_imported_for_the_first_time(small: Handbook, content: Path) -> None:
    assert run("import_content", content)[1] == ""
    imported = Event.objects.get(what="handbook imported")
    assert (imported.subject_kind, imported.subject_key, imported.by, imported.at) == (
        "handbook.Handbook",
        str(small.pk),
        None,
        FIRST,
    )


def test_all_handbooks_are_imported_or_none(db, content: Path) -> None:
    shutil.copytree(content, content.parent / "zmall")
    change(content.parent / "zmall" / "handbook.toml", "open_to_all = true", 'open_to_all = "yes"')
    lines, refusal = run("import_content", content.parent, "--publish")
    assert lines == ["content/zmall/handbook.toml:3: open_to_all has the wrong form. Write open_to_all = true."]
    assert refusal == "zmall: 1 error. Nothing was imported."
    assert not Handbook.objects.exists()


def test_a_draft_of_a_section_whose_files_say_what_is_published_is_left_alone(
    siri, roles: Section, content: Path
) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=draft.revision, by=siri, at=MONDAY)
    change(content / "privacy/nb.md", "Du setter spor.", "Du setter alltid spor.")
    for options in ((), ("--replace-draft",)):
        assert run("import_content", content, *options)[1] == ""
    assert Version.objects.get(pk=draft.pk).title_nb == "Siris tittel"


def test_a_language_without_a_file_is_published_without(db, content: Path) -> None:
    (content / "roles/nn.md").unlink()
    (content / "roles/nn.quiz.md").unlink()
    bring_in(content, publish_as=Kind.NEW_RULE)
    editions = Edition.objects.filter(version__section__slug="roles")
    assert sorted(editions.values_list("language", flat=True)) == ["en", "nb"]


def test_a_title_is_shown_as_words_whatever_it_says(db, content: Path) -> None:
    change(content / "roles/nb.md", "title: Rollene dine", "title: <script>alert(1)</script> & mer")
    change(content / "roles/nb.md", "message: Gjør", "message: <b onclick=x>Gjør")
    import_folder(folder=content, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    shown = Client(headers={"accept-language": "nb"}).get("/handbooks/small/roles/").content.decode()
    assert "<script>alert" not in shown
    assert "<b onclick" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; mer" in shown


def test_every_handbook_of_a_folder_is_imported_and_the_pages_beside_them(small: Handbook, content: Path) -> None:
    done = ["small: 0 sections published, 0 drafts, 2 unchanged.", "pages: 0 texts changed, 15 unchanged."]
    assert run("import_content", content.parent) == (done, "")


def test_a_folder_without_a_handbook_is_refused(db, tmp_path: Path) -> None:
    for command in ("import_content", "check_content"):
        assert run(command, tmp_path)[1] == f"There is no handbook.toml in {tmp_path} or in a folder of it."


def test_a_section_takes_as_many_laws_as_it_names(db, content: Path) -> None:
    """An earlier release did, but PostgreSQL refused what was longer than 200 letters with an error of its own."""
    register = content.parent / "laws.toml"
    law = register.read_text(encoding="utf-8").split("[L")[1].partition("]")[2]
    numbers = range(100, 150)
    register.write_text("".join(f"[L{number}]{law}" for number in (6, 7, *numbers)), encoding="utf-8")
    laws = ", ".join(f"L{number}" for number in numbers)
    change(content / "roles/nb.md", "message:", f"laws: {laws}\nmessage:")
    bring_in(content, publish_as=Kind.NEW_RULE)
    version = Version.objects.get(section__slug="roles")
    assert (version.laws, len(version.laws) > 200) == (laws, True)
    assert run("import_content", content) == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")
