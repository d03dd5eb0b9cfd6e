"""What a reader is shown as new: since the version that reader completed, in that reader's language."""

from courses.todos.todo_list import owed_in_section
from courses.whats_new import section_updates, since_of
from handbook.models import Kind
from handbook.public.reader_editions import section_for_reader
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish as publish_draft
from people.employment import join
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.publication import edit_and_publish
from tests.support.sections import again
from tests.support.whats_new import updates

ONE, TWO, LEADERS = "Et verv kan", "Du bør være", "Det ledere sier"


def publish(section, olav, kind: Kind, **replacements) -> None:
    edit_and_publish(again(section), replacements, kinds=kind, by=olav, at=MONDAY)


def test_of_two_readers_each_is_shown_what_changed_since_their_own_version(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    for number in (2, 3):
        publish(
            roles,
            olav,
            Kind.NEW_RULE,
            source_nb=(ONE, f"{ONE} ({number})") if number == 2 else (f"{ONE} (2)", f"{ONE} (3)"),
        )
    complete(ida, again(roles), version=3)
    publish(roles, olav, Kind.NEW_RULE, source_nb=(f"{ONE} (3)", f"{ONE} ofte"))
    assert updates(amina, roles) == [
        ("roles-1", "new_rule", True, "<p>Et verv kan<ins> ofte</ins> komme i konflikt med jobben din.</p>")
    ]
    assert updates(ida, roles) == [
        (
            "roles-1",
            "new_rule",
            True,
            "<p>Et verv kan <del>(3)</del><ins>ofte</ins> komme i konflikt med jobben din.</p>",
        )
    ]


def test_what_is_no_new_rule_is_told_and_not_owed(amina, olav, roles, required) -> None:
    complete(amina, roles)
    publish(roles, olav, Kind.CORRECTION, source_nb=(ONE, "Eit verv kan"))
    publish(roles, olav, Kind.CLARIFICATION, source_nb=(TWO, "Du bør alltid være"))
    assert [update[:3] for update in updates(amina, roles)] == [
        ("roles-1", "correction", False),
        ("roles-2", "clarification", False),
    ]


def test_a_correction_of_what_was_made_a_new_rule_before_is_still_a_new_rule(amina, olav, roles, required) -> None:
    complete(amina, roles)
    publish(roles, olav, Kind.NEW_RULE, source_nb=(ONE, "Et verv vil"))
    publish(roles, olav, Kind.CORRECTION, source_nb=("Et verv vil", "Et verv villl"))
    assert [update[:3] for update in updates(amina, roles)] == [("roles-1", "new_rule", True)]


def test_a_removed_clause_is_told_where_it_stood_and_a_new_one_where_it_stands(amina, olav, roles, required) -> None:
    complete(amina, roles)
    publish(
        roles,
        olav,
        Kind.NEW_RULE,
        source_nb=("§ roles-2 (guideline)\nDu bør være tydelig på hvem du snakker for.\n", ""),
        source_nn=("§ roles-2\nDu bør vere tydeleg på kven du snakkar for.\n", ""),
        source_en=("§ roles-2\nYou should be clear about whom you speak for.\n", ""),
        quiz_nb=("§ roles-2", "§ roles-4"),
    )
    publish(
        roles,
        olav,
        Kind.NEW_RULE,
        source_nb=("§ roles-4", "§ roles-5 (guideline)\nSpør når du er i tvil.\n\n§ roles-4"),
    )
    assert [(clause, is_owed) for clause, _kind, is_owed, _html in updates(amina, roles)] == [
        ("roles-2", True),
        ("roles-5", True),
    ]


def test_wrong_english_is_told_to_whoever_read_it(amina, ida, olav, roles, required) -> None:
    complete(amina, roles, language="en")
    complete(ida, roles)
    publish(roles, olav, Kind.NEW_RULE, source_en=("An office can", "An office will"))
    assert [update[:3] for update in updates(amina, roles, "en")] == [("roles-1", "new_rule", True)]
    assert updates(ida, roles) == []


def test_a_new_leader_is_shown_the_leaders_clauses_whole_beside_what_changed(
    kari, amina, olav, solvik, roles, required
) -> None:
    complete(amina, roles)
    publish(roles, olav, Kind.NEW_RULE, source_nb=(ONE, "Et verv vil"))
    join(employee=amina, unit=solvik.south, from_day=TODAY, is_leader=True, is_main=False, by=None, at=MONDAY)
    amina = type(amina).objects.get(pk=amina.pk)
    section = again(roles)
    owes, latest = owed_in_section(amina, section, on=TODAY)
    shown = section_for_reader(section, language="nb", audience="leaders")
    updates = section_updates(shown, since_of(owes, latest), completed_in="nb", owed=owes.clauses)
    assert [(update.difference.clause, update.is_owed, update.is_whole) for update in updates.clause_updates] == [
        ("roles-1", True, False),
        ("roles-3", True, True),
    ]


def test_the_sentence_of_each_version_since_is_shown_newest_first_in_the_language_asked_for(
    amina, olav, roles, required
) -> None:
    complete(amina, roles)
    for number, words in enumerate((ONE, "Et verv vil"), start=2):
        draft = open_draft(section=again(roles), by=olav, at=MONDAY)
        text = draft.source_nb.replace(words, "Et verv vil" if number == 2 else "Et verv skal")
        draft = save_draft(draft=draft, texts={"source_nb": text}, revision=draft.revision, by=olav, at=MONDAY)
        news = {f"news_{language}": f"{language} {number}" for language in ("nb", "nn", "en")}
        publish_draft(
            draft=draft,
            decision=PublicationDecision(Kind.NEW_RULE, news=news, although_not_ready=True),
            by=olav,
            at=MONDAY,
        )
    shown = section_for_reader(again(roles), language="nn", audience="everyone")
    assert shown.edition.language == "nb"
    updates = section_updates(shown, {"everyone": 1}, completed_in="nn", owed=("roles-1",))
    assert [edition.news for edition in updates.news] == ["nn 3", "nn 2"]
