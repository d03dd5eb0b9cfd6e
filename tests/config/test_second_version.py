"""The second version of a handbook is published with a table that judges every change, and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest

from config.demo.rollout import read_what_is_new
from config.demo.second_version import (
    TABLE,
    SectionTable,
    TableDiffers,
    first_version_of,
    publish_second_version,
    read_table,
)
from courses.models import Completion
from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.importer import import_folder
from handbook.models import Change, Kind, Version
from records.models import Event
from tests.cast import FIRST, MONDAY
from tests.support.attempts import complete, written
from tests.support.content_files import SHIPPED
from tests.support.sections import again
from tests.support.todos import owed

NEWS = {"nb": "Nytt om verv.", "nn": "Nytt om verv.", "en": "News about offices."}
RULE = {
    "nb": ("Et verv kan", "Et verv vil"),
    "nn": ("Eit verv kan", "Eit verv vil"),
    "en": ("An office can", "An office will"),
}


def change(folder: Path, name: str, *words: tuple[str, str]) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def confirm(folder: Path) -> None:
    for language in ("nn", "en"):
        confirm_translations(folder, language)


@pytest.fixture
def new_text(content: Path, small) -> Path:
    """The small handbook, published, and in its folder a new rule and a better word in every language."""
    for language, words in RULE.items():
        change(content, f"roles/{language}.md", words)
    change(content, "roles/nb.md", ("Du bør være tydelig", "Du bør være klar"))
    confirm(content)
    return content


def table(kinds: dict[str, str], news: dict[str, str] = NEWS, section: str = "roles") -> dict[str, SectionTable]:
    return {section: SectionTable(news, kinds)}


JUDGED = {"roles-1": "new_rule", "roles-2": "clarification"}


def refused(folder: Path, entries: dict[str, SectionTable], by) -> list[str]:
    with pytest.raises(TableDiffers) as refusal:
        publish_second_version(folder=folder, table=entries, by=by, at=MONDAY)
    assert not Version.objects.drafts().exists()
    assert not Version.objects.published().exclude(number=1).exists()
    return refusal.value.lines


def test_each_change_has_the_kind_of_the_table_and_readers_its_news(new_text, amina, olav, roles, required) -> None:
    complete(amina, roles)
    (version,) = publish_second_version(folder=new_text, table=table(JUDGED), by=olav, at=MONDAY)

    changes = Change.objects.filter(version=version).values_list("clause", "language", "kind")
    assert sorted(changes) == [("roles-1", "", "new_rule"), ("roles-2", "", "clarification")]
    assert (version.number, version.published_by, version.published_at) == (2, olav, MONDAY)
    assert {edition.language: edition.news for edition in version.editions.all()} == NEWS
    assert owed(amina, again(roles)) == ["roles-1"]


def test_what_is_new_is_read_by_some_as_it_is_by_a_reader(
    new_text, amina, siri, olav, geir, roles, privacy, required
) -> None:
    """Siri and Olav read it in the demo; Amina reads it herself; Geir has left."""
    at = MONDAY + timedelta(days=3)
    for employee in (amina, siri):
        complete(employee, roles)
        complete(employee, privacy)
    complete(olav, roles)
    publish_second_version(folder=new_text, table=table(JUDGED), by=olav, at=MONDAY)

    read_what_is_new([amina, siri, olav, geir], since=MONDAY, at=at)

    (read,) = Completion.objects.filter(version__number=2)
    assert (read.employee, MONDAY < read.completed_at <= at) == (siri, True)
    by_hand = complete(amina, again(roles), version=2, since=1, at=at)
    assert written(read) == written(by_hand)
    assert (read.scope, read.reason) == ("changed", "change")


def test_questions_about_changed_points_count_as_reviewed(new_text, olav) -> None:
    (version,) = publish_second_version(folder=new_text, table=table(JUDGED), by=olav, at=MONDAY)
    event = Event.objects.get(what="version published", subject_key=str(version.pk))
    assert event.details["questions_reviewed"] == ["board", "clear"]
    assert event.details["questions_not_reviewed"] == []


def test_a_change_of_a_translation_alone_has_the_kind_of_its_point(content, small, olav) -> None:
    change(content, "roles/nn.md", RULE["nn"])
    kinds = {"roles-1": "correction"}
    (version,) = publish_second_version(folder=content, table=table(kinds), by=olav, at=MONDAY)
    assert list(Change.objects.filter(version=version).values_list("clause", "language", "kind")) == [
        ("roles-1", "nn", "correction")
    ]


@pytest.mark.parametrize(
    ("kinds", "news", "lines"),
    [
        ({"roles-1": "new_rule"}, NEWS, ["roles: roles-2 has changed and has no kind."]),
        (JUDGED | {"roles-4": "correction"}, NEWS, ["roles: roles-4 has a kind and has not changed."]),
        (
            JUDGED | {"roles-2": "better"},
            NEWS,
            ["roles: roles-2 is «better», which is none of correction, clarification, new_rule."],
        ),
        (JUDGED, NEWS | {"nn": ""}, ["roles: nothing says what is new in nn."]),
    ],
)
def test_a_table_that_differs_is_refused_with_each_difference(new_text, olav, kinds, news, lines) -> None:
    assert refused(new_text, table(kinds, news), olav) == lines


def test_a_section_that_is_not_in_the_table_and_one_that_has_not_changed_are_named(new_text, olav) -> None:
    assert refused(new_text, table({"privacy-1": "correction"}, section="privacy"), olav) == [
        "roles: roles-1 has changed and has no kind.",
        "roles: roles-2 has changed and has no kind.",
        "roles: nothing says what is new in nb.",
        "roles: nothing says what is new in nn.",
        "roles: nothing says what is new in en.",
        "privacy: nothing in this section has changed.",
    ]


def test_a_new_rule_that_a_translation_lacks_is_named(content, small, olav) -> None:
    change(content, "roles/nb.md", RULE["nb"])
    entries = table({"roles-1": "new_rule"})
    assert refused(content, entries, olav) == [
        "roles: en does not match the source.",
        "roles: nn does not match the source.",
    ]


def test_only_a_handbook_with_an_earlier_text_has_a_first_version(tmp_path: Path) -> None:
    assert first_version_of(tmp_path / "small") is None
    first = first_version_of(SHIPPED / "social-media")
    assert first is not None
    assert (first / "handbook.toml").is_file()


def test_the_table_that_ships_judges_every_change_of_the_text_that_ships(db, olav, tmp_path, settings) -> None:
    """What `demo rollout` does, without the people."""
    folder = SHIPPED / "social-media"
    import_folder(folder=first_version_of(folder), publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    shipped = read_table(TABLE)
    versions = publish_second_version(folder=folder, table=shipped, by=olav, at=MONDAY)
    assert {version.section.slug for version in versions} == set(shipped)
