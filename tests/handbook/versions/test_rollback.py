"""Earlier words come back: through a draft, or at once within ten minutes."""

from datetime import timedelta

import pytest

from handbook.models import Change, ClauseText, Kind, Version
from handbook.versions.drafts import open_draft
from handbook.versions.rollback import CannotBeUndone, DraftIsOpen, open_rollback, undo_publication, undone_versions
from records.models import Event
from tests.cast import MONDAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish
from tests.support.sections import again
from tests.support.text import page_text
from tests.support.todos import owed

SOON, LATE = MONDAY + timedelta(minutes=9), MONDAY + timedelta(minutes=11)


def changed(section, olav, kind: Kind = Kind.NEW_RULE, words=("Et verv kan", "Et verv vil")) -> Version:
    version = edit_and_publish(section, {"source_nb": words}, kinds=kind, by=olav, at=MONDAY)
    section.refresh_from_db()
    version.section = section
    return version


def digests(section, number: int) -> list[str]:
    clauses = ClauseText.objects.filter(edition__version__section=section, edition__version__number=number)
    return list(clauses.order_by("edition__language", "position").values_list("digest", flat=True))


def test_undoing_makes_a_new_version_with_the_words_from_before_in_every_language(olav, roles) -> None:
    undone = undo_publication(version=changed(roles, olav), by=olav, at=SOON)
    assert (undone.number, digests(roles, 3) == digests(roles, 1), digests(roles, 2) == digests(roles, 1)) == (
        3,
        True,
        False,
    )
    assert not Version.objects.drafts().filter(section=roles).exists()
    assert Event.objects.get(what="publishing undone").details == {"by_version": 3}


def test_an_undone_new_rule_asks_exactly_those_who_completed_it_meanwhile(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    version = changed(roles, olav)
    complete(ida, roles, version=2)
    undo_publication(version=version, by=olav, at=SOON)
    roles.refresh_from_db()
    assert (owed(amina, roles), owed(ida, roles)) == ([], ["roles-1"])


def test_an_undone_correction_asks_nobody(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    version = changed(roles, olav, Kind.CORRECTION)
    complete(ida, roles, version=2)
    undo_publication(version=version, by=olav, at=SOON)
    roles.refresh_from_db()
    assert (owed(amina, roles), owed(ida, roles)) == ([], [])
    assert Change.objects.get(version__number=3, version__section=roles).kind == Kind.CORRECTION


def test_what_is_too_late_the_first_or_not_the_newest_cannot_be_undone(olav, roles) -> None:
    first = Version.objects.select_related("section").get(section=roles, number=1)
    version = changed(roles, olav)
    for publication, at in ((version, LATE), (first, SOON)):
        with pytest.raises(CannotBeUndone):
            undo_publication(version=publication, by=olav, at=at)
    assert Version.objects.filter(section=roles).count() == 2


def test_undoing_needs_no_approval_where_publishing_does(olav, roles) -> None:
    version = changed(roles, olav)
    roles.handbook.needs_four_eyes = True
    roles.handbook.save()
    assert undo_publication(version=version, by=olav, at=SOON).number == 3


def test_a_draft_that_is_open_is_not_overwritten(siri, olav, roles) -> None:
    version = changed(roles, olav)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    with pytest.raises(DraftIsOpen):
        undo_publication(version=version, by=olav, at=SOON)
    with pytest.raises(DraftIsOpen):
        open_rollback(version=version, by=olav, at=SOON)
    assert list(Version.objects.drafts()) == [draft]


def test_a_rollback_is_a_draft_with_the_words_of_any_earlier_version(olav, roles) -> None:
    first = Version.objects.select_related("section").get(section=roles, number=1)
    changed(roles, olav)
    changed(roles, olav, words=("Et verv vil", "Et verv skal"))
    draft = open_rollback(version=first, by=olav, at=LATE)
    assert (draft.base, draft.source_nb, draft.quiz_nn) == (3, first.source_nb, first.quiz_nn)


def test_an_undone_publication_says_so_to_hr_and_to_readers(amina, olav, roles, required) -> None:
    version = changed(roles, olav)
    complete(amina, roles, version=2)
    undone = undo_publication(version=version, by=olav, at=SOON)
    assert undone_versions([again(roles)]) == {roles.pk: {2: 3}}
    reader, hr, places = signed_in(amina), signed_in(olav), "/handbooks/small/roles/"
    versions = page_text(reader.get(f"{places}versions/"))
    assert "Angret: Versjon 3 har den forrige teksten." in versions
    assert "Angrer versjon 2: Den forrige teksten er tilbake." in versions
    assert "Angrer versjon 2" in page_text(reader.get(f"{places}versions/3/changes/"))
    assert "Versjon 2 ble angret: Den forrige teksten er tilbake." in page_text(reader.get(f"{places}changes/"))
    home = page_text(reader.get("/"))
    assert "En ny regel er angret" in home
    assert "Ny regel" not in home
    assert "1 av 2 kapitler er ferdige – i ett er en ny regel angret" in home
    for number, sentence in ((version.pk, "Angret: Versjon 3"), (undone.pk, "Angrer versjon 2")):
        assert sentence in page_text(hr.get(f"/admin/handbook/version/{number}/changes/"))


def test_a_new_rule_that_nobody_undid_is_told_as_one(amina, olav, roles, required) -> None:
    complete(amina, roles)
    changed(roles, olav)
    assert "Ny regel" in page_text(signed_in(amina).get("/"))
    assert undone_versions([again(roles)]) == {roles.pk: {}}


def test_lists_receipts_and_reports_say_what_was_undone(amina, kari, ines, siri, olav, roles, required) -> None:
    complete(kari, roles)
    version = changed(roles, olav)
    receipt = complete(amina, roles, version=2)
    undo_publication(version=version, by=olav, at=SOON)
    undone, undoes = "Angret: Versjon 3 har den forrige teksten.", "Angrer versjon 2: Den forrige teksten er tilbake."
    pages = [
        (amina, "/courses/completions/", undone),
        (amina, f"/courses/completions/{receipt.pk}/", undone),
        (amina, "/handbooks/small/roles/versions/2/", undone),
        (amina, "/handbooks/small/roles/versions/3/", undoes),
        (amina, "/handbooks/small/print/", undoes),
        (amina, "/handbooks/small/roles/print/", undoes),
        (amina, "/handbooks/small/as-of/2026-11-23/", undoes),
        (kari, "/reports/team/", undoes),
        (kari, "/reports/team/employees/1001/", undone),
        (
            ines,
            "/reports/overview/",
            "En ny regel i «Rollene dine» ble angret 23. november 2026: 1 som hadde bekreftet",
        ),
        (siri, "/admin/handbook/version/", "2 · angret"),
        (siri, f"/admin/handbook/version/{version.pk}/change/", undone),
        (siri, "/admin/courses/completion/", "2 · angret"),
    ]
    assert [address for who, address, words in pages if words not in page_text(signed_in(who).get(address))] == []
    assert "Ny regel i «Rollene dine»" not in page_text(signed_in(ines).get("/reports/overview/"))
    as_seen = page_text(signed_in(ines).get("/reports/handbooks/small/as-of/2026-11-23/employees/1001/"))
    assert undoes in as_seen
