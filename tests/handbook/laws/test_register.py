"""Readers are shown the laws as they stand now, on each page and each node, for no query more."""

from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handbook.laws.register import all_laws
from handbook.models import LawText
from handbook.versions.validation import check_version
from tests.cast import MONDAY, TODAY
from tests.support.drafts import drafted
from tests.support.laws import SECTION, add_own, entry_of, law_box, reword

NAME = "Forvaltningsloven § 6"
PAGES = (
    SECTION,
    "/handbooks/small/print/",
    "/handbooks/small/as-of/2026-11-23/",
    "/handbooks/small/roles/versions/1/",
    "/search/?q=inhabil",
)


def test_every_page_shows_hrs_words(small, siri) -> None:
    reword("L6", "Våre ord om å være inhabil", by=siri)
    for address in PAGES:
        page = Client().get(address, headers={"accept-language": "nb"})
        assert (page.status_code, "Våre ord om" in page.content.decode()) == (200, True), address


def test_days_and_certainty_decide_what_readers_see(small, siri, roles) -> None:
    for changes, is_shown in (
        ({"from_day": date(2100, 1, 1)}, False),
        ({"from_day": None, "to_day": date(2020, 1, 1)}, False),
        ({"to_day": None, "certainty": "doubtful"}, False),
        ({"certainty": "known"}, True),
    ):
        reword("L6", "Våre ord", by=siri, **changes)
        assert law_box() == ({NAME: "Våre ord (nb)"} if is_shown else {})
    assert [law.says for law in all_laws("nb")] == ["Våre ord (nb)", "Ikke i kraft."]


def test_an_earlier_day_has_the_laws_of_that_day(small, siri) -> None:
    reword("L6", "Våre ord", by=siri, to_day=TODAY)
    address = "/handbooks/small/as-of/{}/"
    days = {day: law_box(address.format(day)) for day in (TODAY, TODAY + timedelta(days=1))}
    assert days == {TODAY: {NAME: "Våre ord (nb)"}, TODAY + timedelta(days=1): {}}


def test_who_reads_another_language_gets_the_words_there_are_marked_with_theirs(small, siri) -> None:
    shown = entry_of("L6").shown
    reword("L6", "Våre ord", by=siri, texts={"nb": shown.texts["nb"]})
    assert law_box(language="en") == {NAME: "Når en ansatt er inhabil."}
    for address in (SECTION, "/handbooks/small/print/"):
        page = Client().get(address, headers={"accept-language": "en"}).content.decode()
        assert '<dt lang="nb">Forvaltningsloven § 6</dt><dd lang="nb">Når en ansatt er inhabil.</dd>' in page
        own = Client().get(address, headers={"accept-language": "nb"}).content.decode()
        assert "<dt>Forvaltningsloven § 6</dt><dd>Når en ansatt er inhabil.</dd>" in own


def test_what_another_node_saved_is_shown_at_the_next_request(small, siri) -> None:
    reword("L6", "Våre ord", by=siri)
    assert law_box() == {NAME: "Våre ord (nb)"}
    row = LawText.objects.get()
    texts = {"nb": [*row.entry["texts"]["nb"][:2], "Fra en annen."]}
    # As another process writes it: no code of this one sees it.
    LawText.objects.bulk_create(
        [LawText(law="L6", number=2, entry=row.entry | {"texts": texts}, is_kept=True, by=siri, at=MONDAY)]
    )
    assert law_box() == {NAME: "Fra en annen."}


def test_what_was_rolled_back_is_never_shown(small, siri) -> None:
    with transaction.atomic():
        reword("L6", "Aldri lagret", by=siri)
        assert law_box() == {NAME: "Aldri lagret (nb)"}
        transaction.set_rollback(True)
    reword("L6", "Våre ord", by=siri)
    assert law_box() == {NAME: "Våre ord (nb)"}


def test_a_point_may_name_a_law_of_hr(small, siri, roles) -> None:
    own, draft = add_own(by=siri), drafted(roles, siri)
    draft.laws = f"{own.law}, L1002"
    assert [error.values[1] for error in check_version(draft).errors if error.code == "law-unknown"] == ["L1002"]


def test_hrs_laws_cost_readers_no_query(small, siri) -> None:
    def queries(address: str) -> int:
        Client().get(address)
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        return len(asked)

    without = {address: queries(address) for address in PAGES}
    reword("L6", "Å være inhabil", by=siri)  # the search goes on finding it
    with_one = {address: queries(address) for address in PAGES}
    add_own(by=siri)
    reword("L7", "Våre ord", by=siri)
    assert without == with_one == {address: queries(address) for address in PAGES}


def test_a_law_without_a_file_is_shown_as_hr_wrote_it(small, siri, settings) -> None:
    reword("L6", "Våre ord", by=siri)
    (Path(settings.CONTENT_DIR) / "laws.toml").unlink()
    assert law_box() == {NAME: "Våre ord (nb)"}
