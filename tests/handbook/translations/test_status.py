"""Which readers are served in which language: today's judgements and checks decide, never what was frozen."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from courses.attempts.start import TextHasChanged
from courses.models import Attempt
from handbook.history import SectionHistory, fresh_histories, section_history
from handbook.models import Change, Edition, Kind, Section, Version
from handbook.public.reader_editions import section_for_reader, sections_as_of
from handbook.translations.confirm import NewerVersion, NotTranslated, confirm_clauses
from handbook.translations.status import outdated_in, quiz_is_current, renew_status, translation_status
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import begin
from tests.support.publication import edit_and_publish
from tests.support.queries import queries
from tests.support.sections import again

LATER = MONDAY + timedelta(hours=1)
BOTH, EVERYONE = ["everyone", "leaders"], ["everyone"]
NOBODY: list[str] = []
TITLE = ("Rollene dine", "Rollene du har")
MESSAGE = ("Gjør det tydelig hvem", "Gjør det klart hvem")
FIRST_CLAUSE = ("Et verv kan", "Et verv vil")


def history_of(section: Section) -> SectionHistory:
    """As the next request reads it."""
    return section_history(again(section))


def publish(section: Section, kind: Kind, **replacements: tuple[str, str]) -> Version:
    return edit_and_publish(again(section), replacements, kinds=kind, by=None, at=MONDAY)


def judge(section: Section, clause: str, kind: Kind, *, language: str = "", number: int = 2) -> None:
    """HR judges a change of that version again."""
    version = Version.objects.get(section=section, number=number)
    what = Change.objects.filter(version=version, clause=clause).latest("pk").what
    Change.objects.create(version=version, clause=clause, what=what, kind=kind, language=language, by=None, at=LATER)
    renew_status(again(section))


def audiences_of(section: Section) -> Mapping[str, list[str]]:
    """Whom each language serves, as the section keeps it; what is worked out anew is the same."""
    kept = again(section).translation_status
    assert kept == translation_status(fresh_histories([again(section)])[section.pk], section.handbook.languages)
    languages: Mapping[str, list[str]] = kept["languages"]
    return languages


def shown(section: Section, audience: str = "everyone", language: str = "nn") -> tuple[int | None, str]:
    shown_section = section_for_reader(again(section), language=language, audience=audience)
    return shown_section.version.number, shown_section.edition.language


def test_what_is_vouched_for_as_a_whole_serves_everybody(roles) -> None:
    assert audiences_of(roles) == {"nb": BOTH, "nn": BOTH, "en": BOTH}


@pytest.mark.parametrize(
    ("column", "words", "clause"), [("title_nb", TITLE, "title"), ("message_nb", MESSAGE, "message")]
)
def test_a_new_title_or_key_message_is_shown_to_those_who_read_a_translation(
    column: str, words: tuple[str, str], clause: str, roles
) -> None:
    publish(roles, Kind.NEW_RULE, **{column: words})
    assert audiences_of(roles) == {"nb": BOTH, "nn": NOBODY, "en": NOBODY}
    assert (outdated_in(history_of(roles), "nn"), shown(roles)) == ((clause,), (2, "nb"))
    frozen = Edition.objects.filter(version__number=2, language="nn")
    facts = frozen.values("title_is_current", "message_is_current", "serves_everyone", "serves_leaders").get()
    assert facts == {
        "title_is_current": clause != "title",
        "message_is_current": clause != "message",
        "serves_everyone": False,
        "serves_leaders": False,
    }


@pytest.mark.parametrize("replaced", [{"title_nb": TITLE}, {"message_nb": MESSAGE}, {"source_nb": FIRST_CLAUSE}])
def test_a_correction_of_the_source_leaves_translations_current(replaced: dict[str, tuple[str, str]], roles) -> None:
    publish(roles, Kind.CORRECTION, **replaced)
    assert audiences_of(roles) == {"nb": BOTH, "nn": BOTH, "en": BOTH}
    assert shown(roles) == (2, "nn")


def test_a_kind_that_is_judged_again_moves_readers_at_once_in_both_directions(roles) -> None:
    publish(roles, Kind.CORRECTION, source_nb=FIRST_CLAUSE)
    seen = [shown(roles)]
    for kind in (Kind.NEW_RULE, Kind.CORRECTION, Kind.CLARIFICATION):
        judge(roles, "roles-1", kind)
        seen.append(shown(roles))
    assert seen == [(2, "nn"), (2, "nb"), (2, "nn"), (2, "nb")]


def test_a_judgement_of_one_language_moves_that_language_alone(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE)
    judge(roles, "roles-1", Kind.CORRECTION, language="nn")
    assert audiences_of(roles) == {"nb": BOTH, "nn": BOTH, "en": NOBODY}


def test_a_correction_of_a_correction_is_current_and_one_new_rule_among_them_is_not(roles) -> None:
    publish(roles, Kind.CORRECTION, source_nb=FIRST_CLAUSE)
    publish(roles, Kind.CORRECTION, source_nb=("Et verv vil", "Et verv må"))
    before = audiences_of(roles)["nn"]
    judge(roles, "roles-1", Kind.NEW_RULE)
    assert (before, audiences_of(roles)["nn"]) == (BOTH, NOBODY)


def test_after_a_rollback_a_translation_of_those_very_words_is_current(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE, title_nb=TITLE)
    between = audiences_of(roles)["nn"]
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE[::-1], title_nb=TITLE[::-1])
    assert (between, audiences_of(roles)) == (NOBODY, {"nb": BOTH, "nn": BOTH, "en": BOTH})
    assert shown(roles) == (3, "nn")


def test_a_leaders_clause_that_is_outdated_leaves_the_translation_to_everybody_else(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=("Det ledere sier", "Det en leder sier"))
    assert audiences_of(roles) == {"nb": BOTH, "nn": EVERYONE, "en": EVERYONE}
    assert (shown(roles), shown(roles, "leaders")) == ((2, "nn"), (2, "nb"))


def test_a_question_that_is_outdated_takes_no_text_away(roles) -> None:
    publish(roles, Kind.CORRECTION, quiz_nb=("Når er du tydelig?", "Når er du klar?"))
    assert audiences_of(roles) == {"nb": BOTH, "nn": BOTH, "en": BOTH}
    assert (outdated_in(history_of(roles), "nn"), quiz_is_current(history_of(roles), "nn")) == ((), False)
    assert shown(roles) == (2, "nn")


def test_new_words_of_the_translation_that_nobody_vouched_for_are_not_current(roles) -> None:
    publish(roles, Kind.CORRECTION, source_nb=FIRST_CLAUSE, source_nn=("Eit verv kan", "Eit verv vil"))
    assert (outdated_in(history_of(roles), "nn"), shown(roles)) == (("roles-1",), (2, "nb"))


def test_an_older_version_and_a_day_are_shown_as_they_were_published(small, roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE)
    judge(roles, "roles-1", Kind.CORRECTION)
    on_the_day, _privacy = sections_as_of(TODAY, small, language="nn", audience="everyone")
    assert (shown(roles), on_the_day.edition.language) == ((2, "nn"), "nb")
    publish(roles, Kind.NEW_RULE, source_nb=("Et verv vil", "Et verv må"))
    old = section_for_reader(again(roles), language="nn", audience="everyone", number=2)
    assert old.edition.language == "nb"


def check(section: Section, *clauses: str, number: int = 2, by: object = None) -> None:
    confirm_clauses(section=section, language="nn", clauses=clauses, number=number, by=by, at=LATER)


def test_a_check_makes_a_translation_current_without_a_version(roles, siri) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE, title_nb=TITLE)
    stamp = again(roles).change_stamp
    check(roles, "roles-1", by=siri)
    half = outdated_in(history_of(roles), "nn")
    check(roles, "title", by=siri)
    assert (half, audiences_of(roles)) == (("title",), {"nb": BOTH, "nn": BOTH, "en": NOBODY})
    assert (shown(roles), again(roles).change_stamp == stamp) == ((2, "nn"), False)
    events = Event.objects.filter(what="translation checked", subject_key=str(roles.pk)).order_by("pk")
    assert [(event.by, event.at, event.details) for event in events] == [
        (siri, LATER, {"language": "nn", "clauses": ["roles-1"], "number": 2}),
        (siri, LATER, {"language": "nn", "clauses": ["title"], "number": 2}),
    ]


def test_a_check_holds_until_either_side_has_other_words(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE)
    check(roles, "roles-1")
    publish(roles, Kind.NEW_RULE, source_nb=("Du bør være", "Du skal være"))
    after_another = outdated_in(history_of(roles), "nn")
    publish(roles, Kind.NEW_RULE, source_nb=("Et verv vil", "Et verv må"))
    assert (after_another, outdated_in(history_of(roles), "nn")) == (("roles-2",), ("roles-1", "roles-2"))


def test_nobody_checks_a_version_that_is_not_the_newest_or_words_that_are_not_there(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE)
    before = again(roles).translation_status
    with pytest.raises(NewerVersion):
        check(roles, "roles-1", number=1)
    with pytest.raises(NotTranslated) as refused:
        check(roles, "roles-1", "roles-99")
    assert refused.value.args == (["roles-99"],)
    assert (again(roles).translation_status, roles.translation_checks.count()) == (before, 0)


def test_nobody_begins_in_a_language_that_no_longer_serves(roles, amina, required) -> None:
    publish(roles, Kind.CORRECTION, source_nb=FIRST_CLAUSE)
    judge(roles, "roles-1", Kind.NEW_RULE)
    with pytest.raises(TextHasChanged):
        begin(amina, roles, version=2, language="nn", requested_language="nn")
    assert Attempt.objects.count() == 0
    assert begin(amina, roles, version=2, language="nb", requested_language="nn").language == "nb"


def test_what_is_served_is_worked_out_with_four_queries(roles) -> None:
    publish(roles, Kind.NEW_RULE, source_nb=FIRST_CLAUSE)
    section = again(roles)
    with queries() as asked:
        translation_status(section_history(section), section.handbook.languages)
    assert len(asked) == 4
